import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { formBodyOf } from "../../ui/form-body.ts";
import { readSentForm } from "./multipart.ts";
import type { SentForm } from "./multipart.ts";

const type = "multipart/form-data; boundary=b";

/** A folder for temporary files of these tests' own: others of the same process make private folders too. */
const usual = process.env["TMPDIR"];
const folder = mkdtempSync(join(tmpdir(), "fortrogen-forms-"));
beforeEach(() => {
  process.env["TMPDIR"] = folder;
});
afterEach(() => {
  if (usual === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usual;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const privateFolders = (): Promise<string[]> => readdir(folder);

async function* cut(body: string | Buffer, size: number): AsyncGenerator<Uint8Array, void> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += size) {
    // As from a network: each piece comes by itself.
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

function read(pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<SentForm | undefined> {
  const request = new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": type },
    body: "-",
    ...(signal ? { signal } : {}),
  });
  return readSentForm(request, pieces);
}

const head = (disposition: string, more = ""): string => `--b\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`;
const part = (disposition: string, value = "1", more = ""): string => `${head(disposition, more)}${value}\r\n`;
const end = "--b--\r\n";

/** Everything that the form was understood as: texts as they are, files as name and contents. */
async function understood(body: string | Buffer, size = 11): Promise<unknown> {
  const form = await read(cut(body, size));
  if (!form) return undefined;
  const seen: unknown[] = [];
  for (const [name, value] of form.entries) seen.push([name, typeof value === "string" ? value : [value.name, await text(value.stream())]]);
  await form.remove();
  return seen;
}

describe("what a form may call its parts", () => {
  it.each<[what: string, disposition: string, understood: unknown]>([
    ["a path of Unix", 'name="f"; filename="../../etc/passwd"', ["f", ["passwd", "1"]]],
    ["a path of Windows", 'name="f"; filename="C:\\\\dir\\\\x.csv"', ["f", ["x.csv", "1"]]],
    ["quotation marks as browsers write them", 'name="f"; filename="a%22b.csv"', ["f", ['a"b.csv', "1"]]],
    ["line ends as browsers write them", 'name="f"; filename="a%0D%0Ab.csv"', ["f", ["a\r\nb.csv", "1"]]],
    ["letters of every tongue", 'name="f"; filename="Åsa Öberg 小.csv"', ["f", ["Åsa Öberg 小.csv", "1"]]],
    ["the extended notation", "name=\"f\"; filename*=UTF-8''%C3%85sa.csv", ["f", ["Åsa.csv", "1"]]],
    ["nothing", 'name="f"; filename=""', ["f", ["", "1"]]],
    ["a sign without width or meaning", 'name="f"; filename="a\0b.csv"', ["f", ["a\0b.csv", "1"]]],
    ["a name without quotation marks", "name=f", ["f", "1"]],
    ["a field in capitals", 'NAME="f"', ["f", "1"]],
  ])("%s", async (_what, disposition, expected) => {
    expect(await understood(part(disposition) + end)).toEqual([expected]);
  });

  it("keeps two parts of one name both, in order, and names of objects are only names", async () => {
    const body = [part('name="a"', "1"), part('name="__proto__"', "x"), part('name="a"', "2"), part('name="constructor.prototype.y"', "x")];
    expect(await understood(body.join("") + end)).toEqual([
      ["a", "1"],
      ["__proto__", "x"],
      ["a", "2"],
      ["constructor.prototype.y", "x"],
    ]);
    const form = await read(cut(body.join("") + end, 5));
    expect(formBodyOf({ entries: () => form?.entries ?? [] }).values).toEqual({ a: ["1", "2"] });
    await form?.remove();
    expect({}).not.toHaveProperty("y");
  });

  it("reads heads that are called as what every object has", async () => {
    expect(await understood(part('name="a"', "1", "__proto__: x\r\nconstructor: y\r\nhasOwnProperty: z\r\n") + end)).toEqual([["a", "1"]]);
  });

  it("does not read a line of the head that was broken off into another", async () => {
    const before = await privateFolders();
    for (const disposition of ['name="a\nb"', 'name="a\rb"', 'name="a"; filename="x\ny"'])
      expect([disposition, await understood(part(disposition) + end)]).toEqual([disposition, undefined]);
    expect(await privateFolders()).toEqual(before);
  });
});

describe("a form that wants to cost much", () => {
  const many = (count: number): string => Array.from({ length: count }, (_, at) => `X-${at}: ${"y".repeat(200)}`).join("\r\n") + "\r\n";

  it.each<[what: string, body: string]>([
    ["a head of a thousand lines before the name", `--b\r\n${many(1_000)}Content-Disposition: form-data; name="a"\r\n\r\n1\r\n${end}`],
    ["one line of a head without end", `--b\r\nContent-Disposition: form-data; name="${"a".repeat(2_000_000)}`],
    ["a delimiter that nearly comes, without end", `${head('name="f"; filename="x"')}${"\r\n--".repeat(300_000)}`],
    ["nothing but delimiters", "--b\r\n".repeat(100_000)],
    ["a preamble without end", "x".repeat(2_000_000)],
    ["201 parts", part('name="a"', "").repeat(201) + end],
    ["201 parts without a name", "--b\r\nX: y\r\n\r\n1\r\n".repeat(201) + end],
    ["201 files", part('name="f"; filename="x"', "").repeat(201) + end],
    ["a text of a byte too much", part('name="a"', "x".repeat(1024 * 1024 + 1)) + end],
    ["texts that together are too much", part('name="a"', "x".repeat(600_000)).repeat(2) + end],
    ["no last delimiter", part('name="a"').trimEnd()],
    ["a last delimiter of half its length", `${part('name="a"')}--b-`],
    ["a file whose end never comes", `${part('name="a"')}${head('name="f"; filename="x"')}${"z".repeat(500_000)}`],
    ["another boundary than it said", (part('name="a"') + end).replaceAll("--b", "--c")],
  ])("%s is refused, and nothing of it is left", async (_what, body) => {
    const before = await privateFolders();
    expect(await understood(body, 4_093)).toBeUndefined();
    expect(await privateFolders()).toEqual(before);
  });

  it("takes as much as it says: 200 parts, a text of a megabyte, a file of any size", async () => {
    expect(await understood(part('name="a"', "").repeat(200) + end, 4_093)).toHaveLength(200);
    expect(await understood(part('name="a"', "x".repeat(1024 * 1024)) + end, 65_536)).toEqual([["a", "x".repeat(1024 * 1024)]]);
    const large = "å".repeat(4_000_000);
    expect(await understood(part('name="f"; filename="x"', large) + end, 65_536)).toEqual([["f", ["x", large]]]);
  });

  it("reads no further when it has seen enough", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        given++;
        yield Buffer.from(part('name="a"', ""));
      }
    }
    expect(await read(endless())).toBeUndefined();
    expect(given).toBeLessThan(1_000);
  });
});

