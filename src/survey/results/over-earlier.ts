/**
 * What may be published of a round beside what is out already (decision 0038): set against an earlier publication, a later one
 * must not tell what either hides.
 */
import type { Problem } from "../../platform/basics/result.ts";
import type { PublicationContents, PublicationForm } from "./terms.ts";

/** A publication of the round that is out, or is being made. */
export type Earlier = {
  readonly number: number;
  readonly form: PublicationForm;
  readonly contents: PublicationContents;
  /** SHA-256 in hexadecimal of which deliveries it is made of. */
  readonly answers: string;
  /** Of open answers by code: which question, and SHA-256 in hexadecimal of which unit has which codes; null of others. */
  readonly column: string | null;
  readonly codings: string | null;
};

export type Asked = Omit<Earlier, "number">;

/** Why it may not be made; null where it may. */
export function refusalOf(asked: Asked, earlier: readonly Earlier[]): Problem | null {
  const secret = earlier.filter(({ form }) => form === "skyddad");
  const others = (list: readonly Earlier[]) => list.find(({ answers }) => answers !== asked.answers);
  if (asked.form === "som tryckt") {
    const [first] = secret;
    return first === undefined ? null : toldByOfficial(first);
  }
  const otherSecret = others(secret);
  if (otherSecret !== undefined) return toldByDifference(otherSecret, "Gör den av samma svar som den.");
  const otherCodes = secret.find(({ column, codings }) => column !== null && column === asked.column && codings !== asked.codings);
  if (otherCodes !== undefined) return toldByCodes(otherCodes);
  // By sex and age nothing is ever official: what is out of other answers says nothing of it.
  if (asked.contents === "bara efter kön och ålder") return null;
  const otherOfficial = others(earlier.filter(({ form }) => form === "som tryckt"));
  if (otherOfficial === undefined) return null;
  return toldByDifference(otherOfficial, "Gör den av samma svar som den, eller välj bara tabellerna efter kön och ålder.");
}

const toldByOfficial = ({ number }: Earlier): Problem => ({
  code: "protected-is-out",
  message: `Publicering ${number} är skyddad. Den officiella formen döljer ingenting, och skulle visa det som den döljer.`,
  hint: "Ska en omgång ges ut i båda formerna görs den officiella först.",
});

const toldByDifference = ({ number }: Earlier, hint: string): Problem => ({
  code: "other-answers-are-out",
  message: `Publicering ${number} är gjord av andra svar. Ställs de mot varandra går det att räkna ut vad de enheter har svarat som skiljer dem åt.`,
  hint,
});

const toldByCodes = ({ number }: Earlier): Problem => ({
  code: "other-codes-are-out",
  message: `Publicering ${number} är gjord av andra koder på samma svar. Ställs de mot varandra går det att räkna ut hur de svar är kodade som skiljer dem åt.`,
  hint: "Publiceringen som är ute gäller.",
});

/** Two rounds that a protected publication compares, with which deliveries. */
export type Pair = { readonly round: string; readonly answers: string; readonly other: string; readonly otherAnswers: string };

/**
 * Why a protected comparison may not be made. The units that answered both times are a group of their own: with the group of another comparison it would
 * tell of the units that are in one and not in the other.
 */
export function refusalOfComparison(asked: Pair, earlier: readonly Pair[]): Problem | null {
  const touches = (pair: Pair) => [pair.round, pair.other].some((round) => round === asked.round || round === asked.other);
  const isSame = (pair: Pair) => sides(pair) === sides(asked);
  if (earlier.every((pair) => !touches(pair) || isSame(pair))) return null;
  return {
    code: "compared-already",
    message:
      "Någon av omgångarna är redan jämförd i skyddad form, med en annan omgång eller av andra svar. De som svarade båda gångerna är då andra, och det går att räkna ut vad de har svarat som skiljer dem åt.",
    hint: "Jämför samma omgångar av samma svar, eller jämför i den officiella formen.",
  };
}

const sides = ({ round, answers, other, otherAnswers }: Pair) => [`${round} ${answers}`, `${other} ${otherAnswers}`].sort().join();
