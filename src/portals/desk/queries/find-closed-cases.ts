import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { closedCasesWithChildren, closedEarlierThan } from "../../../casework/intake/cases.ts";
import { protectedIdentities } from "../../../casework/people/codes.ts";
import { nearClosedCases } from "./near-cases.ts";

const closedCase = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  birthDate: answer.day,
  protectedIdentity: answer.oneOf(protectedIdentities),
  openedOn: answer.day,
  closedOn: answer.day,
  unit: answer.text(200),
});
export type ClosedCase = z.output<typeof closedCase>;

/** As many rows as a page has. Ours. */
const perPage = 50;

/**
 * The closed cases that somebody may see, the latest closed first: a page of them from after the case that ended the page before, read by the index of
 * the days they were closed. In no other order and by no choice: closed cases are looked for by name or number alone (15 § förordning 2001:637).
 */
export const findClosedCases = defineQuery({
  name: "workplace.find-closed-cases",
  title: "Visa avslutade ärenden",
  input: z.object({ afterId: optionalId() }),
  output: z.object({ cases: answer.list(closedCase), nextAfter: answer.id.nullable() }),
  permit: [doesCasework],
  async run(tx, { afterId }, { actor, today, touch }) {
    const m = actor.municipalityId;
    const after = afterId === undefined ? sql`true` : closedEarlierThan(m, afterId, maySeeCase(actor, today));
    const { rows } = await sql<ClosedCase>`
      select c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName", p.birth_date as "birthDate",
        p.protected_identity as "protectedIdentity", c.opened_on as "openedOn", k.closed_on as "closedOn", u.name as unit
      from ${closedCasesWithChildren}
      join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
      where k.municipality_id = ${m} and ${after} and ${nearClosedCases(actor)} and ${maySeeCase(actor, today)}
      order by k.closed_on desc, k.case_id desc limit ${perPage + 1}`.execute(tx);
    const cases = rows.slice(0, perPage);
    const ids = cases.map((one) => one.caseId);
    touch(...ids);
    return ok({ cases, nextAfter: rows.length > perPage ? (ids.at(-1) ?? null) : null });
  },
});
