/** A crosstab as one: rows and columns crossed, the sum of each row, all rows together, and how many each row rests on. */
import type { Result, ResultRow } from "../result.ts";
import type { Numbers, Words } from "../words/page.ts";
import { escapeHtml } from "./chart.ts";
import { hiddenSign, labelCell, own, scroll } from "./table.ts";

/** The shares of an analysis of type crosstab; intervals and errors stand in the list of its figures. Errors: none. */
export function renderCrosstab({ by, rows, title }: Result, text: Words, numbers: Numbers): string {
  const lines = new Map<string, Map<string, ResultRow>>();
  for (const row of rows) {
    const key = JSON.stringify(row.labels);
    lines.set(key, (lines.get(key) ?? new Map<string, ResultRow>()).set(row.name, row));
  }
  // A group in which nobody answered has one row, of no level.
  const columns = [...new Set(rows.flatMap(({ name, remark }) => (remark === "empty" ? [] : [name])))];
  const body = [...lines].map(([key, cells]) => {
    const [first = "", ...others] = (JSON.parse(key) as string[]).map((label) => own(label, text));
    const found = columns.flatMap((column) => cells.get(column) ?? []);
    const isHidden = [...cells.values()].some(({ hidden }) => hidden);
    const sum = found.reduce((all, { estimate }) => all + (estimate ?? 0), 0);
    const shown = [
      ...columns.map((column) => shareText(cells.get(column)?.estimate, numbers)),
      found.length === 0 ? "–" : numbers.percent(sum),
      numbers.whole([...cells.values()][0]?.rows ?? 0),
    ];
    const values = isHidden ? shown.map(() => hiddenSign) : shown;
    const heads = others.map((label) => labelCell("td", label)).join("");
    return `<tr>${labelCell("th", first)}${heads}${values.map((value) => `<td class="number">${value}</td>`).join("")}</tr>`;
  });
  const heads = by.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const levels = [...columns, text.sum, text.rows].map((name) => `<th scope="col" class="number">${escapeHtml(name)}</th>`).join("");
  return scroll(
    `${title}: ${text.ofRow}`,
    `<table><caption>${escapeHtml(text.ofRow)}</caption>
<thead><tr>${heads}${levels}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table>`,
  );
}

const shareText = (share: number | null | undefined, { percent }: Numbers): string =>
  share === null || share === undefined ? "–" : percent(share);
