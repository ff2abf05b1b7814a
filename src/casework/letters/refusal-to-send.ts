import type { z } from "zod";
import { failed, invalidField } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { LetterAt, LetterQuery, OfCase } from "./define-letter.ts";

/** Why a letter may not be sent by the program as it stands now, at the field that its words come from; undefined where nothing hinders. */
export async function refusalToSend<Input extends OfCase>(
  tx: Tx,
  at: LetterAt,
  letter: LetterQuery<Input>,
  input: z.output<Input>,
  field: string,
): Promise<Extract<Result<never>, { readonly ok: false }> | undefined> {
  const made = await letter.letterOf(tx, at, input);
  if (!made.ok) return failed(made.error);
  const open = made.value.passages.find(({ answered }) => !answered);
  return (
    open &&
    invalidField(
      field,
      `Brevet kan visa ${open.tells}: ”${open.passage}” Skriv om texten, eller lämna brevet på ett annat sätt när det är granskat.`,
    )
  );
}
