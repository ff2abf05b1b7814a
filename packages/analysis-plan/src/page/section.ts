/** One analysis on the page: its chart, the table beside it, and what must be said of it. */
import type { Mark } from "./chart.ts";
import { escapeHtml, renderChart } from "./chart.ts";
import { renderCrosstab } from "./crosstab.ts";
import { hiddenSign, labelCell, own, scroll } from "./table.ts";
import type { Measure, PlanResult, Result, ResultRow } from "../result.ts";
import type { Numbers, Words } from "../words/page.ts";
import { numbersIn, words } from "../words/page.ts";

/** A chart longer than this is no longer read. */
const longestChart = 40;

const shares: readonly Measure[] = ["share", "response rate", "cumulative response", "frame share", "respondent share"];
const differences: readonly Measure[] = ["difference", "pairwise difference", "change", "slope"];
const ratios: readonly Measure[] = ["odds ratio", "rate ratio"];

/** In this order below the table. */
const remarks = ["boundary", "largest", "constant", "few", "empty", "no-base"] as const;

/** Words, numbers and the result a section is made of. */
type Section = {
  readonly result: Result;
  readonly text: Words;
  readonly numbers: Numbers;
  readonly minimum: number;
  readonly isOfShares: boolean;
  /** Decimals of plain figures, by measure: as many as two digits of the smallest standard error need. */
  readonly decimals: ReadonlyMap<Measure, number>;
  /** Those that occur, numbered from 1. */
  readonly remarks: readonly (typeof remarks)[number][];
};

/** The section of one analysis as HTML. Errors: none. */
export function renderResult(result: Result, { language, disclosure }: PlanResult): string {
  const isOfShares = result.rows.some(({ measure }) => shares.includes(measure));
  const section = {
    result,
    text: words[language],
    numbers: numbersIn(language),
    minimum: disclosure?.minimum ?? 0,
    isOfShares,
    decimals: decimalsOf(result),
    remarks: remarks.filter((one) => result.rows.some(({ remark }) => remark === one)),
  };
  const { id, title, domain, rows, tests } = result;
  const crossed = result.type === "crosstab" ? `${renderCrosstab(result, section.text, section.numbers)}\n` : "";
  const figures = result.type === "table" ? renderCounts(section) : `${crossed}${renderFigures(section)}`;
  return `<section aria-labelledby="${escapeHtml(id)}">
<h2 id="${escapeHtml(id)}">${escapeHtml(title)}</h2>
${domain === null ? "" : `<p>${section.text.domain}: <code>${escapeHtml(domain)}</code></p>`}
${result.failure === null ? "" : renderFailure(section)}
<div${rows.length > 0 ? ' class="pair"' : ""}>
${rows.length > 0 ? `<div>${renderCharts(section)}</div>` : ""}
<div>${rows.length > 0 ? figures : ""}${tests.length > 0 ? renderTests(section) : ""}${renderNotes(section)}</div>
</div>
</section>`;
}

/** Measures without standard errors have none. */
function decimalsOf({ rows }: Result): Map<Measure, number> {
  const smallest = new Map<Measure, number>();
  for (const { measure, se } of rows) if (se !== null && se > 0) smallest.set(measure, Math.min(se, smallest.get(measure) ?? Infinity));
  return new Map([...smallest].map(([measure, se]) => [measure, Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(se))))]));
}

function nameOf(row: ResultRow, text: Words, numbers: Numbers): string {
  return row.measure === "quantile" ? numbers.plain(Number(row.name)) : (text.names[row.name] ?? row.name);
}

/** A value as text, in the unit of its measure; points of percentages where shares are compared. */
function valueText(value: number | null, measure: Measure, { numbers, isOfShares, decimals }: Section): string {
  if (value === null) return "–";
  if (shares.includes(measure)) return numbers.percent(value);
  if (differences.includes(measure) && isOfShares) return numbers.points(value);
  if (ratios.includes(measure)) return numbers.ratio(value);
  const places = decimals.get(measure);
  return measure === "count" ? numbers.whole(value) : places === undefined ? numbers.plain(value) : numbers.fixed(value, places);
}

