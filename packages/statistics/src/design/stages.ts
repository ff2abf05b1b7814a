// One stage of sampling, laid out flat: which unit a row lies in, which stratum a unit lies in, how many were drawn of how many.
import { StatisticsError } from "../errors.ts";
import { type Column, type Table, column } from "../data/table.ts";

/**
 * A stage of the design. Units (PSUs at stage 1, second-stage units within PSUs at stage 2 …) and strata are numbered from 0 over
 * the whole design: a later stage's strata are already nested in the units of the stage before.
 * - `unitOfRow` is null when every row is a unit of its own.
 * - `sampled[h]` = n_h units drawn; `correction[u]` = 1 − n_h/N_h (1 without a finite population correction),
 *   `weight[u]` = N_h/n_h, or 1/π for unequal probabilities (1 without either): not got from the correction, which would cost a digit.
 * - `carried[h]` = product of n/N over the earlier stages; `parent[h]` = unit of the earlier stage (0 at stage 1).
 * - `strataName` is the column of the strata ("" where the stage has none), `unitName` that of the units ("row" where every row is one),
 *   `rowOfStratum[h]` a row that lies in stratum h: what a message needs.
 */
export type Stage = {
  readonly unitOfRow: Int32Array | null;
  readonly units: number;
  readonly stratumOfUnit: Int32Array;
  readonly strata: number;
  readonly sampled: Int32Array;
  readonly correction: Float64Array;
  readonly weight: Float64Array;
  readonly carried: Float64Array;
  readonly parent: Int32Array;
  readonly strataName: string;
  readonly unitName: string;
  readonly rowOfStratum: Int32Array;
};

/** What the caller names: one column per stage. */
export type StageColumns = {
  readonly ids: readonly string[];
  readonly strata: readonly string[];
  readonly fpc: readonly string[];
  readonly nest: boolean;
  readonly pps: boolean;
};

type Keys = { readonly codes: Int32Array; readonly count: number };

/** The stages of a design and, when population sizes are given, each row's inclusion probability Π 1/(N/n). */
export function buildStages(table: Table, columns: StageColumns): { stages: Stage[]; probabilities: Float64Array | null } {
  const { ids, fpc, nest } = columns;
  const depth = Math.max(1, ids.length);
  const population = fpc.map((name) => complete(table, name));
  // Without population sizes sampling counts as with replacement at the first stage: later stages add nothing (ultimate clusters).
  // With sizes for some stages only, sampling is complete in the others.
  const used = Math.min(depth, Math.max(1, fpc.length));
  for (const [what, names] of [
    ["population", fpc],
    ["strata", columns.strata],
  ] as const) {
    if (names.length <= depth) continue;
    throw new StatisticsError("argument", `There are ${names.length} ${what} columns (${names.join(", ")}) for ${depth} stages.`, {
      variable: names[depth] ?? "",
      count: names.length,
    });
  }
  const asSizes = population.some((values) => values.some((value) => value > 1));

  const stages: Stage[] = [];
  const probabilities = population.length === 0 ? null : new Float64Array(table.n).fill(1);
  let parents: Keys | null = null;
  for (let k = 0; k < used; k++) {
    const strataName = columns.strata[k];
    const idName = ids[k];
    let strata: Keys = strataName === undefined ? { codes: new Int32Array(table.n), count: 1 } : keys(table, strataName);
    if (parents !== null) strata = cross(parents, strata);
    let units: Keys | null = idName === undefined ? null : keys(table, idName);
    if (units !== null && parents !== null) units = cross(parents, units);
    if (units !== null && nest) units = cross(strata, units);
    const rowsAsUnits: Keys = units ?? { codes: Int32Array.from({ length: table.n }, (_, row) => row), count: table.n };
    const stage = buildStage(rowsAsUnits, strata, parents, stages[k - 1] ?? null, {
      population: population[k] ?? null,
      populationName: fpc[k] ?? "",
      asSizes,
      pps: columns.pps,
      idName: idName ?? "row",
      strataName: strataName ?? "",
      rowsAreUnits: units === null,
    });
    if (probabilities !== null) {
      for (let row = 0; row < table.n; row++) {
        probabilities[row] = (probabilities[row] as number) * (1 / (stage.weight[rowsAsUnits.codes[row] as number] as number));
      }
    }
    stages.push(stage);
    parents = rowsAsUnits;
  }
  return { stages, probabilities };
}

