// `npm test`: installs what is missing and checks everything: types, lint, format, import directions, spelling, the repository itself,
// then unit tests, tests on a real PostgreSQL and tests in a real browser. Runs under the machine's own Node; the work under the clone's.
//   npm test -- --bail           stops at the first step that fails
//   npm test -- --only unit,types   runs some steps only, and says so
//   npm test -- --changed [main]    the quick checks, and the tests that import what has changed since the last commit (or since main): for
//                                daily work, and no proof, because a test may read a file that it does not import
// All kinds of tests are one run of Vitest, so that no core waits for the last file of a kind.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureInstalled, root } from "./bootstrap.mjs";

// The longest first, so that no core waits for the last one.
const checks = [
  { name: "change", title: "Vad en ändring kostar", args: ["scripts/measure-change.mjs", "--together"] },
  // What these say of a file depends on its content alone, so it is kept by a hash of the content.
  {
    name: "format",
    title: "Formatering",
    args: ["node_modules/prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn", ...cacheOf("prettier")],
    isQuick: true,
  },
  // One thread: each one more works out for itself what the others have, twice the CPU time and memory on two cores that have more to do.
  { name: "types", title: "Typer", args: ["node_modules/typescript7/bin/tsc", "--noEmit", "--singleThreaded"], isQuick: true },
  { name: "lint", title: "Kodregler", args: ["node_modules/oxlint/bin/oxlint"], isQuick: true },
  { name: "selectors", title: "Klocka och anslutningar", args: ["scripts/check-selectors.mjs"], isQuick: true },
  {
    name: "imports",
    title: "Importriktningar",
    args: ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", "src", "demo", "packages", "--config", ".dependency-cruiser.cjs"],
    isQuick: true,
  },
  { name: "unused", title: "Oanvänt", args: ["node_modules/knip/bin/knip.js", "--no-progress"] },
  { name: "spelling", title: "Stavning", args: ["scripts/check-spelling.mjs"] },
  { name: "repository", title: "Kodförrådet", args: ["scripts/check-repository.mjs"], isQuick: true },
];
const suites = [
  { name: "unit", title: "Enhetstester" },
  { name: "integration", title: "Databastester" },
  { name: "e2e", title: "Webbläsartester" },
  { name: "crash", title: "Kraschtester" },
];
const names = [...checks, ...suites].map(({ name }) => name);
const counts = join(root, ".build", "test", "counts.json");

const options = readOptions(process.argv.slice(2));
const runtime = ensureInstalled();
process.chdir(root);
const environment = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  NODE_ENV: "test",
  ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
};

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 1;
    options.isStopped = true;
  });
}

const began = performance.now();
const results = [];
let held;
const wantedSuites = suites.filter(({ name }) => options.wanted.has(name));
// Beside the checks: a fresh clone unpacks it first.
const browser = options.wanted.has("e2e") ? prepareBrowser() : undefined;
await runAll();
report();

function readOptions(args) {
  const usage = `Användning: npm test -- [--bail] [--changed [gren]] [--only ${names.join(",")}]`;
  const options = { bail: false, isChanged: false, since: undefined, wanted: new Set(names), isStopped: false };
  for (let i = 0; i < args.length; i += 1) {
    const value = args[i + 1]?.startsWith("--") ? undefined : args[i + 1];
    if (args[i] === "--bail") options.bail = true;
    else if (args[i] === "--only" && value !== undefined) options.wanted = new Set(value.split(","));
    else if (args[i] === "--changed") {
      options.isChanged = true;
      options.since = value;
    } else {
      console.error(`Okänt: ${args[i]}\n${usage}`);
      process.exit(2);
    }
    if (args[i] !== "--bail" && value !== undefined) i += 1;
  }
  const unknown = [...options.wanted].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`Okänt: ${unknown.join(" ")}\n${usage}`);
    process.exit(2);
  }
  // What is slow and seldom wrong waits for the whole run.
  if (options.isChanged) for (const { name, isQuick } of checks) if (isQuick !== true) options.wanted.delete(name);
  return options;
}

function cacheOf(tool) {
  return ["--cache", "--cache-strategy", "content", "--cache-location", join(".build", tool)];
}

function mayGoOn() {
  return !options.isStopped && !(options.bail && results.some(({ failed }) => failed > 0));
}

/**
 * The checks two at a time, and the suites as soon as a core has no check left to begin: the last check goes on beside them. With `--bail` they
 * wait for it.
 */
async function runAll() {
  const queue = checks.filter(({ name }) => options.wanted.has(name));
  const workers = [runChecks(queue), runChecks(queue)];
  await (options.bail ? Promise.all(workers) : Promise.race(workers));
  const rows = wantedSuites.length > 0 && mayGoOn() ? await runSuites(wantedSuites) : [];
  await Promise.all(workers);
  results.push(...rows);
}

/** Takes check after check; each one's words are printed when it is done, so that they do not mix. */
async function runChecks(queue) {
  for (let check = queue.shift(); check && mayGoOn(); check = queue.shift()) {
    const { code, seconds, output } = await run(check.args, { isQuiet: true });
    say(`${code === 0 ? "✓" : "✗"} ${check.title} (${format(seconds)} s)${code === 0 ? "" : `\n${output.trimEnd()}`}`);
    results.push({ title: check.title, isCheck: true, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], seconds });
  }
}

