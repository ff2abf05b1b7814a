import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSentForm } from "./multipart.ts";
import type { SentForm } from "./multipart.ts";
import { makePrivateFolder, sweepPrivateFolders } from "../../platform/basics/private-folder.ts";

const privateFolders = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`fortrogen-privat-${process.pid}-`));

/** A request whose body comes in pieces of the sizes given, again and again. */
function inPieces(type: string, body: Uint8Array, sizes: readonly number[]): Request {
  let at = 0;
  let turn = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.length) return controller.close();
      const size = sizes[turn++ % sizes.length] ?? 1;
      controller.enqueue(body.slice(at, at + size));
      at += size;
    },
  });
  return new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": type },
    body: stream,
    duplex: "half",
  } as RequestInit);
}

async function read(body: string, sizes = [7], type = "multipart/form-data; boundary=b"): Promise<SentForm | undefined> {
  return readSentForm(inPieces(type, new TextEncoder().encode(body), sizes));
}

const part = (name: string, value: string): string => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe("a form with files", () => {
  it("reads what a browser's FormData holds, however it is cut", async () => {
    const words = fc.string({ unit: "grapheme", maxLength: 60 }).map((one) => one.replace(/\r\n?|\n/g, "\r\n"));
    const tricky = fc.constantFrom("\r\n--", "--", "\r\n", "\r\n\r\n--x", "", "åäö \"'");
    const field = fc.record({ name: fc.constantFrom("a", "b.c", "files"), value: fc.oneof(words, tricky), isFile: fc.boolean() });
    const before = await privateFolders();
    await fc.assert(
      fc.asyncProperty(
        fc.array(field, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        async (fields, sizes) => {
          const data = new FormData();
          for (const { name, value, isFile } of fields) {
            if (isFile) data.append(name, new File([value], 'b"a\u00e5.csv'));
            else data.append(name, value);
          }
          const whole = new Response(data);
          const type = whole.headers.get("content-type") ?? "";
          const form = await readSentForm(inPieces(type, new Uint8Array(await whole.arrayBuffer()), sizes));
          const seen: unknown[] = [];
          for (const [name, value] of form?.entries ?? [])
            seen.push(typeof value === "string" ? [name, value] : [name, value.name, value.size, await text(value.stream())]);
          expect(seen).toEqual(
            fields.map(({ name, value, isFile }) => (isFile ? [name, 'b"a\u00e5.csv', Buffer.byteLength(value), value] : [name, value])),
          );
          await form?.remove();
        },
      ),
      { numRuns: 200 },
    );
    expect(await privateFolders()).toEqual(before);
  });

  it.each([
    ["broken off", `${part("a", "1")}--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nhalf`],
    ["without a name", "--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--\r\n"],
    ["of another kind", "a=1&b=2"],
    ["empty", ""],
    ["with a heading without end", `--b\r\n${"x".repeat(20_000)}`],
    ["with too much text", `${part("a", "x".repeat(1_100_000))}--b--\r\n`],
    ["with too many parts", `${part("a", "1").repeat(201)}--b--\r\n`],
    ["with rubbish after its delimiter", "--bx\r\n"],
  ])("is refused when it is %s, and nothing of it is left", async (_name, body) => {
    const before = await privateFolders();
    expect(await read(body, [64_000])).toBeUndefined();
    expect(await privateFolders()).toEqual(before);
  });

  it("is refused without a boundary", async () => {
    expect(await read(`${part("a", "1")}--b--`, [7], "multipart/form-data")).toBeUndefined();
    expect(await read(`${part("a", "1")}--b--`, [7], 'multipart/form-data; charset=utf-8; boundary="b"')).toBeDefined();
  });

  it("lies where only the program can read it, and goes when it is told to", async () => {
    const form = await read('--b\r\ncontent-disposition: form-data; name="f"; filename="../x.zip"\r\n\r\nabc\r\n--b--');
    const [, file] = form?.entries[0] ?? [];
    const path = typeof file === "object" ? (file.path ?? "") : "";
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    await form?.remove();
    await expect(stat(path)).rejects.toThrow();
  });
});

describe("private folders", () => {
  it("of processes that are gone are swept, and no others", async () => {
    const gone = join(tmpdir(), "fortrogen-privat-4194999-x");
    const alive = join(tmpdir(), `fortrogen-privat-${process.ppid}-x`);
    for (const path of [gone, alive]) await mkdir(path);
    await sweepPrivateFolders();
    await expect(stat(gone)).rejects.toThrow();
    await stat(alive);
    await rm(alive, { recursive: true });
    const { remove } = await makePrivateFolder();
    await remove();
  });
});
