/** The published shares as bars, with a mark at those that are our own answer. Drawn on the server; the table beside says the same. */
import type { FC } from "hono/jsx";
import type { ComparedColumn } from "../compared.ts";

const width = 640;
const left = 16;
const end = 560;
const step = 46;
/** Signs of a label that fit on a line. */
const longestLabel = 78;

type Props = { name: string; title: string; columns: readonly ComparedColumn[]; answers: ReadonlyMap<string, string> };

/** One bar for each published figure; none where nothing is published. */
export const ComparisonPicture: FC<Props> = ({ name, title, columns, answers }) => {
  const bars = columns.flatMap(({ column, figures }) =>
    figures.map((figure) => ({
      label: shortened([column.row.replace(/:$/u, ""), figure.answers.join(" eller "), figure.group].filter(Boolean).join(" · ")),
      share: figure.share,
      isOurs: figure.answers.includes(answers.get(column.column) ?? ""),
    })),
  );
  if (bars.length === 0) return null;
  const id = `bild-${name}`;
  const ours = bars.filter(({ isOurs }) => isOurs).length;
  return (
    <figure class="f-chart">
      <svg viewBox={`0 0 ${width} ${bars.length * step}`} role="img" aria-labelledby={`${id}-titel ${id}-text`}>
        <title id={`${id}-titel`}>{`Staplar till fråga ${title}`}</title>
        <desc id={`${id}-text`}>
          {`${bars.length} publicerade andelar i procent. Vid ${ours === 0 ? "ingen" : ours} av dem står ett märke: så svarar vi. Samma tal finns i tabellen.`}
        </desc>
        {bars.map(({ label, share, isOurs }, place) => (
          <>
            <text x={left} y={place * step + 16} class="f-chart-small">
              {label}
            </text>
            <rect x={left} y={place * step + 22} width={end - left} height="14" rx="3" class="f-chart-track" />
            <rect
              x={left}
              y={place * step + 22}
              width={Math.max(((end - left) * share) / 100, share > 0 ? 2 : 0)}
              height="14"
              rx="3"
              class="f-chart-bar"
            />
            <text x={end + 8} y={place * step + 34} class="f-chart-small">
              {`${String(share).replace(".", ",")} %`}
            </text>
            {isOurs ? (
              <text x="2" y={place * step + 35} class="f-chart-small">
                ●
              </text>
            ) : null}
          </>
        ))}
      </svg>
      <ul class="f-chart-key">
        <li>● så svarar vi</li>
      </ul>
    </figure>
  );
};

const shortened = (label: string): string => (label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label);
