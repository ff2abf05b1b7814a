import { expect, test } from "vitest";
import { earlierNames } from "./earlier-names.ts";

const now = { givenName: "Alva", familyName: "Ek" };

test.each([
  ["nothing has changed", [], []],
  [
    "a new family name, since a day",
    [{ change: "ändrad", validFrom: "2026-02-01", known: { familyName: "Berg" } }],
    [{ name: "Alva Berg", until: "2026-01-31" }],
  ],
  ["what was written wrong was never the name", [{ change: "rättad", validFrom: null, known: { givenName: "Alba" } }], []],
  ["what is no name", [{ change: "ändrad", validFrom: "2026-02-01", known: {} }], []],
  [
    "two changes with a correction between: each earlier name as it was right",
    [
      { change: "ändrad", validFrom: "2026-02-01", known: { familyName: "Berg" } },
      { change: "rättad", validFrom: null, known: { familyName: "Bergh" } },
      { change: "ändrad", validFrom: "2024-05-10", known: { givenName: "Eva", familyName: "Dal" } },
    ],
    [
      { name: "Alva Berg", until: "2026-01-31" },
      { name: "Eva Dal", until: "2024-05-09" },
    ],
  ],
  ["what a report changed has no day", [{ change: null, validFrom: null, known: { givenName: "Eva" } }], [{ name: "Eva Ek", until: null }]],
] as const)("earlier names: %s", (_what, changes, expected) => {
  expect(earlierNames(changes, now)).toEqual(expected);
});
