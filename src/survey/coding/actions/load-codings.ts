import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { atField } from "../../tables/reading/fault.ts";
import type { Fault } from "../../tables/reading/fault.ts";
import { readRecords } from "../../tables/reading/read-records.ts";
import { sameCodes, seatOf, seenPair, standingOf } from "../coding-state.ts";
import { mostCodes, ofQuestion } from "../inputs.ts";
import { holdQuestion, loadCoding } from "../load-coding.ts";
import { notCoder } from "../problems.ts";
import { judgeCoding, writeCodings } from "../write-coding.ts";
import type { NewCoding } from "../write-coding.ts";

const noColumns = "Tabellen ska ha kolumnerna svar och koder.";
/** What is no table at all is told before anything is looked up. */
function hasColumns(text: string): boolean {
  const header = text.split("\n", 1)[0]?.toLowerCase() ?? "";
  return header.includes("svar") && header.includes("koder");
}

/** Three hundred answers of a thousand signs, with room. */
const longest = 400_000;

/**
 * Takes one's own codes from a table: a line for each answer with `svar` (its identifier, as the file of answers gives it) and `koder`, with `|` between
 * several. All of it or nothing; lines without codes are left alone. Gives how many were changed. Problems: `not-found`, `not-coder`, `no-code-book`,
 * every fault at `table` with its line.
 */
export const loadCodings = defineAction({
  name: "coding.load-codings",
  title: "Läs in egna koder ur en tabell",
  input: z.object({ ...ofQuestion, table: requiredText("tabellen med koder", longest).refine(hasColumns, noColumns) }),
  output: z.object({ changed: answer.count }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, table }, context) {
    await holdQuestion(tx, { roundId, column });
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    const seat = seatOf(state, context.actor.staffId);
    if (seat === undefined) return failed(notCoder);
    const read: Fault[] = [];
    const { header, rows } = readRecords({ name: "tabellen", bytes: new TextEncoder().encode(table) }, read);
    const faults: string[] = read.map(({ row, message }) => at(row, message));
    const [ofAnswer, ofCodes] = [header.indexOf("svar"), header.indexOf("koder")];
    if (ofAnswer < 0 || ofCodes < 0) faults.push(at(1, noColumns));
    const list = new Map<string, NewCoding>();
    let book;
    for (const { line, cells } of faults.length > 0 ? [] : rows) {
      const codes = (cells[ofCodes] ?? "")
        .split("|")
        .map((code) => code.trim())
        .filter((code) => code !== "");
      if (codes.length === 0) continue;
      const unitId = cells[ofAnswer] ?? "";
      const judged = judgeCoding(state, { unitId, digest: undefined, codes });
      if (!judged.ok) {
        const { code, fields, message } = judged.error;
        if (code === "no-code-book") return judged;
        faults.push(at(line, fields?.[0]?.message ?? message));
      } else if (codes.length > mostCodes) faults.push(at(line, `Välj högst ${mostCodes} koder.`));
      else if (list.has(unitId)) faults.push(at(line, "Svaret står på en rad till. Behåll en av dem."));
      else {
        ({ book } = judged.value);
        const { answer: one } = judged.value;
        const isSame = sameCodes(standingOf(state, one, seat)?.codes ?? [], [...new Set(codes)]);
        if (seenPair(state, one) && !isSame) faults.push(at(line, "Båda kodarna är klara med svaret, så koderna ändras inte längre."));
        list.set(unitId, { answer: one, codes: isSame ? [] : codes, reason: null });
      }
    }
    if (faults.length > 0)
      return failed({
        code: "invalid-input",
        message: "Tabellen går inte att läsa in. Inget är ändrat.",
        fields: atField("table", faults),
      });
    const changed = [...list.values()].filter(({ codes }) => codes.length > 0);
    if (book) await writeCodings(tx, context, { column, seat, book, list: changed });
    return ok({ changed: changed.length });
  },
});

const at = (row: number | null, message: string): string => (row === null ? message : `Rad ${row}: ${message}`);
