import { describe, expect, it } from "vitest";
import { hasFieldTwice, readStrictJson } from "./json.ts";

describe("a field that stands twice", () => {
  it.each([
    ['{"a":1,"a":2}', true],
    ['{"a":1,"\\u0061":2}', true],
    ['{"b":{"a":1,"c":[{"a":1}],"a":3}}', true],
    ['[{"x":{"y":1 , "y" :2}}]', true],
    ['{"__proto__":1,"__proto__":2}', true],
    ['{"a":1,"b":2}', false],
    ['{"a":{"a":{"a":1}}}', false],
    ['[{"a":1},{"a":2}]', false],
    ['{"a":"\\"a\\":1,{","b":"a"}', false],
    ['{"a":"}","b":"{\\"a\\":1,\\"a\\":2}"}', false],
    ["[]", false],
  ])("%s: %s", (text, is) => {
    expect(hasFieldTwice(text)).toBe(is);
    expect(readStrictJson(text)).toEqual(is ? undefined : JSON.parse(text));
  });

  it("is found, or not, in a text of a megabyte and in one that goes deep", () => {
    const long = JSON.stringify({ a: "\\".repeat(500_000), b: '"'.repeat(200_000) });
    expect(hasFieldTwice(long)).toBe(false);
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    expect(hasFieldTwice(deep)).toBe(false);
    expect(hasFieldTwice(`[${deep},{"b":1,"b":1}]`)).toBe(true);
  });

  it("is not looked for in what is no JSON", () => {
    for (const text of ["", "{", '{"a":}', "undefined", '{"a":1,}']) expect(readStrictJson(text)).toBeUndefined();
  });
});
