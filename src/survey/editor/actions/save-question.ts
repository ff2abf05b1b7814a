import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { changeDraft, notHere } from "../change-draft.ts";
import { checkDraft } from "../check-draft.ts";
import { follows, formName, pageKey, questionNumber } from "../fields.ts";
import type { FieldsOfFile, FormFile } from "../form-file.ts";
import type { StandingForm } from "../drafts.ts";
import { faultsAtFields } from "../question-faults.ts";
import { fileFieldsOf, questionInput } from "../question-fields.ts";

/**
 * Saves a question of a draft: one that is there (`question`), or a new one last on a page (`formPage`). What is wrong with it is told at its fields, all at
 * once; what is wrong elsewhere hinders nothing. Problems: those of a draft that is changed, faults at the fields.
 */
export const saveQuestion = defineAction({
  name: "editor.save-question",
  title: "Spara en fråga i ett formulär",
  input: formOf({ form: formName, follows, question: questionNumber.optional(), formPage: pageKey.optional(), ...questionInput }),
  output: z.object({ number: answer.count }),
  permit: [followsUp, runsSurveys],
  run: (tx, { question, formPage: page, ...given }, context) =>
    changeDraft(tx, context, given, (file, standing) => putQuestion(file, standing, { question, page, fields: fileFieldsOf(given) })),
});

function putQuestion(
  file: FormFile,
  standing: StandingForm,
  { question, page, fields }: { question: string | undefined; page: string | undefined; fields: FieldsOfFile },
): Problem | null {
  const number = String(fields["question"]);
  const isTaken = number !== question && file.placeOf(number) !== undefined;
  if (isTaken) return atFields([{ field: "number", message: `Fråga ${number} finns redan.` }]);
  const isPut = question === undefined ? file.addQuestion(page ?? "", fields) : file.setQuestion(question, fields);
  const at = isPut ? file.placeOf(number) : undefined;
  if (!at) return notHere;
  const faults = faultsAtFields(checkDraft({ ...standing, content: file.content }).faults, at);
  return faults.length === 0 ? null : atFields(faults);
}

const atFields = (fields: readonly { readonly field: string; readonly message: string }[]): Problem => ({
  code: "invalid-input",
  message: "Något i frågan behöver rättas.",
  fields,
});
