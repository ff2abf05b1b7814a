/** What in a text may tell who it is about or who wrote it. Searched before a quote can be approved: a person decides, the program points. */
import { hasIdentityNumber } from "../../platform/basics/identity-number.ts";

/** `stops`: the quote may not have it. The others somebody must look at. */
export type Finding = {
  readonly kind: "personnummer" | "telefonnummer" | "e-postadress" | "enhetens namn" | "annan enhets namn" | "nummer" | "namn";
  readonly found: string;
  readonly stops: boolean;
};

type Names = { readonly own: string; readonly others: readonly string[] };

const mail = /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;
const phone = /(?<![\p{L}\p{N}])(?:\+46|0046|0)[\s\-–/()]*\d(?:[\s\-–/()]*\d){5,11}(?!\d)/gu;
/** Six digits or more that belong together: a case, a birth date, a number. */
const digits = /(?<!\d)\d(?:[\s-]?\d){5,}(?!\d)/gu;
/** A word with a capital: "Anna", "McDonald", "O'Brien". */
const word = "\\p{Lu}(?:\\p{Ll}+|['’]\\p{Lu}\\p{Ll}+)(?:['’]?\\p{Lu}\\p{Ll}+)*";
/** Two words with capitals beside each other, also at the beginning: "Anna Svensson", "Anna-Lena af Ugglas". */
const fullName = new RegExp(`(?<!\\p{L})${word}(?:-${word})?(?:\\s(?:af|av|von|de|van))?\\s${word}(?:-${word})?(?!\\p{L})`, "gu");
/** "A. Svensson", "A.B. Svensson". */
const initials = new RegExp(`(?<!\\p{L})\\p{Lu}\\.\\s?(?:\\p{Lu}\\.\\s?)?${word}(?!\\p{L})`, "gu");
/** "ANNA SVENSSON". */
const allCapitals = /(?<!\p{L})\p{Lu}{2,}(?:-\p{Lu}{2,})?\s\p{Lu}{3,}(?:-\p{Lu}{2,})?(?!\p{L})/gu;
/** One word with a capital inside a sentence, also within quotation marks or brackets: "samtal med Anna", "flickan (Anna)". */
const singleName = /(?<=[\p{L}\p{N},;:)]\s["”“»'’([]?)\p{Lu}\p{Ll}{2,}(?!\p{L})/gu;
/** Words that say what a unit is, and not which. */
const common = new Set(["kommun", "kommunen", "stad", "staden", "stadsdel", "stadsdelsområde", "region", "göteborg", "stockholm"]);

/** Everything found in a text, what stops it first. `names` are those of the unit that wrote it and of the others that were asked. */
export function findPersonalData(text: string, names: Names, today: string): readonly Finding[] {
  const plain = text.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  const found: Finding[] = [];
  const add = (kind: Finding["kind"], list: Iterable<string>, stops: boolean) => {
    for (const one of new Set(list)) found.push({ kind, found: one, stops });
  };
  if (hasIdentityNumber(plain, today)) add("personnummer", [""], true);
  add("e-postadress", matches(plain, mail), true);
  const phones = matches(plain, phone);
  add("telefonnummer", phones, true);
  const own = wordsOfName(names.own);
  add("enhetens namn", namesIn(plain, [names.own, ...own]), true);
  const others = names.others.filter((name) => name !== names.own).flatMap((name) => [name, ...wordsOfName(name)]);
  const ofOthers = namesIn(
    plain,
    others.filter((one) => !own.includes(one.toLocaleLowerCase("sv"))),
  );
  add("annan enhets namn", ofOthers, false);
  add(
    "nummer",
    matches(plain, digits).filter((one) => !phones.some((number) => number.includes(one))),
    false,
  );
  const whole = [fullName, initials, allCapitals].flatMap((pattern) => matches(plain, pattern));
  const isTold = (one: string) => whole.some((name) => name.includes(one)) || ofOthers.includes(one.toLocaleLowerCase("sv"));
  add("namn", [...whole, ...matches(plain, singleName).filter((one) => !isTold(one))], false);
  return found;
}

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([one]) => one.trim());

/** The words of a unit's name that tell which it is: "Upplands Väsby" has two, "Göteborg – Hisingen" one. */
const wordsOfName = (name: string): string[] =>
  name
    .split(/[^\p{L}]+/u)
    .map((word) => word.toLocaleLowerCase("sv"))
    .filter((word) => word.length > 2 && !common.has(word));

/** The names that stand in a text as words of their own, with or without the genitive's s, whatever the capitals; in small letters. */
function namesIn(text: string, names: readonly string[]): string[] {
  const words = new Set(
    text
      .toLocaleLowerCase("sv")
      .split(/[^\p{L}]+/u)
      .flatMap((word) => (word.endsWith("s") ? [word, word.slice(0, -1)] : [word])),
  );
  const small = text.toLocaleLowerCase("sv");
  const isThere = (name: string) => (/[^\p{L}]/u.test(name) ? name.length > 3 && small.includes(name) : words.has(name));
  const asked = new Set(names.map((name) => name.trim().toLocaleLowerCase("sv")));
  return [...asked].filter((name) => name !== "" && !common.has(name) && isThere(name));
}

/** What was taken out of a quote stands in brackets: "[kommunen]", "[…]". */
const bracketed = /\[[^[\]]{0,60}\]/gu;

const smooth = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

/** True where a quote is an answer's own words in their order, but for what is put in brackets. */
export function isOfAnswer(quote: string, answer: string): boolean {
  const whole = smooth(answer);
  const parts = smooth(quote)
    .split(bracketed)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  let from = 0;
  for (const part of parts) {
    const at = whole.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return parts.length > 0;
}
