import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { answerColumns } from "./answer-columns.ts";
import { judgeAnswers } from "./judge.ts";
import { contactFields } from "./questionnaire.ts";
import { readAnswer } from "./read-answer.ts";
import { codebookCsv } from "./output/codebook.ts";
import { askedPages, askedQuestions } from "./skip.ts";
import { formText, readForm } from "./test/forms.ts";

const form = readForm(
  formText(
    `- question: kontakt
  type: contact
  text: Vem?
  fields: [{ key: namn, text: Namn, kind: text }]
- { question: lasmig, type: information, text: Läs mig. }
- question: 1
  type: single
  text: Ett?
  alternatives: [Ja, { text: "Annat, ange vad:", specify: true }]
  required: true
  comment: Kommentarer
- question: 2
  type: several
  text: Två?
  alternatives: [a, b, c, { text: "Annat:", specify: true }, { text: Inget, alone: true }]
  most: 2
- question: 3
  type: grid
  text: Tre?
  rows: [x, { text: y, help: Det är y. }]
  alternatives: [{ text: 0 procent, from: 0, to: 0 }, { text: 1–100 procent, from: 1, to: 100 }, { text: Kan inte svara, outside: true }]
- { question: 4a, type: text, text: Fyra?, longest: 10, ask: 'q1 = "Ja"' }
- { question: 5, type: number, text: Fem?, unit: barn, least: 0, greatest: 10, decimals: 1 }
- { question: 6, type: date, text: Sex?, earliest: 2024-01-01, latest: 2024-12-31 }
- { question: 7, type: single, text: Sju?, alternatives: [{ text: låg, value: 1 }, { text: hög, value: 2 }] }`,
    { after: `rules:\n  - { rule: 9, column: q5, severity: warning, when: 'q5 > 5 and q1 = "Ja"', text: Stämmer det? }\n` },
  ),
);
const columns = answerColumns(form);
const columnOf = (name: string) => columns.find(({ column }) => column === name) ?? expect.fail(name);
const judged = (answers: Readonly<Record<string, string>>) =>
  judgeAnswers(form, new Map(Object.entries({ q1: "Ja", ...answers }))).map(({ column, message }) => `${column}: ${message}`);

test("columns have the names that other programs rely on, in the form's order", () => {
  expect(columns.map(({ column, type }) => `${column} ${type}`)).toEqual([
    ...[
      "q1 en",
      "q1_2_text text",
      "q1_comment text",
      "q2_1 flera",
      "q2_2 flera",
      "q2_3 flera",
      "q2_4 flera",
      "q2_4_text text",
      "q2_5 flera",
    ],
    ...["q3_1 andel", "q3_2 andel", "q4a_text text", "q5 tal", "q6 datum", "q7 skala"],
  ]);
  expect(contactFields(form)).toEqual([{ key: "namn", text: "Namn", kind: "text" }]);
});

test("the codebook has its fixed header, and a line for each column", () => {
  const lines = codebookCsv(form).split("\r\n");
  expect(lines[0]).toBe("column,question,row,type,alternatives");
  expect(lines).toHaveLength(columns.length + 2);
  expect(lines).toContain("q2_3,2,c,flera,Ja|Nej");
  expect(lines).toContain("q3_2,3,y,andel,0 procent|1–100 procent|Kan inte svara");
  expect(lines).toContain('q1_2_text,1,"Annat, ange vad:",text,');
});

describe("a cell of somebody's file", () => {
  test.each([
    ["q1", "Ja", "Ja"],
    ["q1", "  ja ", "Ja"],
    ["q1", "", ""],
    ["q3_1", "1-100  procent", "1–100 procent"],
    ["q3_1", "KAN INTE SVARA", "Kan inte svara"],
    ["q2_1", "x", "Ja"],
    ["q2_1", "X", "Ja"],
    ["q2_1", "1", "Ja"],
    ["q2_1", "a", "Ja"],
    ["q2_1", "ja", "Ja"],
    ["q2_1", "0", "Nej"],
    ["q2_1", "Nej", "Nej"],
    ["q2_1", "", ""],
    ["q5", "1 234,5", "1234.5"],
    ["q5", "−3", "-3"],
    ["q4a_text", " Så, här ", "Så, här"],
  ])("of %s: %j is %j", (column, cell, value) => {
    expect(readAnswer(columnOf(column), cell)).toEqual({ ok: true, value });
  });

  test.each([
    ["q1", "Jo", /Menas ”Ja”/],
    ["q1", "Vet inte", /Det som kan stå är: Ja \| Annat, ange vad:/],
    ["q2_1", "b", /Ja eller Nej/],
    ["q2_1", "2", /Ja eller Nej/],
  ])("of %s: %j is refused", (column, cell, message) => {
    const read = readAnswer(columnOf(column), cell);
    expect(read.ok ? "" : read.message).toMatch(message);
  });

  test("of a million stops before a letter is refused, without thinking about it", () => {
    const read = readAnswer(columnOf("q1"), `${".".repeat(1_000_000)}x`);
    expect(read.ok ? "" : read.message).toMatch(/Det som kan stå är: Ja/);
  });

  test("comes back as it was read, whatever the column", () => {
    const valid = fc
      .constantFrom(...columns)
      .chain((column) =>
        column.alternatives.length > 0
          ? fc.constantFrom(...column.alternatives).map((value) => ({ column, value }))
          : fc.constant({ column, value: "5" }),
      );
    fc.assert(
      fc.property(valid, ({ column, value }) => {
        expect(readAnswer(column, value)).toEqual({ ok: true, value });
      }),
    );
  });
});

