/** A genogram as a picture, drawn on the server with the usual signs. It tells nothing that the table beside it does not. */
import type { FC } from "hono/jsx";
import { BOX, layOut } from "../genogram.ts";
import type { Line, Tie } from "../genogram.ts";
import type { GenogramPerson, GenogramRelation } from "../queries/get-genogram.ts";

const half = BOX.symbol / 2;
/** As many signs as a name has room for; the table has the whole. */
const longest = 15;
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** The sign: a man is a square, a woman a circle, of unknown sex a diamond; the child has it twice; who has died has a cross. */
const Sign: FC<{ of: GenogramPerson; x: number; y: number }> = ({ of, x, y }) => (
  <>
    <Shape sex={of.sex} x={x} y={y} r={half} />
    {of.isChild ? <Shape sex={of.sex} x={x} y={y} r={half - 5} /> : null}
    {of.isDeceased ? (
      <path
        class="f-genogram-cross"
        d={`M${x - half} ${y - half}L${x + half} ${y + half}M${x + half} ${y - half}L${x - half} ${y + half}`}
      />
    ) : null}
  </>
);

const Shape: FC<{ sex: GenogramPerson["sex"]; x: number; y: number; r: number }> = ({ sex, x, y, r }) => {
  if (sex === "man") return <rect class="f-genogram-sign" x={x - r} y={y - r} width={2 * r} height={2 * r} />;
  if (sex === "kvinna") return <circle class="f-genogram-sign" cx={x} cy={y} r={r} />;
  return <path class="f-genogram-sign" d={`M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`} />;
};

/** Which lines are broken: what is of half or step, of the network, or of guardianship alone. */
const looks: Readonly<Partial<Record<Line["style"], string>>> = {
  halvsyskon: "f-genogram-dashed",
  styvförälder: "f-genogram-dashed",
  nätverk: "f-genogram-dotted",
  kontakt: "f-genogram-dotted",
  vårdnadshavare: "f-genogram-dotted",
};

const pathOf = (points: Line["points"], dy = 0): string => points.map(([x, y], n) => `${n === 0 ? "M" : "L"}${x} ${y + dy}`).join("");

/** Two strokes over the longest stretch of the line: it has been and is no longer. */
function strokes({ points }: Line): string {
  const stretches = points.slice(1).map((to, n) => ({ from: points[n] ?? to, to }));
  const lengthOf = ({ from, to }: (typeof stretches)[number]) => Math.abs(from[0] - to[0]) + Math.abs(from[1] - to[1]);
  const [first] = stretches.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (!first) return "";
  const [x, y] = [(first.from[0] + first.to[0]) / 2, (first.from[1] + first.to[1]) / 2];
  return [-3, 3].map((d) => `M${x + d - 4} ${y + 7}L${x + d + 4} ${y - 7}`).join("");
}

/** The line of text below a name. */
const underHeight = 16;

type Props = { people: readonly GenogramPerson[]; relations: readonly GenogramRelation[]; today: string };

export const GenogramPicture: FC<Props> = ({ people, relations, today }) => {
  const nodes = people.map(({ id, isChild, guardian }) => ({ id, isChild, isGuardian: guardian !== null }));
  const { width, height, boxes, lines } = layOut(nodes, relations satisfies readonly Tie[]);
  const over = new Set(
    relations.filter((one) => one.kind === "tidigare partner" || (one.validTo !== null && one.validTo < today)).map((one) => one.id),
  );
  /** A line comes down from what stands below the sign: from the name where nothing stands below it. */
  const isShort = (id: string) => people.some((one) => one.id === id && underName(one) === "");
  const fromName = ([x, y]: Line["points"][number]): Line["points"][number] => {
    const box = boxes.find((one) => one.y + BOX.height === y && x > one.x && x < one.x + BOX.width);
    return box && isShort(box.id) ? [x, y - underHeight] : [x, y];
  };
  const drawn = lines.map((line) => ({
    ...line,
    points: line.points.map((point, n) => (n === 0 || n === line.points.length - 1 ? fromName(point) : point)),
  }));
  const generations = new Set(boxes.map((one) => one.y)).size;
  return (
    <figure class="f-genogram">
      <div class="f-genogram-frame" role="region" aria-label="Genogram, rullas i sidled" tabindex={0}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="genogram-title genogram-desc">
          <title id="genogram-title">Genogram</title>
          <desc id="genogram-desc">{`${people.length} personer på ${generations} rader. Tabellerna under bilden säger samma sak.`}</desc>
          {drawn.map((line) => {
            const look = looks[line.style];
            const isCouple = line.style === "partner" || line.style === "tidigare partner";
            return (
              <>
                {isCouple ? (
                  <>
                    <path class="f-genogram-line" d={pathOf(line.points, -2)} />
                    <path class="f-genogram-line" d={pathOf(line.points, 2)} />
                  </>
                ) : (
                  <path class={look ? `f-genogram-line ${look}` : "f-genogram-line"} d={pathOf(line.points)} />
                )}
                {line.ties.length > 0 && line.ties.every((id) => over.has(id)) ? <path class="f-genogram-line" d={strokes(line)} /> : null}
              </>
            );
          })}
          {boxes.map((box) => {
            const person = people.find((one) => one.id === box.id);
            if (!person) return null;
            const x = box.x + BOX.width / 2;
            return (
              <>
                <Sign of={person} x={x} y={box.y + half} />
                <text class="f-genogram-name" x={x} y={box.y + BOX.symbol + 16} text-anchor="middle">
                  {short(person.givenName)}
                </text>
                <text class="f-genogram-under" x={x} y={box.y + BOX.symbol + 32} text-anchor="middle">
                  {underName(person)}
                </text>
              </>
            );
          })}
        </svg>
      </div>
      <figcaption class="f-subtle f-small">
        Fyrkant: man. Cirkel: kvinna. Romb: kön inte känt. Dubbel kant: barnet. Kryss: avliden. Dubbel linje: partner. Överstruken linje:
        gäller inte längre. Streckad linje: halvsyskon eller styvförälder. Prickad linje: nätverk, kontakt eller bara vårdnad.
      </figcaption>
    </figure>
  );
};

/** What stands below the name: that somebody is protected, else the year of birth where it is known. */
function underName({ protectedIdentity, birthYear }: GenogramPerson): string {
  if (protectedIdentity !== "ingen") return "Skyddad identitet";
  return birthYear === null ? "" : `f. ${birthYear}`;
}
