import { z } from "zod";
import { answersSurveys, followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { listForms as formsOf } from "../find-form.ts";
import { answeredQuestions } from "../questionnaire.ts";

const line = z.object({
  form: answer.text(100),
  version: answer.count,
  title: answer.text(500),
  respondent: z.enum(["unit", "person"]),
  pages: answer.count,
  questions: answer.count,
});

/** The questionnaires that come with the program, and then the tenant's own that are published, by id. */
export const listForms = defineQuery({
  name: "forms.list",
  title: "Visa de formulär som finns",
  input: z.object({}),
  output: z.object({ forms: answer.list(line) }),
  permit: [followsUp, answersSurveys, runsSurveys],
  async run(tx, _input, { actor }) {
    const forms = await formsOf(tx, actor.municipalityId);
    return ok({
      forms: forms.map((form) => {
        const { id, version, title, respondent, pages } = form;
        return { form: id, version, title, respondent, pages: pages.length, questions: answeredQuestions(form).length };
      }),
    });
  },
});
