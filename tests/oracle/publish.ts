import type { Answers, MedianAnswer, ShareAnswer } from "../../src/followup/questionnaire/answers.ts";
import type { Cell, ParticipationCounts } from "../../src/followup/questionnaire/counts.ts";
import type { Published, PublishedGroup } from "./intruder.ts";

/** What the answers publish about one breakdown of the phase utredning; null when the phase has no figures at all. */
export function publishedOf(answers: Answers, breakdown: "sex" | "age", unlisted: boolean): Published | null {
  const shares = answers.answers.filter((answer): answer is ShareAnswer => "form" in answer && answer.phase === "utredning");
  const medians = answers.answers.filter((answer): answer is MedianAnswer => "median" in answer && answer.phase === "utredning");
  const one = (question: string, form: string, group: string): ShareAnswer => {
    const found = shares.find((answer) => answer.question === question && answer.form === form && answer.group === group);
    if (!found) throw new Error(`No answer ${question} ${form} ${group}`);
    return found;
  };
  const [individual, withGuardian, none] = ["enskilt", "med vårdnadshavare", "inget samtal"].map((form) => one("4b", form, "alla"));
  if (!individual || individual.denominator === null) return null;
  const [alone, together, names] = breakdown === "sex" ? ["4d", "4f", ["flickor", "pojkar"]] : ["4e", "4g", ["0-4", "5-14", "15-17"]];
  const groups = (names as string[]).map((name): PublishedGroup => {
    const [a, b] = [one(alone as string, "enskilt", name), one(together as string, "med vårdnadshavare", name)];
    const talked = medians.find((answer) => answer.group === name)?.denominator ?? null;
    return {
      name,
      why: a.reason as PublishedGroup["why"],
      denominator: a.denominator,
      individual: a.numerator,
      withGuardian: b.numerator,
      talked,
    };
  });
  return {
    total: individual.denominator,
    individual: individual.numerator ?? 0,
    withGuardian: withGuardian?.numerator ?? 0,
    talked: individual.denominator - (none?.numerator ?? 0),
    groups,
    unlisted,
  };
}

/** Counts of a municipality that has delivered everything, with these cells and nothing else. */
export function countsOf(cells: readonly Cell[]): ParticipationCounts {
  return {
    cells,
    reasons: [],
    handOvers: [],
    delivered: ["barn", "aktualiseringar", "utredningar", "insatser", "samtal", "uteblivna_samtal"],
  };
}
