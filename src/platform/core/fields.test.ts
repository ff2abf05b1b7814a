import { describe, expect, it } from "vitest";
import { optionalTime, requiredTime } from "./fields.ts";

describe("a time of day", () => {
  it.each([
    ["14:30", "14:30"],
    ["14.30", "14:30"],
    ["1430", "14:30"],
    ["9.05", "09:05"],
    [" 9:05 ", "09:05"],
    ["00.00", "00:00"],
  ])("%j is %s, as it is written in Swedish", (typed, kept) => {
    expect(requiredTime("klockslag").parse(typed)).toBe(kept);
    expect(optionalTime().parse(typed)).toBe(kept);
  });

  it.each(["24.00", "14.60", "9", "930", "14-30", "14.3", "114.30", "kl"])("%j is none", (typed) => {
    expect(requiredTime("klockslag").safeParse(typed).success).toBe(false);
    expect(optionalTime().safeParse(typed).success).toBe(false);
  });

  it("that is left empty is none, and nothing is wrong with it where it may be", () => {
    expect(optionalTime().parse(" ")).toBeUndefined();
    expect(
      requiredTime("klockslag")
        .safeParse(" ")
        .error?.issues.map(({ message }) => message),
    ).toEqual(["Ange klockslag."]);
  });
});
