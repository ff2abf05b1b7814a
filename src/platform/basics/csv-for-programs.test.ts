import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvForPrograms } from "./csv-for-programs.ts";

test("CSV for programs has commas, points and CRLF, and nothing before the header", () => {
  expect(
    csvForPrograms([
      ["fraga", "andel"],
      ["4b", 0.825],
      [null, -3],
    ]),
  ).toBe("fraga,andel\r\n4b,0.825\r\n,-3\r\n");
});

test("CSV for programs gives back every text as it was", () => {
  const row = fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(row, (texts) => {
      expect(parse(csvForPrograms([texts]), { record_delimiter: "\r\n" })).toEqual([texts]);
    }),
  );
});
