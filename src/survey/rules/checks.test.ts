import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { answerColumns, columnsOfQuestion } from "../questionnaires/answer-columns.ts";
import { findQuestionnaire, listQuestionnaires } from "../questionnaires/find-questionnaire.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { questionsOf } from "../questionnaires/questionnaire.ts";
import { walkForm } from "../questionnaires/skip.ts";
import { findIn } from "./checks.ts";
import type { Finding } from "./checks.ts";
import { checkNames, loadRules, readRules, rulesOf } from "./rules.ts";
import type { Rules } from "./rules.ts";

let form: Questionnaire;
let rules: Rules;
const today = "2026-03-14";
beforeAll(async () => {
  form = valueOf(await findQuestionnaire("delaktighet-2024"));
  rules = await loadRules();
});

type Answers = Readonly<Record<string, string>>;
const find = (answers: Answers, before: Answers | null = null): readonly Finding[] =>
  findIn(form, rules, {
    delivered: new Map(Object.entries(answers)),
    before: before && new Map(Object.entries(before)),
    today,
  });
const of = (rule: number, answers: Answers, before: Answers | null = null) => find(answers, before).filter((one) => one.rule === rule);

/** Every question that is asked answered with its first alternative, its own rows and no texts. */
function whole(): Record<string, string> {
  const answers: Record<string, string> = {};
  for (let turn = 0; turn < 5; turn++) {
    const { questions } = walkForm(form, new Map(Object.entries(answers)));
    for (const question of questionsOf(form)) {
      if (!questions.has(question.name)) continue;
      for (const { column, alternatives, isBeside } of columnsOfQuestion(question))
        if (!isBeside && question.type !== "several") answers[column] ??= alternatives[0] ?? "Text.";
      if (question.type === "several") answers[`${question.name}_1`] ??= "Ja";
    }
  }
  return answers;
}

describe("the rules of every delivery", () => {
  test("each check has one rule at least, with words for people and a link that leads somewhere", () => {
    expect([...new Set(rules.checks.map(({ check }) => check))].sort()).toEqual([...checkNames].sort());
    for (const { link } of rules.checks) {
      const [file = "", place = ""] = link.split("#");
      const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gmu)].map(([, words = ""]) =>
        words.toLowerCase().replaceAll(" ", "-"),
      );
      expect([link, headings.includes(place)]).toEqual([link, true]);
    }
  });

  test("no questionnaire has a rule with their numbers, and what is explained is there", async () => {
    for (const one of await listQuestionnaires()) {
      const own = one.rules.map(({ number }) => number);
      expect(own.filter((number) => number >= 9000)).toEqual([]);
      const explained = rules.explanations.filter(({ questionnaire }) => questionnaire === one.id).flatMap((said) => said.rules);
      expect(explained.filter((number) => !own.includes(number))).toEqual([]);
      expect(new Set(explained).size).toBe(explained.length);
      expect(rulesOf(one, rules).map(({ rule }) => rule)).toEqual([...own, ...rules.checks.map(({ rule }) => rule)].sort((a, b) => a - b));
    }
    expect(form.rules.every(({ number }) => rules.explanations.some((said) => said.rules.includes(number)))).toBe(true);
  });

  test.each(["checks: []", "x: 1", "", "checks: [{ rule: 1 }]\nexplanations: []"])("a file that is none is refused: %j", (text) => {
    expect(() => readRules(text)).toThrow();
  });
});

