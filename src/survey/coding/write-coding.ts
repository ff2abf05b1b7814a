import { newId } from "../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeBook, CodingState, OpenAnswer, Seat } from "./coding-state.ts";
import { bookOf } from "./coding-state.ts";

export type NewCoding = { readonly answer: OpenAnswer; readonly codes: readonly string[]; readonly reason: string | null };

/** The code book and the answer that somebody codes by and reads. Problems: `no-code-book`, `not-found`, `changed-meanwhile`, codes that there are none of. */
export function judgeCoding(
  state: CodingState,
  { unitId, digest, codes }: { readonly unitId: string; readonly digest: string | undefined; readonly codes: readonly string[] },
): Result<{ readonly book: CodeBook; readonly answer: OpenAnswer }> {
  const book = bookOf(state);
  if (!book) return failed({ code: "no-code-book", message: "Frågan har ingen kodbok än.", hint: "Skriv kodboken först." });
  const answer = state.answers.find((one) => one.unit.id === unitId);
  if (!answer) return failed({ code: "not-found", message: "Svaret finns inte." });
  if (digest !== undefined && digest !== answer.digest)
    return failed({
      code: "changed-meanwhile",
      message: "Svaret har ändrats av en senare leverans.",
      hint: "Läs det på nytt och koda det som står nu.",
    });
  const unknown = codes.filter((code) => !book.codes.some((one) => one.code === code));
  if (unknown.length > 0) return invalidField("codes", `Kodboken har ingen kod ${unknown.join(", ")}. Välj bland dem som finns.`);
  return ok({ book, answer });
}

/** Writes codings of a seat, each as the next number after what stands. */
export async function writeCodings(
  tx: Tx,
  context: Context,
  {
    column,
    seat,
    book,
    list,
  }: { readonly column: string; readonly seat: Seat; readonly book: CodeBook; readonly list: readonly NewCoding[] },
): Promise<void> {
  if (list.length === 0) return;
  const rows = list.map(({ answer, reason, codes }) => ({
    codes,
    row: {
      id: newId(context.now),
      answer_column: column,
      unit_id: answer.unit.id,
      seat,
      number: (answer.codings.find((one) => one.seat === seat)?.number ?? 0) + 1,
      code_book_id: book.id,
      digest: Buffer.from(answer.digest, "hex"),
      reason,
      ...stamp(context),
    },
  }));
  context.touch(...list.map(({ answer }) => answer.unit.id));
  await tx
    .insertInto("survey.coding")
    .values(rows.map(({ row }) => row))
    .execute();
  const given = rows.flatMap(({ row, codes }) =>
    [...new Set(codes)].map((code) => ({ municipality_id: row.municipality_id, coding_id: row.id, code_book_id: book.id, code })),
  );
  await tx.insertInto("survey.coding_code").values(given).execute();
}
