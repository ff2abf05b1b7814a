/** A chart of figures with their confidence intervals, as one static SVG: a label over each line, so that it reads on a narrow screen. */

export type Mark = {
  readonly label: string;
  /** The estimate as text; ".." where it is hidden. */
  readonly text: string;
  /** null: hidden, a gap. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
};

export type ChartOptions = {
  readonly id: string;
  readonly title: string;
  /** The line that values are read against: 0, or 1 for ratios. */
  readonly base: number;
  readonly isLog: boolean;
  /** Counts: a bar from the base and no interval. */
  readonly isBar: boolean;
  readonly axis: (value: number) => string;
};

const width = 360;
const [left, right] = [8, 352];
const step = 40;
/** Letters that fit on the line of a mark, its value included. */
const letters = 46;

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The SVG of the marks, drawn in black and dark blue that print apart in grey. Empty text where no mark has a value. Errors: none. */
export function renderChart(marks: readonly Mark[], options: ChartOptions): string {
  const known = marks
    .flatMap(({ value, lower, upper }) => [value, lower, upper])
    .filter((one) => one !== null && Number.isFinite(one)) as number[];
  const usable = options.isLog ? known.filter((value) => value > 0) : known;
  if (usable.length === 0) return "";
  const ticks = ticksBetween(Math.min(...usable, options.base), Math.max(...usable, options.base), options.isLog);
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const place = (value: number): number => {
    const at = options.isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low || 1);
    return left + Math.min(1, Math.max(0, at)) * (right - left);
  };
  const x = (value: number): string => place(value).toFixed(1);
  const height = marks.length * step + 26;
  const grid = ticks.map((tick, k) => {
    const anchor = k === 0 ? "start" : k === ticks.length - 1 ? "end" : "middle";
    const color = tick === options.base ? "#333" : "#ccc";
    return `<line x1="${x(tick)}" x2="${x(tick)}" y1="2" y2="${height - 20}" stroke="${color}"/><text x="${x(tick)}" y="${height - 6}" text-anchor="${anchor}" class="axis">${escapeHtml(options.axis(tick))}</text>`;
  });
  const lines = marks.map((mark, i) => renderMark(mark, i * step, x, options));
  return `<svg role="img" aria-labelledby="${escapeHtml(options.id)}-title" viewBox="0 0 ${width} ${height}">
<title id="${escapeHtml(options.id)}-title">${escapeHtml(options.title)}</title>
${grid.join("\n")}
${lines.join("\n")}
</svg>`;
}

function renderMark({ label, text, value, lower, upper }: Mark, top: number, x: (value: number) => string, options: ChartOptions): string {
  const room = letters - text.length;
  const short = label.length > room ? `${label.slice(0, room - 1)}…` : label;
  const y = top + 29;
  const head = `<text x="${left}" y="${top + 17}" class="halo">${escapeHtml(short)} <tspan font-weight="600">${escapeHtml(text)}</tspan></text>`;
  if (value === null || (options.isLog && value <= 0)) return head;
  if (options.isBar) {
    const [from, to] = [Number(x(options.base)), Number(x(value))];
    return `${head}\n<rect x="${Math.min(from, to)}" y="${y - 6}" width="${Math.abs(to - from).toFixed(1)}" height="10" fill="#0b4f8a"/>`;
  }
  const [from, to] = [lower ?? value, upper ?? value];
  const ends = [from, to].map(
    (end) => `<line x1="${x(end)}" x2="${x(end)}" y1="${y - 5}" y2="${y + 5}" stroke="#111" stroke-width="1.5"/>`,
  );
  const interval =
    lower === null && upper === null
      ? ""
      : `<line x1="${x(from)}" x2="${x(to)}" y1="${y}" y2="${y}" stroke="#111" stroke-width="1.5"/>${ends.join("")}`;
  return `${head}\n${interval}<circle cx="${x(value)}" cy="${y}" r="4.5" fill="#0b4f8a" stroke="#fff"/>`;
}

/** Round numbers that hold low and high, four to six of them; powers and halves on a logarithmic axis. */
function ticksBetween(low: number, high: number, isLog: boolean): number[] {
  if (isLog) return logTicks(low, high);
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(low / size + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / size - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * size).toPrecision(12)));
}

function logTicks(low: number, high: number): number[] {
  const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  const inside = steps.filter((one) => one >= Math.max(low / 2.5, 0.01) && one <= Math.min(high * 2.5, 100));
  const first = inside.findLast((one) => one <= low) ?? inside[0] ?? 0.5;
  const last = inside.find((one) => one >= high) ?? inside.at(-1) ?? 2;
  const kept = inside.filter((one) => one >= first && one <= last);
  return kept.length > 7 ? kept.filter((one, k) => k === 0 || k === kept.length - 1 || Number.isInteger(Math.log10(one))) : kept;
}
