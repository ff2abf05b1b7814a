import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differencesOf } from "./differences.ts";

const only = (kinds: readonly string[], before: string, after: string) =>
  differencesOf(before, after)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join("");

describe("what differs between two versions", () => {
  test.each([
    ["nothing", "Hon trivs. Hon sover.", "Hon trivs. Hon sover.", ["same:Hon trivs. Hon sover."]],
    ["a sentence more", "Hon trivs.", "Hon trivs. Hon sover.", ["same:Hon trivs.", "added: Hon sover."]],
    ["another sentence", "Hon trivs. Hon sover.", "Hon trivs. Hon äter.", ["same:Hon trivs. ", "removed:Hon sover.", "added:Hon äter."]],
    ["all taken away", "Hon trivs.", "", ["removed:Hon trivs."]],
  ])("%s", (_name, before, after, said) => {
    expect(differencesOf(before, after).map(({ kind, text }) => `${kind}:${text}`)).toEqual(said);
  });

  test("what stands and what was taken away is the earlier, what stands and what was added is the later", () => {
    const text = fc.array(fc.constantFrom("Hon trivs. ", "Hon sover!\n", "Vad händer?", "Ett utan slut", "\n\n", "A. B. "), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(""), b.join("")];
        expect(only(["same", "removed"], before, after)).toBe(before);
        expect(only(["same", "added"], before, after)).toBe(after);
      }),
    );
  });

  test("very long texts are shown as a whole", () => {
    const [a, b] = ["Hej. ".repeat(2000), "Hopp. ".repeat(2000)];
    expect(differencesOf(a, b).map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});
