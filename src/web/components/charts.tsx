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
