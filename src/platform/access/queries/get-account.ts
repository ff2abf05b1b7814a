import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../core/answers.ts";
import { roles } from "../../core/actor.ts";
import { defineQuery } from "../../core/door.ts";
import { idField } from "../../basics/identifiers.ts";
import { failed, ok } from "../../basics/result.ts";
import { operates } from "../permits.ts";

const session = z.object({
  id: answer.id,
  startedAt: answer.moment,
  lastSeenAt: answer.moment,
  endedAt: answer.moment.nullable(),
  address: answer.address.nullable(),
  browser: answer.text(200),
});
export type AccountSession = z.output<typeof session>;

const details = z.object({
  id: answer.id,
  name: answer.text(200),
  title: answer.text(200),
  unit: answer.text(200).nullable(),
  roles: answer.list(z.enum(roles)),
  active: answer.yesNo,
  signedOnAt: answer.moment.nullable(),
  isNumberKnown: answer.yesNo,
  isOwn: answer.yesNo,
});
export type AccountDetails = z.output<typeof details>;

const mostSessions = 50;

/** One account with its open sessions and those that have ended lately (they are kept a day). For the operator. */
export const getAccount = defineQuery({
  name: "access.get-account",
  title: "Visa ett konto",
  input: z.object({ accountId: idField }),
  output: z.object({ account: details, sessions: answer.list(session) }),
  permit: [operates],
  async run(tx, { accountId }, { actor, now, touch }) {
    const { rows: found } = await sql<Omit<AccountDetails, "isOwn">>`
      select s.id, s.name, s.title, u.name as unit, s.active, s.signed_on_at as "signedOnAt", (s.identity_number is not null or s.subject like 'demo:%') as "isNumberKnown",
        array(select r.role from access.staff_role r where r.municipality_id = s.municipality_id and r.staff_id = s.id order by 1) as roles
      from access.staff s left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
      where s.municipality_id = ${actor.municipalityId} and s.id = ${accountId}`.execute(tx);
    const [account] = found;
    if (!account) return failed({ code: "not-found", message: "Kontot finns inte." });
    touch(accountId);
    const { rows: sessions } = await sql<AccountSession>`
      select id, started_at as "startedAt", last_seen_at as "lastSeenAt", case when ended_at is null and expires_at <= ${now} then expires_at else ended_at end as "endedAt",
        host(source_address) as address, browser
      from access.session where municipality_id = ${actor.municipalityId} and staff_id = ${accountId}
      order by ended_at is null desc, last_seen_at desc limit ${mostSessions}`.execute(tx);
    return ok({ account: { ...account, isOwn: accountId === actor.staffId }, sessions });
  },
});
