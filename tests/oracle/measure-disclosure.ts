/**
 * Measures how often a reader who knows the rules can compute hidden figures back: `node tests/oracle/measure-disclosure.ts`.
 * The municipalities are drawn: 7–400 children in the population, ages 30/50/20 per cent, 1 per cent of unknown sex, 45 per cent with a
 * conversation alone, 40 per cent with a guardian. The figures stand in docs/decisions/0006.
 */
import { makeAnswers } from "../../src/followup/questionnaire/answers.ts";
import type { AgeGroup, Cell, Sex } from "../../src/followup/questionnaire/counts.ts";
import { nationalQuestionnaire2024 } from "../../src/followup/questionnaire/definitions/questionnaire.ts";
import { bySubtraction, byTheRule } from "./intruder.ts";
import type { Found } from "./intruder.ts";
import { countsOf, publishedOf } from "./publish.ts";
import { random } from "./random-extract.ts";

const runs = 20_000;
const period = { from: "2023-02-01", to: "2024-01-31" };
const r = random(20261122);

function draw(size: number): Cell[] {
  return Array.from({ length: size }, () => {
    const [individual, withGuardian] = [r.chance(0.45), r.chance(0.4)];
    const sex: Sex = r.chance(0.01) ? "okänt" : r.chance(0.49) ? "flicka" : "pojke";
    const ageGroup: AgeGroup = r.chance(0.3) ? "0-4" : r.chance(5 / 7) ? "5-14" : "15-17";
    return {
      phase: "utredning",
      sex,
      ageGroup,
      individual,
      withGuardian,
      conversations: Number(individual) + Number(withGuardian),
      children: 1,
    };
  });
}

const tally = { breakdowns: 0, hiding: 0, subtraction: 0, denominator: 0, numerator: 0, denominator4h: 0, numerator4h: 0 };
for (let run = 0; run < runs; run += 1) {
  const cells = draw(Math.floor(7 * (400 / 7) ** r.next()));
  const answers = makeAnswers(nationalQuestionnaire2024, "0000", period, countsOf(cells));
  for (const breakdown of ["sex", "age"] as const) {
    const published = publishedOf(answers, breakdown, breakdown === "sex" && cells.some((cell) => cell.sex === "okänt"));
    if (!published) continue;
    tally.breakdowns += 1;
    if (published.groups.every((group) => group.denominator !== null)) continue;
    tally.hiding += 1;
    const has = (found: Found, test: (name: string) => boolean): number => Number([...found].some(test));
    const isSize = (name: string): boolean => name.endsWith(".denominator");
    const rule = byTheRule(published, false);
    const rule4h = breakdown === "age" ? byTheRule(published, true) : rule;
    tally.subtraction += has(bySubtraction(published), () => true);
    tally.denominator += has(rule, isSize);
    tally.numerator += has(rule, (name) => !isSize(name));
    tally.denominator4h += has(rule4h, isSize);
    tally.numerator4h += has(rule4h, (name) => !isSize(name));
  }
}
console.log(tally);
