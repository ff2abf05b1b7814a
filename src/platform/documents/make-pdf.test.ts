import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readPdf } from "../../../tests/support/pdf.ts";
import { valueOf } from "../basics/result.ts";
import { TemplateFault, makePdf, usualLimits } from "./make-pdf.ts";
import { Places } from "./places.ts";
import { defineTemplate } from "./template.ts";
import { numberOf, withNumbersFor, writable } from "./writable.ts";

const source = `#import "/layout.typ": facts, house, notice, unwritten, words
#let v = json("/values.json")
#show: house.with(title: v.title, head: v.head)
#notice("Obs", v.text)
== Uppgifter
#facts(("Uppgift", "Innehåll"), v.rows)
#unwritten(v)
`;
const values = z.object({ title: z.string(), head: z.string(), text: z.string(), rows: z.array(z.tuple([z.string(), z.string()])) });
let folder: string;
const at = new Date("2026-03-02T09:00:00Z");
const template = (text: string, name = "letter") =>
  writeFile(join(folder, `${name}.typ`), text).then(() =>
    defineTemplate({ name, file: pathToFileURL(join(folder, `${name}.typ`)), values }),
  );
const letter = (text: string) => ({
  title: "Ett brev",
  head: "Ärende 2026-00042",
  text,
  rows: [["Dag", "2026-03-02"] as [string, string]],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "documents-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Makes the letter with a text and reads it back. */
async function readBack(text: string) {
  return readPdf(valueOf(await makePdf(await template(source), letter(text), { at })));
}

describe("a document", () => {
  test("is tagged, in Swedish, with title, headings, a table with headers, bookmarks, running head and page numbers", async () => {
    const read = await readBack("Åsa och Örjan flyttade till Ängelholm.");
    expect(read).toMatchObject({ title: "Ett brev", language: "sv", isMarked: true, pages: 1, bookmarks: ["Ett brev", "  Uppgifter"] });
    expect(read.roles).toEqual(expect.arrayContaining(["Document", "H1", "P", "H2", "Table", "THead", "TR", "TH", "TBody", "TD"]));
    for (const words of ["Ett brev", "Ärende 2026-00042", "Åsa och Örjan flyttade till Ängelholm.", "Sida 1 av 1"])
      expect(read.text).toContain(words);
  });

  test("is the same bytes from the same values at the same moment, and says that moment", async () => {
    const letters = await template(source);
    const [one, two] = [valueOf(await makePdf(letters, letter("Hej"), { at })), valueOf(await makePdf(letters, letter("Hej"), { at }))];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(Buffer.from(one).toString("latin1")).toContain("D:20260302090000");
    expect(Buffer.from(valueOf(await makePdf(letters, letter("Hej!"), { at }))).equals(Buffer.from(one))).toBe(false);
  });

  test("loses no word, over many pages, each with head and number", async () => {
    const words = Array.from({ length: 4000 }, (_, place) => `ord${place}`);
    const { text, pages, pageTexts } = await readBack(words.join(" "));
    const found = new Set(text.split(" "));
    // A word may be divided at the end of a line, with a hyphen.
    const whole = text.replaceAll(/[-\u00AD\u2010] ?/gu, "");
    expect(words.filter((word) => !found.has(word) && !whole.includes(word))).toEqual([]);
    expect(pages).toBeGreaterThan(3);
    pageTexts.forEach((page, place) => {
      expect(page).toContain("Ärende 2026-00042");
      expect(page).toContain(`Sida ${place + 1} av ${pages}`);
    });
  });
});

describe("what people have written is shown, and is never code", () => {
  const attacks = [
    '#panic("x")',
    '#read("/values.json")',
    '#import "/layout.typ": *',
    "$ x^2 $",
    "\\ \\u{41} \\#",
    "] } ) #]",
    '"citat" `kod` *fet* _kursiv_ @ref <etikett>',
    "= Rubrik\n== Rubrik\n- punkt\n+ punkt",
    "// kommentar /* mer */ http://exempel.se",
    "a -- b --- c ... ~ d",
    "affär ffi fl fi",
    "<script>alert(1)</script>",
    '{"title":"annan"}',
    "مرحبا بك",
    "שלום",
    "Łódź, Şêrko, Nguyễn, Привет",
  ];
  test("each stands as it was written, and makes no heading, title or page of its own", async () => {
    const rows = attacks.map((one, place): [string, string] => [`nummer ${place}`, one]);
    const read = await readPdf(valueOf(await makePdf(await template(source), { ...letter("Hej"), rows }, { at })));
    const all = read.text.normalize("NFKC").replaceAll(" ", "");
    // Word by word: the words of a line that runs from right to left stand in the file as they are seen.
    const words = attacks.flatMap((one) => one.normalize("NFKC").split(/\s+/u));
    expect(words.filter((one) => !all.includes(one))).toEqual([]);
    expect(read.bookmarks).toEqual(["Ett brev", "  Uppgifter"]);
    expect(read.title).toBe("Ett brev");
    expect(read.roles.filter((role) => role === "TR")).toHaveLength(attacks.length + 1);
  });

  test("a name with a code in it is a name in the title, the head and a table too", async () => {
    const evil = '#title $1$ ] "';
    const made = await makePdf(await template(source), { title: evil, head: evil, text: "x", rows: [[evil, evil]] }, { at });
    const read = await readPdf(valueOf(made));
    expect(read.title).toBe(evil);
    expect(read.text.split(evil)).toHaveLength(5);
  });

  test("a sign that no font has is written by its number, and the document says so", async () => {
    const { text } = await readBack("Glad 😀, familj 👨‍👩‍👧, 王, noll \0, ensam \uD83D och \u0001.");
    for (const number of ["Glad [U+1F600],", "[U+1F468]", "[U+738B],", "noll [U+0000],", "och [U+0001]."]) expect(text).toContain(number);
    expect(text).toContain("skrivna med sina nummer i Unicode");
    expect((await readBack("Helt vanlig text")).text).not.toContain("Unicode");
  });

  test("a text of 100,000 signs without a space stands whole, within the page", async () => {
    const long = "x".repeat(100_000);
    const read = await readBack(long);
    expect(read.text.replaceAll(/[^x]/gu, "")).toHaveLength(long.length);
    expect(read.pages).toBeGreaterThan(20);
  });
});

describe("what it may cost", () => {
  test("more than it may hold, as input or in memory, is refused in words", async () => {
    const letters = await template(source);
    const tight = [{ inputBytes: 100 }, { memoryBytes: 1 }];
    for (const limit of tight) {
      const made = await makePdf(letters, letter("ord ".repeat(2000)), { at, limits: { ...usualLimits, ...limit } });
      expect(made).toMatchObject({
        ok: false,
        error: { code: "document-too-large", message: "Dokumentet blir för stort för att göras som PDF." },
      });
    }
  });

  test("a template that never ends is ended", async () => {
    const loops = '#let v = json("/values.json")\n#let n = 0\n#for a in range(1000000) { for b in range(1000000) { n = a + b } }';
    const slow = await template(loops, "slow");
    const made = await makePdf(slow, letter("x"), { at, limits: { ...usualLimits, seconds: 1 } });
    expect(made).toMatchObject({ ok: false, error: { code: "document-too-large" } });
  });

  test("a template that is wrong is a fault of ours that quotes nothing in its message", async () => {
    const wrong = await template('#let v = json("/values.json")\n#panic(v.text)', "wrong");
    const fault = await makePdf(wrong, letter("hemligt ord"), { at }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(TemplateFault);
    expect(`${(fault as Error).message} ${(fault as Error).stack ?? ""}`).not.toContain("hemligt");
  });

  test("so many are made at a time, so many wait, and the rest are turned away", async () => {
    const places = new Places({ atOnce: 2, waiting: 1 });
    const doors: (() => void)[] = [];
    const begun: number[] = [];
    const work = (n: number) => () => {
      begun.push(n);
      return new Promise<number>((resolve) => doors.push(() => resolve(n)));
    };
    const first = [places.take(work(1)), places.take(work(2)), places.take(work(3))];
    expect(await places.take(work(4))).toBeUndefined();
    expect(begun).toEqual([1, 2]);
    doors[0]?.();
    await first[0];
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual([1, 2, 3]);
    doors[1]?.();
    doors[2]?.();
    expect(await Promise.all(first)).toEqual([1, 2, 3]);
    const after = places.take(work(5));
    doors[3]?.();
    expect(await after).toBe(5);
  });
});

describe("the parts", () => {
  test("texts are made writable at any depth, and everything else is left as it is", () => {
    expect(writable({ a: ["x\r\ny\u2028z", 1, null, true], b: { c: "\uD800" } })).toEqual({
      a: ["x\ny\nz", 1, null, true],
      b: { c: "\uFFFD" },
    });
    expect(String(writable("y".repeat(50))).split("\u200B")).toHaveLength(3);
    expect(writable("ord ".repeat(50))).toBe("ord ".repeat(50));
  });

  test("signs are written by their numbers", () => {
    expect(numberOf("é")).toBe("[U+00E9]");
    expect(withNumbersFor({ a: ["x😀y"] }, ["😀"])).toEqual({ a: ["x[U+1F600]y"] });
  });

  test("no template of the house takes anything from the network or from outside its folder", async () => {
    const root = join(import.meta.dirname, "..", "..");
    const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".typ"));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const text = await readFile(join(root, name), "utf8");
      const asked = [...text.matchAll(/(?:import|include|read|json|csv|xml|yaml|toml|cbor|image|plugin|bibliography)\s*\(?\s*"([^"]+)"/gu)];
      for (const [, from] of asked) expect([name, from]).toEqual([name, from === "/layout.typ" ? from : "/values.json"]);
      expect(text).not.toMatch(/@preview|\beval\s*\(/u);
    }
  });
});
