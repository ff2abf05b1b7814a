import type { SomeWords } from "./codes.ts";
import { describe, expect, test } from "vitest";
import { comparePeople, isMoreProtected } from "./compare.ts";
import { namesAgree } from "./names.ts";

const name = (givenName: string, familyName: string) => ({ givenName, familyName });

describe("names that are equal enough are one person's", () => {
  test.each([
    ["Alva Testsson", name("Alva", "Testsson"), name("Alva", "Testsson")],
    ["case", name("ALVA", "testsson"), name("Alva", "Testsson")],
    ["å and a", name("Åsa", "Öberg"), name("Asa", "Oberg")],
    ["accents and foreign letters", name("Zoë", "Sørensen"), name("Zoe", "Sorensen")],
    ["a double name with and without hyphen", name("Anna-Lena", "Berg"), name("Anna Lena", "Berg")],
    ["a double name written together", name("Anna-Lena", "Berg"), name("Annalena", "Berg")],
    ["one of several given names", name("Alva Maria", "Berg"), name("Maria", "Berg")],
    ["the order of given names", name("Alva Maria", "Berg"), name("Maria Alva", "Berg")],
    ["one of two family names", name("Alva", "Berg Lund"), name("Alva", "Lund")],
    ["given and family name in each other's place", name("Berg", "Alva"), name("Alva", "Berg")],
    ["blanks", name("  Alva   Maria ", "Berg"), name("Alva Maria", "Berg")],
    ["apostrophes", name("Siobhan", "O'Brien"), name("Siobhan", "OBrien")],
    ["composed and decomposed letters", name("Åsa", "Berg"), name("A\u030asa", "Berg")],
    ["another script", name("محمد", "علي"), name("محمد", "علي")],
  ])("%s", (_what, known, typed) => {
    expect(namesAgree(known, typed)).toBe(true);
    expect(namesAgree(typed, known)).toBe(true);
  });
});

describe("names that are not stop", () => {
  test.each([
    ["another given name", name("Alva", "Berg"), name("Elsa", "Berg")],
    ["another family name", name("Alva", "Berg"), name("Alva", "Lund")],
    ["a part of a name", name("Annalena", "Berg"), name("Lena", "Berg")],
    ["an initial", name("Alva", "Berg"), name("A", "Berg")],
    ["another script", name("محمد", "علي"), name("أحمد", "علي")],
    ["nothing but signs", name("-", "Berg"), name("Alva", "Berg")],
  ])("%s", (_what, known, typed) => {
    expect(namesAgree(known, typed)).toBe(false);
    expect(comparePeople(known, typed).isOther).toBe(true);
  });
});

describe("birth date, sex and the rest", () => {
  const known: SomeWords = {
    ...name("Alva", "Berg"),
    birthDate: "2016-05-14",
    sex: "kvinna",
    protectedIdentity: "sekretessmarkering",
    language: "arabiska",
    interpreterNeed: true,
  };
  const fieldsOf = (typed: Parameters<typeof comparePeople>[1]) => {
    const { identity, details } = comparePeople(known, { ...name("Alva", "Berg"), ...typed });
    return [...identity.filter((one) => one.differs), ...details].map((one) => one.field);
  };
  test.each<[string, SomeWords, string[]]>([
    ["the same", { birthDate: "2016-05-14", sex: "kvinna" }, []],
    ["another day", { birthDate: "2016-05-15" }, ["birthDate"]],
    ["another sex", { sex: "man" }, ["sex"]],
    ["what is not said differs from nothing", { sex: "okänt", protectedIdentity: "ingen" }, []],
    ["another language", { language: "somaliska" }, ["language"]],
    ["the same language", { language: " Arabiska" }, []],
    ["an answered no", { interpreterNeed: false }, ["interpreterNeed"]],
    ["a stronger protection", { protectedIdentity: "skyddad folkbokföring" }, ["protectedIdentity"]],
  ])("%s", (_what, typed, expected) => {
    expect(fieldsOf(typed)).toEqual(expected);
  });

  test("a weaker protection is never asked about as if it could be taken", () => {
    const found = comparePeople(
      { ...known, protectedIdentity: "fingerade personuppgifter" },
      { ...name("Alva", "Berg"), protectedIdentity: "sekretessmarkering" },
    );
    expect([found.details, found.isLessProtected]).toEqual([[], true]);
    expect(isMoreProtected("skyddad folkbokföring", "ingen")).toBe(false);
  });
});
