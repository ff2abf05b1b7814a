import { expect, test } from "vitest";
import { linesOf } from "./comparison-picture.tsx";

test.each([
  ["Ja", 46, ["Ja"]],
  ["", 46, [""]],
  ["Barn som haft samtal tillsammans med vårdnadshavare", 30, ["Barn som haft samtal", "tillsammans med vårdnadshavare"]],
  ["Barnavårdsutredningsförfarandet är långt", 10, ["Barnavårdsutredningsförfarandet", "är långt"]],
])("nothing of a label is cut off: %s", (label, longest, lines) => {
  expect(linesOf(label, longest)).toEqual(lines);
  expect(linesOf(label, longest).join(" ")).toBe(label);
});
