import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formBodyOf, inputOf } from "./form-body.ts";

const schema = z.object({
  words: z.string(),
  count: z.int().optional(),
  share: z.number().nullable(),
  agreed: z.boolean(),
  aids: z.array(z.enum(["bilder", "tolk"])).optional(),
  child: z.object({ name: z.string(), guardians: z.array(z.object({ name: z.string(), told: z.boolean().optional() })) }).optional(),
});

const body = (fields: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return formBodyOf(data);
};

describe("inputOf", () => {
  it.each<[string, [string, string][], unknown]>([
    ["leaves words as they are, without spaces around", [["words", "  12 \r\n ord "]], { words: "12 \n ord" }],
    [
      "leaves out what is empty",
      [
        ["words", ""],
        ["count", " "],
      ],
      {},
    ],
    [
      "turns numbers with comma and spaces",
      [
        ["count", "1 200"],
        ["share", "1,5"],
      ],
      { count: 1200, share: 1.5 },
    ],
    ["leaves what is no number, for the schema to tell about", [["count", "många"]], { count: "många" }],
    ["turns ja and nej", [["agreed", "nej"]], { agreed: false }],
    ["makes a list of one", [["aids", "tolk"]], { aids: ["tolk"] }],
    [
      "makes a list of several",
      [
        ["aids", "tolk"],
        ["aids", "bilder"],
      ],
      { aids: ["tolk", "bilder"] },
    ],
    [
      "makes parts within parts, with holes closed",
      [
        ["child.name", "Bo"],
        ["child.guardians.0.name", "Eva"],
        ["child.guardians.4.name", "Per"],
        ["child.guardians.4.told", "ja"],
      ],
      { child: { name: "Bo", guardians: [{ name: "Eva" }, { name: "Per", told: true }] } },
    ],
    [
      "drops the frame's own fields",
      [
        ["_csrf", "x"],
        ["_key", "y"],
        ["words", "a"],
      ],
      { words: "a" },
    ],
    [
      "cannot reach a prototype",
      [
        ["__proto__.polluted", "ja"],
        ["constructor.prototype.polluted", "ja"],
      ],
      {},
    ],
  ])("%s", (_name, fields, expected) => {
    expect(inputOf(body(fields), schema)).toEqual(expected);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("never throws, whatever a stranger sends", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (fields) => {
        schema.safeParse(inputOf(body(fields), schema));
      }),
    );
  });
});
