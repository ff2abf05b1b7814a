import { describe, expect, it } from "vitest";
import { parsePeriod } from "./period.ts";

describe("a period", () => {
  it.each([
    ["2023-02-01..2024-01-31", { from: "2023-02-01", to: "2024-01-31" }],
    [" 2024-02-29 .. 2024-02-29 ", { from: "2024-02-29", to: "2024-02-29" }],
  ])("%s is read", (text, value) => {
    expect(parsePeriod(text)).toEqual({ ok: true, value });
  });

  it.each([
    ["2023", "går inte att läsa"],
    ["2023-02-01", "går inte att läsa"],
    ["2023-02-01..2023-03-01..2023-04-01", "går inte att läsa"],
    ["2023-02-29..2024-01-31", "”2023-02-29”, är inget datum"],
    ["2023-02-01..2024-13-01", "”2024-13-01”, är inget datum"],
    ["..2024-01-31", "första dag"],
    ["2024-01-31..2023-02-01", "ligger före den första"],
  ])("%s is refused and says why", (text, words) => {
    const result = parsePeriod(text);
    expect(result).toMatchObject({ ok: false, error: { code: "invalid-period", message: expect.stringContaining(words) as string } });
    expect(!result.ok && result.error.hint).toBeTruthy();
  });
});
