/** The publication as one page without scripts or outside files: tables as printed, the diagram with its table, figures of the text, the declaration. */
import { html as markup, raw } from "hono/html";
import type { QualitySection } from "../quality-declaration.ts";
import { nameOf } from "../quality-declaration.ts";
import type { Table } from "../table.ts";
import type { Markup } from "./diagram.ts";
import { diagram, diagramStyle, inWords } from "./diagram.ts";
import type { Publication } from "./publication.ts";
import { hiddenMeans } from "./publication.ts";

const style = `
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:0 auto;padding:1.5rem 1rem 3rem;color:#111;background:#fff}
h1{font-size:1.75rem;line-height:1.2}
h2{font-size:1.375rem;line-height:1.3;margin:2.5rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .25rem}
section{border-top:1px solid #767676;padding:.25rem 0 1rem}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid #0b4f8a}
table{border-collapse:collapse;font-size:.9375rem;margin:.5rem 0}
caption{font-weight:600;text-align:left;padding-bottom:.5rem}
th,td{padding:.375rem .75rem .375rem 0;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}
thead th{border-bottom:1px solid #111;vertical-align:bottom;min-width:6rem;text-align:right}
thead th:first-child{text-align:left}
tbody th{font-weight:400;max-width:34rem}
td{text-align:right;font-variant-numeric:tabular-nums}
.note{font-size:.875rem;color:#333;margin:.25rem 0}
svg{display:block;width:100%;max-width:40rem;height:auto}
${diagramStyle}
@media print{body{max-width:none;padding:0}section,tr{break-inside:avoid}.scroll{overflow:visible}}
`;

/** The page as HTML text. Same publication, same bytes. */
export function publicationAsHtml(publication: Publication): string {
  const { title, tables, texts, quality, audit, made, version } = publication;
  const inText = texts.map(({ text, value, base }) => [text, value, base]);
  const page = markup`<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="note">${hiddenMeans(audit)}</p>
${tables.map((table, place) => publishedTable(table, `t${place}`))}
<section>
<h2>Uppgifter i löpande text</h2>
${rowsOf({ name: "texter", caption: "Andelar av de svarande", head: ["", "Andel (%)", "Av antal"], rows: inText })}
</section>
<section>
<h2>Kvalitetsdeklaration</h2>
${quality.map(declared)}
</section>
<p class="note">Framställd ${made.toISOString().slice(0, 10)} med Förtrogen ${version}.</p>
</main>
</body>
</html>
`;
  return String(page);
}

function declared({ heading, text, table }: QualitySection): Markup {
  const words = text.filter((one) => one !== "").map((one) => markup`<p>${one}</p>\n`);
  return markup`<h3>${heading}</h3>\n${words}${table === undefined ? "" : tableRows(table, "svarsfrekvens")}`;
}

function publishedTable(table: Table, name: string): Markup {
  const picture = table.id.startsWith("Diagram")
    ? markup`<h2>${nameOf(table.id)}</h2>\n${diagram(table)}\n${inWords(table).map((words) => markup`<p>${words}</p>\n`)}`
    : "";
  const notes = table.notes.map((note) => markup`<p class="note">${note}</p>\n`);
  return markup`<section>\n${picture}${tableRows(table, name)}${notes}</section>\n`;
}

function tableRows(table: Table, name: string): Markup {
  const hasOneBase = table.unit === "procent" && table.bases === undefined && table.rows.every((row) => row.n === undefined);
  const caption = `${nameOf(table.id)}. ${table.title}${table.group === null ? "" : ` ${table.group.value}`}${hasOneBase ? ` (n=${table.n ?? ".."})` : ""}`;
  return rowsOf({ name, caption, head: [table.stub, ...table.columns], rows: table.rows.map(({ label, values }) => [label, ...values]) });
}

type Rows = {
  readonly name: string;
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Wide tables are scrolled within themselves, with the keyboard too. */
function rowsOf({ name, caption, head, rows }: Rows): Markup {
  const columns = head.map((words) => (words === "" ? markup`<td></td>` : markup`<th scope="col">${words}</th>`));
  const body = rows.map(
    ([label, ...values]) => markup`<tr><th scope="row">${label}</th>${values.map((value) => markup`<td>${value ?? ".."}</td>`)}</tr>\n`,
  );
  return markup`<div class="scroll" role="region" aria-labelledby="${name}" tabindex="0">
<table>
<caption id="${name}">${caption}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${body}</tbody>
</table>
</div>
`;
}