describe("what is found", () => {
  test("nothing but what is said, of a whole form", () => {
    const found = find(whole()).filter(({ rule }) => rule > 9000);
    expect(found.filter(({ rule }) => ![9004].includes(rule))).toEqual([]);
    expect(found.every(({ severity }) => severity === "warning")).toBe(true);
  });

  test("a column that is not there, by its name where that is one", () => {
    expect(of(9001, { q99_1: "Ja" }).map(({ text }) => text)).toEqual(["Kolumnen q99_1 finns inte i formuläret."]);
    expect(of(9001, { "<script>": "Ja" })[0]?.text).toBe("Kolumnen (inget giltigt namn) finns inte i formuläret.");
    expect(of(9001, { [`q${"9".repeat(5000)}`]: "Ja" })[0]?.text.length).toBeLessThan(100);
    expect(of(9001, Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`x${n}`, "Ja"]))).length).toBe(100);
  });

  test("an answer that is none of the alternatives, never with what was answered", () => {
    const [found] = of(9002, { q13: "HEMLIGT" });
    expect(found).toMatchObject({ severity: "error", column: "q13", text: "Fråga 13: Svaret är inget av svarsalternativen." });
    expect(JSON.stringify(find({ q13: "HEMLIGT", q4a_text: "HEMLIGT", x: "HEMLIGT" }))).not.toContain("HEMLIGT");
  });

  test("an answer to what is not asked, and what is asked and not answered", () => {
    const all = whole();
    const asked = walkForm(form, new Map(Object.entries(all))).questions;
    const hidden = questionsOf(form).find((question) => !asked.has(question.name) && columnsOfQuestion(question).length > 0);
    const column = hidden && columnsOfQuestion(hidden)[0];
    if (column) expect(of(9003, { ...all, [column.column]: column.alternatives[0] ?? "x" })).toHaveLength(1);
    const { q13: _, ...less } = all;
    expect(of(9004, less).map((one) => one.column)).toContain("q13");
    expect(of(9004, all).map((one) => one.column)).not.toContain("q13");
  });

  test("a grid of which some rows are answered", () => {
    const { q1_2: _, ...less } = whole();
    expect(of(9005, less).map(({ column, text }) => [column, /^Fråga 1: 1 av \d+ rader saknar svar\.$/u.test(text)])).toEqual([
      ["q1_2", true],
    ]);
  });

  test("an identity number in free text, in an unknown column or its name: then the delivery is not taken", () => {
    const number = numberAt(children, 3);
    const written = `${number.slice(0, 8)}-${number.slice(8)}`;
    for (const answers of [{ q4a_text: `Barnet ${written} sade.` }, { x: written }, { [number]: "x" }] as Answers[]) {
      const found = of(9006, answers);
      expect(found.map(({ refuses, severity }) => [refuses, severity])).toEqual([[true, "error"]]);
      expect(JSON.stringify(found)).not.toContain(number.slice(0, 8));
    }
    expect(of(9006, { q4a_text: "Vi hade 20240101-20241231 som period, ring 08-123 456 78." })).toEqual([]);
  });

  test("the rules of the questionnaire, with their numbers: shares that contradict, what was promised and not given", () => {
    const shares = answerColumns(form).filter(({ name, isBeside }) => name === "q4b" && !isBeside);
    const highest = shares[0]?.alternatives.at(-2) ?? "";
    const answers = { q4a_text: "x", q4_1: "Ja", q4b_1: highest, q4b_2: highest, q4b_3: highest };
    const own = find({ ...whole(), ...answers }).filter(({ rule }) => rule < 9000);
    const judged = own.map(({ rule, severity }) => `${rule} ${severity}`);
    expect(judged.every((one) => /^\d+ (error|warning)$/u.test(one))).toBe(true);
    expect(own.length).toBeGreaterThan(0);
  });

  test("a big jump since the last round: three places of an order, not two, and never out of 'Kan inte svara'", () => {
    const column = answerColumns(form).find(({ type, intervals }) => type === "andel" && (intervals?.size ?? 0) > 4);
    const asked = whole();
    const places = column ? column.alternatives.filter((one) => column.intervals?.has(one)) : [];
    if (column === undefined || asked[column.column] === undefined) throw new Error("The form has no shares that are asked.");
    const now = { ...asked, [column.column]: places[0] ?? "" };
    const before = (place: number) => ({ [column.column]: places[place] ?? "" });
    expect(of(9007, now, before(3)).map((one) => one.column)).toEqual([column.column]);
    expect(of(9007, now, before(2))).toEqual([]);
    expect(of(9007, now, { [column.column]: "Kan inte svara" })).toEqual([]);
    expect(of(9007, now, null)).toEqual([]);
  });

  test("no whole delivery of 303 is refused", () => {
    const answers = whole();
    for (let n = 0; n < 303; n++) expect(find(answers, answers).some(({ refuses }) => refuses)).toBe(false);
  });
});
