import { sql } from "kysely";
import { z } from "zod";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import { withRole } from "../../../platform/core/permit.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { obligationPart } from "../../../casework/case/obligation-parts.ts";
import { caseFile, childOfCase, responsibleForCase } from "../../../casework/intake/cases.ts";
import { latestWords } from "../../../casework/participation/told-so-far.ts";
import { protectedIdentities } from "../../../casework/people/codes.ts";
import { findObligations } from "./get-work-list.ts";

const handedOver = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  birthDate: answer.day,
  protectedIdentity: answer.oneOf(protectedIdentities),
  /** What the child said last, with the day; null where nothing is written. What guardians may not see stands in the case alone. */
  words: z.object({ on: answer.day, text: answer.text() }).nullable(),
  /** What must be done, with what the child has been promised. */
  obligations: answer.list(obligationPart),
});
export type HandedOver = z.output<typeof handedOver>;

/** As many as a form chooses among; more than anybody should be responsible for. */
const most = 100;

/**
 * The open cases that somebody is responsible for, of those that the team leader leads, for a hand-over: what must be done in each, what the child has
 * been promised among it, and what the child said last. At most 100; the rest stands there once these are handed over.
 */
export const findHandOver = defineQuery({
  name: "workplace.find-hand-over",
  title: "Visa det som ska lämnas över när någon slutar",
  input: z.object({ staffId: idField }),
  output: z.object({ name: answer.text(200).nullable(), cases: answer.list(handedOver) }),
  permit: [withRole("gruppledare", "team_leader")],
  async run(tx, { staffId }, { actor, today, touch }) {
    const { municipalityId } = actor;
    const { rows } = await sql<Omit<HandedOver, "obligations"> & { name: string }>`
      select c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName", p.birth_date as "birthDate",
        p.protected_identity as "protectedIdentity", ${latestWords} as words, s.name
      from ${caseFile} c join ${childOfCase}
      join ${responsibleForCase}
      join access.staff s on s.municipality_id = r.municipality_id and s.id = r.staff_id
      where c.municipality_id = ${municipalityId} and c.is_open and r.staff_id = ${staffId}::uuid and ${leadsCase(actor)}
      order by c.opened_on, c.id limit ${most}`.execute(tx);
    const ids = rows.map((row) => row.caseId);
    const obligations = await findObligations(tx, municipalityId, ids, today);
    touch(...ids);
    const cases = rows.map(({ name: _name, ...row }) => ({ ...row, obligations: obligations.get(row.caseId) ?? [] }));
    return ok({ name: rows[0]?.name ?? null, cases });
  },
});
