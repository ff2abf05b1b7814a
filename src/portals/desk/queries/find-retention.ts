import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { leadsUnits } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { applied } from "../../../platform/law/rule.ts";
import { keptDocuments, retention } from "../../../casework/case/rules-retention.ts";
import type { KeptDocuments } from "../../../casework/case/rules-retention.ts";
import { closedCasesWithChildren, closedLaterThan, keptDocumentsOf, lastNotes } from "../../../casework/intake/cases.ts";
import { protectedIdentities } from "../../../casework/people/codes.ts";
import { nearClosedCases } from "./near-cases.ts";

const keptCase = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  protectedIdentity: answer.oneOf(protectedIdentities),
  closedOn: answer.day,
  lastNoteOn: answer.day.nullable(),
  kept: answer.list(
    z.object({
      documents: answer.oneOf(keptDocuments),
      fate: answer.oneOf(["bevaras", "väntar", "gallras"]),
      from: answer.day.nullable(),
      by: answer.day.nullable(),
      sentence: answer.text(400),
    }),
  ),
});
export type KeptCase = z.output<typeof keptCase>;

type Row = Omit<KeptCase, "kept" | "lastNoteOn"> & {
  readonly childId: string;
  readonly birthDate: string | null;
  readonly birthDayKnown: boolean;
  readonly municipalityCode: string;
  readonly investigated: boolean;
  readonly notOpened: boolean;
  readonly placed: boolean;
};

/** As many rows as a page has. Ours. */
const perPage = 12;

/**
 * What the law keeps of the closed cases of the unit, and when the rest is thinned, with the paragraph: the first closed first, a page from after the case that ended
 * the page before. Computed of what stands in the child's cases that the leader may see, so that nothing is learned of another unit's, neither by a word nor
 * by a day; nothing is removed. For the team leader.
 */
export const findRetention = defineQuery({
  name: "workplace.find-retention",
  title: "Visa vad som bevaras och gallras i avslutade ärenden",
  input: z.object({ afterId: optionalId() }),
  output: z.object({ cases: answer.list(keptCase), nextAfter: answer.id.nullable() }),
  permit: [leadsUnits],
  async run(tx, { afterId }, { actor, today, touch }) {
    const m = actor.municipalityId;
    const after = afterId === undefined ? sql`true` : closedLaterThan(m, afterId, maySeeCase(actor, today));
    const { rows } = await sql<Row>`
      select c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName", p.protected_identity as "protectedIdentity",
        k.closed_on as "closedOn", c.child_id as "childId", p.birth_date as "birthDate", p.birth_date_known = 'dag' as "birthDayKnown",
        m.code as "municipalityCode", d.*
      from ${closedCasesWithChildren}
      join core.municipality m on m.id = c.municipality_id
      join lateral ${keptDocumentsOf} d on true
      where k.municipality_id = ${m} and ${after} and ${nearClosedCases(actor)} and ${maySeeCase(actor, today)}
      order by k.closed_on, k.case_id limit ${perPage + 1}`.execute(tx);
    const shown = rows.slice(0, perPage);
    const notes = await lastNotes(
      tx,
      m,
      shown.map((one) => one.childId),
      maySeeCase(actor, today),
    );
    const ids = shown.map((one) => one.caseId);
    touch(...ids);
    const cases = shown.map((row) => keptOf(row, notes.get(row.childId) ?? null, today));
    return ok({ cases, nextAfter: rows.length > perPage ? (ids.at(-1) ?? null) : null });
  },
});

function keptOf(row: Row, lastNoteOn: string | null, today: string): KeptCase {
  const { caseId, caseNumber, childName, protectedIdentity, closedOn, birthDate, birthDayKnown, municipalityCode } = row;
  const kept = documentsIn(row).map((documents) => {
    const input = { documents, today, lastNoteOn, birthDate, birthDayKnown, municipalityCode };
    const { outcome, explanation } = applied(retention, input);
    const days = outcome.fate === "gallras" ? { from: outcome.from, by: outcome.by } : { from: null, by: null };
    return { documents, fate: outcome.fate, ...days, sentence: explanation };
  });
  return { caseId, caseNumber, childName, protectedIdentity, closedOn, lastNoteOn, kept };
}

/** Which of the documents that the law tells apart a case has; the rest of it where it has none of them. */
function documentsIn({ placed, investigated, notOpened }: Row): readonly KeptDocuments[] {
  const found: KeptDocuments[] = [
    ...(placed ? (["placering"] as const) : []),
    ...(investigated ? (["utredning"] as const) : []),
    ...(notOpened ? (["inte inledd utredning"] as const) : []),
  ];
  return found.length === 0 ? ["övrigt"] : found;
}
