// Every public function refuses what it cannot use, from plain JavaScript too; the walk is that of the estimators.
import { createTable, numericColumn } from "@fortrogen/statistics";
import { walkEveryOption } from "../../statistics/src/every-option.ts";
import * as library from "./index.ts";

const table = createTable([numericColumn("y", [1, 2, 3, 4]), numericColumn("w", [1, 2, 1, 2])]);
const plan = library.parsePlan(
  "title: t\ndata: { file: a.csv }\ndesign: { weights: w }\nanalyses: [{ id: m, type: mean, variable: y }]\n",
  "plan.yaml",
);
const context = {
  table,
  dataHash: "0",
  planHash: "0",
  versions: { node: "24" },
  time: "2026-03-14T12:00:00Z",
  language: "sv",
  onProgress: () => undefined,
  signal: new AbortController().signal,
} as const;
const { result } = await library.runPlan(plan, context);

const calls = {
  parsePlan: ["data: { file: a.csv }\nanalyses: [{ id: m, type: mean, variable: y }]\n", "plan.yaml"],
  planSchema: [],
  renderPage: [result],
  renderCsv: [result],
  readTable: [
    "a.csv",
    new Uint8Array(new TextEncoder().encode("a,b\n1,2\n")),
    { missing: ["NA"], factors: { b: ["2"] }, encoding: "utf-8" },
  ],
  runPlan: [plan, context],
};

walkEveryOption(library, calls, {
  callersOwn: { readTable: ["2.factors"], runPlan: ["1.versions"] },
  words: new Set(["utf-8", "sv"]),
});
