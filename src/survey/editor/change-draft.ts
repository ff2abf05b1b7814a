/** One way to change a draft: read what stands, change it, keep it as the next save. */
import { failed } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findDraft, keepDraft } from "./drafts.ts";
import type { StandingForm } from "./drafts.ts";
import { FormFile } from "./form-file.ts";

const notByParts: Problem = {
  code: "questionnaire-faulty",
  message: "Filen har fel som gör att den inte går att ändra fråga för fråga.",
  hint: "Rätta felen i filen först: under Hela filen står varje fel med sin rad.",
};
export const notHere: Problem = { code: "not-found", message: "Det som skulle ändras finns inte i formuläret." };
export const nowhereToGo: Problem = {
  code: "nowhere-to-go",
  message: "Det går inte att flytta längre åt det hållet.",
  hint: "En sida har minst en fråga, och frågan före första sidan finns inte.",
};

/** Changes a draft part by part. Problems: those of `findDraft`, `questionnaire-faulty`, what `change` says, `changed-meanwhile`. */
export async function changeDraft(
  tx: Tx,
  context: Context,
  { form, follows }: { readonly form: string; readonly follows: number },
  change: (file: FormFile, standing: StandingForm) => Problem | null,
): Promise<Result<{ readonly number: number }>> {
  const standing = await findDraft(tx, context.actor.municipalityId, form, follows);
  if (!standing.ok) return standing;
  const file = FormFile.open(standing.value.content);
  if (!file) return failed(notByParts);
  const problem = change(file, standing.value);
  if (problem !== null) return failed(problem);
  return keepDraft(tx, context, { ...standing.value, number: follows + 1, content: file.content });
}
