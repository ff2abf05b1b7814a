/** What the room contributes of a case: the notes of the journal. */
import { describedBy } from "../../platform/core/about.ts";
import { noteInput } from "./actions/write-note.ts";
import { rowsOf } from "../part/rows-of.ts";
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart } from "../part/case-part.ts";
import { all } from "../part/guardian-showing.ts";
import type { Place } from "../part/work.ts";
import { intakeLinks } from "./links.ts";

const note = describedBy(
  noteInput.shape,
  z.object({
    id: answer.id,
    happened_on: answer.day,
    happened_at: answer.time.nullable(),
    text: answer.text(),
    corrects_id: answer.id.nullable(),
    corrected: answer.yesNo,
    recorded_at: answer.momentText,
    by: answer.text(200),
  }),
);
type NotePart = z.output<typeof note>;

export const notes = definePart<{ readonly notes: readonly NotePart[] }>()({
  schema: answer.list(note),
  sql: ({ m, c }) =>
    rowsOf(sql`select n.*, s.name as by,
        exists (select 1 from intake.note l where l.municipality_id = n.municipality_id and l.case_id = n.case_id and l.corrects_id = n.id) as corrected
      from intake.note n join access.staff s on s.municipality_id = n.municipality_id and s.id = n.recorded_by
      where n.municipality_id = ${m} and n.case_id = ${c}
      order by n.happened_on, n.happened_at, n.recorded_at`),
  guardian: {
    ...all("shown", "id", "happened_on", "happened_at", "corrects_id", "corrected", "recorded_at", "by"),
    ...all("text", "text"),
  },
  strikes: true,
  events: [{ order: 50, of: (parts, place) => parts.notes.map((one) => noteEvent(place, one)) }],
  also: [
    {
      order: 20,
      about: "Samtal och anteckningar",
      needs: [],
      of: (_parts, { caseId }) => [{ text: "Skriv anteckning", href: intakeLinks.note(caseId) }],
    },
  ],
});

function noteEvent({ caseId, closed }: Place, one: NotePart): CaseEvent {
  const heading = one.corrected ? "Anteckning (rättad i en senare)" : one.corrects_id ? "Rättelse av anteckning" : "Anteckning";
  return {
    on: one.happened_on,
    at: one.happened_at?.slice(0, 5),
    recordedAt: one.recorded_at,
    kind: "anteckning",
    heading,
    text: one.text,
    by: one.by,
    correct: one.corrected || closed ? undefined : `${intakeLinks.note(caseId)}?rattar=${one.id}`,
  };
}
