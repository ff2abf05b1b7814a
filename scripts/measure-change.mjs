// `npm run measure:change`: what a change costs. Each recipe of docs/guide/ carries its patch; here each is applied in a scratch copy of the
// tree, its files are counted against the recipe's limit, and the copy must end green: types, lint, format, spelling, and the tests of the recipe.
//   npm run measure:change                      each recipe alone, whole
//   npm run measure:change -- field clock       some of them
//   npm run measure:change -- --together        all in one copy, checked once: what `npm test` does
// A patch begins with lines of its own, before the first "diff": `limit: 6` (files at most) and `tests: path …` (beside the tests that it adds).
// Its migration is called `NNNN-…` and gets the number that is next in the copy; of the lines around a change one before and one after must be as they were.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureInstalled, root } from "./bootstrap.mjs";

const guide = join(root, "docs", "guide");
const scratch = join(root, ".build", "measure-change");
const migrations = "src/platform/database/migrations";
const mostSteps = 10;

/** The recipes in alphabetical order: `{ name, patch, limit, files, tests, steps, faults }`; what is wrong with the recipe itself stands in `faults`. */
export function readRecipes(folder = guide) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".patch"))
    .map((name) => name.slice(0, -".patch".length))
    .sort()
    .map((name) => readRecipe(folder, name));
}

function readRecipe(folder, name) {
  const patch = join(folder, `${name}.patch`);
  const text = readFileSync(patch, "utf8");
  const head = text.slice(0, text.search(/^diff /m));
  const limit = Number(/^limit: (\d+)$/m.exec(head)?.[1]);
  const named = /^tests: (.+)$/m.exec(head)?.[1]?.split(" ") ?? [];
  const files = [...text.matchAll(/^diff --git a\/(\S+) b\/(\S+)$/gm)].map(([, , path]) => path);
  const tests = [...new Set([...named, ...files.filter((path) => /\.test\.tsx?$/.test(path))])];
  const words = join(folder, `${name}.md`);
  const steps = existsSync(words) ? [...readFileSync(words, "utf8").matchAll(/^\d+\. /gm)].length : 0;
  const faults = [
    ...(steps === 0 ? [`docs/guide/${name}.md is not there, or has no numbered steps`] : []),
    ...(steps > mostSteps ? [`${steps} steps; ${mostSteps} at most`] : []),
    ...(Number.isNaN(limit) ? ["the patch names no limit"] : []),
    ...(files.length > limit ? [`${files.length} files; ${limit} at most: ${files.join(", ")}`] : []),
    ...(tests.length === 0 ? ["no test tries what the recipe makes"] : []),
    ...files.filter((path) => isNumbered(path)).map((path) => `a migration is called NNNN-…, not ${path.slice(migrations.length + 1)}`),
  ];
  return { name, patch, limit, files, tests, steps, faults };
}

const isNumbered = (path) => path.startsWith(`${migrations}/`) && /^\d/.test(path.slice(migrations.length + 1));

/** The text of a patch with the next number in place of `NNNN`, where `names` are the migrations that are there. */
export function withNextNumber(text, names) {
  const last = Math.max(0, ...names.map((name) => Number(/^\d{4}/.exec(name)?.[0] ?? 0)));
  return text.replaceAll(`${migrations}/NNNN-`, `${migrations}/${String(last + 1).padStart(4, "0")}-`);
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));

function main(args) {
  const runtime = ensureInstalled();
  const isTogether = args.includes("--together");
  const wanted = args.filter((one) => one !== "--together");
  const all = readRecipes();
  const unknown = wanted.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0 || (isTogether && wanted.length > 0)) {
    console.error(`Användning: npm run measure:change -- [--together | ${all.map(({ name }) => name).join(" ")}]`);
    process.exit(2);
  }
  const recipes = wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name));
  for (const { name, faults } of recipes) for (const fault of faults) fail(`${name}: ${fault}`);
  copyTree();
  try {
    if (isTogether) tryTogether(runtime, recipes);
    else for (const recipe of recipes) tryAlone(runtime, recipe);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`\n${"Recept".padEnd(16)}${"filer".padStart(6)}${"högst".padStart(7)}${"steg".padStart(6)}`);
  for (const { name, files, limit, steps } of recipes) {
    console.log(`${name.padEnd(16)}${String(files.length).padStart(6)}${String(limit).padStart(7)}${String(steps).padStart(6)}`);
  }
}

