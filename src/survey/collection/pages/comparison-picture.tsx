/** The published shares as bars, with a mark at those that are our own answer. Drawn on the server; the table beside says the same. */
import type { FC } from "hono/jsx";
import { alternativesWords } from "../compared.ts";
import type { ComparedColumn } from "../compared.ts";

const width = 360;
const left = 14;
const end = 312;
/** Of a line of a label, and of what stands around the lines. */
const rowLine = 18;
const barLine = 15;
const aboveRow = 6;
const barHeight = 21;
/** Signs of a label that fit on a line; what is longer goes on below. */
const longestRow = 46;
const longestBar = 54;

type Props = { name: string; title: string; columns: readonly ComparedColumn[]; answers: ReadonlyMap<string, string> };
type Bar = { readonly label: readonly string[]; readonly share: number; readonly isOurs: boolean };

/** One bar for each published figure, below the row that it is of; none where nothing is published. */
export const ComparisonPicture: FC<Props> = ({ name, title, columns, answers }) => {
  const blocks = columns
    .filter(({ figures }) => figures.length > 0)
    .map(({ column, figures }) => ({
      row: linesOf(column.row.replace(/:$/u, "") || "Svaret", longestRow),
      bars: figures.map((figure): Bar => ({
        label: linesOf(`${alternativesWords(figure.answers)} · ${figure.group}`, longestBar),
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
            <Lines of={row} x={0} y={aboveRow + rowLine - 8} step={rowLine} class="f-chart-label" />
            {own.map((one, at) => (
              <ShareBar bar={one} top={topOf(row, own, at)} />
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

type Block = { readonly row: readonly string[]; readonly bars: readonly Bar[] };

const heightOfBar = ({ label }: Bar): number => label.length * barLine + barHeight;
const headingOf = (row: readonly string[]): number => aboveRow + row.length * rowLine;
/** Where a bar begins, below its heading and the bars before it. */
const topOf = (row: readonly string[], bars: readonly Bar[], at: number): number =>
  bars.slice(0, at).reduce((top, bar) => top + heightOfBar(bar), headingOf(row));
const heightOf = (blocks: readonly Block[]): number => blocks.reduce((height, { row, bars }) => height + topOf(row, bars, bars.length), 0);

const Lines: FC<{ of: readonly string[]; x: number; y: number; step: number; class: string }> = ({ of, x, y, step, class: looks }) => (
  <text x={x} y={y} class={looks}>
    {of.map((line, at) => (
      <tspan x={x} dy={at === 0 ? 0 : step}>
        {line}
      </tspan>
    ))}
  </text>
);

const ShareBar: FC<{ bar: Bar; top: number }> = ({ bar: { label, share, isOurs }, top }) => {
  const below = top + label.length * barLine;
  return (
    <>
      <Lines of={label} x={left} y={top + barLine - 3} step={barLine} class="f-chart-small" />
      <rect x={left} y={below + 2} width={end - left} height="12" rx="3" class="f-chart-track" />
      <rect
        x={left}
        y={below + 2}
        width={Math.max(((end - left) * share) / 100, share > 0 ? 2 : 0)}
        height="12"
        rx="3"
        class="f-chart-bar"
      />
      <text x={end + 6} y={below + 13} class="f-chart-small">
        {`${String(share).replace(".", ",")} %`}
      </text>
      {isOurs ? (
        <text x="0" y={below + 13} class="f-chart-small">
          ●
        </text>
      ) : null}
    </>
  );
};

/** A label in lines of at most so many signs, parted between words; a word that is longer stands alone. */
export function linesOf(label: string, longest: number): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
