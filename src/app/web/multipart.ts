import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import type { BusboyFileStream, BusboyInstance } from "@fastify/busboy";
import { boundaryOf, readMediaType } from "./media-type.ts";
import { makePrivateFolder } from "../../platform/basics/private-folder.ts";
import type { SentFile } from "../../ui/form-body.ts";

/** A form as it was sent: names with texts or files, in order; the files lie on disk until `remove`. */
export type SentForm = { readonly entries: readonly (readonly [name: string, value: string | SentFile])[]; remove(): Promise<void> };

/** All the texts of a form together, in bytes. */
const mostText = 1024 * 1024;
/** Of parts together, of lines and bytes in the head of each, and of one text's bytes. */
const limits = { parts: 200, headerPairs: 20, headerSize: 16 * 1024, fieldSize: mostText };

/**
 * Reads a form with files (multipart/form-data, RFC 7578) as it comes: texts are kept, files go to a private folder on disk, so that
 * a large file costs no memory. `pieces` is the request's body, by someone who counts it.
 * @returns undefined when it is not a whole form of that kind, when it has more parts or text than is taken, or when the sender went away:
 * nothing of it is then left on the disk.
 * @throws what `pieces` throws, and what the disk says: nothing is left then either.
 */
export async function readSentForm(request: Request, pieces?: AsyncIterable<Uint8Array>): Promise<SentForm | undefined> {
  const boundary = boundaryOf(readMediaType(request.headers.get("content-type") ?? undefined));
  if (boundary === undefined || !request.body) return undefined;
  const folder = await makePrivateFolder();
  const form = new FormReader(boundary, folder.path);
  try {
    await form.read(pieces ?? (Readable.fromWeb(request.body as never) as AsyncIterable<Uint8Array>));
    return { entries: form.entries, remove: folder.remove };
  } catch (cause) {
    await folder.remove();
    if (cause instanceof NotAForm || request.signal.aborted) return undefined;
    throw cause;
  }
}

class NotAForm extends Error {}

class FormReader {
  readonly entries: (readonly [string, string | SentFile])[] = [];
  readonly #folder: string;
  readonly #parser: BusboyInstance;
  /** Files on their way to the disk. */
  readonly #writes: Promise<void>[] = [];
  readonly #files: BusboyFileStream[] = [];
  /** What broke: the first thing tells why. */
  #cause: Error | undefined;
  #textSize = 0;

  constructor(boundary: string, folder: string) {
    this.#folder = folder;
    this.#parser = new Busboy({
      headers: { "content-type": `multipart/form-data;boundary="${boundary}"` },
      limits,
      isPartAFile: (_name, _type, fileName) => fileName !== undefined,
    });
    this.#parser.on("partsLimit", () => this.#break(new NotAForm()));
    this.#parser.on("field", (name: string | undefined, value, _nameIsCut, isCut) => {
      this.#textSize += Buffer.byteLength(value);
      if (name === undefined || isCut || this.#textSize > mostText) this.#break(new NotAForm());
      else this.entries.push([unescaped(name), value]);
    });
    this.#parser.on("file", (name: string | undefined, file, fileName: string | undefined) => this.#keep(name, file, fileName ?? ""));
  }

  /** Reads it all, and waits until the files are on the disk. @throws NotAForm, or what `pieces` or the disk says */
  async read(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      // What the parser itself complains of is no whole form; whoever gives the pieces, and the disk, say so themselves.
      await pipeline(this.#watched(pieces), this.#parser);
      await Promise.all(this.#writes);
      // No form of ours is empty: what had parts, but none with a name, is none.
      if (this.entries.length === 0) throw new NotAForm();
    } catch (cause) {
      this.#cause ??= cause instanceof NotAForm ? cause : new NotAForm();
    }
    if (this.#cause === undefined) return;
    for (const file of this.#files) file.destroy();
    await Promise.allSettled(this.#writes);
    throw this.#cause;
  }

  async *#watched(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    try {
      yield* pieces;
    } catch (cause) {
      this.#cause ??= errorOf(cause);
      throw cause;
    }
  }

  #break(cause: Error): void {
    this.#cause ??= cause;
    this.#parser.destroy(cause);
  }

  #keep(name: string | undefined, file: BusboyFileStream, fileName: string): void {
    // The parser may tell of a fault when nobody reads the file any more.
    file.on("error", () => undefined);
    this.#files.push(file);
    if (name === undefined) return this.#break(new NotAForm());
    const path = join(this.#folder, String(this.entries.length));
    const kept = {
      name: unescaped(fileName),
      size: 0,
      path,
      stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
    };
    this.entries.push([unescaped(name), kept]);
    const write = pipeline(file, createWriteStream(path, { mode: 0o600, flags: "wx" })).then(() => {
      kept.size = file.bytesRead;
    });
    this.#writes.push(write);
    write.catch((cause: unknown) => this.#break(errorOf(cause)));
  }
}

function errorOf(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error("Not an error was thrown.", { cause });
}

/** What browsers do to the signs that would end a name. */
function unescaped(name: string): string {
  return name.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
