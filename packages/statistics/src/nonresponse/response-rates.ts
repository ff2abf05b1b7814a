import { check, optional, options } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type Table, column, factor } from "../data/table.ts";
import { StatisticsError } from "../errors.ts";

/**
 * Final dispositions of a sample or census as AAPOR counts them (number of units): I complete and P partial answers, R refusals, NC not
 * reached, O other non-response (ill, language), UH and UO units whose eligibility is unknown.
 */
export type Dispositions = {
  readonly complete: number;
  readonly partial?: number;
  readonly refusal?: number;
  readonly nonContact?: number;
  readonly other?: number;
  readonly unknownHousehold?: number;
  readonly unknownOther?: number;
};

export type ResponseRates = {
  readonly rr1: number;
  readonly rr2: number;
  readonly rr3: number;
  readonly rr4: number;
  readonly rr5: number;
  readonly rr6: number;
  /** Cooperation: of those reached (COOP1 complete, COOP2 with partial). */
  readonly coop1: number;
  readonly coop2: number;
  /** Refusal rate REF1 and contact rate CON1. */
  readonly ref1: number;
  readonly con1: number;
};

const dispositionCounts = options<Dispositions>(
  {
    complete: kinds.anyNumber,
    partial: optional(kinds.anyNumber),
    refusal: optional(kinds.anyNumber),
    nonContact: optional(kinds.anyNumber),
    other: optional(kinds.anyNumber),
    unknownHousehold: optional(kinds.anyNumber),
    unknownOther: optional(kinds.anyNumber),
  },
  "numbers of units by disposition",
);

/**
 * Response, cooperation, refusal and contact rates, shares 0…1.
 *
 * Formula: RR1 = I/(I+P+R+NC+O+UH+UO); RR2 counts P as answers; RR3, RR4 multiply UH+UO by `eligibility`; RR5, RR6 leave them out.
 * Reference: AAPOR, Standard Definitions (2023, 10th ed.). Errors: `argument` for counts that are negative or not finite, or eligibility
 * outside [0, 1]; `too-few-rows` when there is no unit to divide by.
 */
export function responseRates(dispositions: Dispositions, eligibility = 1): ResponseRates {
  check({ dispositions, eligibility }, { dispositions: dispositionCounts, eligibility: kinds.anyNumber });
  const {
    complete: i,
    partial: p = 0,
    refusal: r = 0,
    nonContact: nc = 0,
    other: o = 0,
    unknownHousehold: uh = 0,
    unknownOther: uo = 0,
  } = dispositions;
  for (const [name, count] of Object.entries(dispositions)) {
    if (!(count >= 0 && count <= Number.MAX_SAFE_INTEGER))
      throw new StatisticsError("argument", `The number of "${name}" must be 0 or more, got ${count}.`, { variable: name, count });
  }
  if (!(eligibility >= 0 && eligibility <= 1)) {
    throw new StatisticsError("argument", `Eligibility must lie in [0, 1], got ${eligibility}.`, { variable: "eligibility" });
  }
  const known = i + p + r + nc + o;
  if (known === 0) {
    throw new StatisticsError("too-few-rows", "The dispositions hold 0 units known to be eligible; there is no response rate.", {
      variable: "dispositions",
      count: 0,
    });
  }
  const unknown = uh + uo;
  const all = known + unknown;
  const reached = i + p + r + o;
  if (reached === 0) {
    throw new StatisticsError("too-few-rows", "The dispositions hold 0 units that were reached; there is no cooperation rate.", {
      variable: "dispositions",
      count: 0,
    });
  }
  return {
    rr1: i / all,
    rr2: (i + p) / all,
    rr3: i / (known + eligibility * unknown),
    rr4: (i + p) / (known + eligibility * unknown),
    rr5: i / known,
    rr6: (i + p) / known,
    coop1: i / reached,
    coop2: (i + p) / reached,
    ref1: r / all,
    con1: reached / all,
  };
}

