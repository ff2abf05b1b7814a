// The kinds of things that the public functions take: plain values, and what the library itself makes.
import type { FactorColumn, NumericColumn, Table } from "../data/table.ts";
import type { Design, Replicates } from "../design/design.ts";
import type { Stage } from "../design/stages.ts";
import type { Progress } from "../design/replicate-variance.ts";
import type { Estimate, MissingOption, Statistic } from "../estimate/statistic.ts";
import type { Fit, GlmFit } from "../model/glm.ts";
import type { Term } from "../model/formula.ts";
import type { OrdinalFit } from "../model/ordinal.ts";
import type { Margin } from "../weights/auxiliary.ts";
import { type Shape, type Shapes, byKey, either, having, isRecord, kind, listOf, oneOf, optional, options, orNull } from "./shape.ts";

export const text = kind("a text", (value) => typeof value === "string");
export const flag = kind("true or false", (value) => typeof value === "boolean");
/** A number, NaN too: for functions that have their own word for it. */
export const anyNumber = kind("a number", (value) => typeof value === "number");
export const number = kind("a number", (value) => typeof value === "number" && !Number.isNaN(value));
export const finite = kind("a finite number", Number.isFinite);
export const positive = kind("a number above 0", (value) => typeof value === "number" && value > 0);
export const wholeNumber = (least: number): Shape =>
  kind(`a whole number of at least ${least}`, (value) => Number.isSafeInteger(value) && (value as number) >= least);
export const callback = kind("a function", (value) => typeof value === "function");

export const floats = kind("a Float64Array", (value) => value instanceof Float64Array);
export const integers = kind("an Int32Array", (value) => value instanceof Int32Array);
export const bytes = kind("a Uint8Array", (value) => value instanceof Uint8Array);
/** A list of numbers, of which a typed array is none: its `map` gives numbers again. */
export const numberList = listOf(anyNumber, "numbers");
const isNumbers = (value: unknown): boolean =>
  (ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value instanceof BigInt64Array) && !(value instanceof BigUint64Array)) ||
  (Array.isArray(value) && value.every((one) => typeof one === "number"));
/** A list or a typed array of numbers, where only its length and its elements are asked for. */
export const numbers = kind("a list of numbers", isNumbers);

export const record = kind("an object", isRecord);
export const list = kind("a list", Array.isArray);
export const iterable = kind("a set of numbers", (value) => typeof value === "object" && value !== null && Symbol.iterator in value);
export const aMap = kind("a Map", (value) => value instanceof Map);
export const isTerm = having<Term>("a term", {
  name: kind("a text", (value) => typeof value === "string"),
  variables: kind("a list", Array.isArray),
});

export const columnNames = listOf(text, "column names");
export const someColumnNames = listOf(text, "column names", 1);
/** A column, or several that are crossed. */
const variable = either(text, someColumnNames);
export const variables = listOf(variable, "column names");

const signal = having<NonNullable<Progress["signal"]>>("an AbortSignal, or an object with `aborted`", { aborted: flag });
export const progress: Shapes<Progress> = { onProgress: optional(callback), signal: optional(signal) };
export const missing: Shapes<MissingOption> = { missing: optional(oneOf("error", "omit")) };
export const progressOptions = options<Progress>(progress);
export const missingOptions = options<MissingOption>(missing);

/** The values of a numeric column; what stands in a list is looked at by numericColumn, which knows the rows. */
export const numbersOrMissing = kind(
  "a Float64Array or a list of numbers",
  (value) => value instanceof Float64Array || Array.isArray(value),
);
export const factor = having<FactorColumn>("a factor, as factorColumn makes it", {
  kind: oneOf("factor"),
  name: text,
  levels: listOf(text, "levels"),
  codes: integers,
  ordered: flag,
});
const numericColumn = having<NumericColumn>("a numeric column, as numericColumn makes it", {
  kind: oneOf("numeric"),
  name: text,
  values: floats,
});
export const column = byKey("kind", { numeric: numericColumn, factor }, "a column, as numericColumn or factorColumn makes it");

const columnMap: Shape = {
  says: "a Map of columns",
  refuse: (value, at) => {
    if (!(value instanceof Map)) return { at, message: `"${at}" must be a Map of columns.` };
    for (const one of value.values()) {
      const refusal = column.refuse(one, at);
      if (refusal !== null) return refusal;
    }
    return null;
  },
};
export const table = having<Table>("a table, as createTable makes it", { n: wholeNumber(0), columns: columnMap });

