import { describe, expect, test } from "vitest";
import { passagesNaming } from "./reporter-in-text.ts";
import type { SecretReporter } from "./reporter-in-text.ts";

const karin = { name: "Karin Ek-Berg, rektor på Storskolan", contact: "070-174 06 12, karin@storskolan.example" };
const found = (text: string, known: readonly string[] = ["Alva Testsson"], reporter: SecretReporter = karin) =>
  passagesNaming([text], [reporter], known).map((one) => one.passage);

describe("a text names who reported", () => {
  test.each([
    ["the given name", "Karin ringde igen."],
    ["the family name, or a part of it", "Fru Berg har sett det."],
    ["whose it is", "Det är Karins ord."],
    ["other case and accents", "KÁRIN ringde."],
    ["the place of work", "Det sades på Storskolan."],
    ["the telephone, however it is written", "Ring +46 70 174 06 12."],
    ["the address", "Skriv till Karin@Storskolan.example."],
  ])("by %s", (_what, text) => {
    expect(found(text)).toEqual([text]);
  });

  test.each([
    ["a word that has the name in it", "Ekonomin är god, bergis."],
    ["a title alone", "Rektor var med på mötet."],
    ["the child's own name", "Alva Testsson mår bra."],
    ["other digits", "Ring 070-174 06 99."],
    ["nothing", ""],
  ])("not by %s", (_what, text) => {
    expect(found(text)).toEqual([]);
  });

  test("who has the child's family name is found by the given name alone", () => {
    const granny = { name: "Siv Testsson", contact: null };
    expect(found("Testsson mår bra. Siv har hört av sig.", ["Alva Testsson"], granny)).toEqual(["Siv har hört av sig."]);
  });

  test("whose name is made of names that are known is found by all of it, unless it is theirs who is known", () => {
    const aunt = { name: "Anna Ek", contact: null };
    const known = ["Lova Ek", "Anna Berg"];
    expect(found("Anna är handläggare. Enligt Anna Ek är det sant. Lova Ek mår bra.", known, aunt)).toEqual([
      "Enligt Anna Ek är det sant.",
    ]);
    expect(found("Enligt Anna Ek är det sant.", [...known, "Anna Maria Ek"], aunt)).toEqual([]);
  });

  test("every telephone and the street that she is reached by", () => {
    const neighbour = { name: null, contact: "070-111 22 33, jobb 08-444 55 66; Alvägen 3, 123 45 Orten" };
    const text = "Ring 0701112233. Ring 08-4445566. Alvägens hus är gult. I Orten regnar det.";
    expect(found(text, [], neighbour)).toEqual(["Ring 0701112233.", "Ring 08-4445566.", "Alvägens hus är gult."]);
  });

  test("only the sentence that does, each once, with an identifier of exactly its words", () => {
    const text = "Alva mår bra. Karin ringde.\nKarin ringde. Ingen svarade.";
    const [one, ...others] = passagesNaming([text, text], [karin], []);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ passage: "Karin ringde." });
    expect(one?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(passagesNaming(["Karin ringde mig."], [karin], [])[0]?.id).not.toBe(one?.id);
  });

  test("nobody who is not to be secret", () => {
    expect(passagesNaming(["Karin ringde."], [], [])).toEqual([]);
    expect(passagesNaming(["Karin ringde."], [{ name: null, contact: null }], [])).toEqual([]);
  });
});
