import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { about } from "../../../platform/core/about.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { changeDraft, notHere } from "../change-draft.ts";
import { checkDraft } from "../check-draft.ts";
import { follows, formName, pageKey } from "../fields.ts";
import type { FieldsOfFile } from "../form-file.ts";
import { isIn } from "../question-faults.ts";

/** What a form asks of a page. */
export const pageInput = {
  key: about(requiredText("sidans korta namn", 60), {
    label: "Kort namn",
    hint: "Står i adressen: små bokstäver a–z, siffror och bindestreck.",
    width: 20,
  }),
  title: about(requiredText("sidans rubrik", 300), { label: "Rubrik" }),
  text: about(optionalText(10_000), { label: "Text överst på sidan", hint: "En tom rad mellan stycken.", rows: 3 }),
  ask: about(optionalText(5000), {
    label: "Sidan visas om",
    hint: 'Ett villkor om svar på tidigare sidor, som q1 = "Ja". Tomt: sidan visas för alla.',
    rows: 2,
  }),
} as const;

/** Saves a page of a draft, or a new one last with a first question to go on with. Problems: those of a draft that is changed, faults at the fields. */
export const savePageOfForm = defineAction({
  name: "editor.save-page",
  title: "Spara en sida i ett formulär",
  input: z.object({ form: formName, follows, formPage: pageKey.optional(), ...pageInput }),
  output: z.object({ number: answer.count }),
  permit: [followsUp, runsSurveys],
  run: (tx, { formPage: page, ...given }, context) =>
    changeDraft(tx, context, given, (file, standing) => {
      const pages = file.pages();
      if (given.key !== page && pages.some((one) => one.page === given.key))
        return atField("key", `Det finns redan en sida med namnet ${given.key}.`);
      const paragraphs = given.text?.split(/\n\s*\n/).map((one) => one.trim());
      const fields: FieldsOfFile = {
        page: given.key,
        title: given.title,
        text: paragraphs?.length === 1 ? paragraphs[0] : paragraphs,
        ask: given.ask,
      };
      if (page === undefined)
        file.addPage({ ...fields, questions: [firstQuestion(pages.flatMap((one) => one.questions.map(({ number }) => number)))] });
      else if (!file.setPage(page, fields)) return notHere;
      const place = file.pages().findIndex((one) => one.page === given.key);
      const { faults } = checkDraft({ ...standing, content: file.content });
      const own = faults.filter(({ path }) => isIn(path, "pages", place) && path?.[2] !== "questions");
      const fault = own.map(({ path, message }) => ({ field: path?.[2] === "page" ? "key" : String(path?.[2] ?? "key"), message }));
      return fault.length === 0 ? null : { code: "invalid-input", message: "Något på sidan behöver rättas.", fields: fault };
    }),
});

const atField = (field: string, message: string): Problem => ({
  code: "invalid-input",
  message: "Något på sidan behöver rättas.",
  fields: [{ field, message }],
});

/** A question to write something else in: a page has one at least. Its number is the next that nobody has. */
function firstQuestion(taken: readonly string[]): FieldsOfFile {
  const greatest = Math.max(0, ...taken.map((number) => Number.parseInt(number, 10)).filter(Number.isInteger));
  return { question: greatest + 1, type: "text", text: "Skriv frågan här." };
}
