/**
 * A distribution as static bars, a group of bars for each row and a bar for each alternative, each with its figure beside: no colour has to be told
 * from another, and it prints in grey. The picture says in words what it shows; the table stands beside it.
 */
import type { Child, FC } from "hono/jsx";
import { raw } from "../../../ui/jsx-runtime.ts";
import type { Table, TableRow } from "../table.ts";

const width = 640;
const left = 250;
const scale = (width - left - 60) / 100;
const bar = 18;
const step = 24;
/** Signs of a heading that fit beside one another, and room for three lines of them. */
const longestLine = 76;
const heading = 62;

/** The picture of a table of shares. Figures that are hidden have no bar but "..". `children` are the styles of a picture that stands alone. */
export const Diagram: FC<{ table: Table; children?: Child }> = ({ table, children }) => {
  const block = heading + table.columns.length * step + 14;
  const id = `diagram-${table.id.replaceAll(/\W/gu, "")}`;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-titel ${id}-text`}
      viewBox={`0 0 ${width} ${table.rows.length * block}`}
      xmlns="http://www.w3.org/2000/svg"
    >
      {children}
      <title id={`${id}-titel`}>{table.title}</title>
      <desc id={`${id}-text`}>{inWords(table).join(" ")}</desc>
      {table.rows.map((row, place) => (
        <g transform={`translate(0 ${place * block})`}>
          <Bars table={table} row={row} />
        </g>
      ))}
    </svg>
  );
};

const Bars: FC<{ table: Table; row: TableRow }> = ({ table, row }) => {
  const lines = linesOf(`${row.label} (n = ${row.n ?? ".."})`);
  return (
    <>
      {lines.map((line, at) => (
        // The last line stands next to the bars.
        <text x="0" y={heading - 14 - (lines.length - 1 - at) * 16} class="row">
          {line}
        </text>
      ))}
      {table.columns.map((column, at) => (
        <Bar label={column} value={row.values[at] ?? null} top={heading + at * step} />
      ))}
      <line x1={left} x2={left} y1={heading - 4} y2={heading + table.columns.length * step} />
    </>
  );
};

const Bar: FC<{ label: string; value: number | null; top: number }> = ({ label, value, top }) => {
  const foot = top + bar - 4;
  const end = left + (value ?? 0) * scale;
  return (
    <>
      <text x={left - 10} y={foot} text-anchor="end">
        {label}
      </text>
      {value === null ? null : <rect x={left} y={top} width={Math.max(end - left, 1)} height={bar} />}
      <text x={end + 6} y={foot}>
        {value === null ? ".." : `${value} %`}
      </text>
    </>
  );
};

/** The picture as a file of its own, with the styles it needs. */
export function diagramAsSvg(table: Table): string {
  const picture = (
    <Diagram table={table}>
      <style>{raw(diagramStyle)}</style>
    </Diagram>
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(picture)}\n`;
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
