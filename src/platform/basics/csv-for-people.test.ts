import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvForPeople } from "./csv-for-people.ts";

describe("CSV that people open in a Swedish spreadsheet", () => {
  it("has a byte order mark, semicolons, decimal comma and CRLF", () => {
    expect(
      csvForPeople([
        ["Fråga", "Andel"],
        ["4b", 0.825],
        [null, -3],
      ]),
    ).toBe("\ufeffFråga;Andel\r\n4b;0,825\r\n;-3\r\n");
  });

  it.each([["=1+1"], ["+46 70"], ["-1"], ["@SUM(A1)"], ["\t=1"], ["\r=1"], [" =cmd|' /C calc'!A0"], ["\uff1d1+1"], ["\n=1"]])(
    "never lets a spreadsheet run the text %j",
    (text) => {
      const [cell] = (parse(csvForPeople([[text]]), { bom: true, delimiter: ";" }) as string[][])[0] ?? [];
      expect(cell).toBe(`'${text}`);
    },
  );

  it("gives back every other text as it was, whatever is in it", () => {
    const texts = fc.array(
      fc.string().filter((text) => !/^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text)),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(texts, (row) => {
        expect(parse(csvForPeople([row]), { bom: true, delimiter: ";", record_delimiter: "\r\n" })).toEqual([row]);
      }),
    );
  });
});
