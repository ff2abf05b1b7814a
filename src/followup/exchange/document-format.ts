/** The tables of docs/open-extract.md, made from the format. Run directly to write them: node src/followup/exchange/document-format.ts */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FILES } from "./format.ts";
import type { Column } from "./format.ts";

/** The page for suppliers. */
export const documentPath = join(import.meta.dirname, "..", "..", "..", "docs", "open-extract.md");

const START = /<!-- tabeller: början [^\n]*-->\n/;
const END = "<!-- tabeller: slut -->";

/** One heading and one table for each file, as Markdown. */
function describeFormat(): string {
  return FILES.map((file) => {
    const rows = file.columns.map((c) => `| \`${c.name}\`${c.required ? " ★" : ""} | ${valueOf(c)} | ${c.about} |`);
    return [
      `## \`${file.name}.csv\`${file.required ? " ★" : ""}`,
      "",
      file.about,
      "",
      "| Kolumn | Värde | Betydelse |",
      "|---|---|---|",
      ...rows,
      "",
    ].join("\n");
  }).join("\n");
}

function valueOf({ value }: Column): string {
  switch (value.kind) {
    case "id":
      return "eget id";
    case "reference":
      return `id i \`${value.to}.csv\``;
    case "code":
      return value.codes.map((code) => `\`${code}\``).join(", ");
    case "date":
      return "datum";
    case "time":
      return "tidpunkt";
    case "yes-no":
      return "`ja`, `nej`";
    case "list":
      return "koder med `\\|` emellan";
    case "identity-number":
      return "12 siffror, eller 10 med bindestreck";
    case "text":
      return "text";
  }
}

/** The page with its tables made anew. @throws Error when the page has lost the marks around them. */
export function renewDocument(page: string): string {
  const start = START.exec(page);
  const end = page.indexOf(END);
  if (!start || end < start.index) throw new Error("docs/open-extract.md has lost the marks around its tables.");
  return `${page.slice(0, start.index + start[0].length)}\n${describeFormat()}\n${page.slice(end)}`;
}

if (import.meta.main) writeFileSync(documentPath, renewDocument(readFileSync(documentPath, "utf8")));
