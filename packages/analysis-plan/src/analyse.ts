/** Runs a plan from its file and writes a folder of results. Everything of the plan that touches files is here. */
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "./faults.ts";
import { PlanError, faultOf, placeOf, planError } from "./faults.ts";
import { renderPage } from "./page/page.ts";
import { parsePlan } from "./parse.ts";
import type { Plan, PlanData } from "./plan.ts";
import { readTable } from "./read/table.ts";
import type { PlanResult } from "./result.ts";
import { renderCsv, renderWeights } from "./results-csv.ts";
import type { PlanContext } from "./run.ts";
import { runPlan } from "./run.ts";

export type AnalyseOptions = Pick<PlanContext, "signal" | "onProgress" | "language"> & {
  /** The moment of the run, ISO 8601. */
  readonly time: string;
  /** The result in forms of the caller's own, put in place with the others: what results.xlsx holds. */
  readonly workbook?: (result: PlanResult) => Promise<Uint8Array>;
  /** Versions for the provenance, beside those of the package and Node. */
  readonly versions?: Readonly<Record<string, string>>;
};

/** The result as it was written, and the analyses that could not be made; their reasons stand in their places of the report. */
export type Analysed = PlanResult & { readonly failed: PlanError | null };

/**
 * Reads the plan and its data (beside the plan) and writes `results.json`, `results.csv`, `index.html` and, when the plan asks for it, the file of
 * weights to `folder`. The files are written aside and put in place together, so that a run that fails or is stopped leaves what was there.
 * Returns the result, and in `failed` the analyses that could not be made while others were. Errors: `plan`, the message beginning with file and line, for what is wrong in the plan or the data; `argument` for a plan
 * that is not there and a folder that cannot be written or holds something that no earlier run wrote; `aborted`. `messagesOf` says them in Swedish.
 */
export async function analyse(planFile: string, folder: string, options: AnalyseOptions): Promise<Analysed> {
  const name = basename(planFile);
  const text = read(planFile, (reason) => refusal(faultOf("no-plan", undefined, { variable: planFile, reason }))).toString("utf8");
  const plan = parsePlan(text, name);
  refuseForeign(folder, plan);
  const { time, versions = {}, workbook, ...progress } = options;
  progress.onProgress?.(0, plan.analyses.length + 3, plan.data.file);
  const data = await load(plan, planFile, "data", plan.data);
  const frame = plan.frame && (await load(plan, planFile, "frame", plan.frame));
  const { result, weights, failed } = await runPlan(plan, {
    table: data.table,
    dataHash: data.hash,
    ...(frame ? { frame: frame.table, frameHash: frame.hash } : {}),
    planHash: hashOf(text),
    versions: { ...versions, ...ownVersions(), node: process.versions.node },
    time,
    ...progress,
  });
  const files = new Map<string, string | Uint8Array>([
    ["results.json", `${JSON.stringify(result, null, 2)}\n`],
    ["results.csv", renderCsv(result)],
    ["index.html", renderPage(result)],
  ]);
  if (workbook) files.set("results.xlsx", await workbook(result));
  if (weights) files.set(weights.file, renderWeights(weights.base, weights.final));
  putInPlace(folder, files);
  return { ...result, failed };
}

/** Of this package and of the estimators that it runs on. */
function ownVersions(): Record<string, string> {
  const find = createRequire(import.meta.url);
  const files = [fileURLToPath(new URL("../package.json", import.meta.url)), find.resolve("@fortrogen/statistics/package.json")];
  const packages = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as { name: string; version: string });
  return Object.fromEntries(packages.map(({ name, version }) => [name, version]));
}

const hashOf = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

async function load(plan: Plan, planFile: string, field: "data" | "frame", data: PlanData) {
  const file = resolve(dirname(planFile), data.file);
  const bytes = read(file, (reason) => planError("no-file", placeOf(plan, [field, "file"]), { variable: data.file, reason }));
  const { file: _, ...options } = data;
  const table = await readTable(basename(file), new Uint8Array(bytes), options);
  return { table, hash: hashOf(bytes) };
}

function read(file: string, refused: (reason: string) => PlanError): Buffer<ArrayBuffer> {
  try {
    return readFileSync(file);
  } catch (error) {
    throw refused(reasonOf(error));
  }
}

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown";

/** Who has written results: the plan was once a part of the estimators' package. */
const generators = new Set(["@fortrogen/analysis-plan", "@fortrogen/statistics"]);

/** A file or folder that the command was given. */
const refusal = (fault: Fault): PlanError => new PlanError([fault], "argument");

/** A folder may be missing, empty, or hold an earlier run's files and nothing else. */
function refuseForeign(folder: string, plan: Plan): void {
  if (!existsSync(folder)) return;
  let present: string[] = [];
  try {
    present = readdirSync(folder);
  } catch {
    throw refusal(faultOf("folder-unreadable", undefined, { variable: folder }));
  }
  if (present.length === 0) return;
  const ours = new Set([
    "results.json",
    "results.csv",
    "results.xlsx",
    "index.html",
    ...(plan.weights?.file === undefined ? [] : [plan.weights.file]),
  ]);
  const foreign = present.find((name) => !ours.has(name) && !/^[\w-]+[.]csv$/.test(name));
  const isOurs = present.includes("results.json") && hasOurMark(join(folder, "results.json"), present, ours);
  if (foreign !== undefined || !isOurs)
    throw refusal(faultOf("folder-foreign", undefined, { variable: folder, other: foreign ?? present[0] ?? "" }));
}

/** results.json is by us; a CSV file besides results.csv is that of an earlier run's weights. */
function hasOurMark(file: string, present: readonly string[], ours: ReadonlySet<string>): boolean {
  try {
    const { provenance } = JSON.parse(readFileSync(file, "utf8")) as { provenance?: { generator?: unknown } };
    const others = present.filter((name) => !ours.has(name));
    const isWeights = (name: string): boolean => readFileSync(join(dirname(file), name), "utf8").startsWith("row,base_weight,weight\n");
    return generators.has(String(provenance?.generator)) && others.every(isWeights);
  } catch {
    return false;
  }
}

/** Writes the files to a folder of their own beside the target, and puts that in the target's place. */
function putInPlace(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  // Stopping waits until the folder is whole: no turn of the event loop comes between.
  const wait = (): void => undefined;
  process.on("SIGINT", wait).on("SIGTERM", wait);
  let fresh: string | undefined;
  try {
    const target = existsSync(folder) ? realpathSync(folder) : resolve(folder);
    mkdirSync(dirname(target), { recursive: true });
    fresh = mkdtempSync(`${target}.new-`);
    for (const [name, content] of files) writeFileSync(join(fresh, name), content);
    if (existsSync(target)) {
      const old = mkdtempSync(`${target}.old-`);
      renameSync(target, join(old, "results"));
      renameSync(fresh, target);
      rmSync(old, { recursive: true });
    } else renameSync(fresh, target);
    // mkdtemp makes a folder for its owner alone; results are as readable as other folders here.
    chmodSync(target, 0o777 & ~process.umask());
  } catch (error) {
    throw refusal(faultOf("folder-unwritten", undefined, { variable: folder, reason: reasonOf(error) }));
  } finally {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
    process.off("SIGINT", wait).off("SIGTERM", wait);
  }
}
export { type Fault, PlanError, type Place, messagesOf } from "./faults.ts";
export { type ProgressLine, progressLine } from "./progress.ts";
export type { PlanResult, Result } from "./result.ts";
export { measureIn, stepIn } from "./words/page.ts";
export { workbookIn } from "./words/workbook.ts";