/** The tree as it stands, committed or not, with a history of its own so that tools that ask git see its files. */
function copyTree() {
  rmSync(scratch, { recursive: true, force: true });
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 64e6 });
  for (const path of listed.split("\0").filter((one) => one !== "" && existsSync(join(root, one)))) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true });
    cpSync(join(root, path), join(scratch, path), { verbatimSymlinks: true });
  }
  symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"), "dir");
  git("init", "-q");
  git("add", "-A");
}

function tryAlone(runtime, recipe) {
  const { patch, files } = filled(recipe);
  apply(patch);
  check(runtime, recipe.name, files, recipe.tests);
  apply(patch, "-R");
}

function tryTogether(runtime, recipes) {
  const applied = recipes.map((recipe) => {
    const one = filled(recipe);
    apply(one.patch);
    return one.files;
  });
  const unique = (lists) => [...new Set(lists.flat())];
  check(runtime, "alla", unique(applied), unique(recipes.map(({ tests }) => tests)));
}

/** The recipe's patch as the copy can take it, in a file inside its `.git`, and the files that it then touches. */
function filled({ name, patch, files }) {
  const fill = (text) => withNextNumber(text, readdirSync(join(scratch, migrations)));
  const path = join(scratch, ".git", `${name}.patch`);
  const filledFiles = files.map(fill);
  writeFileSync(path, fill(readFileSync(patch, "utf8")));
  return { patch: path, files: filledFiles };
}

function apply(patch, ...more) {
  git("apply", "--index", "-C1", ...more, patch);
}

function check(runtime, name, files, tests) {
  const present = files.filter((path) => existsSync(join(scratch, path)));
  const program = present.filter((path) => /\.tsx?$/.test(path));
  step(runtime, name, "typer", [
    "node_modules/typescript7/bin/tsc",
    "--noEmit",
    "--singleThreaded",
    "--incremental",
    "--tsBuildInfoFile",
    join(root, ".build", "measure-change.info"),
  ]);
  step(runtime, name, "kodregler", ["node_modules/oxlint/bin/oxlint", ...program]);
  step(runtime, name, "formatering", [
    "node_modules/prettier/bin/prettier.cjs",
    "--check",
    "--ignore-unknown",
    "--log-level",
    "warn",
    ...present,
  ]);
  // What is right in a file depends on that file and the lists of words: the others are as they were, and have a check of their own.
  step(runtime, name, "stavning", ["scripts/check-spelling.mjs", ...present]);
  step(runtime, name, "test", ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "integration", ...tests]);
}

function step(runtime, name, what, args) {
  const began = performance.now();
  const path = [join(scratch, "node_modules", ".bin"), process.env.PATH].join(process.platform === "win32" ? ";" : ":");
  const done = spawnSync(runtime, args, {
    cwd: scratch,
    encoding: "utf8",
    env: { ...process.env, PATH: path, NO_COLOR: "1", NODE_ENV: "test" },
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1).replace(".", ",");
  console.log(`${done.status === 0 ? "✓" : "✗"} ${name}: ${what} (${seconds} s)`);
  if (done.status !== 0) fail(`${done.stdout}${done.stderr}`.trimEnd());
}

function git(...args) {
  const done = spawnSync("git", args, { cwd: scratch, encoding: "utf8" });
  if (done.status !== 0) {
    fail(`git ${args.join(" ")}: ${done.stderr.trim()}`);
    rmSync(scratch, { recursive: true, force: true });
    process.exit(1);
  }
}

function fail(words) {
  console.error(words);
  process.exitCode = 1;
}
