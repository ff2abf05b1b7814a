import { describe, expect, test } from "vitest";
import { findUnstorable, isBlank, isUnstorable, tidied, withMarks } from "./text.ts";

const zeroWidth = [
  "\u200b",
  "\u200c",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u180e",
  "\u200e",
  "\u202e",
  "\u2066",
  "\u034f",
  "\u115f",
  "\u3164",
  "\uffa0",
  "\u2800",
  "\ufe0f",
  "\u{e0020}",
];
const blanks = [
  " ",
  "\t",
  "\n",
  "\r\n",
  "\u00a0",
  "\u1680",
  "\u2003",
  "\u2009",
  "\u202f",
  "\u205f",
  "\u3000",
  "\u0085",
  "\u2028",
  "\u2029",
  "\v",
  "\f",
];

describe("text that is not seen", () => {
  test.each([...zeroWidth, ...blanks, "", " \u200b\u00a0\ufeff ", "\u0301", "\ue000"])("%j alone is empty", (text) => {
    expect(isBlank(text)).toBe(true);
    expect(isBlank(text.repeat(3))).toBe(true);
  });
  test.each(["a", ".", "5", "😀", "❤️", "–", "語", "👩‍👧", "\0"])("%j is not", (text) => expect(isBlank(text)).toBe(false));
});

describe("text as it is kept", () => {
  test.each(blanks)("has no %j at its ends", (sign) => expect(tidied(`${sign}Alva${sign}${sign}`)).toBe("Alva"));
  test.each(["\u200b", "\ufeff", "\u2060", "\u00ad"])("has no %j at its ends", (sign) => expect(tidied(`${sign}Alva${sign}`)).toBe("Alva"));
  test.each(["\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"])("ends a line with one sign, not %j", (sign) => {
    expect(tidied(`ett${sign}två`)).toBe("ett\ntvå");
  });
  test.each([" ", "\n", "\u200b", "\u00a0 "])("keeps a megabyte of %j between two letters, without thinking about it", (sign) => {
    const text = `a${sign.repeat(1_000_000)}b`;
    expect(tidied(`${sign}${text}${sign}`) === text).toBe(true);
    expect(tidied(sign.repeat(1_000_000))).toBe("");
  });
  test("is composed, and keeps what stands inside words", () => {
    expect(tidied("A\u030asa")).toBe("Åsa");
    expect(tidied("می\u200cخواهم")).toBe("می\u200cخواهم");
    expect(tidied("Bra ❤️")).toBe("Bra ❤️");
    expect(tidied("👩‍👧")).toBe("👩‍👧");
  });
});

describe("text that cannot be kept", () => {
  test.each(["\0", "a\0b", "\ud800", "\udc00", "x\ud83d", "\u0001", "\u001f", "\u007f", "\uffff"])("%j", (text) => {
    expect(isUnstorable(text)).toBe(true);
    expect(isUnstorable(withMarks(text))).toBe(false);
    expect(withMarks(text)).toContain("\ufffd");
  });
  test.each(["Åsa\tÖ\n", "😀", "\ufffd", "\u0085"])("%j can", (text) => expect(isUnstorable(text)).toBe(false));

  test("is found at any depth, by its path", () => {
    expect(findUnstorable({ a: "x", b: [{ c: "\0" }, "ok"], d: null, e: "\ud800", f: 1 })).toEqual([["b", "0", "c"], ["e"]]);
    let deep: unknown = "x";
    for (let i = 0; i < 50; i++) deep = { deep };
    expect(findUnstorable(deep)).toHaveLength(1);
  });
});
