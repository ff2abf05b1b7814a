import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../../platform/basics/result.ts";
import { answerColumns } from "../answer-columns.ts";
import { findQuestionnaire } from "../find-questionnaire.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { questionsOf } from "../questionnaire.ts";
import { askedQuestions } from "../skip.ts";
import { formText, readForm } from "../test/forms.ts";
import { readTranslations } from "../translations.ts";
import { fromXlsform } from "./read-xlsform.ts";
import type { Sheet } from "./sheets.ts";
import { rowsOf } from "./sheets.ts";
import { xlsformOf } from "./write-xlsform.ts";

let form: Questionnaire;

beforeAll(async () => {
  form = valueOf(await findQuestionnaire("delaktighet-2024"));
});

/** Out as XLSForm and in again. */
function there(and: Questionnaire): Questionnaire {
  const back = fromXlsform(xlsformOf(and));
  if (!back.ok) throw new Error(back.faults.map(({ row, message }) => `${row}: ${message}`).join("\n"));
  return readForm(back.text);
}

/** What a questionnaire asks, without what XLSForm has no place for: definitions, periods, marks, rules. */
const asked = (of: Questionnaire) => ({
  id: of.id,
  title: of.title,
  language: of.language,
  pages: of.pages.map(({ key, title, text }) => ({ key, title, text })),
  questions: questionsOf(of).map(({ definitions, period, restored, inferred, ask, ...rest }) => rest),
  columns: answerColumns(of).map(({ column, row, type, alternatives }) => ({ column, row, type, alternatives })),
});

describe("a questionnaire out as XLSForm and in again", () => {
  test("is the same form of 2024, to the last row and alternative", () => {
    expect(asked(there(form))).toEqual(asked(form));
  });

  test("asks the same questions, whatever is answered", () => {
    const back = there(form);
    const columns = answerColumns(form).filter(({ alternatives }) => alternatives.length > 0);
    const answers = fc
      .tuple(...columns.map(({ alternatives }) => fc.constantFrom("", ...alternatives)))
      .map((given) => new Map(columns.map(({ column }, place) => [column, given[place] ?? ""])));
    fc.assert(
      fc.property(answers, (given) => {
        expect([...askedQuestions(back, given)]).toEqual([...askedQuestions(form, given)]);
      }),
      { numRuns: 100 },
    );
  });

  test("keeps every kind of question with its limits", () => {
    const all = readForm(
      formText(`- question: kontakt
  type: contact
  text: Vem?
  fields: [{ key: e-post, text: Adress, kind: email }]
- { question: lasmig, type: information, text: Läs. }
- { question: 1, type: single, text: Ett?, alternatives: [Ja, { text: "Annat:", specify: true }], required: true, comment: Mer, heading: Del ett }
- { question: 2, type: several, text: Två?, alternatives: [a, b, { text: c, alone: true }], most: 2 }
- { question: 3, type: grid, text: Tre?, rows: [x, { text: y, help: Det är y., apart: true }], alternatives: [{ text: "0", from: 0, to: 0 }, { text: "1", from: 1, to: 100 }] }
- { question: 4, type: number, text: Fyra?, unit: barn, least: -1, greatest: 5.5, decimals: 1 }
- { question: 5, type: date, text: Fem?, earliest: 2024-01-01, latest: 2024-12-31 }
- { question: 6, type: text, text: Sex?, longest: 100, ask: 'answered(q1) and count(q2) > 0 or not q4 >= 2 and selected(q2, "c")' }
- { question: 7, type: single, text: Sju?, alternatives: [{ text: låg, value: 1 }, { text: hög, value: 2 }, { text: Vet inte, outside: true }], ask: 'q1 != "Ja" and from(q3_1) = 0' }`),
    );
    const sheets = xlsformOf(all);
    const survey = rowsOf(sheets, "survey");
    expect(survey.map(({ of }) => of["type"])).toContain("select_multiple list_2");
    expect(survey.find(({ of }) => of["name"] === "q2")?.of["constraint"]).toBe(
      "count-selected(.) <= 2 and not(selected(., 'a3') and count-selected(.) > 1)",
    );
    expect(survey.find(({ of }) => of["name"] === "q6")?.of["relevant"]).toContain("${q4} >= 2");
    expect(survey.find(({ of }) => of["name"] === "q1_2_text")?.of["relevant"]).toBe("${q1} = 'a2'");
    // What XLSForm writes as a calculation of its own is not read back.
    const simple = readForm(
      formText(`- { question: 1, type: single, text: Ett?, alternatives: [Ja, Nej] }
- { question: 2, type: several, text: Två?, alternatives: [a, b] }
- { question: 3, type: text, text: Tre?, ask: 'answered(q1) and not selected(q2, "a")' }`),
    );
    expect(asked(there(simple))).toEqual(asked(simple));
    const { ask: _, ...rest } = questionsOf(all)[7] ?? expect.fail("question 6");
    expect(rest).toMatchObject({ name: "q6", longest: 100 });
  });
});

