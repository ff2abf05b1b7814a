import { describe, expect, it } from "vitest";
import { hiddenGroups } from "./protection.ts";

const few = "färre än 7";
const shield = "skyddar annan grupp";
const sexes = (girls: number, boys: number, unknown: number) => [
  { name: "flickor", children: girls },
  { name: "pojkar", children: boys },
  { name: "okänt", children: unknown, neverShown: true },
];
const ages = (...sizes: number[]) => sizes.map((children, place) => ({ name: ["0-4", "5-14", "15-17"][place] ?? "", children }));

describe("hidden groups of a breakdown", () => {
  it.each([
    ["nothing is small", sexes(7, 7, 0), {}],
    ["small: the other is hidden too", sexes(6, 20, 0), { flickor: few, pojkar: shield }],
    ["an empty group is small", sexes(0, 20, 0), { flickor: few, pojkar: shield }],
    ["7 of unknown sex are unshown already", sexes(6, 20, 7), { flickor: few }],
    ["6 of unknown sex are small too", sexes(6, 20, 6), { flickor: few, okänt: few }],
    ["1 of unknown sex is small: the smallest shown is hidden", sexes(30, 20, 1), { pojkar: shield, okänt: few }],
    ["equal: the first in the order", sexes(20, 20, 1), { flickor: shield, okänt: few }],
    ["all of unknown sex", sexes(0, 0, 50), { flickor: few, pojkar: few }],
    ["one small age", ages(6, 9, 8), { "0-4": few, "15-17": shield }],
    ["one small age, equal others", ages(6, 8, 8), { "0-4": few, "5-14": shield }],
    ["two small ages shield one another", ages(6, 9, 0), { "0-4": few, "15-17": few }],
    ["all small though the total is not", ages(6, 6, 6), { "0-4": few, "5-14": few, "15-17": few }],
    ["a total below 7 hides all", ages(0, 6, 0), { "0-4": few, "5-14": few, "15-17": few }],
    ["a total below 7 hides all, the unknown too", sexes(6, 0, 0), { flickor: few, pojkar: few, okänt: few }],
  ])("%s", (_name, groups, expected) => {
    expect(Object.fromEntries(hiddenGroups(groups, 7))).toEqual(expected);
  });
});