type StageSource = {
  population: Float64Array | null;
  populationName: string;
  asSizes: boolean;
  pps: boolean;
  idName: string;
  strataName: string;
  rowsAreUnits: boolean;
};

function buildStage(units: Keys, strata: Keys, parents: Keys | null, before: Stage | null, source: StageSource): Stage {
  const n = units.codes.length;
  const stratumOfUnit = new Int32Array(units.count).fill(-1);
  const parentOfStratum = new Int32Array(strata.count);
  const rowOfStratum = new Int32Array(strata.count);
  const sampled = new Int32Array(strata.count);
  const carried = new Float64Array(strata.count).fill(1);
  const value = new Float64Array(units.count).fill(Number.NaN);
  let split = 0;
  let uneven = 0;
  for (let row = 0; row < n; row++) {
    const unit = units.codes[row] as number;
    const stratum = strata.codes[row] as number;
    const given = source.population === null ? Number.NaN : (source.population[row] as number);
    if (stratumOfUnit[unit] === -1) {
      stratumOfUnit[unit] = stratum;
      if (sampled[stratum] === 0) rowOfStratum[stratum] = row;
      sampled[stratum] = (sampled[stratum] as number) + 1;
      value[unit] = given;
      if (parents !== null && before !== null) {
        const parent = parents.codes[row] as number;
        parentOfStratum[stratum] = parent;
        carried[stratum] = (before.carried[before.stratumOfUnit[parent] as number] as number) / (before.weight[parent] as number);
      }
    } else {
      if (stratumOfUnit[unit] !== stratum) split += 1;
      if (!Number.isNaN(given) && value[unit] !== given) uneven += 1;
    }
  }
  if (split > 0) {
    throw new StatisticsError(
      "not-nested",
      `${split} rows of "${source.idName}" lie in another stratum of "${source.strataName}" than the rest of their unit; say nest: true if ids are unique within strata only.`,
      { variable: source.idName, count: split },
    );
  }
  if (uneven > 0) {
    throw new StatisticsError("population-size", `"${source.populationName}" varies within ${uneven} rows of one sampling unit.`, {
      variable: source.populationName,
      count: uneven,
    });
  }
  const { correction, weight } = corrections(value, stratumOfUnit, sampled, source);
  return {
    unitOfRow: source.rowsAreUnits ? null : units.codes,
    units: units.count,
    stratumOfUnit,
    strata: strata.count,
    sampled,
    correction,
    weight,
    carried,
    parent: parentOfStratum,
    strataName: source.strataName,
    unitName: source.idName,
    rowOfStratum,
  };
}

/** The strata that are marked, as an error names them: the column, the message's `"region" = north, south and 3 more`, and their number. */
export function markedStrata(table: Table, stage: Stage, marked: ArrayLike<number>): { variable: string; names: string; count: number } {
  const strata = Array.from({ length: stage.strata }, (_, stratum) => stratum).filter((stratum) => (marked[stratum] ?? 0) > 0);
  const count = strata.length;
  const source = table.columns.get(stage.strataName);
  if (source === undefined) return { variable: stage.unitName, names: `units: "${stage.unitName}", without strata`, count };
  const labels = strata.slice(0, 3).map((stratum) => {
    const row = stage.rowOfStratum[stratum] as number;
    return source.kind === "factor" ? (source.levels[source.codes[row] as number] ?? "") : String(source.values[row]);
  });
  const more = strata.length > 3 ? ` and ${strata.length - 3} more` : "";
  return { variable: stage.strataName, names: `"${stage.strataName}" = ${labels.join(", ")}${more}`, count };
}