export type GroupRate = { readonly group: string; readonly units: number; readonly responded: number; readonly rate: number };

/** 1 responded, 0 did not. Errors: `missing-values`, `argument`. */
export function respondedOf(table: Table, responded: string): Uint8Array {
  const found = column(table, responded);
  const values = found.kind === "numeric" ? found.values : found.codes;
  const result = new Uint8Array(table.n);
  let wrong = 0;
  let missing = 0;
  values.forEach((value, row) => {
    if (Number.isNaN(value) || (found.kind === "factor" && value < 0)) missing += 1;
    else if (value !== 0 && value !== 1) wrong += 1;
    result[row] = value === 1 ? 1 : 0;
  });
  if (missing > 0)
    throw new StatisticsError("missing-values", `"${responded}" is missing in ${missing} rows.`, { variable: responded, count: missing });
  if (wrong > 0)
    throw new StatisticsError("argument", `"${responded}" must be 0 or 1; it is not in ${wrong} rows.`, {
      variable: responded,
      count: wrong,
    });
  return result;
}

/**
 * Response rate of each class of the frame, a share 0…1, with the numbers of units; levels in their order, levels without units left out.
 * Formula: responded/units, unweighted. Reference: AAPOR, Standard Definitions (2023), RR1 by class.
 * Errors: `missing-values` names the variable and the number of rows, `argument` for a response other than 0 and 1, `unknown-column`.
 */
export function responseRatesBy(table: Table, responded: string, by: string): GroupRate[] {
  check({ table, responded, by }, { table: kinds.table, responded: kinds.text, by: kinds.text });
  const answer = respondedOf(table, responded);
  const groups = factor(table, by);
  const units = new Float64Array(groups.levels.length);
  const yes = new Float64Array(groups.levels.length);
  let missing = 0;
  groups.codes.forEach((code, row) => {
    if (code < 0) missing += 1;
    else {
      units[code] = (units[code] as number) + 1;
      yes[code] = (yes[code] as number) + (answer[row] as number);
    }
  });
  if (missing > 0) throw new StatisticsError("missing-values", `"${by}" is missing in ${missing} rows.`, { variable: by, count: missing });
  return groups.levels.flatMap((group, code) => {
    const count = units[code] as number;
    if (count === 0) return [];
    return [{ group, units: count, responded: yes[code] as number, rate: (yes[code] as number) / count }];
  });
}

/**
 * Share (0…1) of all units that had answered after each reminder (0 = before the first). `reminders` is the number sent to a unit before it
 * answered. Formula: the number that answered after at most r reminders over all units, unweighted. Reference: AAPOR, Standard Definitions
 * (2023), RR1 cumulated. Errors: `missing-values` for a respondent without a number of reminders, `argument` for a response other than 0
 * and 1, `unknown-column`.
 */
export function responseByReminder(table: Table, responded: string, reminders: string): { reminder: number; cumulative: number }[] {
  check({ table, responded, reminders }, { table: kinds.table, responded: kinds.text, reminders: kinds.text });
  const answer = respondedOf(table, responded);
  const found = column(table, reminders);
  const at = (row: number): number =>
    found.kind === "numeric" ? (found.values[row] as number) : Number(found.levels[found.codes[row] as number]);
  const counts = new Map<number, number>();
  let missing = 0;
  answer.forEach((yes, row) => {
    if (yes === 0) return;
    const reminder = at(row);
    if (Number.isNaN(reminder)) missing += 1;
    else counts.set(reminder, (counts.get(reminder) ?? 0) + 1);
  });
  if (missing > 0) {
    throw new StatisticsError("missing-values", `"${reminders}" is missing for ${missing} respondents.`, {
      variable: reminders,
      count: missing,
    });
  }
  let sum = 0;
  return [...counts.keys()]
    .sort((a, b) => a - b)
    .map((reminder) => {
      sum += counts.get(reminder) ?? 0;
      return { reminder, cumulative: sum / table.n };
    });
}