describe("a questionnaire in several languages", () => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, "..", "example", file), "utf8");
  const example = readForm(read("fem-fragor.yaml"));

  test("has a column for each, definitions too, and comes in again in its own words", () => {
    const sheets = xlsformOf(example, valueOf(readTranslations(read("texter.csv"))));
    const survey = rowsOf(sheets, "survey");
    const of = (name: string) => survey.find((row) => row.of["name"] === name)?.of ?? expect.fail(name);
    expect(of("q1")).toMatchObject({
      "label::svenska (sv)": "Finns det en familjecentral i kommunen?",
      "label::english (en)": "Is there a family centre in the municipality?",
      "label::العربية (ar)": "هل يوجد مركز أسرة في البلدية؟",
      "guidance_hint::svenska (sv)": expect.stringContaining("Med familjecentral avses") as string,
      "guidance_hint::suomi (fi)": expect.stringContaining("Perhekeskuksella tarkoitetaan") as string,
    });
    expect(of("q3")).toMatchObject({
      "hint::english (en)": "Tick two at most, the most usual.",
      "constraint_message::english (en)": "Tick 2 alternatives at most.",
    });
    expect(Object.keys(of("q1"))).not.toContain("label");
    const [first] = rowsOf(sheets, "choices");
    expect(first?.of).toMatchObject({ name: "a1", "label::svenska (sv)": "Ja", "label::suomi (fi)": "Kyllä" });
    expect(rowsOf(sheets, "settings")[0]?.of["default_language"]).toBe("svenska (sv)");
    const back = fromXlsform(sheets);
    expect(asked(readForm(back.ok ? back.text : ""))).toEqual(asked(there(example)));
  });

  test("leaves empty what is not translated, and has no column for a language without any text", () => {
    const table = valueOf(readTranslations("key,sv,en,fi\nq1.text,Finns det en familjecentral i kommunen?,A centre?,\n"));
    const sheets = xlsformOf(example, table);
    const [head = [], ...rows] = sheets[0]?.rows ?? [];
    expect(head.filter((column) => column.startsWith("label"))).toEqual(["label::svenska (sv)", "label::English (en)"]);
    const place = head.indexOf("label::English (en)");
    expect(rows.map((row) => row[place]).filter((text) => text !== "")).toEqual(["A centre?"]);
  });
});

const sheet = (name: string, ...rows: readonly string[][]): Sheet => ({ name, rows });
const choices = sheet(
  "choices",
  ["list name", "name", "label::English (en)", "label::Svenska (sv)"],
  ["yn", "yes", "Yes", "Ja"],
  ["yn", "no", "No", "Nej"],
);
const settings = sheet("settings", ["form_title", "form_id", "default_language"], ["Ett Prov!", "Ett_Prov", "Svenska (sv)"]);

describe("an XLSForm from elsewhere", () => {
  test("becomes a questionnaire in its default language", () => {
    const survey = sheet(
      "survey",
      ["type", "name", "label::English (en)", "label::Svenska (sv)", "hint::Svenska (sv)", "relevant", "constraint"],
      ["start", "start", "", "", "", "", ""],
      ["begin group", "first", "First", "Första", "", "", ""],
      ["select_one yn", "has_centre", "Centre?", "Finns en central?", "Svara ja eller nej.", "", ""],
      ["begin group", "inner", "Inner", "Om den", "", "${has_centre} = 'yes'", ""],
      ["integer", "families", "Families?", "Hur många familjer?", "", "", ". >= 0 and . <= 500"],
      ["select_multiple yn", "both", "Both?", "Båda?", "", "", "count-selected(.) <= 1"],
      ["end group", "", "", "", "", "", ""],
      ["text", "why", "Why?", "Varför?", "", "selected(${both}, 'no') and ${families} > 3", "string-length(.) <= 200"],
      ["end group", "", "", "", "", "", ""],
      [],
      ["note", "thanks", "Thanks", "Tack", "", "selected(${has_centre}, 'no')", ""],
    );
    const made = fromXlsform([survey, choices, settings]);
    const read = readForm(made.ok ? made.text : JSON.stringify(made.faults));
    expect(read).toMatchObject({ id: "ett-prov", language: "sv", title: "Ett Prov!", version: 1 });
    expect(read.pages.map(({ key, title }) => [key, title])).toEqual([
      ["first", "Första"],
      ["sida-12", "Sida 2"],
    ]);
    expect(questionsOf(read).map(({ name, text, heading, ask }) => [name, text, heading, ask?.words])).toEqual([
      ["q1", "Finns en central?", null, undefined],
      ["q2", "Hur många familjer?", "Om den", 'q1 = "Ja"'],
      ["q3", "Båda?", null, 'q1 = "Ja"'],
      ["q4", "Varför?", null, 'selected(q3, "Nej") and q2 > 3'],
      ["thanks", "Tack", null, 'q1 in ("Nej")'],
    ]);
    expect(questionsOf(read)[1]).toMatchObject({ type: "number", least: 0, greatest: 500 });
    expect(questionsOf(read)[2]).toMatchObject({ type: "several", most: 1 });
  });

  test("keeps the name of a function that every object has", () => {
    const made = fromXlsform([sheet("survey", ["type", "name", "label", "relevant"], ["text", "a", "A?", "constructor(${b})"])]);
    expect(made.ok ? made.text : "").toContain("ask: constructor(b)");
  });

  test.each<[what: string, rows: readonly string[][], message: RegExp]>([
    ["a kind of row that is not here", [["geopoint", "where", "Where?", ""]], /2: .*”geopoint”/],
    ["a repeated part", [["begin_repeat", "r", "R", ""]], /2: .*”begin_repeat”/],
    ["a list that is not there", [["select_one no", "a", "A?", ""]], /2: Listan ”no” finns inte/],
    ["a condition that cannot be read", [["text", "a", "A?", "${b} div 2 = 1"]], /2: Villkoret går inte att läsa/],
    ["or_other", [["select_one yn or_other", "a", "A?", ""]], /2: ”or_other” finns inte/],
    ["nothing", [], /1: .*inget blad ”survey”/],
  ])("with %s is refused with its row", (_, rows, message) => {
    const made = fromXlsform([sheet("survey", ["type", "name", "label", "relevant"], ...rows), choices]);
    expect(made.ok ? "read" : made.faults.map(({ row, message: words }) => `${row}: ${words}`).join("\n")).toMatch(message);
  });
});
