/** What the load generator is told: who the users are and how they work. Handed over as JSON. */
export type LoadPlan = {
  readonly origin: string;
  readonly municipality: string;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Mean pause between what a user gets and what the user asks for next; each pause is between half and one and a half of it. */
  readonly thinkMilliseconds: number;
  readonly users: readonly LoadUser[];
};

export type LoadUser = {
  readonly staffId: string;
  readonly role: "caseworker" | "team_leader" | "analyst";
  readonly cases: readonly LoadCase[];
};

export type LoadCase = { readonly caseId: string; readonly phaseId: string | null; readonly number: string };

/** What is measured, by the name in the report. */
export const pageKinds = [
  "work list, one's own",
  "work list, the unit's",
  "case page",
  "form for a conversation",
  "record a conversation (POST)",
  "case page after recording",
  "search by identity number (POST)",
  "answers to the national questionnaire",
] as const;
export type PageKind = (typeof pageKinds)[number];

type PageFigures = {
  readonly page: PageKind;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  readonly kilobytes: number;
};
export type LoadFigures = {
  readonly seconds: number;
  readonly requests: number;
  readonly perSecond: number;
  readonly errors: number;
  readonly firstErrors: readonly string[];
  readonly pages: readonly PageFigures[];
  /** Share of one core that the generator itself used: high figures mean that it competed with the server. */
  readonly generatorCores: number;
};

/** The value below which the share `p` (0–1) of the values lies; nearest rank. NaN for none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

/** What is told of the times of a page, in milliseconds, and of its size on the average. */
export function spreadOf(milliseconds: readonly number[], bytes: number) {
  return {
    count: milliseconds.length,
    p50: percentile(milliseconds, 0.5),
    p95: percentile(milliseconds, 0.95),
    p99: percentile(milliseconds, 0.99),
    most: percentile(milliseconds, 1),
    kilobytes: bytes / 1024 / Math.max(1, milliseconds.length),
  };
}