describe("a form that breaks off", () => {
  const begun = head('name="f"; filename="x.zip"');

  it("leaves nothing when the sender goes away in the middle of a file", async () => {
    const before = await privateFolders();
    const gone = new AbortController();
    async function* sender(): AsyncGenerator<Uint8Array, void> {
      yield Buffer.from(begun + "z".repeat(200_000));
      // The file has begun to be written.
      while ((await privateFolders()).length === before.length) await new Promise((resolve) => setImmediate(resolve));
      gone.abort();
      throw new Error("hung up");
    }
    expect(await read(sender(), gone.signal)).toBeUndefined();
    expect(await privateFolders()).toEqual(before);
  });

  it("tells why whoever gives the pieces would give no more, and leaves nothing", async () => {
    const before = await privateFolders();
    async function* refusing(): AsyncGenerator<Uint8Array, void> {
      await Promise.resolve();
      yield Buffer.from(begun + "z".repeat(200_000));
      throw new RangeError("too large");
    }
    await expect(read(refusing())).rejects.toThrow(new RangeError("too large"));
    expect(await privateFolders()).toEqual(before);
  });
});

const disk = mkdtempSync(join(tmpdir(), "fortrogen-small-disk-"));
const isMounted = process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]).status === 0;
afterAll(() => {
  if (isMounted) spawnSync("umount", ["--lazy", disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe.skipIf(!isMounted)("a disk that is full (skipped where the test may not mount one)", () => {
  it("is told as that, and nothing of the form is left on it", async () => {
    process.env["TMPDIR"] = disk;
    const body = head('name="f"; filename="x"') + "z".repeat(1_000_000);
    await expect(read(cut(`${body}\r\n${end}`, 65_536))).rejects.toMatchObject({ code: "ENOSPC" });
    expect(await readdir(disk)).toEqual([]);
  });
});
