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
