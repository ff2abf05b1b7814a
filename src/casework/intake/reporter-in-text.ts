/** Whether a text says who has reported, where that is kept secret (26 kap. 5 § OSL): looked for by the words of the name, never changed. Pure. */
import { createHash } from "node:crypto";
import { contactWords, saysContact } from "../people/contact-words.ts";
import type { Contacts } from "../people/contact-words.ts";
import { folded, partsOf } from "../people/names.ts";

/** Who reported as it was typed, "Karin Ek, Storskolan", and how she is reached. */
export type SecretReporter = { readonly name: string | null; readonly contact: string | null };

/** A passage that names somebody who is to be secret. */
export type NamingPassage = {
  /** Stands for exactly these words: an answer about it is about nothing else. */
  readonly id: string;
  readonly passage: string;
};

/** A shorter part of a name is in too many words. */
const shortest = 3;
/** What is written beside a name and is nobody's. */
const titles = new Set(
  "rektor lärare läraren lärarinna kurator skolkurator sköterska skolsköterska läkare psykolog förskollärare förskolan skolan skola polis polisen socialsekreterare mamma pappa mormor morfar farmor farfar granne moster faster barnavårdscentralen barnpsykiatrin elevhälsan vårdcentralen mottagningen och vid från".split(
    " ",
  ),
);

type Sought = {
  readonly words: ReadonlySet<string>;
  /** Names of which every part is short or somebody's who is known, and which are nobody's of them: told by all of it together. */
  readonly whole: readonly (readonly string[])[];
  readonly contacts: Contacts;
  readonly addresses: readonly string[];
};

function soughtOf(reporters: readonly SecretReporter[], known: readonly string[]): Sought {
  // The child's own name, and the reader's, tell nothing.
  const everybodys = new Set(known.flatMap(partsOf));
  const named = reporters.map(({ name }) =>
    (name ?? "")
      .split(/[\s,;/()]+/u)
      .filter((word) => /^\p{Lu}/u.test(word))
      .flatMap(partsOf)
      .filter((word) => !foldedTitles.has(word)),
  );
  const isOwn = (word: string): boolean => word.length >= shortest && !everybodys.has(word);
  const isKnown = (parts: readonly string[]): boolean => known.some((one) => parts.every((part) => partsOf(one).includes(part)));
  const contacts = reporters.map(({ contact }) => contact ?? "");
  return {
    words: new Set(named.flat().filter(isOwn)),
    whole: named.filter((parts) => parts.length > 1 && !parts.some(isOwn) && !isKnown(parts)),
    contacts: contactWords(contacts),
    addresses: contacts.flatMap((contact) => contact.match(/[^\s,;<>]+@[^\s,;<>]+/gu) ?? []).map(folded),
  };
}
const foldedTitles: ReadonlySet<string> = new Set([...titles].map(folded));

/** "Karin", and "Karins", whose it is. */
const isOf = (word: string, words: ReadonlySet<string>): boolean => words.has(word) || (word.endsWith("s") && words.has(word.slice(0, -1)));

function names(passage: string, { words, whole, contacts, addresses }: Sought): boolean {
  const parts = partsOf(passage);
  if (parts.some((word) => isOf(word, words))) return true;
  if (whole.some((name) => name.every((part) => parts.some((word) => isOf(word, new Set([part])))))) return true;
  const plain = folded(passage);
  return saysContact(passage, contacts) || addresses.some((address) => plain.includes(address));
}

/** An identifier made of the words, so that the same words have the same one. */
export function idOf(passage: string): string {
  const hex = createHash("sha256").update(passage).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

/**
 * The sentences of the texts that name somebody who is to be secret, each once. `known`: names that everybody who reads knows, the child's and the
 * reader's own.
 */
export function passagesNaming(
  texts: readonly string[],
  reporters: readonly SecretReporter[],
  known: readonly string[],
): readonly NamingPassage[] {
  const sought = soughtOf(reporters, known);
  const { words, numbers } = sought.contacts;
  if (sought.words.size + sought.whole.length + words.length + numbers.length + sought.addresses.length === 0) return [];
  return sentencesOf(texts)
    .filter((one) => names(one, sought))
    .map((passage) => ({ id: idOf(passage), passage }));
}

/** The sentences of texts, each once. */
export const sentencesOf = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/u)).map((one) => one.trim()))].filter((one) => one !== "");
