import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import { ageGroupOf, readData } from "../tables.ts";
import { say } from "./words.ts";

/** What is said of a child agrees with its age, and there is always something to say. */
type Texts = { readonly [key: string]: readonly string[] | { readonly [key: string]: readonly string[] } };
const texts = Object.entries(readData<Texts>("texts.json")).flatMap(([key, found]) =>
  Array.isArray(found)
    ? [[key, found as readonly string[]] as const]
    : Object.entries(found).map(([second, variants]) => [`${key}/${second}`, variants as readonly string[]] as const),
);
const ages = [...Array(21).keys()];
/** What a child is reported for from the age of ten. */
const aboutChild =
  /^concern\/(?:skolfrånvaro|barnets psykiska ohälsa eller självskada|barnets eget missbruk|normbrytande beteende|barnets kriminalitet|relationen mellan barn och föräldrar)$/u;
const isSaidAt = (key: string, age: number): boolean =>
  (!aboutChild.test(key) || age >= 10) && (!key.startsWith("childWords/") || (age < 18 && key.endsWith(`/${ageGroupOf(age)}`)));

describe.each(texts)("%s", (key, variants) => {
  test("has something to say of a child of every age that it is said of, whatever has happened", () => {
    for (const who of key === "application" ? ["ansökt av barnet", "ansökt av vårdnadshavaren"] : [""])
      for (const age of ages.filter((one) => isSaidAt(key, one)))
        expect(say(key, new Random().reseed(1, age), { name: "Kim", age, facts: [who] }), `${age}`).toMatch(/^[^[\]{}]+$/u);
  });

  test.each(variants)("says nothing that is of another age: %s", (written) => {
    const [, from = "", to = ""] = /^\[(\d*)–(\d*)/u.exec(written) ?? [];
    const youngest = aboutChild.test(key) ? 10 : key.startsWith("childWords/15") ? 15 : Number(from);
    if (/förskol|barnavårdscentral/iu.test(written)) expect(Number(to || Infinity), "preschool").toBeLessThanOrEqual(6);
    if (
      /(?<!för)skol(?:a|an|or)?\b|skolan|lärar|elevhälsa|Fotbollen|ringa mig|Ringde|Ringer \{namn\}/u.test(
        written.replaceAll(/förskol\S*/giu, ""),
      )
    )
      expect(youngest, "school").toBeGreaterThanOrEqual(7);
    if (/drog|berusad|kamratgäng/iu.test(written) && !written.includes("barnets eget missbruk]"))
      expect(youngest, "older").toBeGreaterThanOrEqual(10);
  });
});

describe("a text", () => {
  const fill = { name: "Alex", facts: [] as string[] };
  const said = (age: number, facts: readonly string[]) =>
    new Set(ages.map((seed) => say("bestInterests/support", new Random().reseed(seed, 3), { ...fill, age, facts })));
  test("of something that has not happened is not said", () => {
    expect([...said(9, [])].join()).not.toMatch(/skolan|egen uppfattning/u);
    expect([...said(9, ["skolfrånvaro", "hörd"])].join()).toMatch(/skolan/u);
    expect([...said(6, ["skolfrånvaro"])].join()).not.toMatch(/skolan/u);
  });

  test("that is there for nobody is a fault, not a silence", () => {
    expect(() => say("nothing", new Random(), { ...fill, age: 9 })).toThrow(RangeError);
    expect(() => say("concern/nothing", new Random(), { ...fill, age: 9 })).toThrow(RangeError);
  });
});
