/** Answers by day as a picture: the units that have answered as a line, what came in as bars, and what was sent as marks. Prints in grey. */
import type { FC } from "hono/jsx";

export type PictureDay = { readonly on: string; readonly received: number; readonly answered: number; readonly sent: string };

const width = 720;
const height = 300;
const left = 44;
const bottom = 34;
const top = 40;

/** `asked` is the end of the scale. The same figures stand in the table below. */
export const DayPicture: FC<{ days: readonly PictureDay[]; asked: number; lastDay: string }> = ({ days, asked, lastDay }) => {
  const step = (width - left) / Math.max(days.length, 1);
  const x = (at: number) => left + step * (at + 0.5);
  const y = (count: number) => top + (height - top - bottom) * (1 - count / Math.max(asked, 1));
  const marked = days.flatMap(({ sent }, at) => (sent === "" ? [] : [{ sent, at }]));
  const last = days.findIndex(({ on }) => on === lastDay);
  const every = Math.max(1, Math.ceil(days.length / 8));
  const line = days.map(({ answered }, at) => `${at === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(answered).toFixed(1)}`).join("");
  return (
    <figure class="f-chart f-chart--wide">
      <figcaption class="ds-heading" data-size="2xs">
        {summaryOf(days, asked)}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Diagram över svar per dag. ${summaryOf(days, asked)} Samma tal finns i tabellen.`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <>
            <line x1={left} x2={width} y1={y(share * asked)} y2={y(share * asked)} class="f-chart-grid" />
            <text x={left - 6} y={y(share * asked) + 4} text-anchor="end" class="f-chart-small">
              {`${share * 100} %`}
            </text>
          </>
        ))}
        {days.map(({ received }, at) =>
          received === 0 ? null : (
            <rect
              x={(x(at) - step * 0.35).toFixed(1)}
              y={y(received).toFixed(1)}
              width={(step * 0.7).toFixed(1)}
              height={(y(0) - y(received)).toFixed(1)}
              class="f-chart-bar"
            />
          ),
        )}
        {marked.map(({ at }, place) => (
          <>
            <line x1={x(at)} x2={x(at)} y1={top - 12} y2={y(0)} class="f-chart-mark" />
            <text x={x(at)} y={top - 18} text-anchor="middle" class="f-chart-small">
              {place + 1}
            </text>
          </>
        ))}
        {last < 0 ? null : <line x1={x(last) + step / 2} x2={x(last) + step / 2} y1={top} y2={y(0)} class="f-chart-end" />}
        <path d={line} class="f-chart-line f-chart-line--1" />
        {days.map(({ on }, at) =>
          at % every === 0 ? (
            <text x={x(at)} y={height - 12} text-anchor={at === 0 ? "start" : x(at) > width - 24 ? "end" : "middle"} class="f-chart-small">
              {on.slice(5)}
            </text>
          ) : null,
        )}
      </svg>
      <ul class="f-chart-key">
        <li>Linje: andel som har svarat. Staplar: svar som kom in den dagen, i samma skala.</li>
        {marked.map(({ sent, at }, place) => (
          <li>{`${place + 1}: ${days[at]?.on ?? ""}. ${sent}.`}</li>
        ))}
        {last < 0 ? null : <li>{`Tjock streckad linje: sista svarsdagen ${lastDay}.`}</li>}
      </ul>
    </figure>
  );
};

/** "192 av 303 har svarat efter 45 dagar." */
function summaryOf(days: readonly PictureDay[], asked: number): string {
  return `${days.at(-1)?.answered ?? 0} av ${asked} har svarat efter ${days.length === 1 ? "1 dag" : `${days.length} dagar`}.`;
}
