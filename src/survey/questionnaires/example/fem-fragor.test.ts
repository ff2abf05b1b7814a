import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answerColumns } from "../answer-columns.ts";
import { judgeAnswers } from "../judge.ts";
import { askedQuestions } from "../skip.ts";
import { readForm } from "../test/forms.ts";

const form = readForm(readFileSync(join(import.meta.dirname, "fem-fragor.yaml"), "utf8"));
const asked = (answers: Readonly<Record<string, string>>) => [...askedQuestions(form, new Map(Object.entries(answers)))];

describe("the example that newcomers copy", () => {
  test("asks about the support only where there is a centre", () => {
    expect(asked({ q1: "Nej" })).toEqual(["kontakt", "q1", "q5"]);
    expect(asked({ q1: "Ja" })).toEqual(["kontakt", "q1", "q2", "q3", "q4", "q5"]);
  });

  test("has a rule about support that reaches nobody", () => {
    const rules = (answers: Readonly<Record<string, string>>) =>
      judgeAnswers(form, new Map(Object.entries({ q1: "Ja", ...answers }))).map(({ rule }) => rule);
    expect(rules({ q2: "0", q3_1: "Ja" })).toEqual([1]);
    expect(rules({ q2: "0" })).toEqual([]);
    expect(rules({ q2: "1", q3_1: "Ja" })).toEqual([]);
  });

  test("has columns by the numbers of its questions", () => {
    expect(answerColumns(form).map(({ column }) => column)).toEqual(
      expect.arrayContaining(["q1", "q1_2_text", "q2", "q3_1", "q4_2", "q5_text"]),
    );
  });
});