function measureText(measure: Measure, { text, isOfShares }: Section): string {
  const unit = differences.includes(measure) && isOfShares ? ` (${text.percentagePoints})` : "";
  return `${text.measures[measure]}${unit}`;
}

/** One table for each measure, so that a column has one unit. */
function renderFigures(section: Section): string {
  return measuresOf(section.result)
    .map((measure) => renderMeasure(section, measure))
    .join("\n");
}

function measuresOf({ rows }: Result): Measure[] {
  return [...new Set(rows.map(({ measure }) => measure))];
}

function renderMeasure(section: Section, measure: Measure): string {
  const { result, text, numbers } = section;
  const rows = result.rows.filter((row) => row.measure === measure);
  const by = result.by.filter((_, k) => rows.some((row) => (row.labels[k] ?? "") !== ""));
  const isNamed = by.length === 0 || new Set(rows.map(({ name }) => name)).size > 1;
  const [hasError, hasInterval, hasP] = [
    rows.some(({ se }) => se !== null),
    rows.some(({ lower }) => lower !== null),
    rows.some(({ p }) => p !== null),
  ];
  const isCount = measure === "count";
  const heads = [
    ...by.map((name) => text.names[name] ?? name),
    ...(isNamed ? [text.name] : []),
    isCount ? text.rows : text.estimate,
    ...(hasInterval ? [text.interval(levelText(result.confidence, numbers))] : []),
    ...(hasError ? [text.standardError] : []),
    ...(hasP ? [text.p] : []),
    ...(isCount ? [] : [text.rows]),
  ];
  const lines = rows.map((row) => {
    const labels = [
      ...result.by.flatMap((name, k) => (by.includes(name) ? [own(row.labels[k] ?? "", text)] : [])),
      ...(isNamed ? [nameOf(row, text, numbers)] : []),
    ];
    const value = (one: number | null): string => valueText(one, measure, section);
    const limits = row.lower === null && row.upper === null ? "–" : limitsText(value(row.lower), value(row.upper), text);
    const cells = [
      `${value(row.estimate)}${markOf(row, section)}`,
      ...(hasInterval ? [limits] : []),
      ...(hasError ? [errorText(row, section)] : []),
      ...(hasP ? [row.p === null ? "–" : numbers.p(row.p)] : []),
      ...(isCount ? [] : [row.rows === null ? "–" : numbers.whole(row.rows)]),
    ];
    const shown = row.hidden ? cells.map(() => hiddenSign) : cells;
    const [first = "", ...others] = labels;
    return `<tr>${labelCell("th", first)}${others.map((label) => labelCell("td", label)).join("")}${shown.map((cell) => `<td class="number">${cell}</td>`).join("")}</tr>`;
  });
  const caption = measureText(measure, section);
  return scroll(
    `${result.title}: ${caption}`,
    `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${heads.map((head, k) => `<th scope="col"${k >= by.length + Number(isNamed) ? ' class="number"' : ""}>${escapeHtml(head)}</th>`).join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table>`,
  );
}

/** One sign of percent is enough for two limits. */
function limitsText(lower: string, upper: string, { to }: Words): string {
  const percent = "\u00a0%";
  const first = lower.endsWith(percent) && upper.endsWith(percent) ? lower.slice(0, -percent.length) : lower;
  // A dash beside a minus sign would be read as one.
  return [first, upper].some((one) => /^[-−]/.test(one)) ? `${first} ${to} ${upper}` : `${first} – ${upper}`;
}

/** The standard error of a share is in percentage points, without a sign of its own. */
function errorText({ se, measure }: ResultRow, section: Section): string {
  const { numbers, isOfShares } = section;
  if (se === null) return "–";
  return isOfShares && (shares.includes(measure) || differences.includes(measure)) ? numbers.points(se) : valueText(se, measure, section);
}

