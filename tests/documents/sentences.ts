import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository. */
export const root = join(import.meta.dirname, "..", "..");

/** What a program writes into a document, which a test of its own holds. */
const generated = /<!-- tabeller: början[\s\S]*?tabeller: slut -->/gu;

/**
 * What a document says, sentence by sentence: each row of a table (its cells with " | " between), each point of a list, each sentence of
 * running text; a table of figures alone is one sentence. Blanks are one blank, links are their words. Headings, fenced blocks, pictures and
 * what is generated say nothing here.
 */
export function sentencesOf(document: string): string[] {
  const text = readFileSync(join(root, document), "utf8")
    .replaceAll(generated, "")
    .replaceAll(/^```[\s\S]*?^```$/gmu, "")
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/gu, "");
  return text
    .split(/\n{2,}/u)
    .flatMap(paragraphsOf)
    .map((one) =>
      one
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
        .replaceAll(/\s+/gu, " ")
        .trim(),
    )
    .filter((one) => one !== "" && !one.startsWith("#"))
    .flatMap((one) => (one.startsWith("|") ? rowOf(one) : split(one)));
}

function paragraphsOf(block: string): string[] {
  if (block.trimStart().startsWith("|")) {
    const rows = block
      .trim()
      .split("\n")
      .filter((line) => !/^\|[\s:|-]+\|$/u.test(line))
      .slice(1);
    return rows.every((row) => /^\|[^|]+(?:\|[\s\d–]+)+\|$/u.test(row)) ? [rows.join(" ")] : rows;
  }
  return block.split(/^(?=- |\d+\. )|\n(?=## )/mu);
}

function rowOf(line: string): string[] {
  return [
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim())
      .join(" | "),
  ];
}

/** At a full stop with a capital after it; a colon before a list ends a sentence too. "4 kap. 1 § OSL" is not two sentences. */
function split(text: string): string[] {
  return text
    .replace(/^- |^\d+\. /u, "")
    .split(/(?<=[.!?][)_”"]?) (?=[A-ZÅÄÖ_`”"(])/u)
    .filter((one) => one !== "");
}
