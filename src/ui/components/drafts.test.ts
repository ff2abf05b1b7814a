import { describe, expect, test } from "vitest";
import { DraftOffers } from "./drafts.tsx";

/** What several drafts of one form are called, the latest first as they are listed. */
const today = "2026-03-02";
const namesOf = (...moments: readonly string[]) => {
  const drafts = moments.map((at, place) => ({ id: `draft-${place}`, savedAt: new Date(at) }));
  return [...String(DraftOffers({ drafts, to: "/", csrf: "", today })).matchAll(/Utkast från ([^<]*)</gu)].map(([, name]) => name);
};

describe("drafts of one form are told apart", () => {
  test.each([
    ["one alone by its minute", ["2026-03-02T17:37:12Z"], ["18:37"]],
    ["two minutes", ["2026-03-02T17:38:12Z", "2026-03-02T17:37:12Z"], ["18:38", "18:37"]],
    ["two of one minute by their seconds", ["2026-03-02T17:37:12Z", "2026-03-02T17:37:02Z"], ["18:37:12", "18:37:02"]],
    ["two of one second by their place", ["2026-03-02T17:37:12Z", "2026-03-02T17:37:12Z"], ["18:37:12 (2)", "18:37:12 (1)"]],
    ["the same minute of two days", ["2026-03-02T17:37:12Z", "2026-03-01T17:37:12Z"], ["18:37", "2026-03-01 18:37"]],
  ] as const)("%s", (_what, moments, expected) => {
    expect(namesOf(...moments)).toEqual(expected);
  });
});