const levelText = (confidence: number, { plain }: Numbers): string => `${plain(100 * confidence)}\u00a0%`;

function markOf({ remark }: ResultRow, section: Section): string {
  return remark === null ? "" : `<sup>${section.remarks.indexOf(remark) + 1}</sup>`;
}

/** Counts over dimensions: the last dimension as columns. */
function renderCounts({ result, text, numbers }: Section): string {
  const { by, rows, title } = result;
  const isCrossed = by.length > 1;
  const columns = isCrossed ? [...new Set(rows.map(({ labels }) => labels.at(-1) ?? ""))] : [""];
  const lines = new Map<string, { labels: readonly string[]; cells: string[] }>();
  for (const row of rows) {
    const labels = isCrossed ? row.labels.slice(0, -1) : row.labels;
    const line = lines.get(labels.join("\n")) ?? { labels, cells: [] };
    line.cells.push(row.hidden ? hiddenSign : numbers.whole(row.estimate ?? 0));
    lines.set(labels.join("\n"), line);
  }
  const heads = (isCrossed ? by.slice(0, -1) : by).map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const values = columns
    .map((label) => `<th scope="col" class="number">${escapeHtml(isCrossed ? own(label, text) : text.rows)}</th>`)
    .join("");
  const body = [...lines.values()].map(({ labels: [first = "", ...others], cells }) => {
    const rest = others.map((label) => labelCell("td", own(label, text))).join("");
    return `<tr>${labelCell("th", own(first, text))}${rest}${cells.map((cell) => `<td class="number">${cell}</td>`).join("")}</tr>`;
  });
  const caption = isCrossed ? `${text.rows}, ${by.at(-1) ?? ""}` : text.rows;
  return scroll(
    `${title}: ${caption}`,
    `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${heads}${values}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table>`,
  );
}

function renderTests({ result, text, numbers }: Section): string {
  const { by, tests, title } = result;
  const hasGroups = tests.some(({ labels }) => labels.length > 0);
  const heads = [...(hasGroups ? [by[0] ?? ""] : []), text.test, text.name]
    .map((head) => `<th scope="col">${escapeHtml(head)}</th>`)
    .join("");
  const values = [text.statistic, text.degrees, text.p].map((head) => `<th scope="col" class="number">${escapeHtml(head)}</th>`).join("");
  const lines = tests.map(({ labels, method, name, statistic, df, p, hidden }) => {
    const group = hasGroups ? `<td>${escapeHtml(labels.map((label) => own(label, text)).join(", "))}</td>` : "";
    const cells = hidden
      ? [hiddenSign, hiddenSign, hiddenSign]
      : [numbers.plain(statistic ?? 0), (df ?? []).map(numbers.plain).join("; "), p === null ? "–" : numbers.p(p)];
    return `<tr>${group}<th scope="row">${escapeHtml(text.methods[method])}</th><td>${escapeHtml(name)}</td>${cells.map((cell) => `<td class="number">${cell}</td>`).join("")}</tr>`;
  });
  return scroll(
    `${title}: ${text.test}`,
    `<table><caption>${text.test}</caption>
<thead><tr>${heads}${values}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table>`,
  );
}

/** The reason stands where the figures would. */
function renderFailure({ result: { failure }, text }: Section): string {
  const reasons = failure?.reasons ?? [];
  const list = reasons.length === 0 ? [text.failureKept] : reasons;
  return `<div class="failure"><p>${text.failure}</p>${list.map((reason) => `<p>${escapeHtml(reason)}</p>`).join("\n")}</div>`;
}

function missingNote({ result: { missing, type }, text, numbers: { whole } }: Section): string[] {
  if (missing === null) return [];
  const { variables, rows, of, treatment, classes } = missing;
  const shown = (value: number | null): string | null => (value === null ? null : whole(value));
  const about = { rows: shown(rows), of: shown(of), treatment, isTotal: type === "total" };
  return [escapeHtml(text.missing({ ...about, variables: variables.join(", "), classes: classes.join(", ") }))];
}

