import { describe, expect, test } from "vitest";
import { fingerprintOf, neutralStructure, readStructure } from "./structure-file.ts";

const file = (given: object = {}) => JSON.stringify({ ...neutralStructure, ...given });

describe("a file of areas", () => {
  test("is read with its headings in their order and words", () => {
    const read = readStructure(
      file({
        areas: [
          { code: "b", heading: "B  b" },
          { code: "a", heading: "Å – ”å”", help: "Hjälp.", variable: "behov_a" },
        ],
      }),
    );
    expect(read.ok && read.value.areas.map(({ heading }) => heading)).toEqual(["B  b", "Å – ”å”"]);
  });

  test.each([
    ["no JSON", "{", "Filen är inte JSON."],
    ["another format", file({ format: "x" }), "”fortrogen-utredningsmall/1”"],
    ["no area", file({ areas: [] }), "Mallen har inga områden."],
    [
      "a code twice",
      file({
        areas: [
          { code: "a", heading: "A" },
          { code: "a", heading: "B" },
        ],
      }),
      "Två områden har samma kod.",
    ],
    [
      "a variable twice",
      file({
        areas: [
          { code: "a", heading: "A", variable: "v" },
          { code: "b", heading: "B", variable: "v" },
        ],
      }),
      "samma variabel",
    ],
    ["a code with capitals", file({ areas: [{ code: "A", heading: "A" }] }), "Rad 1: Område 1, code: Koden ska vara små bokstäver"],
    ["no heading", file({ areas: [{ code: "a" }] }), "Rad 1: Område 1, heading: Rubriken saknas."],
    ["a field that is none", file({ areas: [{ code: "a", heading: "A", hidden: 1 }] }), "Område 1"],
  ])("%s is refused, with the place", (_name, text, said) => {
    const read = readStructure(text);
    expect(read.ok ? "" : read.error.message).toContain(said);
  });

  test("every fault is told at once", () => {
    const read = readStructure(
      file({
        areas: [
          { code: "A", heading: "" },
          { code: "b", heading: "B", variable: "1" },
        ],
      }),
    );
    expect(read.ok ? [] : read.error.message.split("\n").map((one) => /Område \d, \w+/u.exec(one)?.[0])).toEqual([
      "Område 1, code",
      "Område 1, heading",
      "Område 2, variable",
    ]);
  });

  test("with the line that each stands at, in order", () => {
    const text = `{
  "format": "fortrogen-utredningsmall/1",
  "name": "",
  "source": "Licens 12 \\" { [",
  "analysisCites": "ja",
  "areas": [
    { "code": "a", "heading": "A" },
    {
      "code": "B",
      "extra": 1
    }
  ]
}`;
    const read = readStructure(text);
    expect(read.ok ? "" : read.error.message.split("\n")).toEqual([
      "Rad 3: name: Mallens namn saknas.",
      "Rad 5: analysisCites: ”analysisCites” ska vara true eller false.",
      "Rad 8: Område 2, heading: Rubriken saknas.",
      "Rad 9: Område 2, code: Koden ska vara små bokstäver a–z och siffror med bindestreck mellan.",
      "Rad 10: Område 2, extra: Fältet finns inte i en utredningsmall.",
    ]);
    const cut = readStructure('{\n  "format": "x",\n  "name" "y"\n}');
    expect(cut.ok ? "" : cut.error.message).toBe("Rad 3: Filen är inte JSON.");
  });

  test("another word, order or help is another structure", () => {
    const prints = [
      neutralStructure,
      { ...neutralStructure, name: "Annan" },
      { ...neutralStructure, areas: neutralStructure.areas.toReversed() },
      { ...neutralStructure, analysisCites: false },
      { ...neutralStructure, areas: neutralStructure.areas.map((one) => ({ ...one, help: undefined })) },
    ].map(fingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
    expect(fingerprintOf({ ...neutralStructure })).toBe(prints[0]);
  });

  test("the one that is shipped has ten areas, each with a variable", () => {
    expect(neutralStructure.areas).toHaveLength(10);
    expect(neutralStructure.areas.every(({ variable }) => variable !== undefined)).toBe(true);
  });
});
