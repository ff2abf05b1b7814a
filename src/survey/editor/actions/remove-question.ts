import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { changeDraft, notHere } from "../change-draft.ts";
import { follows, formName, questionNumber } from "../fields.ts";

/**
 * Takes a question out of a draft, and its page with its last one. Conditions that ask about it are left and told as faults: somebody must say what
 * is to hold instead. Problems: those of a draft that is changed, `only-question`.
 */
export const removeQuestion = defineAction({
  name: "editor.remove-question",
  title: "Ta bort en fråga ur ett formulär",
  input: z.object({ form: formName, follows, question: questionNumber }),
  output: z.object({ number: answer.count }),
  permit: [followsUp, runsSurveys],
  run: (tx, { question, ...given }, context) =>
    changeDraft(tx, context, given, (file) => {
      if (!file.placeOf(question)) return notHere;
      if (file.removeQuestion(question)) return null;
      return { code: "only-question", message: "Ett formulär har minst en fråga.", hint: "Lägg till en annan först, eller ändra den här." };
    }),
});
