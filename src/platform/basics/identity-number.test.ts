import { describe, expect, test } from "vitest";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { readFileSync } from "node:fs";
import { hasIdentityNumber } from "./identity-number.ts";

const today = "2026-03-02";
const number = numberAt(children, 0);
const short = `${number.slice(2, 8)}-${number.slice(8)}`;

const file = new URL("../../../demo/data/test-coordination-numbers.json", import.meta.url);
const [one = "", other = ""] = (JSON.parse(readFileSync(file, "utf8")) as { readonly coordination: readonly string[] }).coordination;
const coordination = [one, `${one.slice(2, 8)}-${one.slice(8)}`, `${other.slice(0, 8)} ${other.slice(8)}`];

describe("an identity number in a text", () => {
  test.each([
    number,
    short,
    short.replace("-", ""),
    `${number.slice(0, 8)}-${number.slice(8)}`,
    `${number.slice(0, 8)} ${number.slice(8)}`,
    short.replace("-", " - "),
    short.replace("-", "–"),
    short.replace("-", "\u2011"),
    short.replace("-", "\u200b-"),
    short.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    short.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0x0660 + Number(digit))),
    short.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0x0966 + Number(digit))),
    `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}-${number.slice(8)}`,
    `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)} ${number.slice(8)}`,
    `${number.slice(0, 4)}.${number.slice(4, 6)}.${number.slice(6, 8)} ${number.slice(8, 10)} ${number.slice(10)}`,
    `${number.slice(2, 4)} ${number.slice(4, 6)} ${number.slice(6, 8)} - ${number.slice(8)}`,
    `12 ${short}`,
    ...coordination,
  ])("is found as %s", (written) => {
    expect(hasIdentityNumber(`Vi träffade ${written}, som ville prata.`, today)).toBe(true);
    expect(hasIdentityNumber(written, today)).toBe(true);
  });

  test.each([
    "",
    "Högst 1000 tecken",
    "08-123 456 78",
    "SN 2023/112",
    "120 barn av 145 under 2023–2024",
    number.slice(0, 11),
    `${number}1`,
    `1${number}`,
    "perioden 2023-02-01–2024-01-31",
    "2023-02-01 - 2024-01-31, alla dagar",
    "1 februari 2023–31 januari 2024",
    "070-123 45 67",
    "100 000 1 234 kronor",
  ])("is not seen in %s", (text) => {
    expect(hasIdentityNumber(text, today)).toBe(false);
  });
});
