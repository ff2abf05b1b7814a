import { beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../../platform/basics/result.ts";
import { answerColumns } from "../answer-columns.ts";
import type { AnswerColumn } from "../answer-columns.ts";
import { columnsOf } from "../conditions/condition.ts";
import { findQuestionnaire } from "../find-questionnaire.ts";
import { questionsOf } from "../questionnaire.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { askedPages, walkForm } from "../skip.ts";

let form: Questionnaire;
let columns: readonly AnswerColumn[];

beforeAll(async () => {
  form = valueOf(await findQuestionnaire("delaktighet-2024"));
  columns = answerColumns(form);
});

/** What is asked, in plain loops over the answers, by somebody who has read the form and knows nothing of expressions. */
function oracle(answers: ReadonlyMap<string, string>): ReadonlySet<string> {
  const isLimited = (number: string): boolean => {
    for (const row of [1, 2]) if ((answers.get(`q${number}_${row}`) ?? "").includes("med vissa begränsningar")) return true;
    return false;
  };
  const skipped = new Set<string>();
  for (const number of ["4", "12", "17"]) {
    if (!isLimited(number)) skipped.add(`${number}a`);
    const parts: readonly (readonly [row: number, bySex: string, byAge: string])[] = [
      [1, "d", "e"],
      [2, "f", "g"],
    ];
    for (const [row, bySex, byAge] of parts) {
      const possible = answers.get(`q${number}c_${row}`) ?? "";
      const isNo = possible === "" || possible.startsWith("Nej");
      if (isNo || possible.endsWith("enbart på ålder")) skipped.add(`${number}${bySex}`);
      if (isNo || possible.endsWith("enbart på kön")) skipped.add(`${number}${byAge}`);
    }
  }
  if (answers.get("q13") !== "Ja") skipped.add("13a");
  if (answers.get("q16") !== "Ja, för vissa typer av öppna insatser") skipped.add("16a");
  let isUsedLess = false;
  for (const row of [1, 2]) {
    const extent = answers.get(`q14_${row}`) ?? "";
    if (extent !== "" && extent !== "I samtliga ärenden" && extent !== "Kan inte bedöma") isUsedLess = true;
  }
  if (!isUsedLess) skipped.add("14a");
  const asked = new Set<string>();
  for (const { number } of questionsOf(form)) if (!skipped.has(number)) asked.add(number);
  return asked;
}

/** The same numbers in every run (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const numbersOf = (names: ReadonlySet<string>): ReadonlySet<string> => new Set([...names].map((name) => name.replace(/^q(?=\d)/, "")));

describe("which questions are asked", () => {
  test("is what the oracle says, on 10,000 random paths", () => {
    const random = randomFrom(2024);
    const met = new Map<string, { asked: number; skipped: number }>();
    for (let path = 0; path < 10_000; path++) {
      const answers = new Map<string, string>();
      // Some answer all, some hardly anything.
      const eagerness = random();
      for (const { column, alternatives } of columns) {
        if (random() > eagerness) continue;
        answers.set(column, alternatives[Math.floor(random() * alternatives.length)] ?? "text");
      }
      const asked = numbersOf(walkForm(form, answers).questions);
      const expected = oracle(answers);
      if ([...expected].join() !== [...asked].join()) expect({ answers: [...answers], asked }).toEqual({ answers: [], asked: expected });
      for (const { number, ask } of questionsOf(form)) {
        if (ask === null) continue;
        const count = met.get(number) ?? { asked: 0, skipped: 0 };
        count[asked.has(number) ? "asked" : "skipped"]++;
        met.set(number, count);
      }
    }
    // Every branch has been walked both ways, and often.
    expect(met.size).toBe(18);
    for (const [number, count] of met) expect([number, Math.min(count.asked, count.skipped) > 500]).toEqual([number, true]);
  });

  test("is what the oracle says for every answer that any condition asks about", () => {
    for (const { name, ask } of questionsOf(form)) {
      if (ask === null) continue;
      const decisive = columns.filter(({ column }) => columnsOf(ask.when).includes(column));
      const outcomes = new Set<boolean>();
      for (const answers of everyAnswer(decisive)) {
        const { questions } = walkForm(form, answers);
        expect([...numbersOf(questions)]).toEqual([...oracle(answers)]);
        outcomes.add(questions.has(name));
      }
      expect([name, outcomes]).toEqual([name, new Set([true, false])]);
    }
  });

  test("leaves out of what counts what is not asked any more", () => {
    const answers = new Map([
      ["q13", "Nej"],
      ["q13a_text", "En metod"],
      ["q14_1", "I samtliga ärenden"],
      ["q14a_1", "Ja"],
      ["q15_text", "Så här"],
    ]);
    expect([...walkForm(form, answers).answers.keys()]).toEqual(["q13", "q14_1", "q15_text"]);
  });

  test("lets nobody miss a page: each has a question that is asked of all", () => {
    expect(askedPages(form, new Map())).toEqual(form.pages);
  });
});

/** Every combination of answers of the columns, blank among them. */
function everyAnswer(of: readonly AnswerColumn[]): readonly ReadonlyMap<string, string>[] {
  return of.reduce<readonly ReadonlyMap<string, string>[]>(
    (all, { column, alternatives }) => ["", ...alternatives].flatMap((answer) => all.map((one) => new Map([...one, [column, answer]]))),
    [new Map()],
  );
}
