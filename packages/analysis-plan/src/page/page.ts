/** A page of a plan's results: charts and the tables behind them, the weights, and where everything came from. */
import { planResult } from "../result-shape.ts";
import { check } from "@fortrogen/statistics/parts";
import { escapeHtml } from "./chart.ts";
import { renderResult } from "./section.ts";
import type { DisclosureResult, PlanResult, WeightsResult } from "../result.ts";
import { numbersIn, words } from "../words/page.ts";
import type { Language, Words } from "../words/page.ts";

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; color: #111; background: #fff; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 0.5rem; }
section { border-top: 1px solid #767676; padding: 1.25rem 0; }
.pair { display: grid; gap: 1rem 2rem; grid-template-columns: minmax(0, 1fr); }
.pair > * { min-width: 0; }
figure { margin: 0 0 1rem; max-width: 30rem; }
figcaption, caption, .note { font-size: 0.875rem; color: #333; text-align: left; }
caption { font-weight: 600; padding-bottom: 0.25rem; }
svg { display: block; width: 100%; height: auto; font-family: inherit; }
svg text { font-size: 13px; fill: #111; }
svg .axis { font-size: 11px; fill: #333; }
svg .halo { paint-order: stroke; stroke: #fff; stroke-width: 4px; }
.failure { border-left: 4px solid #a00; padding: 0.25rem 0 0.25rem 0.75rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
.failure p { margin: 0 0 0.25rem; }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
.scroll:focus-visible { outline: 2px solid #0b4f8a; }
table { border-collapse: collapse; font-size: 0.9375rem; }
th, td { padding: 0.25rem 0.5rem 0.25rem 0; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid #111; vertical-align: bottom; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-left: 0.75rem; }
td.number, .label { white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(0, 1fr); margin: 0 0 1rem; }
dt { font-size: 0.875rem; color: #333; }
dd { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
@media (min-width: 60rem) { .pair { grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); } .pair table { font-size: 0.9rem; } dl { grid-template-columns: 16rem 1fr; } dd { margin: 0; } }
@media print { body { max-width: none; padding: 0; } section, figure, tr { break-inside: avoid; } .scroll { overflow: visible; } }
`;

/** The page as one HTML text without scripts or outside files, in the language of the result. Same result, same bytes. Errors: `argument` for another kind of thing. */
export function renderPage(result: PlanResult): string {
  check({ result }, { result: planResult });
  return `<!doctype html>
<html lang="${result.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(result.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(result.title)}</h1>
${result.results.map((one) => renderResult(one, result)).join("\n")}
${result.weights ? renderWeightsSection(result.weights, result.language) : ""}
${renderSource(result)}
</main>
</body>
</html>
`;
}

function facts(list: readonly (readonly [string, string])[]): string {
  return `<dl>${list.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("\n")}</dl>`;
}

function renderWeightsSection(weights: WeightsResult, language: Language): string {
  const { weights: heading, weightFacts: text, outside, margin } = words[language];
  const { whole, plain, ratio, percent } = numbersIn(language);
  const { diagnostics: found, trimmed } = weights;
  const limits = (lower: number | null, upper: number | null): string =>
    `${lower === null ? "–" : plain(lower)} – ${upper === null ? "–" : plain(upper)}`;
  const list: (readonly [string, string])[] = [
    [text.distance, weights.distance],
    ...(found
      ? ([
          [text.sum, whole(found.sum)],
          [text.range, limits(found.min, found.max)],
          [text.factors, limits(found.smallestFactor, found.largestFactor)],
          [text.kish, ratio(found.kishDesignEffect)],
          [text.effective, `${whole(found.effectiveSize)} / ${whole(found.n)}`],
        ] as const)
      : []),
    ...(trimmed ? [[text.trimmed, `${limits(trimmed.lower, trimmed.upper)}; ${outside(whole(trimmed.outside))}`] as const] : []),
    [text.misfit, weights.misfit < 1e-6 ? `<\u00a0${plain(0.0001)}\u00a0%` : percent(weights.misfit)],
  ];
  const rows = weights.margins.map(
    ({ margin: name, cell, total, achieved }) =>
      `<tr><th scope="row">${escapeHtml(`${name}: ${cell}`)}</th><td class="number">${plain(total)}</td><td class="number">${plain(achieved)}</td></tr>`,
  );
  return `<section aria-labelledby="weights-heading">
<h2 id="weights-heading">${heading}</h2>
<p>${weights.marginsAreMet ? text.marginsMet : text.marginsNotMet}</p>
${facts(list)}
${weights.margins.length === 0 ? "" : renderMargins(rows, heading, margin)}
</section>`;
}

function renderMargins(rows: readonly string[], heading: string, margin: readonly [string, string, string]): string {
  return `<div class="scroll" role="region" tabindex="0" aria-label="${heading}: ${margin[0]}"><table><thead><tr><th scope="col">${margin[0]}</th><th scope="col" class="number">${margin[1]}</th><th scope="col" class="number">${margin[2]}</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

/** What the audit found, the only one in a group and a search that was cut included. */
function auditOf({ audit, singletons }: DisclosureResult, text: Words): string {
  const found = text.audit[audit.isRangeSafe ? "range" : "exact"];
  return [found, ...(singletons === true ? [text.singletons] : []), ...(audit.isCut === true ? [text.combinationsCut] : [])].join("; ");
}

function renderSource({ provenance, disclosure, language }: PlanResult): string {
  const text = words[language];
  const { whole } = numbersIn(language);
  const { sources } = text;
  const { dataFile, dataHash, frameFile, frameHash, planFile, planHash, rows, versions, time } = provenance;
  const list: (readonly [string, string])[] = [
    [sources.data, `${dataFile}${rows === null ? "" : `, ${text.rowCount(whole(rows))}`}`],
    [`${sources.data}, ${sources.hash}`, dataHash],
    ...(frameFile === null
      ? []
      : ([
          [sources.frame, frameFile],
          [`${sources.frame}, ${sources.hash}`, frameHash ?? ""],
        ] as const)),
    [sources.plan, planFile],
    [`${sources.plan}, ${sources.hash}`, planHash],
    ...(disclosure
      ? ([
          [sources.rule, text.rule(disclosure.minimum, whole(disclosure.hidden), whole(disclosure.figures))],
          [sources.audit, auditOf(disclosure, text)],
          [sources.covers, text.covers],
        ] as const)
      : []),
    [
      sources.versions,
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
    [sources.time, time],
  ];
  return `<section aria-labelledby="source-heading">
<h2 id="source-heading">${text.source}</h2>
${facts(list)}
</section>`;
}
