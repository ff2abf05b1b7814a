import { describe, expect, test } from "vitest";
import { citations, paragraphOf, paragraphs } from "../../../tests/support/citations.ts";
import { provisions } from "./provisions.ts";
import type { Provision } from "./wording.ts";

/** A reference says what its paragraph says: each resolves to a paragraph that has been read, with words out of it that it is cited for. */
const all = provisions as readonly Provision[];
const sectionsOf = ({ section }: Provision) => section.replace(/ (?:första|andra|tredje) stycket$/, "").split("–");
const stems = (text: string) => new Set((text.toLowerCase().match(/[a-zåäö]{4,}/g) ?? []).map((word) => word.slice(0, 4)));
const number = /\b(?:12|14|15|18)\b|tre veckor|tre månader|fyra månader|sex månader|två månader|sjätte månad/g;
const written: Readonly<Record<string, string>> = { "14": "fjorton" };

describe("each provision", () => {
  test.each(all.map((one) => [one.citation, one.title, one] as const))("%s: %s", (_citation, _title, one) => {
    const found = sectionsOf(one).map((section) => paragraphOf(one.act, one.chapter, section));
    expect(found, `${one.act} ${one.chapter ?? ""}:${one.section} has not been read`).not.toContain(undefined);
    const said = found.flatMap((each) => each?.words ?? []).join(" ");
    const shared = [...stems(one.title)].filter((stem) => stems(said).has(stem));
    expect(shared, `nothing of "${one.title}" stands in: ${said}`).not.toEqual([]);
    // A number in the title is one that the paragraph has; 18 years and the like are told in the words of the act.
    if (one.certainty === "verifierad") {
      for (const [figure] of one.title.matchAll(number))
        if (figure !== "18") expect(said).toMatch(new RegExp(`${figure}|${written[figure] ?? figure}`));
    }
  });
});

test("each paragraph that has been read is written down once: of two the second is read by nothing", () => {
  const keys = paragraphs.map(({ act, chapter, section }) => `${act} ${chapter ?? ""}:${section}`);
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
});

describe("each reference in code, comments and documents", () => {
  const found = citations();

  test("names a paragraph that has been read", () => {
    expect(found.length).toBeGreaterThan(150);
    const unread = found.filter((one) => paragraphOf(one.act, one.chapter, one.section) === undefined);
    expect(unread.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });

  test("to an act of chapters has a chapter, and to an act without chapters none", () => {
    const withChapters = new Set(paragraphs.filter((one) => one.chapter !== undefined).map((one) => one.act));
    expect(
      found.filter((one) => withChapters.has(one.act) !== (one.chapter !== undefined)).map((one) => `${one.place}: ${one.text}`),
    ).toEqual([]);
  });

  test("to the act that is repealed is not written as one in force: its chapters follow the old order only where the old act is named", () => {
    const old = found.filter((one) => one.act === "SoL 2001:453").map((one) => one.text);
    for (const text of old) expect(text).toContain("äldre SoL");
  });
});