describe("answers are judged", () => {
  test.each<[answers: Readonly<Record<string, string>>, faults: readonly (string | RegExp)[]]>([
    [{}, []],
    [{ q1: "" }, [/^q1: Frågan behöver ett svar/]],
    [{ q1: "Kanske" }, [/^q1: Svaret är inget av/]],
    [{ q2_1: "Ja", q2_2: "Ja" }, []],
    [{ q2_1: "Ja", q2_2: "Ja", q2_3: "Ja" }, [/^q2_1: Markera högst 2/]],
    [{ q2_1: "Ja", q2_5: "Ja" }, [/^q2_1: ”Inget” går inte ihop/]],
    [{ q2_1: "Nej", q2_5: "Ja" }, []],
    [{ q3_1: "50 procent" }, [/^q3_1: Svaret är inget/]],
    [{ q4a_text: "x".repeat(10) }, []],
    [{ q4a_text: "x".repeat(11) }, [/^q4a_text: Skriv högst 10 tecken\. Nu är det 11/]],
    [{ q1: "Annat, ange vad:", q4a_text: "x".repeat(11) }, []],
    [{ q1_comment: "x".repeat(4001) }, [/^q1_comment: Skriv högst 4000/]],
    [{ q5: "tre" }, [/^q5: Skriv ett tal/]],
    [{ q5: "3.25" }, [/^q5: Skriv högst 1 decimaler/]],
    [{ q5: "-1" }, [/^q5: Talet ska vara minst 0 barn/]],
    [{ q5: "10.1" }, [/^q5: Talet ska vara högst 10 barn/, /Stämmer det/]],
    [{ q5: "1e3" }, [/^q5: Skriv ett tal/]],
    [{ q5: "5" }, []],
    [{ q5: "5.5" }, [/^q5: Stämmer det/]],
    [{ q1: "Annat, ange vad:", q5: "6" }, []],
    [{ q6: "2024-02-30" }, [/^q6: Skriv en dag/]],
    [{ q6: "2023-12-31" }, [/^q6: Dagen ska vara tidigast 2024-01-01/]],
    [{ q6: "2025-01-01" }, [/^q6: Dagen ska vara senast/]],
    [{ q6: "2024-02-29" }, []],
    [{ q9: "okänd kolumn" }, []],
  ])("%j: %j", (answers, faults) => {
    const found = judged(answers);
    expect(found).toHaveLength(faults.length);
    faults.forEach((fault, i) => expect(found[i]).toMatch(fault));
  });

  test("a page at a time, and never with what was answered in the words", () => {
    const answers = new Map([
      ["q3_1", "19850312-1234"],
      ["q5", "hemligt"],
    ]);
    const faults = judgeAnswers(form, answers, new Set(["q5"]));
    expect(faults.map(({ column }) => column)).toEqual(["q5"]);
    expect(JSON.stringify(judgeAnswers(form, answers))).not.toMatch(/hemligt|1985/);
  });
});

test("a page with nothing to ask is not shown", () => {
  const pages = readForm(
    formText(`- { question: 1, type: single, text: Ett?, alternatives: [Ja, Nej] }`, {
      after: `  - page: tva\n    title: Två\n    ask: q1 = "Ja"\n    questions:\n      - { question: 2, type: text, text: Två? }\n`,
    }),
  );
  expect(askedPages(pages, new Map()).map(({ key }) => key)).toEqual(["ett"]);
  expect(askedPages(pages, new Map([["q1", "Ja"]])).map(({ key }) => key)).toEqual(["ett", "tva"]);
  expect([...askedQuestions(pages, new Map([["q1", "Ja"]]))]).toEqual(["q1", "q2"]);
});
