import { expect, test } from "vitest";
import { valueOf } from "../../platform/basics/result.ts";
import { showForm, showIn } from "./shown.ts";
import { textsOf } from "./texts.ts";
import {
  aboutTranslation,
  isReviewed,
  languagesOf,
  missingIn,
  noTranslations,
  readTranslations,
  translationCsv,
  untranslatedQuestions,
} from "./translations.ts";
import { formText, readForm } from "./test/forms.ts";

const words = `- { question: 1, type: single, text: Har ni rutiner?, help: Svara., alternatives: [Ja, Nej], comment: Mer }
- { question: 2, type: grid, text: Hur ofta?, rows: [{ text: samtal, help: Även per telefon. }], alternatives: [Ofta, Sällan] }
- { question: 3, type: number, text: Hur många barn?, unit: barn }`;
const before = "definitions: { barn: { words: [barn], text: Den som inte har fyllt 18 år. } }\n";
const after = `rules: [{ rule: 7, column: q3, severity: warning, when: q3 > 99, text: Stämmer antalet? }]
closing: Tack!`;
const form = readForm(formText(words, { before, after }));
const keys = [
  ...["title", "definition.1", "ett.title", "q1.text", "q1.help.1", "q1.alternative.1", "q1.alternative.2", "q1.comment"],
  ...["q2.text", "q2.row.1", "q2.row.1.help", "q2.alternative.1", "q2.alternative.2", "q3.text", "q3.unit", "rule.7", "closing"],
];

test("every text that is read has a key, and the key stands in the table for whoever translates", () => {
  expect([...textsOf(form).keys()].sort()).toEqual([...keys].sort());
  const csv = translationCsv(form, noTranslations, "en");
  expect(csv.split("\r\n").slice(0, 3)).toEqual(["key,sv,en", "title,Prov,", "definition.1,Den som inte har fyllt 18 år.,"]);
  expect(csv).toContain("rule.7,Stämmer antalet?,");
  expect(
    csv
      .trimEnd()
      .split("\r\n")
      .slice(-3)
      .map((line) => line.split(",")[0]),
  ).toEqual(["about.source", "about.reviewer", "about.day"]);
});

test("what is not translated, or was translated of another text, is told, and shown in the form's own language", () => {
  const csv = translationCsv(form, noTranslations, "en")
    .replace("title,Prov,", "title,Prov,Trial")
    .replace("q1.text,Har ni rutiner?,", "q1.text,Har ni rutiner?,Do you have routines?")
    .replace("q2.text,Hur ofta?,", "q2.text,Hur sällan?,How rarely?");
  const table = valueOf(readTranslations(csv));
  const missing = missingIn(form, table, "en");
  expect(missing).toContainEqual({ key: "q2.text", why: "changed" });
  expect(missing).toContainEqual({ key: "definition.1", why: "none" });
  expect(missing).toHaveLength(keys.length - 2);
  expect(untranslatedQuestions(form, missing)).toEqual(["1", "2", "3"]);
  const shown = showForm(form, table, "en");
  expect(shown).toMatchObject({ language: "en", direction: "ltr", languages: ["sv", "en"], isReviewed: false, hasOwn: true });
  expect(shown.title).toEqual({ text: "Trial", language: "en" });
  expect(shown.pages[0]?.questions.map(({ text }) => text)).toEqual([
    { text: "Do you have routines?", language: "en" },
    { text: "Hur ofta?", language: "sv" },
    { text: "Hur många barn?", language: "sv" },
  ]);
});

test("a table that is whole has nothing missing, and keeps other languages when one is added", () => {
  const whole = [...textsOf(form)].map(([key, text]) => `"${key}","${text}","${text} (en)"`).join("\n");
  const table = valueOf(readTranslations(`key,sv,en\n${whole}\nabout.reviewer,,Ana\nabout.day,,2026-03-14\n`));
  expect(missingIn(form, table, "en")).toEqual([]);
  expect(showForm(form, table, "en")).toMatchObject({ hasOwn: false, isReviewed: true });
  expect(translationCsv(form, table, "fi").split("\r\n")[1]).toBe("title,Prov,Prov (en),");
  expect(translationCsv(form, table, "fi")).toContain(",Ana,");
});

test("a translation is reviewed where somebody is named and a day is", () => {
  const about = (lines: string) => aboutTranslation(valueOf(readTranslations(`key,sv,en\ntitle,Prov,Trial\n${lines}`)), "en");
  expect(isReviewed(about(""))).toBe(false);
  expect(isReviewed(about("about.reviewer,,Ana\n"))).toBe(false);
  expect(isReviewed(about("about.reviewer,,Ana\nabout.day,,i mars\n"))).toBe(false);
  expect(isReviewed(about("about.reviewer,,Ana\nabout.day,,2026-03-14\n"))).toBe(true);
});

test("a language in which nothing is translated cannot be chosen, and neither can one that the table lacks", () => {
  const table = valueOf(readTranslations("key,sv,en,ar\ntitle,Prov,,تجربة\nq1.text,Ett annat?,Another?,\n"));
  expect(languagesOf(form, table)).toEqual(["ar"]);
  expect(showForm(form, table, "ar").direction).toBe("rtl");
  // One that was chosen for another questionnaire is no fault, one that is asked for is.
  expect(showForm(form, table, "fi").language).toBeNull();
  expect(showIn(form, table, "sv")).toMatchObject({ ok: true, value: { language: null } });
  for (const code of ["fi", "en", "Arabiska", "<b>", "", "__proto__"])
    expect(showIn(form, table, code)).toMatchObject({
      ok: false,
      error: { code: "language-unknown", hint: "Språk som det finns på: sv (svenska), ar (arabiska)." },
    });
});

test.each([
  ["", /CSV/u],
  ["nyckel,sv\na,b", /kolumnerna key/u],
  ['key,sv\n"a', /CSV/u],
  ["key,sv,Engelska\na,b,c", /”Engelska” är inget språk/u],
  ["key,sv,zzz\na,b,c", /”zzz” är inget språk/u],
  ["key,sv,en,en\na,b,c,d", /Språket en har två kolumner/u],
  ["key,sv,__proto__\na,b,c", /är inget språk/u],
])("a file that is no such table is refused in words: %j", (csv, message) => {
  expect(readTranslations(csv)).toMatchObject({
    ok: false,
    error: { code: "texts-unreadable", message: expect.stringMatching(message) as string },
  });
});
