import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testIdentities } from "../../../../demo/municipality.ts";
import { fileOf } from "../format.ts";
import type { Column, FileName } from "../format.ts";
import { cellName, cellText } from "../read/cells.ts";
import { quotable, readCell } from "./values.ts";

const today = "2024-03-01";
/** The cell of a workbook that the faults below stand in. */
const c2 = { place: 2, row: 2 };
function column(file: FileName, name: string): Column {
  const found = fileOf(file).columns.find((c) => c.name === name);
  if (!found) throw new Error(`No column ${name}.`);
  return found;
}
const read = (file: FileName, name: string, text: string): unknown => {
  const result = readCell(column(file, name), text, { file, today });
  return "value" in result ? result.value : result.fault.code;
};

describe("a cell", () => {
  it.each<[FileName, string, string, unknown]>([
    ["samtal", "form", " ENSKILT ", "enskilt"],
    ["samtal", "form", "Med  vårdnadshavare", "med vårdnadshavare"],
    ["samtal", "form", "Med va\u030ardnadshavare\u00a0", "med vårdnadshavare"],
    ["insatser", "typ", "hvb", "HVB"],
    ["insatser", "typ", "Kontaktfamilj", "kontaktperson"],
    ["utredningar", "resultat", "placering sol", "placering SoL"],
    ["barn", "skyddade_uppgifter", "Ja", true],
    ["barn", "fodelsedatum", "2024-02-29", "2024-02-29"],
    ["barn", "fodelsedatum", "2023-02-29", "invalid-date"],
    ["barn", "fodelsedatum", "0223-02-01", "date-out-of-range"],
    ["barn", "fodelsedatum", "20230201", "invalid-date"],
    ["barn", "fodelsedatum", "", "missing-value"],
    ["aktualiseringar", "skyddsbedomning_gjord", "2023-02-01 14:30:59", "2023-02-01 14:30"],
    ["aktualiseringar", "skyddsbedomning_gjord", "2023-02-01T24:00", "invalid-time"],
    ["aktualiseringar", "orsaker", " våld | | försummelse|", ["våld", "försummelse"]],
    ["aktualiseringar", "orsaker", "|", null],
    ["utredningar", "enhet", "a\r\nb\u000bc", "a\nb c"],
    ["utredningar", "enhet", "x".repeat(10_001), "too-long"],
    ["barn", "barn_id", "x".repeat(201), "too-long"],
    ["barn", "barn_id", "1.23457E+11", "excel-rounded"],
  ])("of %s, %s, written %j is read as %j", (file, name, text, expected) => {
    expect(read(file, name, text)).toEqual(expected);
  });

  it("takes every official test number, with twelve digits or ten", () => {
    for (const number of testIdentities.children.slice(0, 500)) {
      expect(read("barn", "personnummer", number)).toBe(number);
      expect(read("barn", "personnummer", `${number.slice(2, 8)}-${number.slice(8)}`)).toBe(number);
    }
  });

  it("takes a samordningsnummer whose day or month the tax agency did not know", () => {
    // The check digit of 150060-238_ by the rule of SKV 704.
    const digits = [..."150060238"].map((d, i) => Number(d) * (i % 2 === 0 ? 2 : 1)).reduce((sum, n) => sum + (n > 9 ? n - 9 : n), 0);
    expect(read("barn", "personnummer", `20150060238${(10 - (digits % 10)) % 10}`)).toBe(`20150060238${(10 - (digits % 10)) % 10}`);
    expect(read("barn", "personnummer", `20150060238${(11 - (digits % 10)) % 10}`)).toBe("invalid-identity-number");
  });

  it("never shows what could be an identity number", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...testIdentities.children),
        fc.constantFrom("", "-", "+", " "),
        fc.boolean(),
        fc.string({ maxLength: 5 }),
        (number, sign, short, around) => {
          const text = `${around}${number.slice(short ? 2 : 0, 8)}${sign}${number.slice(8)}${around}`;
          expect(quotable(text)).toBe("värdet");
        },
      ),
    );
  });

  it.each([
    ["barn", "fodelsedatum", "45351", false, "2024-02-29"],
    ["barn", "fodelsedatum", "43889", true, "2024-02-29"],
    ["barn", "fodelsedatum", "45351.5", false, "2024-02-29T12:00"],
    ["aktualiseringar", "skyddsbedomning_gjord", "45351.604166666664", false, "2024-02-29T14:30"],
    ["barn", "fodelseland", "45351", false, "2024-02-29"],
  ] as const)("of a workbook, %s, %s, day %s (1904: %s) reads %s", (file, name, number, date1904, expected) => {
    expect(cellText(column(file, name), { number, isDate: true }, c2, date1904)).toEqual({ text: expected });
  });

  it.each([
    ["barn", "barn_id", "17.0", "17"],
    ["barn", "barn_id", "1.23456789012346e+17", "1.23456789012346E+17"],
    ["barn", "fodelseland", "45351", "45351"],
  ] as const)("of a workbook, %s, %s, number %s without a day's style reads %s", (file, name, number, expected) => {
    expect(cellText(column(file, name), { number, isDate: false }, c2, false)).toEqual({ text: expected });
  });

  it.each([
    ["barn", "fodelsedatum", { number: "2015", isDate: false }, "number-not-date", "cell C2 är talet 2015 och inte ett datum."],
    ["barn", "fodelsedatum", { number: "45351", isDate: false }, "number-not-date", "cell C2 är talet 45351 och inte ett datum."],
    [
      "aktualiseringar",
      "skyddsbedomning_gjord",
      { number: "0.5", isDate: false },
      "number-not-date",
      "cell C2 är talet 0.5 och inte ett datum.",
    ],
    [
      "barn",
      "barn_id",
      { number: "45351", isDate: true },
      "unexpected-date",
      "cell C2 är ett datum (2024-02-29) och kan ha varit något annat från början.",
    ],
    ["barn", "fodelseland", { hasNoResult: true }, "formula-without-result", "cell C2 har en formel utan sparat resultat."],
  ] as const)("of a workbook, %s, %s, %j is the fault %s", (file, name, cell, code, message) => {
    const read = cellText(column(file, name), cell, c2, false);
    expect("fault" in read ? [read.fault.code, read.fault.message] : read).toEqual([code, message]);
  });

  it.each([
    [0, 2, "A2"],
    [25, 9, "Z9"],
    [26, 1, "AA1"],
    [255, 1_048_576, "IV1048576"],
  ])("column %i, row %i is cell %s", (place, row, name) => {
    expect(cellName({ place, row })).toBe(name);
  });
});
