/** What is protected, looked for in the words of a letter: found by sentence, never changed. Pure. */
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { idOf, passagesNaming, sentencesOf } from "../intake/reporter-in-text.ts";
import type { SecretReporter } from "../intake/reporter-in-text.ts";
import { contactWords, plainOf, saysContact } from "../people/contact-words.ts";

/** What a passage may tell. */
export const tellings = [
  "vem som har anmält",
  "hur någon med skyddad identitet nås",
  "något som inte får visas för vårdnadshavare",
] as const;

/** A passage that may tell something protected; answered where somebody has read it and found that it does not. */
export const letterPassage = z.object({
  id: answer.id,
  passage: answer.text(60_000),
  tells: answer.oneOf(tellings),
  answered: answer.yesNo,
});
export type LetterPassage = z.output<typeof letterPassage>;

export type Protected = {
  /** Who has reported, where it is secret. */
  readonly reporters: readonly SecretReporter[];
  /** Addresses, telephones, former names and numbers of those with a protected identity, but for the receiver's own. */
  readonly contacts: readonly string[];
  /** What guardians may not be shown; nothing of it where the letter is the child's own. */
  readonly kept: readonly string[];
  /** Names that the receiver knows. */
  readonly known: readonly string[];
};

/** As many signs as make a sentence recognisable. */
const fewest = { sentence: 15 } as const;

/** The sentences of what leaves that may tell something protected, each once, with what it may tell. */
export function protectedPassages(
  texts: readonly string[],
  { reporters, contacts, kept, known }: Protected,
): readonly Omit<LetterPassage, "answered">[] {
  const sentences = sentencesOf(texts);
  const reached = contactWords(contacts);
  // Who is lived with may be whom the letter is to.
  const names = new Set(known.map(plainOf));
  const sought = { ...reached, words: reached.words.filter((one) => !names.has(one)) };
  const keptSentences = sentencesOf(kept)
    .map(plainOf)
    .filter((one) => one.length >= fewest.sentence);
  const keptTexts = kept.map(plainOf);
  const isKept = (passage: string): boolean => {
    const plain = plainOf(passage);
    return (
      keptSentences.some((one) => plain.includes(one)) || (plain.length >= fewest.sentence && keptTexts.some((one) => one.includes(plain)))
    );
  };
  const found: readonly (readonly [LetterPassage["tells"], readonly string[]])[] = [
    ["vem som har anmält", passagesNaming(texts, reporters, known).map(({ passage }) => passage)],
    ["hur någon med skyddad identitet nås", sentences.filter((one) => saysContact(one, sought))],
    ["något som inte får visas för vårdnadshavare", sentences.filter(isKept)],
  ];
  // What a passage is answered about is one thing: the same words that may tell two things are two passages.
  return found.flatMap(([tells, passages]) => passages.map((passage) => ({ id: idOf(`${tells}:${passage}`), passage, tells })));
}
