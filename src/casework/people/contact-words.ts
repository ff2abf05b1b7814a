/** How somebody is reached, as words and digits that are known again in a text however they are written there. Pure. */
import { folded } from "./names.ts";

/** As many digits as make a number recognisable, and as many signs as make an address so. */
const fewest = { digits: 6, address: 5 } as const;

export type Contacts = { readonly words: readonly string[]; readonly numbers: readonly string[] };

/** Without case, accents and signs between words. */
export const plainOf = (text: string): string =>
  folded(text)
    .replaceAll(/[^\p{L}\p{N}@]+/gu, " ")
    .trim();
const digitsOf = (text: string): string => text.replaceAll(/\D/gu, "");

/** Where a street is its name, whatever door and flat stand after it; a box its number too. */
function streetOf(plain: string): string {
  const street = /^\D+(?= \d)/u.exec(plain)?.[0] ?? plain;
  return street.length >= fewest.address ? street : plain;
}

/**
 * Of each line of an address what stands first in it, of "c/o" the name, an e-mail address or a name as it stands; of every telephone or identity number the last
 * digits, whatever stands beside it. A postcode with its town is none: the town is the reader's own as often.
 */
export function contactWords(contacts: readonly string[]): Contacts {
  const lines = contacts.flatMap((one) => one.split(/[,;\n]/u)).map((one) => one.replace(/^\s*c\/o\b/iu, ""));
  const words = lines
    .filter((one) => /\p{L}/u.test(one) && !/^\s*(?:[a-z]{1,2}-)?\d{3}\s?\d{2}(?!\d)/iu.test(one))
    .map((one) => (one.includes("@") ? plainOf(one) : streetOf(plainOf(one))))
    .filter((one) => one.length >= fewest.address);
  const numbers = contacts
    .flatMap((one) => one.match(/\d[\d\s()./–-]{4,}\d/gu) ?? [])
    .map((one) => digitsOf(one).slice(-fewest.digits))
    .filter((one) => one.length === fewest.digits);
  return { words: [...new Set(words)], numbers: [...new Set(numbers)] };
}

/** True where a passage says one of them. */
export function saysContact(passage: string, { words, numbers }: Contacts): boolean {
  const [plain, digits] = [` ${plainOf(passage)} `, digitsOf(passage)];
  return words.some((one) => plain.includes(` ${one} `) || plain.includes(` ${one}s `)) || numbers.some((one) => digits.includes(one));
}
