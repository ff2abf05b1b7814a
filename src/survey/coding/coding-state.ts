/** An open question as far as it has been coded, and what each may see of it. Pure. */
import type { Unit } from "../tables/frame.ts";

export type Code = {
  readonly code: string;
  readonly meaning: string;
  readonly example: string | null;
  readonly includes: string | null;
  readonly excludes: string | null;
};
export type CodeBook = { readonly id: string; readonly version: number; readonly codes: readonly Code[] };

/** 1 and 2 code; 3 settles. */
export type Seat = 1 | 2 | 3;
export type Coding = {
  readonly id: string;
  readonly seat: Seat;
  readonly number: number;
  readonly bookId: string;
  /** Of the text that was read, in hexadecimal. */
  readonly digest: string;
  readonly codes: readonly string[];
  readonly reason: string | null;
  readonly by: string;
};

export type OpenAnswer = {
  readonly unit: Unit & { readonly id: string };
  readonly text: string;
  readonly digest: string;
  readonly codings: readonly Coding[];
};
export type Coder = { readonly seat: 1 | 2; readonly staffId: string; readonly name: string; readonly doneAt: string | null };

export type CodingState = {
  readonly books: readonly CodeBook[];
  readonly coders: readonly Coder[];
  /** The answers that have a text, the last delivery of each unit. */
  readonly answers: readonly OpenAnswer[];
};

/** The version to code by; undefined where none is written. */
export const bookOf = ({ books }: Pick<CodingState, "books">): CodeBook | undefined => books.at(-1);

const sameMeaning = (one: Code | undefined, other: Code | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.meaning === other.meaning &&
  one.includes === other.includes &&
  one.excludes === other.excludes;

/** True where a coding is of the text as it is now, and its codes mean what they meant. */
export function stands(state: Pick<CodingState, "books">, answer: OpenAnswer, coding: Coding | undefined): coding is Coding {
  if (coding?.digest !== answer.digest) return false;
  const now = bookOf(state);
  if (coding.bookId === now?.id) return true;
  const then = state.books.find(({ id }) => id === coding.bookId);
  const find = (book: CodeBook | undefined, code: string) => book?.codes.find((one) => one.code === code);
  return coding.codes.every((code) => sameMeaning(find(then, code), find(now, code)));
}

/** What stands of a seat's coding of an answer. */
export function standingOf(state: Pick<CodingState, "books">, answer: OpenAnswer, seat: Seat): Coding | undefined {
  const coding = answer.codings.find((one) => one.seat === seat);
  return stands(state, answer, coding) ? coding : undefined;
}

/** The seat that somebody codes in. */
export const seatOf = ({ coders }: CodingState, staffId: string): 1 | 2 | undefined => coders.find((one) => one.staffId === staffId)?.seat;

/** True when both have said that they are done: from then on what both have coded is seen by all. */
export const isRevealed = ({ coders }: CodingState): boolean => coders.length === 2 && coders.every(({ doneAt }) => doneAt !== null);

/** The two codings of an answer, where all may see them; undefined else. What is seen is not changed any more. */
export function seenPair(state: CodingState, answer: OpenAnswer): readonly [Coding, Coding] | undefined {
  if (!isRevealed(state)) return undefined;
  const [first, second] = [standingOf(state, answer, 1), standingOf(state, answer, 2)];
  return first && second ? [first, second] : undefined;
}

export const sameCodes = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((code) => other.includes(code));

/** What decides an answer's codes: the first coder's where both gave the same, or what was settled. Undefined where it is not coded or not settled. */
export function finalCoding(state: CodingState, answer: OpenAnswer): Coding | undefined {
  const pair = seenPair(state, answer);
  if (!pair) return undefined;
  const [first, second] = pair;
  return sameCodes(first.codes, second.codes) ? first : standingOf(state, answer, 3);
}

/** The codes that an answer has in the end. Undefined where it is not coded or not settled. */
export const finalCodes = (state: CodingState, answer: OpenAnswer): readonly string[] | undefined => finalCoding(state, answer)?.codes;

/** What a seat has still to code. */
export const leftFor = (state: CodingState, seat: 1 | 2): readonly OpenAnswer[] =>
  state.answers.filter((answer) => standingOf(state, answer, seat) === undefined);

/** The one that a seat goes on with after an answer: the next in their order that is not coded, from the beginning again after the last; none but that one is none. */
export function nextLeft(state: CodingState, seat: 1 | 2, after: OpenAnswer): OpenAnswer | undefined {
  const place = state.answers.indexOf(after);
  const left = leftFor(state, seat).filter((one) => one !== after);
  return left.find((one) => state.answers.indexOf(one) > place) ?? left[0];
}

/** True where somebody has coded the answer in the seat, and it is to be coded anew: the text or the code book is another. */
export const isAnew = (state: CodingState, answer: OpenAnswer, seat: 1 | 2): boolean =>
  answer.codings.some((one) => one.seat === seat) && standingOf(state, answer, seat) === undefined;
