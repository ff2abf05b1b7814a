/** What cases weigh where they are given out: points, by the municipality's own weights. */
import { about } from "../../platform/core/about.ts";
import { requiredDate, requiredText } from "../../platform/core/fields.ts";
import { requiredWhole } from "./delegation/fields.ts";

/** Points of each; whole numbers, so that anybody can add them up. */
export type Weights = {
  readonly responsible: number;
  readonly beside: number;
  readonly investigating: number;
  readonly violence: number;
  readonly late: number;
};

/** Until the municipality has weights of its own: a case is a case, and what one works beside in is half of one. */
export const usualWeights: Weights = { responsible: 2, beside: 1, investigating: 0, violence: 0, late: 0 };

/** How many of each somebody has on their hands. */
export type Counts = Weights;
const names = ["responsible", "beside", "investigating", "violence", "late"] as const;

/** The points, and how they come about: "12 ärenden à 2 = 24, 1 försenat à 3 = 3". */
export function workloadOf(counts: Counts, weights: Weights): { readonly points: number; readonly words: string } {
  const parts = names
    .map((name) => ({ name, count: counts[name], each: weights[name] }))
    .filter(({ count, each }) => count > 0 && each > 0);
  return {
    points: parts.reduce((sum, { count, each }) => sum + count * each, 0),
    words: parts.map(({ name, count, each }) => `${count} ${words[name]} à ${each} = ${count * each}`).join(", "),
  };
}
const words: Readonly<Record<(typeof names)[number], string>> = {
  responsible: "ansvarig",
  beside: "medhandläggare",
  investigating: "pågående utredning",
  violence: "våld",
  late: "försenat",
};

const weight = (label: string, hint?: string) =>
  about(requiredWhole(0, 100), { label, ...(hint === undefined ? {} : { hint }), width: 6, keys: "numeric" });

export const weightFields = {
  responsible: weight("Ärende som hon eller han är ansvarig i", "Poäng, ett helt tal från 0 till 100. 0: räknas inte."),
  beside: weight("Ärende som medhandläggare"),
  investigating: weight("Pågående utredning, utöver ärendet"),
  violence: weight("Ärende som rör våld, utöver ärendet"),
  late: weight("Något som är försenat, för varje"),
  validFrom: about(requiredDate("från vilken dag de gäller"), { label: "Gäller från", start: "today" }),
  why: about(requiredText("varför vikterna ändras", 1000), { label: "Varför?", rows: 2 }),
} as const;
