import type { FC } from "hono/jsx";

/** How far something has come. `text` says the same in words. With `poll` the browser asks that address for news. */
export const ProgressBar: FC<{ label: string; value: number; max: number; text: string; poll?: string }> = ({
  label,
  value,
  max,
  text,
  poll,
}) => (
  <div class="f-progress" data-poll={poll}>
    <label for="progress">{label}</label>
    <progress id="progress" value={value} max={Math.max(max, 1)} />
    <p class="ds-paragraph" data-size="sm" data-progress-text aria-live="polite">
      {text}
    </p>
  </div>
);

/** One bar; `value` null means that the figure may not be shown, and `note` says why. */
export type Bar = { label: string; value: number | null; note?: string };

const ROW = 40;
const number = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 });

/** Horizontal bars drawn on the server, with the same figures in a table beside. `max` is the end of the scale. */
export const BarChart: FC<{ caption: string; bars: readonly Bar[]; unit?: string; max?: number; head?: [string, string] }> = ({
  caption,
  bars,
  unit,
  max,
  head,
}) => {
  const end = max ?? Math.max(1, ...bars.map((b) => b.value ?? 0));
  const words = (b: Bar) => (b.value === null ? (b.note ?? "Visas inte") : `${number.format(b.value)}${unit ? ` ${unit}` : ""}`);
  return (
    <figure class="f-chart">
      <figcaption class="ds-heading" data-size="2xs">
        {caption}
      </figcaption>
      <div class="f-chart-body">
        <svg viewBox={`0 0 360 ${bars.length * ROW}`} role="img" aria-label={`Stapeldiagram: ${caption}. Samma tal finns i tabellen.`}>
          {bars.map((b, i) => (
            <>
              <text x="0" y={i * ROW + 13} class="f-chart-label">
                {b.label}
              </text>
              <rect x="0" y={i * ROW + 19} width="360" height="12" rx="3" class="f-chart-track" />
              {b.value !== null ? (
                <rect
                  x="0"
                  y={i * ROW + 19}
                  width={Math.max((b.value / end) * 360, b.value > 0 ? 2 : 0)}
                  height="12"
                  rx="3"
                  class="f-chart-bar"
                />
              ) : null}
            </>
          ))}
        </svg>
        <table class="ds-table" data-size="sm">
          <thead>
            <tr>
              <th scope="col">{head?.[0] ?? "Grupp"}</th>
              <th scope="col" class="f-number">
                {head?.[1] ?? "Värde"}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((b) => (
              <tr>
                <th scope="row">{b.label}</th>
                <td class="f-number">{words(b)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
};

/** One line through the points; null where the figure may not be shown, and the line is broken there. */
export type Line = { readonly label: string; readonly values: readonly (number | null)[] };

const WIDTH = 360;
const HEIGHT = 190;
const LEFT = 36;
const BOTTOM = 26;
const TOP = 12;

/** Lines over time drawn on the server, with the same figures in a table beside. Lines differ by stroke and mark, not by colour alone. */
export const LineChart: FC<{
  caption: string;
  points: readonly string[];
  lines: readonly Line[];
  max: number;
  unit?: string;
  head: string;
}> = ({ caption, points, lines, max, unit, head }) => {
  const x = (i: number): number => LEFT + ((WIDTH - LEFT - 16) * (i + 0.5)) / points.length;
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / max);
  const words = (value: number | null): string => (value === null ? "Visas inte" : `${number.format(value)}${unit ? ` ${unit}` : ""}`);
  return (
    <figure class="f-chart">
      <figcaption class="ds-heading" data-size="2xs">
        {caption}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Linjediagram: ${caption}. Samma tal finns i tabellen.`}>
        {[0, max / 2, max].map((step) => (
          <>
            <line x1={LEFT} x2={WIDTH} y1={y(step)} y2={y(step)} class="f-chart-grid" />
            <text x={LEFT - 6} y={y(step) + 4} text-anchor="end" class="f-chart-small">
              {number.format(step)}
            </text>
          </>
        ))}
        {points.map((point, i) => (
          <text x={x(i)} y={HEIGHT - 6} text-anchor="middle" class="f-chart-small">
            {point}
          </text>
        ))}
        {lines.map((line, place) => (
          <>
            <path d={pathOf(line.values, x, y)} class={`f-chart-line f-chart-line--${place + 1}`} />
            {line.values.map((value, i) =>
              value === null ? null : <circle cx={x(i)} cy={y(value)} r="4" class={`f-chart-dot f-chart-line--${place + 1}`} />,
            )}
          </>
        ))}
      </svg>
      <ul class="f-chart-key">
        {lines.map((line, place) => (
          <li>
            <svg viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
              <path d="M0 5H28" class={`f-chart-line f-chart-line--${place + 1}`} />
            </svg>
            {line.label}
          </li>
        ))}
      </ul>
      <table class="ds-table" data-size="sm">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {lines.map((line) => (
              <th scope="col" class="f-number">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, i) => (
            <tr>
              <th scope="row">{point}</th>
              {lines.map((line) => (
                <td class="f-number">{words(line.values[i] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
};

/** The line through the values that may be shown; a gap where one may not. */
function pathOf(values: readonly (number | null)[], x: (i: number) => number, y: (value: number) => number): string {
  return values
    .map((value, i) => {
      if (value === null) return "";
      const before = i > 0 ? (values[i - 1] ?? null) : null;
      return `${before === null ? "M" : "L"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
}
