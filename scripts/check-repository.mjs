// Checks what no compiler sees: that the repository names no machine, leaves nothing to do in the code, and that its documents hold together.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

/** Folders of one person's or one machine's; where a program of the clone must never depend on them. */
const machinePath = /(?<![\w.}:/-])\/(?:work|root|Users|home)\/[\w.-]+/;
const registryHost = /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\.[a-z]+|\bnpm\.pkg\.github\.com|"resolved": "(?!packages\/)/;
const unfinished = /\b(?:TODO|FIXME|XXX|HACK)\b/;
const conflict = /^(?:<{7}|>{7}) /m;

/** What a test may take, and what it may wait for: a machine with much else to do needs many times as long as one that has not. */
const shortLimit = /\btimeout: (\d[\d_]*)|^\s*\}, (\d[\d_]*_000)\);/;
const leastLimit = 900_000;

/** Paths that a document or a comment names: from the root of the clone, or the end of one with the ending of a source file. */
const rootPath = /(?<![\w@./-])(?:src|docs|scripts|tests|demo|bench|packages|deploy|words|bin)\/[\w./-]*/g;
const endOfPath = /(?<![\w@./*…:-])[a-z][\w-]*(?:\/[\w.-]+)+\.(?:tsx?|mts|mjs|cjs|sql|typ|css|md)\b/g;
const comment = /^\s*(?:\/\/|\/?\*+|--|#) |\s\/\/ .*/;

/**
 * Gives the faults of one text file: `["file:line: what is wrong"]`. `exists` tells whether a path of the clone is there, `isNamed` whether
 * some path of it ends so.
 */
export function faultsOf(file, text, exists, isNamed = exists) {
  const faults = [];
  const isCode = /\.(?:ts|tsx|mjs|cjs|sql|css)$/.test(file);
  text.split("\n").forEach((line, i) => {
    const at = `${file}:${i + 1}`;
    if (machinePath.test(line)) faults.push(`${at}: names a folder of one machine`);
    if (registryHost.test(line)) faults.push(`${at}: names a package registry`);
    if (isCode && unfinished.test(line)) faults.push(`${at}: leaves something to do`);
    if (/\.test\.tsx?$/.test(file) && isShortLimit(line)) faults.push(`${at}: a limit that a busy machine exceeds`);
    for (const path of pathsIn(file, line)) if (!isNamed(path)) faults.push(`${at}: names ${path}, which is not there`);
    if (conflict.test(line)) faults.push(`${at}: an unsolved merge`);
  });
  if (file.endsWith(".md")) faults.push(...brokenLinks(file, text, exists));
  if (/^docs\/decisions\/[^/]+\.md$/.test(file) && !file.endsWith("README.md")) faults.push(...missingParts(file, text));
  return faults;
}

/** The paths that a line of a document or a comment names. Migrations are never edited: what they named stands. */
function pathsIn(file, line) {
  const isDocument = file.endsWith(".md");
  if (!isDocument && (!/\.(?:tsx?|mts|mjs|cjs|css)$/.test(file) || !comment.test(line))) return [];
  const prose = isDocument ? line : (comment.exec(line)?.[0] ?? "").startsWith(" //") ? line.slice(line.indexOf(" // ")) : line;
  const paths = [...prose.matchAll(rootPath), ...prose.matchAll(endOfPath)].map(([path]) => path.replace(/[./]+$/, ""));
  // As a name is spelt where its number is not known: NNNN-name.sql.
  return [...paths, ...decisionsIn(prose)].filter((path) => !path.includes("NNNN"));
}

/** "decision 0005" and "decisions [0005](…)" name a page, as docs/decisions/0005 does. */
function decisionsIn(prose) {
  return [...prose.matchAll(/\b[Dd]ecisions? \[?(\d{4})\b/g)].map(([, number]) => `docs/decisions/${number}`);
}

function isShortLimit(line) {
  const [, named, last] = shortLimit.exec(line) ?? [];
  const limit = named ?? last;
  return limit !== undefined && Number(limit.replaceAll("_", "")) < leastLimit;
}

function brokenLinks(file, text, exists) {
  const prose = text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
    .filter((target) => !exists(normalize(join(dirname(file), decodeURIComponent(target.replace(/[#?].*/, ""))))))
    .map((target) => `${file}: links to ${target}, which is not there`);
}

function missingParts(file, text) {
  return ["Context", "Decision", "Consequence"]
    .filter((part) => !new RegExp(`^(?:#+\\s*${part}|\\*\\*${part}s?[.:]?\\*\\*)`, "m").test(text))
    .map((part) => `${file}: has no part called ${part}`)
    .concat(wrongHead(file, text));
}

/** A decision says its number, its day and what became of it. */
function wrongHead(file, text) {
  const [number] = /\d{4}/.exec(file) ?? ["its number"];
  const faults = [];
  if (!text.startsWith(`# ${number} `)) faults.push(`${file}: does not begin with "# ${number} "`);
  if (!/^Date: \d{4}-\d{2}-\d{2}\. Status: \w+.*\.$/m.test(text)) faults.push(`${file}: has no line "Date: … Status: …"`);
  return faults;
}

/**
 * Gives what the packages of a lock file need and the file lacks: `npm ci` installs nothing then. npm itself leaves such a hole where the
 * registry has no package of a name that another asks for as optional.
 */
export function missingFromLock(text) {
  const { packages } = JSON.parse(text);
  return Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies, devDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })
      .filter((name) => !placesOf(at, name).some((place) => packages[place]))
      .map((name) => `package-lock.json: ${at || "the program"} needs ${name}, which is not there`),
  );
}

/** Where the package at `at` finds another: beside its own, then in each folder above. */
function placesOf(at, name) {
  const places = [`${at}/node_modules/${name}`];
  for (let above = at.lastIndexOf("node_modules/"); above > 0; above = at.lastIndexOf("node_modules/", above - 1)) {
    places.push(`${at.slice(0, above)}node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

/** Gives the decisions whose number another has, and the numbers that none has, among the paths of the clone: they are 1, 2, 3 and so on. */
export function wrongNumbers(files) {
  const numbers = new Map();
  for (const file of files) {
    const [, number] = /^docs\/decisions\/(\d{4})-/.exec(file) ?? [];
    if (number) numbers.set(number, [...(numbers.get(number) ?? []), file]);
  }
  const same = [...numbers.values()].filter((files) => files.length > 1).map((files) => `${files.join(" and ")} have one number`);
  const most = Math.max(0, ...[...numbers.keys()].map(Number));
  const wanted = Array.from({ length: most }, (_, place) => String(place + 1).padStart(4, "0"));
  return [
    ...same,
    ...wanted.filter((number) => !numbers.has(number)).map((number) => `docs/decisions: no decision has the number ${number}`),
  ];
}

/** Tells of a path whether some path among `files`, or a folder of one, ends so. A decision is named by its number alone too. */
export function endingsOf(files) {
  const endings = new Set();
  for (const file of files) {
    if (/^docs\/decisions\/\d{4}-/.test(file)) endings.add(file.slice(0, "docs/decisions/0000".length));
    for (let path = file; path !== "."; path = dirname(path)) {
      if (endings.has(path)) break;
      for (let end = path; end !== ""; end = end.includes("/") ? end.slice(end.indexOf("/") + 1) : "") endings.add(end);
    }
  }
  return (path) => endings.has(path);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  // What git knows, and what is new and not ignored.
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" });
  const own = relative(root, import.meta.filename);
  const files = listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
  const readable = files.filter(
    (file) => !/\.(?:png|jpg|ico|woff2?|gz|br|zip|xlsx|pdf)$/.test(file) && !file.startsWith(own.replace(".mjs", ".")),
  );
  const isNamed = endingsOf(files);
  const isThere = (path) => existsSync(join(root, path));
  const faults = readable.flatMap((file) => faultsOf(file, readFileSync(join(root, file), "utf8"), isThere, isNamed));
  faults.push(...wrongNumbers(files), ...missingFromLock(readFileSync(join(root, "package-lock.json"), "utf8")));
  for (const fault of faults) console.log(fault);
  console.log(`${readable.length} files read, ${faults.length} faults.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