/** 1 − n_h/N_h and N_h/n_h per unit; for PPS 1 − π and 1/π of the unit itself. */
function corrections(
  value: Float64Array,
  stratumOfUnit: Int32Array,
  sampled: Int32Array,
  source: StageSource,
): { correction: Float64Array; weight: Float64Array } {
  const correction = new Float64Array(value.length).fill(1);
  const weight = new Float64Array(value.length).fill(1);
  if (source.population === null) return { correction, weight };
  const name = source.populationName;
  const ofStratum = new Float64Array(sampled.length).fill(Number.NaN);
  let uneven = 0;
  let impossible = 0;
  for (let unit = 0; unit < value.length; unit++) {
    const stratum = stratumOfUnit[unit] as number;
    const given = value[unit] as number;
    const drawn = sampled[stratum] as number;
    const fraction = source.asSizes ? drawn / given : given;
    if (!(fraction > 0 && fraction <= 1)) impossible += 1;
    if (Number.isNaN(ofStratum[stratum] as number)) ofStratum[stratum] = given;
    else if (!source.pps && ofStratum[stratum] !== given) uneven += 1;
    correction[unit] = 1 - fraction;
    weight[unit] = source.asSizes ? given / drawn : 1 / given;
  }
  if (impossible > 0) {
    throw new StatisticsError(
      "population-size",
      `"${name}" is no possible population for ${impossible} sampling units: it is zero, negative, or smaller than the number of units drawn.`,
      { variable: name, count: impossible },
    );
  }
  if (uneven > 0) {
    throw new StatisticsError("population-size", `"${name}" has different values within a stratum for ${uneven} sampling units.`, {
      variable: name,
      count: uneven,
    });
  }
  return { correction, weight };
}

/** Distinct values of a column numbered in order of appearance. Errors: `missing-values`. */
function keys(table: Table, name: string): Keys {
  const source = column(table, name);
  return numbered(name, source);
}

function numbered(name: string, source: Column): Keys {
  const values = source.kind === "factor" ? source.codes : source.values;
  const seen = new Map<number, number>();
  let missing = 0;
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value) || (source.kind === "factor" && value < 0)) {
      missing += 1;
      continue;
    }
    let code = seen.get(value);
    if (code === undefined) {
      code = seen.size;
      seen.set(value, code);
    }
    codes[row] = code;
  }
  if (missing > 0) {
    throw new StatisticsError("missing-values", `"${name}" describes the design and is missing in ${missing} rows.`, {
      variable: name,
      count: missing,
    });
  }
  return { codes, count: seen.size };
}

/** Pairs that occur, numbered in order of appearance. */
function cross(first: Keys, second: Keys): Keys {
  const seen = new Map<number, number>();
  const codes = new Int32Array(first.codes.length);
  for (let row = 0; row < codes.length; row++) {
    const key = (first.codes[row] as number) * second.count + (second.codes[row] as number);
    let code = seen.get(key);
    if (code === undefined) {
      code = seen.size;
      seen.set(key, code);
    }
    codes[row] = code;
  }
  return { codes, count: seen.size };
}

function complete(table: Table, name: string): Float64Array {
  const source = column(table, name);
  if (source.kind !== "numeric") {
    const count = source.levels.length;
    throw new StatisticsError("wrong-column-type", `"${name}" must be a number; it is a factor with ${count} levels.`, {
      variable: name,
      count,
    });
  }
  const missing = source.values.filter((value) => Number.isNaN(value)).length;
  if (missing > 0) {
    throw new StatisticsError("missing-values", `"${name}" describes the design and is missing in ${missing} rows.`, {
      variable: name,
      count: missing,
    });
  }
  return source.values;
}