function renderNotes(section: Section): string {
  const { result, text, minimum, remarks: occurring } = section;
  const { rows, tests, certain } = result;
  const notes = [
    ...missingNote(section),
    ...certain.map(({ variable, level, propensity }) => {
      const name = variable === "" ? own("", text) : `${variable}: ${level}`;
      return escapeHtml(text.certain(name.charAt(0).toUpperCase() + name.slice(1), propensity));
    }),
    ...(rows.some(({ hidden }) => hidden) || tests.some(({ hidden }) => hidden) ? [text.hiddenNote(minimum)] : []),
    ...occurring.map((one, k) => `<sup>${k + 1}</sup> ${text[one]}`),
  ];
  return notes.map((note) => `<p class="note">${note}</p>`).join("\n");
}

/** One chart for each unit: the figures themselves, and the differences between them. Coefficients give way to their ratios. */
function renderCharts(section: Section): string {
  const { result } = section;
  const measures = measuresOf(result);
  const hasRatios = measures.some((measure) => ratios.includes(measure));
  const skipped: readonly Measure[] = [
    "slope",
    "frame share",
    "respondent share",
    "R-indicator",
    "largest bias",
    ...(hasRatios ? (["coefficient"] as const) : []),
  ];
  return measures
    .filter((measure) => !skipped.includes(measure) && !(measure === "count" && result.type !== "table"))
    .map((measure) => chartOf(section, measure))
    .join("\n");
}

function chartOf(section: Section, measure: Measure): string {
  const { result, text } = section;
  const isCount = measure === "count";
  // The totals of a table of counts would make every cell a stump.
  const isInner = (row: ResultRow): boolean =>
    !isCount || result.by.length === 1 || !row.labels.some((label, k) => label === totalLabel(result, k));
  const rows = result.rows.filter((row) => row.measure === measure && row.name !== "(Intercept)" && isInner(row));
  const isNamed = new Set(rows.map(({ name }) => name)).size > 1;
  const marks = rows.slice(0, longestChart).map((row): Mark => {
    const inUse = row.labels.filter((_, k) => rows.some(({ labels: other }) => (other[k] ?? "") !== ""));
    const labels = inUse.length > 0 && inUse.every((label) => label === "") ? [text.all] : inUse.map((label) => own(label, text));
    const label = [...labels, ...(isNamed || labels.length === 0 ? [nameOf(row, text, section.numbers)] : [])].join(" · ");
    const value = row.hidden ? hiddenSign : valueText(row.estimate, measure, section);
    return { label, text: value, value: row.estimate, lower: row.lower, upper: row.upper };
  });
  const isRatio = ratios.includes(measure);
  const caption = `${result.title}: ${measureText(measure, section)}`;
  const interval = rows.some(({ lower }) => lower !== null) ? `, ${text.interval(levelText(result.confidence, section.numbers))}` : "";
  const svg = renderChart(marks, {
    id: `${result.id}-${measure.replaceAll(" ", "-")}`,
    title: `${caption}${interval}`,
    base: isRatio ? 1 : 0,
    isLog: isRatio,
    isBar: isCount,
    axis: (value) => (isRatio ? section.numbers.plain(value) : axisText(value, measure, section)),
  });
  if (svg === "") return "";
  const note = rows.length > longestChart ? ` ${text.chartFirst(longestChart)}` : "";
  return `<figure>${svg}<figcaption>${escapeHtml(`${measureText(measure, section)}${interval}.${note}`)}</figcaption></figure>`;
}

function axisText(value: number, measure: Measure, section: Section): string {
  if (shares.includes(measure)) return `${section.numbers.plain(100 * value)}\u00a0%`;
  return differences.includes(measure) && section.isOfShares ? section.numbers.plain(100 * value) : section.numbers.plain(value);
}

/** The label of all levels of a dimension together: the first that occurs, for totals stand first. */
function totalLabel({ rows }: Result, dimension: number): string {
  return rows[0]?.labels[dimension] ?? "";
}
