/** What stands in a letter, whatever its kind, and how it is made a document. Pure but for the name of its template's file. */
import { z } from "zod";
import { formatLong, stockholmDate } from "../../platform/basics/dates.ts";
import { failed } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { answer } from "../../platform/core/answers.ts";
import { makePdf } from "../../platform/documents/make-pdf.ts";
import { defineTemplate } from "../../platform/documents/template.ts";
import { letterPassage } from "./protected-words.ts";
import { longestLogo } from "./logo.ts";

const words = answer.text(50_000);
const pair = z.tuple([answer.text(200), words]);

/** Who sends it, as the municipality has said; `about`: its day, our reference, who writes. */
export const letterheadValues = z.object({
  sentBy: answer.text(200),
  contact: answer.text(400).nullable(),
  /** A PNG as Base64. */
  logo: answer.text(longestLogo).nullable(),
  about: answer.list(answer.text(300)),
});

/** What a letter shows; no name stands in its title or running head. */
export const letterValues = z.object({
  letterhead: letterheadValues,
  title: answer.text(200),
  head: answer.text(200),
  greeting: words,
  /** What the two columns of facts are called. */
  factsHeads: z.tuple([answer.text(100), answer.text(100)]),
  facts: answer.list(pair),
  /** A part without a heading has "" for it. */
  parts: answer.list(pair),
  closing: words,
});
export type LetterValues = z.output<typeof letterValues>;

/** What a room says in a letter of its own: everything but its head. */
export type LetterWords = Pick<LetterValues, "title" | "greeting" | "facts" | "parts" | "closing"> & {
  readonly factsHeads?: LetterValues["factsHeads"];
};

/** The head of a municipality's letters, as it holds. */
export type Letterhead = {
  readonly municipality: string;
  readonly sender: string | null;
  readonly contact: string | null;
  readonly png: Buffer | null;
};

type Of = {
  readonly head: Letterhead;
  readonly madeAt: Date;
  /** The number of the case; null where the letter names no case. */
  readonly reference: string | null;
  /** Who writes, and can be reached. */
  readonly by: string;
};

/** The head of what is sent: with its day, its reference and who writes. */
export function letterheadOf({ head, madeAt, reference, by }: Of): LetterValues["letterhead"] {
  const day = formatLong(stockholmDate(madeAt));
  return {
    sentBy: head.sender ?? `Socialtjänsten, ${head.municipality}`,
    contact: head.contact,
    logo: head.png === null ? null : head.png.toString("base64"),
    about: [day, ...(reference === null ? [] : [`Vår beteckning: ${reference}`]), `Handläggare: ${by}`],
  };
}

/** A letter with the municipality's head. */
export function withLetterhead(said: LetterWords, of: Of): LetterValues {
  const { head, madeAt, reference } = of;
  return {
    letterhead: letterheadOf(of),
    head: [head.municipality, reference, formatLong(stockholmDate(madeAt))].filter((one) => one !== null).join(" · "),
    ...said,
    factsHeads: said.factsHeads ?? ["Om ärendet", "Det gäller"],
  };
}

/** A logo as a template takes it. */
export const logoBytes = ({ logo }: LetterValues["letterhead"]): readonly number[] | null =>
  logo === null ? null : [...Buffer.from(logo, "base64")];

/** The only template of letters: what is shown here alone can leave as one. */
const letterTemplate = defineTemplate({
  name: "letter",
  file: new URL("letter.typ", import.meta.url),
  values: letterValues.extend({ logo: answer.list(answer.count).nullable() }),
});

/**
 * A letter that has been looked through: `defineLetter` alone gives one, and only it can be made a document. `passages`: what may tell something protected, each
 * with whether somebody has read it and found that it does not.
 */
export const madeLetter = z.object({
  kind: answer.code,
  letterId: answer.id,
  madeAt: answer.moment,
  letter: letterValues,
  passages: answer.list(letterPassage),
});
declare const lookedThrough: unique symbol;
export type MadeLetter = z.output<typeof madeLetter> & { readonly [lookedThrough]: true };

/** Why a letter may not leave. */
export const unansweredPassages = {
  code: "letter-may-tell",
  message: "Brevet kan visa något som är skyddat.",
  hint: "Granska brevet och svara om varje stycke, eller skriv om texten.",
} as const satisfies Problem;

/** A letter as a tagged PDF. Problems: `letter-may-tell` where a passage is not answered, and those of `makePdf`. */
export function letterPdf({ letter, madeAt, passages }: MadeLetter): Promise<Result<Uint8Array>> {
  if (passages.some(({ answered }) => !answered)) return Promise.resolve(failed(unansweredPassages));
  return makePdf(letterTemplate, { ...letter, logo: logoBytes(letter.letterhead) }, { at: madeAt });
}
