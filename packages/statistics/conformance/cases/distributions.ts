// Distribution functions by their R names: q…, p…, with lower.tail=FALSE for the upper tail (file 15).
import { betaCdf, betaQuantile, betaSurvival } from "../../src/distributions/beta.ts";
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "../../src/distributions/chi-square.ts";
import { fCdf, fQuantile, fSurvival } from "../../src/distributions/fisher.ts";
import { normalCdf, normalQuantile, normalSurvival } from "../../src/distributions/normal.ts";
import { studentCdf, studentQuantile, studentSurvival } from "../../src/distributions/student.ts";
import { type Handler, UNSUPPORTED } from "../context.ts";

type Row = Readonly<Record<string, number>>;
type Three = readonly [
  cdf: (x: number, row: Row) => number,
  survival: (x: number, row: Row) => number,
  quantile: (p: number, row: Row, upper: boolean) => number,
];

const value = (row: Row, name: string): number => row[name] ?? Number.NaN;

const functions: Readonly<Record<string, Three>> = {
  t: [
    (x, row) => studentCdf(x, value(row, "df")),
    (x, row) => studentSurvival(x, value(row, "df")),
    (p, row, upper) => (upper ? -1 : 1) * studentQuantile(p, value(row, "df")),
  ],
  f: [
    (x, row) => fCdf(x, value(row, "df1"), value(row, "df2")),
    (x, row) => fSurvival(x, value(row, "df1"), value(row, "df2")),
    (p, row, upper) => fQuantile(p, value(row, "df1"), value(row, "df2"), upper),
  ],
  chisq: [
    (x, row) => chiSquareCdf(x, value(row, "df")),
    (x, row) => chiSquareSurvival(x, value(row, "df")),
    (p, row, upper) => chiSquareQuantile(p, value(row, "df"), upper),
  ],
  beta: [
    (x, row) => betaCdf(x, value(row, "a"), value(row, "b")),
    (x, row) => betaSurvival(x, value(row, "a"), value(row, "b")),
    (p, row, upper) => betaQuantile(p, value(row, "a"), value(row, "b"), upper),
  ],
  norm: [(x) => normalCdf(x), (x) => normalSurvival(x), (p, _, upper) => (upper ? -1 : 1) * normalQuantile(p)],
};

export const distributionCases: Handler = (_, { fn, args }) => {
  const [, kind, name = ""] = /^R ([pq])(t|f|chisq|beta|norm)\b/.exec(fn) ?? [];
  const found = functions[name];
  if (kind === undefined || found === undefined || !Array.isArray(args["rows"])) return UNSUPPORTED;
  const upper = /lower\.tail\s*=\s*F/.test(fn);
  const [cdf, survival, quantile] = found;
  const values = (args["rows"] as Row[]).map((row) => {
    if (kind === "q") return quantile(value(row, "p"), row, upper);
    const at = row["x"] ?? row["t"] ?? row["f"] ?? row["z"] ?? row["q"] ?? Number.NaN;
    return upper ? survival(at, row) : cdf(at, row);
  });
  return { values };
};
