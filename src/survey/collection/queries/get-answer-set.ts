import { sql } from "kysely";
import { z } from "zod";
import { answersForUnit, answersSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findSet, noSuchSet, savedPages } from "../find-set.ts";
import type { Answerer } from "../find-set.ts";
import { findProposals, proposalSources } from "../proposals.ts";

const said = answer.list(z.object({ name: answer.text(80), said: answer.text(5000) }));
const page = z.object({
  page: answer.text(64),
  number: answer.count,
  answers: said,
  reason: answer.text(2000).nullable(),
  contact: said,
  late: answer.yesNo,
  by: answer.text(200),
  at: answer.momentText,
});
const signature = z.object({
  number: answer.count,
  /** What was signed, letter for letter. */
  file: answer.text(300_000),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  late: answer.yesNo,
  by: answer.text(200),
  at: answer.momentText,
  mailed: answer.yesNo,
});

const output = z.object({
  id: answer.id,
  questionnaire: answer.text(64),
  version: answer.count,
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  /** Number of the last table of the questionnaire's texts in other languages; null where there is none. */
  texts: answer.count.nullable(),
  lastDay: answer.day,
  closesOn: answer.day,
  /** Who answers: the municipality, or the unit that was asked by link; and whom that one may ask. */
  answeredBy: z.object({ code: answer.text(20), name: answer.text(200), contact: answer.text(500).nullable() }),
  pages: answer.list(page),
  proposals: answer.list(
    z.object({
      column: answer.text(80),
      value: answer.text(4000).nullable(),
      source: z.enum(proposalSources),
      explanation: answer.text(2000),
    }),
  ),
  signatures: answer.list(signature),
});
export type AnswerSetShown = z.output<typeof output>;

const input = z.object({ answerSetId: idField });

/** A survey as it is answered so far: what stands on each page and by whom, what is proposed, and how it was signed, the last first. Problem: `not-found`. */
export const getAnswerSet = defineQuery<typeof input, AnswerSetShown, Answerer>({
  name: "survey.get-answer-set",
  title: "Visa kommunens svar på en enkät",
  input,
  output,
  permit: [answersSurveys, answersForUnit],
  async run(tx, { answerSetId }, { actor, touch }) {
    const { municipalityId } = actor;
    const set = await findSet(tx, actor, answerSetId);
    if (!set) return failed(noSuchSet);
    touch(set.id);
    const { rows: signatures } = await sql<z.output<typeof signature>>`
      select g.number, g.content as file, encode(g.digest, 'hex') as digest, g.is_late as late, coalesce(g.said_by, s.name, 'myndigheten') as by, to_json(g.recorded_at)#>>'{}' as at,
        g.message_id is not null as mailed
      from survey.signature g left join access.staff s on s.municipality_id = g.municipality_id and s.id = g.recorded_by
      where g.municipality_id = ${municipalityId} and g.answer_set_id = ${set.id}::uuid order by g.number desc`.execute(tx);
    const { rows: tables } = await sql<{ number: number | null }>`
      select max(t.number)::int as number from survey.questionnaire_texts t
      where t.municipality_id = ${municipalityId} and t.questionnaire = ${set.questionnaire} and t.version = ${set.version}`.execute(tx);
    const pages = await savedPages(tx, municipalityId, set.id);
    const listed = (record: Readonly<Record<string, string>>) => Object.entries(record).map(([name, said]) => ({ name, said }));
    return ok({
      id: set.id,
      questionnaire: set.questionnaire,
      version: set.version,
      fingerprint: set.fingerprint,
      texts: tables[0]?.number ?? null,
      lastDay: set.last_day,
      closesOn: set.closes_on,
      answeredBy: { code: set.code, name: set.name, contact: set.contact },
      pages: pages.map(({ answers, contact, is_late, recorded_by: _account, said_by: _name, ...one }) => ({
        ...one,
        late: is_late,
        answers: listed(answers),
        contact: listed(contact),
      })),
      proposals: await findProposals(tx, municipalityId, set.id),
      signatures,
    });
  },
});
