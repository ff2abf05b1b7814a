/** The people of a synthetic panel: who answered, what they are, and the weight that makes them stand for a population. Nobody of them exists. */
import { Random, hashText } from "../random.ts";

export const sexes = ["Kvinna", "Man"] as const;
export const educations = ["Förgymnasial", "Gymnasial", "Eftergymnasial"] as const;
export const births = ["I Sverige", "I ett annat land"] as const;
export const areas = ["Tätbefolkat område", "Medelbefolkat område", "Glesbefolkat område"] as const;
export const ageGroups = ["18–29", "30–49", "50–64", "65–"] as const;
export const parties = ["Socialdemokraterna", "Sverigedemokraterna", "Moderaterna", "Vänsterpartiet", "Centerpartiet", "Miljöpartiet", "Kristdemokraterna", "Liberalerna"] as const; // prettier-ignore

export type Respondent = {
  /** Which survey: that of 2023, with every question, or that of 2024, with some. */
  readonly wave: "2023" | "2024";
  readonly sex: (typeof sexes)[number];
  readonly age: number;
  readonly ageGroup: (typeof ageGroups)[number];
  readonly education: (typeof educations)[number];
  readonly born: (typeof births)[number];
  readonly area: (typeof areas)[number];
  readonly party: (typeof parties)[number];
  /** How many of the population stand behind the answer. */
  readonly weight: number;
};

/** Answers of each survey, as printed (s. 21 of the report: 1 039 and 5 482). */
export const answered = { "2023": 1039, "2024": 5482 } as const;

/**
 * How many times more or less than another somebody stands for: the young, those born abroad and those in small places answer more seldom. Weights
 * are products of these, which is what raking to the margins that they give finds again.
 */
const factors: Readonly<Record<string, number>> = {
  Kvinna: 0.97, Man: 1.03,
  "18–29": 1.6, "30–49": 1.1, "50–64": 0.85, "65–": 0.8,
  "I Sverige": 0.92, "I ett annat land": 1.55,
  "Tätbefolkat område": 0.95, "Medelbefolkat område": 1, "Glesbefolkat område": 1.12,
}; // prettier-ignore
const population = 8_300_000;

/** Party by education, then by place: those with less education and outside the cities lean to SD and M; that is what lies behind the differences between places. */
const leanings: Readonly<Record<(typeof educations)[number], readonly number[]>> = {
  Förgymnasial: [30, 34, 16, 5, 4, 2, 5, 4],
  Gymnasial: [28, 26, 20, 6, 6, 4, 6, 4],
  Eftergymnasial: [34, 8, 17, 12, 9, 8, 5, 7],
};
const placed: Readonly<Record<(typeof areas)[number], readonly number[]>> = {
  "Tätbefolkat område": [1, 0.5, 0.9, 1.4, 1, 1.4, 0.8, 1.3],
  "Medelbefolkat område": [1, 1.1, 1.1, 0.9, 1, 0.9, 1.1, 0.9],
  "Glesbefolkat område": [1, 1.9, 1, 0.6, 1.2, 0.5, 1.2, 0.5],
};

/** The panel, those of 2023 first; the same seed gives the same people. */
export function makePanel(seed: number): readonly Respondent[] {
  const drawn = [...Array<"2023">(answered["2023"]).fill("2023"), ...Array<"2024">(answered["2024"]).fill("2024")].map((wave, at) =>
    person(wave, new Random(seed, hashText("panel"), at)),
  );
  const sum = drawn.reduce((all, { weight }) => all + weight, 0);
  return drawn.map((one) => ({ ...one, weight: (one.weight * population) / sum }));
}

function person(wave: Respondent["wave"], random: Random): Respondent {
  const sex = pick(random, sexes, [52, 48]);
  const age = Math.round(18 + 72 * Math.pow(random.unit(), 0.85));
  const ageGroup = age < 30 ? "18–29" : age < 50 ? "30–49" : age < 65 ? "50–64" : "65–";
  const area = pick(random, areas, [40, 37, 23]);
  const born = pick(random, births, area === "Tätbefolkat område" ? [84, 16] : [91, 9]);
  const learned = area === "Tätbefolkat område" ? [10, 38, 52] : area === "Medelbefolkat område" ? [14, 48, 38] : [20, 54, 26];
  const education = pick(random, educations, born === "I Sverige" ? learned : learned.map((share, at) => share + ([45, 0, -22][at] ?? 0)));
  const party = pick(
    random,
    parties,
    leanings[education].map((share, at) => share * (placed[area][at] ?? 1)),
  );
  const weight = [sex, ageGroup, born, area].reduce((all, one) => all * (factors[one] ?? 1), 1);
  return { wave, sex, age, ageGroup, education, born, area, party, weight };
}

function pick<T>(random: Random, choices: readonly T[], shares: readonly number[]): T {
  let left = random.unit() * shares.reduce((all, share) => all + share, 0);
  for (const [at, choice] of choices.entries()) if ((left -= shares[at] ?? 0) < 0) return choice;
  return choices.at(-1) as T;
}

/** How many of the population each level of a background has, whole numbers that make the population: the margins that weights are calibrated to. */
export function marginOf<Level extends string>(
  panel: readonly Respondent[],
  levelOf: (one: Respondent) => Level,
  levels: readonly Level[],
): Readonly<Record<string, number>> {
  const counts = levels.map((level) => {
    const weights = panel.filter((one) => levelOf(one) === level).map(({ weight }) => weight);
    return Math.round(weights.reduce((sum, weight) => sum + weight, 0));
  });
  const left = population - counts.reduce((sum, count) => sum + count, 0);
  return Object.fromEntries(levels.map((level, at) => [level, (counts[at] ?? 0) + (at === 0 ? left : 0)]));
}
