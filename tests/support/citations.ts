// Every reference to a paragraph that stands in the program and its documents, found by walking; and what is known of the paragraphs.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** A paragraph that has been read, with words out of it: what it may be cited for. */
export type Paragraph = { readonly act: string; readonly chapter?: string; readonly section: string; readonly words: readonly string[] };

/** The paragraphs that the house cites, as they were read (`tests/support/statutes.json`). */
export const paragraphs = (
  JSON.parse(readFileSync(join(import.meta.dirname, "statutes.json"), "utf8")) as { readonly paragraphs: readonly Paragraph[] }
).paragraphs;

/** The paragraph of an act, or nothing when it has not been read. */
export function paragraphOf(act: string, chapter: string | undefined, section: string): Paragraph | undefined {
  return paragraphs.find((one) => one.act === act && one.chapter === chapter && one.section === section);
}

export type Citation = {
  readonly place: string;
  readonly text: string;
  readonly act: string;
  readonly chapter: string | undefined;
  readonly section: string;
};

const acts: Readonly<Record<string, string>> = {
  "äldre SoL": "SoL 2001:453",
  SoL: "SoL 2025:400",
  FB: "FB",
  föräldrabalken: "FB",
  OSL: "OSL",
  KL: "KL",
  FvL: "FvL",
  förvaltningslagen: "FvL",
  LVU: "LVU",
  SoF: "SoF",
  "lag (1930:173)": "SFS 1930:173",
  "lag 1930:173": "SFS 1930:173",
  "lag 2001:454": "SFS 2001:454",
  "förordning 2001:637": "SFS 2001:637",
};
const section = String.raw`\d+(?: [a-z])?(?![a-z])`;
const names = Object.keys(acts)
  .map((name) => name.replaceAll(/[()]/g, String.raw`\$&`))
  .join("|");
/** "20 kap. 2 § SoL", "6 kap. 39–40 §§ KL", "31 § FvL", "11 kap. 1 § äldre SoL". */
const cited = new RegExp(
  String.raw`(?:(\d+) kap\. )?(${section})(?:(?:[–-]|, | och | eller )(${section}))? §§?(?: (?:första|andra|tredje) stycket)? (${names})`,
  "gu",
);

/** The references in code, comments and documents that name their act. */
export function citations(): readonly Citation[] {
  const files = ["src", "docs", "demo"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && /\.(?:tsx?|md|json|sql)$/.test(one.name) && !/\.test\.tsx?$/.test(one.name))
      .map((one) => join(one.parentPath, one.name)),
  );
  return files.flatMap((path) => {
    const text = readFileSync(path, "utf8").replaceAll(/\s*\n\s*(?:\*|\/\/|--)?\s*/g, " ");
    return [...text.matchAll(cited)].flatMap(([whole, chapter, first = "", last, name = ""]): Citation[] =>
      [first, last]
        .filter((one) => one !== undefined)
        .map((one) => ({ place: relative(root, path), text: whole, act: acts[name] ?? name, chapter, section: one })),
    );
  });
}
