import {
  fitGlm,
  groups,
  marginFit,
  oddsRatios,
  rake,
  share,
  type Share,
  surveyDesign,
  threeNumbers,
  waldTest,
  weightDiagnostics,
} from "@fortrogen/statistics";
import { trustPanel } from "./synthetic.ts";

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const interval = ({ estimate, interval }: Share): string =>
  `${percent(estimate)} (${percent(interval.lower)} – ${percent(interval.upper)})`;

// 1. The design: 1,200 answers, each with the weight it had in the sample.
const design = surveyDesign(trustPanel(), { weights: "weight" });

// 2. Four margins, known from the population register. They must describe the same 8,000,000 people, or rake refuses.
const margin = (variable: string, totals: Record<string, number>) => ({
  variables: [variable],
  totals: Object.entries(totals).map(([level, total]) => ({ levels: [level], total })),
});
const margins = [
  margin("sex", { woman: 4_000_000, man: 4_000_000 }),
  margin("age", { "18–39": 2_900_000, "40–64": 3_100_000, "65–": 2_000_000 }),
  margin("region", { city: 3_200_000, country: 4_800_000 }),
  margin("education", { secondary: 4_600_000, higher: 3_400_000 }),
];
const { design: panel } = rake(design, margins);

// 3. Are the margins met, and what did the weights cost?
const worst = Math.max(...marginFit(panel, margins).map(({ relativeMisfit }) => relativeMisfit));
const cost = weightDiagnostics(panel, design.weights);

// 4. "Vet inte" (don't know) as three numbers. The standard errors know that the margins are known.
const trust = threeNumbers(panel, "trust", ["vet inte"]);
const withOpinion = share(panel, "trusts", { missing: "omit" });
const bySex = groups(panel, ["sex"]).map(
  ({ labels, design: part }) => `${labels[0]} ${interval(share(part, "trusts", { missing: "omit" }))}`,
);

// 5. Who trusts? Logistic regression among those with an opinion; the first level of a factor is the reference.
const model = fitGlm(panel, "trusts ~ sex + age + education", "binomial");
const age = waldTest(model, ["age"]);

export const output = [
  `margins met: ${worst < 1e-9 ? "yes" : "no"}`,
  `answers ${cost.n}, effective ${cost.effectiveSize.toFixed(0)}, Kish's design effect ${cost.kishDesignEffect.toFixed(3)}`,
  `weights moved by factors ${cost.smallestFactor.toFixed(0)} – ${cost.largestFactor.toFixed(0)}`,
  `high trust among all who answered: ${percent(trust.amongAnswers.estimate[0] ?? 0)}, standard error ${percent(trust.amongAnswers.se[0] ?? 0)}`,
  `high trust among those with an opinion: ${interval(withOpinion)}`,
  `"vet inte": ${interval(trust.notSubstantiveTotal)}`,
  `base: ${trust.base.answered} answered, ${trust.base.notSubstantive} of them "vet inte"`,
  ...bySex.map((line) => `  ${line}`),
  ...oddsRatios(model).map(
    ({ name, ratio, lower, upper }) => `odds ratio ${name}: ${ratio.toFixed(2)} (${lower.toFixed(2)} – ${upper.toFixed(2)})`,
  ),
  `age: F(${age.numeratorDf}, ${age.denominatorDf}) = ${age.f.toFixed(2)}, p = ${age.p.toPrecision(2)}`,
];
