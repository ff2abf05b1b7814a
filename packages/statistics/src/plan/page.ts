/** A page of a plan's results: a chart and the table behind it for each analysis, and where everything came from. */
import type { PlanResult, Result, ResultRow } from "./run.ts";

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const figure = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(5)).toString() : "–");
const labelOf = (row: ResultRow) => [...row.labels, row.name].join(" · ");

/** The page as one HTML text without scripts or outside files. Same result, same bytes. No errors. */
export function renderPage(result: PlanResult): string {
  const { provenance } = result;
  const sources = [
    ["Data", `${provenance.dataFile}, ${provenance.rows} rows`],
    ["SHA-256 of the data", provenance.dataHash],
    ["SHA-256 of the plan", provenance.planHash],
    [
      "Versions",
      Object.entries(provenance.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
    ["Run", provenance.time],
    ...(result.weights ? [["Weights", `largest misfit of a margin ${result.weights.misfit.toExponential(1)}`]] : []),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(result.title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #999; text-align: left; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; }
</style>
</head>
<body>
<h1>${escape(result.title)}</h1>
${result.results.map(renderResult).join("\n")}
<h2>Where this came from</h2>
<table>
${sources.map(([name = "", value = ""]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(value)}</td></tr>`).join("\n")}
</table>
</body>
</html>
`;
}

function renderResult(result: Result): string {
  const rows = result.rows
    .map((row) => {
      const numbers = [row.estimate, row.se, row.lower, row.upper].map((value) => `<td class="number">${figure(value)}</td>`).join("");
      return `<tr><th scope="row">${escape(labelOf(row))}</th>${numbers}<td class="number">${row.rows}</td></tr>`;
    })
    .join("\n");
  return `<h2 id="${escape(result.id)}">${escape(result.title)}</h2>
${renderChart(result)}
<table>
<thead><tr><th scope="col">${escape([...result.by, result.type].join(" · "))}</th><th scope="col">Estimate</th><th scope="col">Standard error</th><th scope="col">Lower</th><th scope="col">Upper</th><th scope="col">Rows</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
}

/** Points with their 95 % intervals, one line each. Shares, means and totals start at 0. */
function renderChart({ rows, title, type }: Result): string {
  const [left, width, step] = [260, 700, 28];
  const low = Math.min(0, ...rows.map(({ lower }) => lower));
  const high = type === "share" ? 1 : Math.max(low === 0 ? 1e-12 : 0, ...rows.map(({ upper }) => upper));
  const x = (value: number) => (left + ((Math.min(Math.max(value, low), high) - low) / (high - low || 1)) * (width - left - 40)).toFixed(1);
  const height = rows.length * step + 30;
  const marks = rows.map((row, i) => {
    const y = i * step + 16;
    return `<text x="${left - 10}" y="${y + 5}" text-anchor="end" font-size="14">${escape(labelOf(row).slice(0, 36))}</text>
<line x1="${x(row.lower)}" x2="${x(row.upper)}" y1="${y}" y2="${y}" stroke="#1a1a1a" stroke-width="1.5"/>
<circle cx="${x(row.estimate)}" cy="${y}" r="5" fill="#0b5394"/>`;
  });
  const axis = [low, high].map(
    (value) => `<text x="${x(value)}" y="${height - 6}" text-anchor="middle" font-size="12">${figure(value)}</text>`,
  );
  return `<svg role="img" aria-label="${escape(`${title}: estimates with 95 % confidence intervals; the numbers are in the table below`)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<line x1="${x(0)}" x2="${x(0)}" y1="4" y2="${height - 20}" stroke="#666"/>
${marks.join("\n")}
${axis.join("\n")}
</svg>`;
}
