// From a description in 00-designs.json to a design of the library.
import { type Design, type LonelyPsu, surveyDesign } from "../src/design/design.ts";
import { type Table, createTable, factor, factorFromCodes, numericColumn, withColumn } from "../src/data/table.ts";
import { evaluateRows } from "../src/data/evaluate.ts";
import type { Context } from "./context.ts";
import { type MarginArgs, calibrateMargins, calibrateWithin } from "./margins.ts";

export type DesignDescription = {
  readonly data?: string;
  readonly base?: string;
  readonly ids?: readonly string[];
  readonly strata?: readonly string[];
  readonly weights?: string | null;
  readonly fpc?: readonly string[];
  readonly nest?: boolean;
  readonly lonely_psu?: LonelyPsu;
  readonly pps?: "brewer" | "overton";
  readonly variance?: "HT" | "YG";
  readonly filter?: string;
  readonly calibrate?: { readonly calfun: string; readonly margins: readonly MarginArgs[] | string };
  readonly r?: string;
};

export function describeDesign(context: Context, description: DesignDescription): Design {
  let design: Design;
  if (description.base !== undefined) design = context.design(description.base);
  else {
    let table = context.table(description.data ?? "");
    if (description.filter !== undefined) table = filtered(table, description.filter);
    const weights = description.weights;
    design = surveyDesign(derived(table), {
      ids: description.ids ?? [],
      strata: description.strata ?? [],
      fpc: description.fpc ?? [],
      nest: description.nest ?? false,
      lonelyPsu: description.lonely_psu ?? "fail",
      // A sentence instead of a column name ("N_h / n_h …") says what follows from the population sizes anyway.
      ...(typeof weights === "string" && table.columns.has(weights) ? { weights } : {}),
      ...(description.pps === undefined ? {} : { pps: description.pps }),
      ...(description.variance === undefined ? {} : { ppsVariance: description.variance }),
    });
  }
  if (description.calibrate === undefined) return design;
  const { margins, calfun } = description.calibrate;
  if (typeof margins !== "string") return calibrateMargins(design, margins, calfun);
  // "the four panel margins within each wave": the totals stand at another design, of a panel with the same variables.
  const columns = design.table.columns;
  const given = context.descriptions().flatMap((one) => {
    const own = one.calibrate?.margins;
    return typeof own === "object" ? [own] : [];
  });
  const panel = given.find((own) => own.every(({ variables }) => variables.every((name) => columns.has(name))));
  if (panel === undefined) throw new Error(`Margins "${margins}" are not given as numbers.`);
  const [within = "wave"] = description.strata ?? [];
  return calibrateWithin(design, within, panel, calfun);
}

/** The rows where an expression holds. */
function filtered(table: Table, text: string): Table {
  const rows: number[] = [];
  evaluateRows(table, text).forEach((value, row) => {
    if (value === 1) rows.push(row);
  });
  return createTable(
    [...table.columns.values()].map((one) =>
      one.kind === "numeric"
        ? numericColumn(
            one.name,
            Float64Array.from(rows, (row) => one.values[row] as number),
          )
        : factorFromCodes(
            one.name,
            Int32Array.from(rows, (row) => one.codes[row] as number),
            one.levels,
            one.ordered,
          ),
    ),
  );
}

/** The recodes of the trust panel: high, score, trust5, substantive, wave_f. */
function derived(table: Table): Table {
  if (!table.columns.has("trust")) return table;
  const trust = factor(table, "trust");
  const score = Float64Array.from(trust.codes, (code) => (code < 0 ? Number.NaN : Number(trust.levels[code])));
  const levels = ["1", "2", "3", "4", "5"];
  let result = table;
  result = withColumn(result, numericColumn("score", score));
  result = withColumn(
    result,
    numericColumn(
      "high",
      score.map((value) => (Number.isNaN(value) ? value : value >= 4 ? 1 : 0)),
    ),
  );
  result = withColumn(
    result,
    numericColumn(
      "substantive",
      score.map((value) => (Number.isNaN(value) ? 0 : 1)),
    ),
  );
  const codes = Int32Array.from(score, (value) => (Number.isNaN(value) ? -1 : value - 1));
  result = withColumn(result, factorFromCodes("trust5", codes, levels, true));
  if (table.columns.has("wave")) {
    const waves = factor(table, "wave");
    result = withColumn(result, factorFromCodes("wave_f", waves.codes, waves.levels));
  }
  return result;
}
