import fc from "fast-check";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { RawRow } from "./rows.ts";
import { readText, scanText } from "./text.ts";
import type { OpenBytes } from "./text.ts";

/** A file that comes in pieces of so many bytes. */
const inPieces =
  (bytes: Buffer, size: number): OpenBytes =>
  () =>
    Promise.resolve(
      Readable.from(Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))),
    );

async function rowsOf(open: OpenBytes, isPlain?: boolean): Promise<RawRow[]> {
  const scan = await scanText(open);
  const rows: RawRow[] = [];
  for await (const batch of readText(open, isPlain === undefined ? scan : { ...scan, isPlain })) rows.push(...batch);
  return rows;
}

const cell = fc.oneof(fc.constantFrom("", " ", "a", "åäö", "sep=;", "€", "𝄞", "2024-02-29", "x|y"), fc.string({ unit: "grapheme" }));
const aLine = fc.oneof(
  fc.constantFrom("", " ", ",", "sep=,", ", ,"),
  fc
    .array(
      cell.map((text) => text.replace(/["\r\n\0]/gu, "")),
      { minLength: 1, maxLength: 4 },
    )
    .map((cells) => cells.join(",")),
);

describe("a file without quotation marks", () => {
  it("has the rows that a reader of quotation marks finds in it, wherever its pieces part", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aLine, { maxLength: 12 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (lines, end, hasMark, isEnded, size) => {
          const text = `${hasMark ? "\ufeff" : ""}barn_id,kon${end}${lines.join(end)}${isEnded ? end : ""}`;
          const open = inPieces(Buffer.from(text), size);
          expect((await scanText(open)).isPlain).toBe(true);
          expect(await rowsOf(open)).toEqual(await rowsOf(open, false));
        },
      ),
    );
  });

  it.each([
    ["a quotation mark", 'a,b\n"1",2\n', false],
    ["a return of its own", "a,b\r1,2\n", false],
    ["a return at the end", "a,b\n1,2\r", false],
    ["line feeds", "a,b\n1,2\n", true],
    ["both signs", "a,b\r\n1,2\r\n", true],
    ["both ways", "a,b\r\n1,2\n", true],
  ])("is read as it is with %s", async (_, text, isPlain) => {
    for (const size of [1, 2, 3, 100]) expect((await scanText(inPieces(Buffer.from(text), size))).isPlain, String(size)).toBe(isPlain);
  });

  it("is refused at a row that is too long, before the rest is held", async () => {
    const open = inPieces(Buffer.from(`a,b\n1,2\n${"x".repeat(1_100_000)}\n3,4\n`), 65_536);
    await expect(rowsOf(open)).rejects.toMatchObject({ code: "row-too-long", row: 3 });
  });
});

describe("whether the bytes are UTF-8", () => {
  it("is seen wherever the pieces part a sign", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 5 }), async (words, size) => {
        const text = `a,b\n${words.toWellFormed()}`;
        expect(await scanText(inPieces(Buffer.from(text), size))).toMatchObject({ encoding: "utf-8" });
        expect(await scanText(inPieces(Buffer.concat([Buffer.from(text), Buffer.from([0xe5])]), size))).toMatchObject({
          encoding: "windows-1252",
        });
      }),
    );
  });
});
