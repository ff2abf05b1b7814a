import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice } from "../../../platform/core/fields.ts";
import { changeDraft, notHere, nowhereToGo } from "../change-draft.ts";
import { follows, formName, pageKey, questionNumber } from "../fields.ts";

/** Moves a question (over to the page beside, where it is first or last) or a whole page a step. Problems: those of a draft that is changed, `nowhere-to-go`. */
export const movePart = defineAction({
  name: "editor.move-part",
  title: "Flytta en fråga eller en sida i ett formulär",
  input: z.object({
    form: formName,
    follows,
    question: questionNumber.optional(),
    formPage: pageKey.optional(),
    towards: choice(["upp", "ned"], "åt vilket håll"),
  }),
  output: z.object({ number: answer.count }),
  permit: [followsUp, runsSurveys],
  run: (tx, { question, formPage: page, towards, ...given }, context) =>
    changeDraft(tx, context, given, (file) => {
      const step = towards === "upp" ? -1 : 1;
      if (question !== undefined) {
        if (!file.placeOf(question)) return notHere;
        return file.moveQuestion(question, step) ? null : nowhereToGo;
      }
      if (page === undefined || !file.page(page)) return notHere;
      return file.movePage(page, step) ? null : nowhereToGo;
    }),
});
