/** Corrections of entries, as a part of the case: what is wrong in any record of it, and what stands instead. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { byOf } from "../part/by-of.ts";
import { definePart, rare, writtenBy } from "../part/case-part.ts";
import { all } from "../part/guardian-showing.ts";
import { columnsOf, rowsOf } from "../part/rows-of.ts";
import { correctionWords, longestInstead } from "./correction-fields.ts";

export const correctionPart = describedBy(
  correctionWords,
  z.object({
    id: answer.id,
    /** Which record, by its place in the case (`records.ts`). */
    entry: answer.text(200),
    kind: answer.oneOf(codes["intake.entry_correction.kind"]),
    field: answer.text(60).nullable(),
    instead: answer.text(longestInstead).nullable(),
    /** What stood there before; null where it was no text, and where whoever asks may not see it. */
    stood_before: answer.text(longestInstead).nullable(),
    why: answer.text(2000),
    follows_id: answer.id.nullable(),
    recorded_at: answer.momentText,
    by: answer.text(200),
  }),
);
export type CorrectionPart = z.output<typeof correctionPart>;

export const entryCorrections = definePart()({
  schema: answer.list(correctionPart),
  ...rare(
    ({ m, c, until }) => ({
      from: sql`intake.entry_correction e`,
      where: sql`e.municipality_id = ${m} and e.case_id = ${c} and ${writtenBy("e", { until })}`,
    }),
    (_question, from, where) =>
      rowsOf(
        sql`select ${columnsOf("e", correctionPart, "stood_before", "by")}, null as stood_before, ${byOf("e")} from ${from} where ${where} order by e.recorded_at, e.id`,
      ),
  ),
  // That something is corrected; the right words stand in the entry itself, as its own part shows them.
  guardian: {
    ...all("shown", "id", "entry", "kind", "field", "follows_id", "recorded_at", "by"),
    ...all("never", "instead", "stood_before", "why"),
  },
});
