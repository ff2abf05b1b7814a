/** The shape of `results.json`, for the checks of what renders it. */
import { kinds, having, listOf, oneOf, optional, orNull, recordOf } from "@fortrogen/statistics/parts";
import { analysisTypes } from "./fields.ts";
import type {
  CertainRow,
  DisclosureResult,
  Failure,
  MissingRows,
  PlanResult,
  Provenance,
  Result,
  ResultRow,
  TestRow,
  WeightsResult,
} from "./result.ts";

const number = orNull(kinds.finite);
const labels = listOf(kinds.text, "labels");

const row = having<ResultRow>("a figure", {
  labels,
  measure: kinds.text,
  name: kinds.text,
  estimate: number,
  se: number,
  lower: number,
  upper: number,
  p: number,
  rows: number,
  hidden: kinds.flag,
  remark: orNull(kinds.text),
});

const test = having<TestRow>("a test", {
  labels,
  name: kinds.text,
  method: kinds.text,
  statistic: number,
  df: orNull(kinds.numberList),
  p: number,
  hidden: kinds.flag,
});

const result = having<Result>("the result of an analysis", {
  id: kinds.text,
  title: kinds.text,
  type: oneOf(...analysisTypes),
  by: listOf(kinds.text, "variables"),
  domain: orNull(kinds.text),
  confidence: kinds.finite,
  rows: listOf(row, "figures"),
  tests: listOf(test, "tests"),
  missing: orNull(
    having<MissingRows>("the rows without a value", {
      variables: labels,
      rows: number,
      of: number,
      treatment: oneOf("omit", "reweight"),
      classes: labels,
    }),
  ),
  certain: listOf(having<CertainRow>("a class", { variable: kinds.text, level: kinds.text, propensity: kinds.finite }), "classes"),
  failure: orNull(having<Failure>("a failure", { code: kinds.text, reasons: labels })),
});

const margin = having<WeightsResult["margins"][number]>("the fit of a margin", {
  margin: kinds.text,
  cell: kinds.text,
  total: kinds.finite,
  achieved: kinds.finite,
  relativeMisfit: kinds.anyNumber,
});

const weights = having<WeightsResult>("what became of the weights", {
  distance: kinds.text,
  iterations: kinds.finite,
  misfit: kinds.finite,
  marginsAreMet: kinds.flag,
  trimmed: orNull(having("limits", { lower: number, upper: number, outside: kinds.finite })),
  margins: listOf(margin, "margins"),
  diagnostics: orNull(recordOf(kinds.finite, "diagnostics")),
});

const disclosure = having<DisclosureResult>("what the rule did", {
  minimum: kinds.finite,
  level: oneOf("exact", "range"),
  figures: kinds.finite,
  hidden: kinds.finite,
  audit: having<DisclosureResult["audit"]>("an audit", {
    isExactSafe: kinds.flag,
    isRangeSafe: kinds.flag,
    isCut: optional(kinds.flag),
  }),
  singletons: optional(kinds.flag),
});

const provenance = having<Provenance>("where the result comes from", {
  generator: kinds.text,
  planFile: kinds.text,
  dataFile: kinds.text,
  frameFile: orNull(kinds.text),
  dataHash: kinds.text,
  frameHash: orNull(kinds.text),
  planHash: kinds.text,
  rows: number,
  versions: recordOf(kinds.text, "versions by name"),
  time: kinds.text,
});

export const planResult = having<PlanResult>("a result, as runPlan gives it", {
  title: kinds.text,
  language: oneOf("sv", "en"),
  results: listOf(result, "results"),
  weights: orNull(weights),
  disclosure: orNull(disclosure),
  provenance,
});
