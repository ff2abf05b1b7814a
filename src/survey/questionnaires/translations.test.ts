import { expect, test } from "vitest";
import { noTranslations, readTranslations, textsOf, translate, translationCsv, untranslatedQuestions } from "./translations.ts";
import { formText, readForm } from "./test/forms.ts";

const words = `- { question: 1, type: single, text: Har ni rutiner?, help: Svara., alternatives: [Ja, Nej], comment: Mer }
- { question: 2, type: grid, text: Hur ofta?, rows: [{ text: samtal, help: Även per telefon. }], alternatives: [Ofta, Sällan] }`;
const form = readForm(formText(words));

test("every text that is read has a key, and the key stands in the table for whoever translates", () => {
  expect([...textsOf(form).keys()]).toEqual([
    ...["title", "ett.title", "q1.text", "q1.help.1", "q1.alternative.1", "q1.alternative.2", "q1.comment"],
    ...["q2.text", "q2.row.1", "q2.row.1.help", "q2.alternative.1", "q2.alternative.2"],
  ]);
  const csv = translationCsv(form, noTranslations, "en");
  expect(csv.split("\r\n").slice(0, 4)).toEqual(["key,sv,en", "title,Prov,", "ett.title,Ett,", "q1.text,Har ni rutiner?,"]);
});

test("what is not translated, or was translated of another text, is told, and shown in the form's own language", () => {
  const csv = translationCsv(form, noTranslations, "en")
    .replace("title,Prov,", "title,Prov,Trial")
    .replace("q1.text,Har ni rutiner?,", "q1.text,Har ni rutiner?,Do you have routines?")
    .replace("q2.text,Hur ofta?,", "q2.text,Hur sällan?,How rarely?");
  const table = readTranslations(csv) ?? expect.fail("the table");
  const shown = translate(form, table, "en");
  expect(shown.title).toBe("Trial");
  expect(shown.pages[0]?.questions.map(({ text }) => text)).toEqual(["Do you have routines?", "Hur ofta?"]);
  expect(shown.missing).toContainEqual({ key: "q2.text", why: "changed" });
  expect(shown.missing).toContainEqual({ key: "q1.help.1", why: "none" });
  expect(untranslatedQuestions(form, shown.missing)).toEqual(["1", "2"]);
});

test("a table that is whole has nothing missing, and keeps other languages when one is added", () => {
  const whole = [...textsOf(form)].map(([key, text]) => `"${key}","${text}","${text} (en)"`).join("\n");
  const table = readTranslations(`key,sv,en\n${whole}\n`) ?? expect.fail("the table");
  expect(translate(form, table, "en").missing).toEqual([]);
  expect(translationCsv(form, table, "fi").split("\r\n")[1]).toBe("title,Prov,Prov (en),");
});

test.each(["", "nyckel,sv\na,b", 'key,sv\n"a'])("a file that is no such table is refused: %j", (csv) => {
  expect(readTranslations(csv)).toBeNull();
});
