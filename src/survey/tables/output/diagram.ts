/**
 * A distribution as static bars, a group of bars for each row and a bar for each alternative, each with its figure beside: no colour has to be told
 * from another, and it prints in grey. The picture says in words what it shows; the table stands beside it.
 */
import { html as markup, raw } from "hono/html";
import type { Table, TableRow } from "../table.ts";

/** Text that is escaped where it is put in. */
export type Markup = ReturnType<typeof markup>;

const width = 640;
const left = 250;
const scale = (width - left - 60) / 100;
const bar = 18;
const step = 24;
/** Signs of a heading that fit beside one another, and room for three lines of them. */
const longestLine = 76;
const heading = 62;

/** The picture of a table of shares. Figures that are hidden have no bar but "..". */
export function diagram(table: Table, rules = raw("")): Markup {
  const block = heading + table.columns.length * step + 14;
  const id = `diagram-${table.id.replaceAll(/\W/gu, "")}`;
  return markup`<svg role="img" aria-labelledby="${id}-titel ${id}-text" viewBox="0 0 ${width} ${table.rows.length * block}" xmlns="http://www.w3.org/2000/svg">${rules}
<title id="${id}-titel">${table.title}</title>
<desc id="${id}-text">${inWords(table).join(" ")}</desc>
${table.rows.map((row, place) => markup`<g transform="translate(0 ${place * block})">${bars(table, row)}</g>\n`)}</svg>`;
}

function bars(table: Table, row: TableRow): Markup {
  const bottom = heading + table.columns.length * step;
  const lines = linesOf(`${row.label} (n = ${row.n ?? ".."})`);
  // The last line stands next to the bars.
  const words = lines.map((line, at) => markup`<text x="0" y="${heading - 14 - (lines.length - 1 - at) * 16}" class="row">${line}</text>`);
  const drawn = table.columns.map((column, at) => oneBar(column, row.values[at] ?? null, heading + at * step));
  return markup`${words}${drawn}<line x1="${left}" x2="${left}" y1="${heading - 4}" y2="${bottom}"/>`;
}

function oneBar(label: string, value: number | null, top: number): Markup {
  const foot = top + bar - 4;
  const end = left + (value ?? 0) * scale;
  const drawn = value === null ? "" : markup`<rect x="${left}" y="${top}" width="${Math.max(end - left, 1)}" height="${bar}"/>`;
  const words = value === null ? ".." : `${value} %`;
  return markup`<text x="${left - 10}" y="${foot}" text-anchor="end">${label}</text>${drawn}<text x="${end + 6}" y="${foot}">${words}</text>`;
}

/** The picture as a file of its own, with the styles it needs. */
export function diagramAsSvg(table: Table): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(diagram(table, raw(`<style>${diagramStyle}</style>`)))}\n`;
}

export const diagramStyle = String.raw`svg text{font:13px system-ui,sans-serif;fill:#111}
svg .row{font-weight:600}
svg rect{fill:#0b4f8a}
svg line{stroke:#111}`;

/** "… som underlag …: I samtliga ärenden 74 procent, …" of each row. */
export function inWords(table: Table): string[] {
  const share = (value: number | null | undefined) => (value === null || value === undefined ? "visas inte" : `${value} procent`);
  return table.rows.map(
    ({ label, values, n }) =>
      `${label} (${n ?? ".."} svarande): ${table.columns.map((column, at) => `${column} ${share(values[at])}`).join(", ")}.`,
  );
}

/** The text in lines that the picture is wide enough for. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= longestLine) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
