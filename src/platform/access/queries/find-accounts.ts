import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../core/answers.ts";
import { roles } from "../../core/actor.ts";
import { defineQuery } from "../../core/door.ts";
import { ok } from "../../basics/result.ts";
import { operates } from "../permits.ts";

/** One account in the list. */
const accountLine = z.object({
  id: answer.id,
  name: answer.text(200),
  title: answer.text(200),
  unit: answer.text(200).nullable(),
  roles: answer.list(z.enum(roles)),
  active: answer.yesNo,
  /** Null for who has never signed on. */
  signedOnAt: answer.moment.nullable(),
  openSessions: answer.count,
  isNumberKnown: answer.yesNo,
  /** Another open account has the same identity number: one of them must be closed. */
  sharesNumber: answer.yesNo,
});
export type AccountLine = z.output<typeof accountLine>;

export const accountsAtATime = 50;

/** The municipality's accounts by name, 50 at a time. For the operator: about staff, never about a child. */
export const findAccounts = defineQuery({
  name: "access.find-accounts",
  title: "Visa kommunens konton",
  input: z.object({
    role: z.enum([...roles, "none"]).optional(),
    state: z.enum(["active", "closed"]).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({ accounts: answer.list(accountLine), total: answer.count, page: z.int().min(1) }),
  permit: [operates],
  async run(tx, { role, state, page }, { actor, now }) {
    const held = sql`exists (select from access.staff_role r where r.municipality_id = s.municipality_id and r.staff_id = s.id`;
    const byRole = role === undefined ? sql`true` : role === "none" ? sql`not ${held})` : sql`${held} and r.role = ${role})`;
    const byState = state === undefined ? sql`true` : sql`s.active = ${state === "active"}`;
    const wanted = sql`s.municipality_id = ${actor.municipalityId} and ${byRole} and ${byState}`;
    const { rows } = await sql<AccountLine & { total: number }>`
      select s.id, s.name, s.title, u.name as unit, s.active, s.signed_on_at as "signedOnAt", (s.identity_number is not null or s.subject like 'demo:%') as "isNumberKnown",
        array(select r.role from access.staff_role r where r.municipality_id = s.municipality_id and r.staff_id = s.id order by 1) as roles,
        (select count(*)::int from access.session e where e.municipality_id = s.municipality_id and e.staff_id = s.id and e.ended_at is null
          and e.expires_at > ${now}) as "openSessions",
        s.active and exists (select from access.staff o where o.municipality_id = s.municipality_id and o.identity_number = s.identity_number
          and o.id <> s.id and o.active) as "sharesNumber",
        count(*) over ()::int as total
      from access.staff s left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
      where ${wanted} order by s.name, s.id limit ${accountsAtATime} offset ${(page - 1) * accountsAtATime}`.execute(tx);
    return ok({ accounts: rows.map(({ total: _, ...line }): AccountLine => line), total: rows[0]?.total ?? 0, page });
  },
});
