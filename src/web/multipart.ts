import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { boundaryOf, readMediaType } from "./media-type.ts";
import { makePrivateFolder } from "./private-folder.ts";

/** A file that a form sent. `path` says where it lies, when it was too large to keep in memory. */
export type SentFile = { readonly name: string; readonly size: number; readonly path?: string; stream(): ReadableStream<Uint8Array> };

/** A form as it was sent: names with texts or files, in order; the files lie on disk until `remove`. */
export type SentForm = { readonly entries: readonly (readonly [name: string, value: string | SentFile])[]; remove(): Promise<void> };

const mostParts = 200;
const mostHead = 16 * 1024;
/** All the texts of a form together, in bytes. */
const mostText = 1024 * 1024;
const delimiterEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/**
 * Reads a form with files (multipart/form-data, RFC 7578) as it comes: texts are kept, files go to a private folder on disk, so that
 * a large file costs no memory. `pieces` is the request's body, by someone who counts it. Undefined when it is not a whole form of that kind.
 */
export async function readSentForm(request: Request, pieces?: AsyncIterable<Uint8Array>): Promise<SentForm | undefined> {
  const boundary = boundaryOf(readMediaType(request.headers.get("content-type") ?? undefined));
  if (boundary === undefined || !request.body) return undefined;
  const folder = await makePrivateFolder();
  const form = new FormReader(boundary, folder.path);
  try {
    for await (const piece of pieces ?? Readable.fromWeb(request.body as never)) await form.take(piece as Uint8Array);
    if (form.isWhole) return { entries: form.entries, remove: folder.remove };
  } catch (cause) {
    if (!(cause instanceof NotAForm) && !request.signal.aborted) {
      await form.close();
      await folder.remove();
      throw cause;
    }
  }
  await form.close();
  await folder.remove();
  return undefined;
}

class NotAForm extends Error {}

type Part = {
  readonly name: string;
  readonly file: { readonly name: string; readonly path: string; readonly handle: FileHandle; size: number } | null;
  text: Buffer[];
};

/** Where in the form the next byte belongs. */
type Place = "before" | "delimiter" | "head" | "body" | "end";

class FormReader {
  readonly entries: (readonly [string, string | SentFile])[] = [];
  readonly #delimiter: Buffer;
  readonly #folder: string;
  #place: Place = "before";
  // The first delimiter stands at the very beginning, without the line end that the others have before them.
  #rest: Buffer = Buffer.from("\r\n");
  #part: Part | undefined;
  #textSize = 0;

  constructor(boundary: string, folder: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
    this.#folder = folder;
  }

  get isWhole(): boolean {
    return this.#place === "end";
  }

  async take(chunk: Uint8Array): Promise<void> {
    this.#rest =
      this.#rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([this.#rest, chunk]);
    while (await this.#step());
  }

  /** Closes what was being written when the form broke off. */
  async close(): Promise<void> {
    await this.#part?.file?.handle.close().catch(() => undefined);
  }

  /** Does as much as can be done with what has come; true when there may be more to do. */
  async #step(): Promise<boolean> {
    switch (this.#place) {
      case "before":
      case "body": {
        const at = this.#rest.indexOf(this.#delimiter);
        // The end of what has come may be the beginning of a delimiter.
        const known = at >= 0 ? at : Math.max(0, this.#rest.length - this.#delimiter.length + 1);
        if (this.#part) await this.#write(this.#part, this.#rest.subarray(0, known));
        this.#rest = this.#rest.subarray(at >= 0 ? at + this.#delimiter.length : known);
        if (at < 0) return false;
        if (this.#part) await this.#finish(this.#part);
        this.#part = undefined;
        this.#place = "delimiter";
        return true;
      }
      case "delimiter": {
        if (this.#rest.length < 2) return false;
        const mark = this.#rest.subarray(0, 2);
        if (mark.toString("latin1") === "--") this.#place = "end";
        else if (mark.equals(delimiterEnd)) this.#place = "head";
        else throw new NotAForm();
        // The head's own end is looked for from the delimiter's line end on: a part may have no head at all.
        if (this.#place === "end") this.#rest = Buffer.alloc(0);
        return true;
      }
      case "head": {
        const at = this.#rest.indexOf(headEnd);
        if (at < 0 && this.#rest.length > mostHead) throw new NotAForm();
        if (at < 0) return false;
        this.#part = await this.#begin(this.#rest.subarray(0, at).toString("utf8"));
        this.#rest = this.#rest.subarray(at + headEnd.length);
        this.#place = "body";
        return true;
      }
      case "end":
        this.#rest = Buffer.alloc(0);
        return false;
    }
  }

  async #begin(head: string): Promise<Part> {
    if (this.entries.length >= mostParts) throw new NotAForm();
    const line = head.split("\r\n").find((one) => /^content-disposition:/i.test(one)) ?? "";
    const [, name] = /;\s*name="([^"]*)"/i.exec(line) ?? [];
    if (name === undefined) throw new NotAForm();
    const [, fileName] = /;\s*filename="([^"]*)"/i.exec(line) ?? [];
    if (fileName === undefined) return { name: unescaped(name), file: null, text: [] };
    const path = join(this.#folder, String(this.entries.length));
    return { name: unescaped(name), file: { name: unescaped(fileName), path, handle: await open(path, "wx", 0o600), size: 0 }, text: [] };
  }

  async #write(part: Part, bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    if (part.file) {
      await part.file.handle.writeFile(bytes);
      part.file.size += bytes.length;
      return;
    }
    this.#textSize += bytes.length;
    if (this.#textSize > mostText) throw new NotAForm();
    part.text.push(Buffer.from(bytes));
  }

  async #finish({ name, file, text }: Part): Promise<void> {
    if (!file) {
      this.entries.push([name, Buffer.concat(text).toString("utf8")]);
      return;
    }
    await file.handle.close();
    const { path, size } = file;
    this.entries.push([
      name,
      { name: file.name, size, path, stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> },
    ]);
  }
}

/** What browsers do to the signs that would end a name. */
function unescaped(name: string): string {
  return name.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
