// `npm run check:selectors`: asks ESLint's selectors (eslint.config.mjs) of the files that can have what they look for. ESLint takes a tree of
// each file that it is asked of, which took 14 CPU seconds for the whole program; five files of six have none of the words.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { ESLint } from "eslint";
import config from "../eslint.config.mjs";

const root = join(import.meta.dirname, "..");
const folders = ["src", "demo", "packages"];

/** The selectors of the configuration: `["CallExpression[…]", …]`. */
export const selectors = config
  .flatMap(({ rules }) => rules?.["no-restricted-syntax"] ?? [])
  .flatMap((one) => (typeof one === "object" ? [one.selector] : []));

/** The words that a selector names: `[callee.name='Date']` matches nothing in a file where `Date` does not stand. */
export function wordsOf(selector) {
  return [...selector.matchAll(/(?<!!)='([^']+)'/g)].map(([, word]) => word);
}

const wanted = [...new Set(selectors)].map((selector) => wordsOf(selector).map(asWhole));

function asWhole(word) {
  return new RegExp(`(?<![\\w$])${word.replace(/[^\w]/g, "\\$&")}(?![\\w$])`);
}

/** A name or an import that is spelt with a backslash says something else than it looks: only a tree of the file tells what. */
const escaped = /\\[ux]|\\\r?$|^.*\b(?:from|import)\b.*\\/m;

/** Whether a selector can match something in a file with this text. A selector that names no word can match in every file. */
export function canMatch(text) {
  return escaped.test(text) || wanted.some((words) => words.every((word) => word.test(text)));
}

/** Gives how many files of `clone` there are, how many ESLint was asked of, and what it says: "" where nothing is wrong. */
export async function checkSelectors(clone = root) {
  const files = folders.flatMap((folder) => listFiles(join(clone, folder)));
  const asked = files.filter((path) => canMatch(readFileSync(path, "utf8"))).map((path) => relative(clone, path));
  const eslint = new ESLint({
    cwd: clone,
    overrideConfigFile: join(root, "eslint.config.mjs"),
    warnIgnored: false,
    passOnNoPatterns: true,
  });
  const results = (await eslint.lintFiles(asked)).filter(({ messages }) => messages.length > 0);
  const words = results.length === 0 ? "" : await (await eslint.loadFormatter("stylish")).format(results);
  return { files: files.length, asked: asked.length, words };
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[/\\]node_modules[/\\]/.test(path));
}

if (import.meta.main) {
  const { files, asked, words } = await checkSelectors();
  if (words !== "") console.log(words);
  console.log(`${asked} of ${files} files have words that a selector looks for.`);
  process.exitCode = words === "" ? 0 : 1;
}
