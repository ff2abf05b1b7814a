// Checks the spelling of all Swedish that a person reads, and of the English documents. `--words` lists the unknown Swedish words only,
// one a line: read them, mend the misspelt ones, and add the right ones to words/swedish.txt. Paths after it limit the check to those files.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { decodeTrie } from "cspell-trie-lib";
import { findTexts } from "./swedish-texts.mjs";

const root = join(import.meta.dirname, "..");
/** Gives the unknown words of Swedish texts, with the places where they stand: `[{ word, places: ["file:line"] }]`. */
export function findMisspelt(texts) {
  const isRight = makeLookUp();
  const unknown = new Map();
  for (const { text, file, line, isOnPage } of texts) {
    const words = text.match(/\p{L}[\p{L}\u00b4'’-]*\p{L}/gu) ?? [];
    const wrong = words.filter((word) => !isRight(word) && !word.split("-").every(isRight));
    // Half of the words unknown and no å, ä or ö: not Swedish, but something for a machine.
    if (!isOnPage && words.length > 1 && wrong.length * 2 >= words.length && !/[åäö]/i.test(text)) continue;
    for (const word of wrong) unknown.set(word, [...(unknown.get(word) ?? []), `${file}:${line}`]);
  }
  const misspelt = [...unknown].map(([word, places]) => ({ word, places }));
  return misspelt.sort((a, b) => a.word.localeCompare(b.word, "sv"));
}

/**
 * Asks the Swedish dictionary and our own list. Only whole words count: the dictionary's rules for putting words together would let
 * most misspellings through (”utred” + ”ning”), so a compound that it does not list stands in words/swedish.txt.
 */
function makeLookUp() {
  return (lookUp ??= readLookUp());
}

let lookUp;

function readLookUp() {
  const dictionary = createRequire(import.meta.url).resolve("@cspell/dict-sv/cspell-ext.json");
  const words = decodeTrie(gunzipSync(readFileSync(join(dirname(dictionary), "Swedish.trie.gz"))));
  const own = new Set(
    readFileSync(join(root, "words", "swedish.txt"), "utf8")
      .split("\n")
      .map((line) => line.replace(/#.*/, "").trim()),
  );
  const isListed = (word) => own.has(word) || words.has(word);
  return (word) => word.length < 3 || isListed(word) || isListed(word.toLowerCase());
}

/** Gives what cspell prints. @throws where it could not work at all. */
async function cspell(args) {
  const program = join(root, "node_modules", "cspell", "bin.mjs");
  const common = ["lint", "--no-progress", "--no-summary", "--no-must-find-files", "--no-color", "--no-gitignore"];
  try {
    return (await promisify(execFile)(process.execPath, [program, ...common, ...args], { cwd: root, maxBuffer: 64e6 })).stdout;
  } catch (cause) {
    // Exit code 1 with words on stdout: something is misspelt. Anything else is a fault.
    if (cause.code === 1 && cause.stderr === "") return cause.stdout;
    throw cause;
  }
}

/** The paths that a person reads words of, among those given; all where none is given, or where a list of words is among them. */
export function wantedOf(paths) {
  if (paths.length === 0 || paths.some((path) => path === "cspell.json" || path.startsWith("words/"))) return undefined;
  return { code: new Set(paths), documents: paths.filter((path) => /^(?:[^/]+|(?:docs|src)\/.+)\.md$/.test(path)) };
}

if (import.meta.main) {
  const paths = process.argv.slice(2).filter((one) => one !== "--words");
  const wanted = wantedOf(paths);
  const texts = findTexts(root, ["src", "demo", "packages/analysis-plan/src/words/swedish"], wanted?.code);
  const misspelt = findMisspelt(texts);
  if (process.argv.includes("--words")) for (const { word } of misspelt) console.log(word);
  else {
    for (const { word, places } of misspelt) console.log(`${word}  ${places.slice(0, 3).join("  ")}`);
    const patterns = wanted?.documents ?? ["*.md", "docs/**/*.md", "src/**/*.md"];
    const documents = patterns.length === 0 ? "" : await cspell(["--config", join(root, "cspell.json"), ...patterns]);
    process.stdout.write(documents);
    if (misspelt.length > 0) console.log("\nRätta orden, eller lägg de riktiga i words/swedish.txt.");
    if (documents !== "") console.log("\nRätta orden i dokumenten, eller lägg de riktiga i words/project.txt.");
    console.log(`${texts.length} svenska texter lästa, ${misspelt.length} okända ord.`);
    process.exitCode = misspelt.length > 0 || documents !== "" ? 1 : 0;
  }
}
