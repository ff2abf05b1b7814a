/** The published shares as bars, with a mark at those that are our own answer. Drawn on the server; the table beside says the same. */
import type { FC } from "hono/jsx";
import type { ComparedColumn } from "../compared.ts";

const width = 360;
const left = 14;
const end = 312;
const heading = 24;
const step = 36;
/** Signs of a label that fit on a line. */
const longestRow = 46;
const longestBar = 54;

type Props = { name: string; title: string; columns: readonly ComparedColumn[]; answers: ReadonlyMap<string, string> };
type Bar = { readonly label: string; readonly share: number; readonly isOurs: boolean };

/** One bar for each published figure, below the row that it is of; none where nothing is published. */
export const ComparisonPicture: FC<Props> = ({ name, title, columns, answers }) => {
  const blocks = columns
    .filter(({ figures }) => figures.length > 0)
    .map(({ column, figures }) => ({
      row: shortened(column.row.replace(/:$/u, "") || "Svaret", longestRow),
      bars: figures.map((figure): Bar => ({
        label: shortened(`${figure.answers.join(" eller ")} · ${figure.group}`, longestBar),
        share: figure.share,
        isOurs: figure.answers.includes(answers.get(column.column) ?? ""),
      })),
    }));
  if (blocks.length === 0) return null;
  const tops = blocks.map((_, place) => heightOf(blocks.slice(0, place)));
  const bars = blocks.flatMap((one) => one.bars);
  const ours = bars.filter(({ isOurs }) => isOurs).length;
  const id = `bild-${name}`;
  return (
    <figure class="f-chart">
      <svg viewBox={`0 0 ${width} ${heightOf(blocks)}`} role="img" aria-labelledby={`${id}-titel ${id}-text`}>
        <title id={`${id}-titel`}>{`Staplar till fråga ${title}`}</title>
        <desc id={`${id}-text`}>
          {`${bars.length} publicerade andelar i procent. Vid ${ours === 0 ? "ingen" : ours} av dem står ett märke: så svarar vi. Samma tal finns i tabellen.`}
        </desc>
        {blocks.map(({ row, bars: own }, place) => (
          <g transform={`translate(0 ${tops[place] ?? 0})`}>
            <text x="0" y="16" class="f-chart-label">
              {row}
            </text>
            {own.map((one, at) => (
              <ShareBar bar={one} top={heading + at * step} />
            ))}
          </g>
        ))}
      </svg>
      <ul class="f-chart-key">
        <li>● så svarar vi</li>
      </ul>
    </figure>
  );
};

const heightOf = (blocks: readonly { readonly bars: readonly Bar[] }[]): number =>
  blocks.reduce((height, { bars }) => height + heading + bars.length * step, 0);

const ShareBar: FC<{ bar: Bar; top: number }> = ({ bar: { label, share, isOurs }, top }) => (
  <>
    <text x={left} y={top + 12} class="f-chart-small">
      {label}
    </text>
    <rect x={left} y={top + 17} width={end - left} height="12" rx="3" class="f-chart-track" />
    <rect x={left} y={top + 17} width={Math.max(((end - left) * share) / 100, share > 0 ? 2 : 0)} height="12" rx="3" class="f-chart-bar" />
    <text x={end + 6} y={top + 28} class="f-chart-small">
      {`${String(share).replace(".", ",")} %`}
    </text>
    {isOurs ? (
      <text x="0" y={top + 28} class="f-chart-small">
        ●
      </text>
    ) : null}
  </>
);

const shortened = (label: string, longest: number): string => (label.length > longest ? `${label.slice(0, longest - 1)}…` : label);
