import { describe, expect, test } from "vitest";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { hasIdentityNumber } from "./identity-number.ts";

const today = "2026-03-02";
const number = numberAt(children, 0);
const short = `${number.slice(2, 8)}-${number.slice(8)}`;

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
  ])("is not seen in %s", (text) => {
    expect(hasIdentityNumber(text, today)).toBe(false);
  });
});