/** What a check says while the suites print is kept until they are done, so that nobody must look for it among them. */
function say(words) {
  if (held === undefined) console.log(words);
  else held.push(words);
}

/** Runs the suites together; gives a result for each. Its seconds are those of its files, which ran two at a time. */
async function runSuites(wanted) {
  rmSync(counts, { force: true });
  console.log(`\n${wanted.map(({ title }) => title).join(", ")}`);
  const { missing, settings } = (await browser) ?? {};
  if (missing) console.error(missing);
  Object.assign(environment, settings);
  const projects = wanted.map(({ name }) => `--project=${name}`);
  const changed = options.isChanged ? [`--changed${options.since === undefined ? "" : `=${options.since}`}`, "--passWithNoTests"] : [];
  const reporters = ["--reporter=default", "--reporter=./scripts/count-tests.mjs"];
  held = [];
  // Room for what lives briefly: V8 gathers it less often, which takes a seventh of the CPU time.
  const { code } = await run(["--max-semi-space-size=32", "node_modules/vitest/vitest.mjs", "run", ...projects, ...changed, ...reporters]);
  for (const words of held) console.log(words);
  held = undefined;
  const counted = readCounts();
  const rows = wanted.map(({ name, title }) => {
    const { passed = 0, failed = 0, skipped = [], seconds = 0 } = counted[name] ?? {};
    // A suite that broke before its first test has no failed test, and is no success.
    if (passed + failed > 0 || options.isChanged) return { title, isCheck: false, passed, failed, skipped, seconds };
    console.error(`${title}: inga test kördes. Det räknas som ett fel.`);
    return { title, isCheck: false, passed, failed: 1, skipped, seconds };
  });
  // An error outside the tests: Vitest says which, and it belongs to no suite.
  if (code !== 0 && rows.every(({ failed }) => failed === 0)) {
    rows.push({ title: "Körningen", isCheck: false, passed: 0, failed: 1, skipped: [], seconds: 0 });
  }
  return rows;
}

function readCounts() {
  try {
    return JSON.parse(readFileSync(counts, "utf8"));
  } catch {
    return {};
  }
}

/** Makes the browser from npm runnable here: gives the environment that it needs, or in Swedish what to install. */
async function prepareBrowser() {
  const { code, output } = await run(["scripts/prepare-browser.mjs"], { isQuiet: true });
  return code === 0 ? { settings: JSON.parse(output.trim().split("\n").at(-1)) } : { missing: output.trim() };
}

function run(args, { isQuiet = false } = {}) {
  const began = performance.now();
  return new Promise((done) => {
    const child = spawn(runtime, args, { env: environment, stdio: ["ignore", isQuiet ? "pipe" : "inherit", isQuiet ? "pipe" : "inherit"] });
    running.add(child);
    let output = "";
    for (const stream of isQuiet ? [child.stdout, child.stderr] : []) stream.setEncoding("utf8").on("data", (text) => (output += text));
    const finish = (code) => {
      running.delete(child);
      done({ code: code ?? 1, seconds: (performance.now() - began) / 1000, output });
    };
    child.on("error", (cause) => {
      output += cause.message;
      finish(1);
    });
    child.on("close", finish);
  });
}

function report() {
  const rows = [...groupChecks(), ...results.filter(({ isCheck }) => !isCheck)];
  const widest = Math.max(...rows.map(({ title }) => title.length), 6);
  const line = (title, ...cells) => `${title.padEnd(widest)}${cells.map((cell) => cell.padStart(12)).join("")}`;
  console.log(`\n${line("Slag", "godkända", "underkända", "överhoppade", "sekunder")}`);
  for (const { title, passed, failed, skipped, seconds } of rows) {
    console.log(line(title, String(passed), String(failed), String(skipped.length), format(seconds)));
  }
  const skipped = results.flatMap((result) => result.skipped);
  if (skipped.length > 0) console.log(`\nÖverhoppade test:\n${skipped.map((name) => `  ${name}`).join("\n")}`);
  const notRun = names.length - results.filter(({ title }) => title !== "Körningen").length;
  if (notRun > 0) console.log(`\n${notRun} av ${names.length} steg kördes inte.`);
  console.log(`\nAllt tog ${format((performance.now() - began) / 1000)} s; stegen går bredvid varandra.`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  if (sum("failed") > 0 || sum("passed") === 0) process.exitCode = 1;
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
}

function groupChecks() {
  const done = results.filter(({ isCheck }) => isCheck);
  if (done.length === 0) return [];
  const sum = (key) => done.reduce((total, result) => total + result[key], 0);
  return [
    {
      title: "Granskningar",
      passed: sum("passed"),
      failed: sum("failed"),
      skipped: [],
      seconds: Math.max(...done.map(({ seconds }) => seconds)),
    },
  ];
}

function format(seconds) {
  return seconds.toFixed(1).replace(".", ",");
}
