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
const leastLimit = 120_000;

/** Gives the faults of one text file: `["file:line: what is wrong"]`. `exists` tells whether a path of the clone is there. */
export function faultsOf(file, text, exists) {
  const faults = [];
  const isCode = /\.(?:ts|tsx|mjs|cjs|sql|css)$/.test(file);
  text.split("\n").forEach((line, i) => {
    const at = `${file}:${i + 1}`;
    if (machinePath.test(line)) faults.push(`${at}: names a folder of one machine`);
    if (registryHost.test(line)) faults.push(`${at}: names a package registry`);
    if (isCode && unfinished.test(line)) faults.push(`${at}: leaves something to do`);
    if (/\.test\.tsx?$/.test(file) && isShortLimit(line)) faults.push(`${at}: a limit that a busy machine exceeds`);
    if (conflict.test(line)) faults.push(`${at}: an unsolved merge`);
  });
  if (file.endsWith(".md")) faults.push(...brokenLinks(file, text, exists));
  if (/^docs\/decisions\/[^/]+\.md$/.test(file) && !file.endsWith("README.md")) faults.push(...missingParts(file, text));
  return faults;
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
    .map((part) => `${file}: has no part called ${part}`);
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
  const faults = readable.flatMap((file) => faultsOf(file, readFileSync(join(root, file), "utf8"), (path) => existsSync(join(root, path))));
  for (const fault of faults) console.log(fault);
  console.log(`${readable.length} files read, ${faults.length} faults.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