export const replicateType = oneOf("JK1", "JKn", "BRR", "bootstrap", "other");
const replicates = having<Replicates>("replicates", {
  type: replicateType,
  weights: listOf(floats, "Float64Arrays"),
  scale: anyNumber,
  rscales: floats,
  mse: flag,
});
export const lonelyPsu = oneOf("fail", "remove", "certainty", "adjust", "average");
export const pps = oneOf("brewer", "overton");
export const ppsVariance = oneOf("HT", "YG");
const stage = having<Stage>("a stage", {
  unitOfRow: orNull(integers),
  units: wholeNumber(0),
  stratumOfUnit: integers,
  strata: wholeNumber(0),
  sampled: integers,
  correction: floats,
  weight: floats,
  carried: floats,
  parent: integers,
  strataName: text,
  unitName: text,
  rowOfStratum: integers,
});
const calibration = byKey(
  "kind",
  {
    regression: having("a regression", { cellOfRow: orNull(integers), x: floats, p: wholeNumber(0), before: floats, after: floats }),
    cells: having("cells", { cellOfRow: integers, cells: wholeNumber(0), before: floats, after: floats }),
    sweeps: having("sweeps", {
      margins: listOf(having("a margin", { codes: integers, levels: wholeNumber(0), weights: floats }), "margins"),
    }),
  },
  "a calibration",
);
const designParts = having<Design>("a design, as surveyDesign makes it", {
  table,
  n: wholeNumber(0),
  weights: floats,
  kind: oneOf("linearised", "replicate"),
  stages: listOf(stage, "stages"),
  lonelyPsu,
  pps: orNull(pps),
  ppsVariance,
  calibrations: listOf(calibration, "calibrations"),
  replicates: orNull(replicates),
  restricted: flag,
});
export const design: Shape = {
  says: designParts.says,
  refuse: (value, at) => {
    const refusal = designParts.refuse(value, at);
    if (refusal !== null) return refusal;
    const { n, weights, table: rows } = value as Design;
    if (weights.length === n && rows.n === n) return null;
    return { at, message: `"${at}" has ${weights.length} weights for ${n} rows of a table of ${rows.n}; use withWeights or withColumn.` };
  },
};

export const estimate = having<Estimate>("an estimate, as mean or total makes it", {
  names: listOf(text, "names"),
  estimate: floats,
  se: floats,
  covariance: floats,
  df: anyNumber,
  rows: anyNumber,
  designEffect: optional(floats),
});

export const statistic = having<Statistic>("a statistic, as meanStatistic or totalStatistic makes it", {
  names: listOf(text, "names"),
  values: floats,
  influence: callback,
  recompute: callback,
  rows: anyNumber,
  weights: optional(floats),
  noise: optional(callback),
});

const specification = having<Fit["specification"]>("the specification of a model", {
  formula: record,
  variables: aMap,
  columns: listOf(record, "columns"),
});
const fitParts: Shapes<Fit> = {
  names: listOf(text, "names"),
  coefficients: floats,
  covariance: floats,
  standardErrors: floats,
  naiveCovariance: floats,
  weightScale: positive,
  dfResidual: anyNumber,
  specification,
  design,
  rows: integers,
  iterations: wholeNumber(0),
};
export const fit = having<Fit>("a fitted model, as fitGlm or fitOrdinal makes it", fitParts);
export const family = oneOf("gaussian", "binomial", "poisson");
export const glmFit = having<GlmFit>("a model that fitGlm has fitted", {
  ...fitParts,
  kind: oneOf("glm"),
  family,
  deviance: anyNumber,
  nullDeviance: anyNumber,
  dispersion: anyNumber,
  fitted: floats,
});
export const ordinalFit = having<OrdinalFit>("a model that fitOrdinal has fitted", {
  ...fitParts,
  kind: oneOf("ordinal"),
  levels: listOf(text, "levels"),
  slopes: wholeNumber(0),
  logLikelihood: anyNumber,
  deviance: anyNumber,
});

/** What parseExpression gives, to the last leaf. */
export const expression: Shape = {
  says: "an expression, as parseExpression reads it",
  refuse: (value, at) => expressionParts.refuse(value, at),
};
const expressions = listOf(expression, "expressions");
const expressionParts: Shape = byKey(
  "kind",
  {
    number: having("a number", { value: anyNumber }),
    string: having("a text", { value: text }),
    name: having("a name", { name: text }),
    parentheses: having("an expression in brackets", { inner: expression }),
    unary: having("a sign and its operand", { operator: text, operand: expression }),
    binary: having("two operands", { operator: text, left: expression, right: expression }),
    call: having("a call", { name: text, arguments: expressions }),
  },
  expression.says,
);
export const expressionOrText = either(text, expression);

export const margin = options<Margin>(
  {
    variables: someColumnNames,
    totals: listOf(
      options<Margin["totals"][number]>({ levels: listOf(text, "levels", 1), total: anyNumber }, "a cell of a margin"),
      "cells with their totals",
    ),
  },
  "a margin",
);
export const margins = listOf(margin, "margins");
