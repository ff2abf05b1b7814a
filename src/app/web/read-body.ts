import { readStrictJson } from "../../platform/basics/json.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { formBodyOf } from "../../ui/form-body.ts";
import type { FormBody } from "../../ui/form-body.ts";
import { boundaryOf, isTextOf, readMediaType } from "./media-type.ts";
import { readSentForm } from "./multipart.ts";
import type { WebContext, WebServices } from "./services.ts";
import type { Patience } from "./config.ts";

export const usualPatience: Patience = { head: 10_000, body: 30_000, piece: 30_000, request: 15 * 60_000 };

function patienceOf({ config }: WebServices): Patience {
  return config.patience ?? usualPatience;
}

/** Most bytes of a form or JSON, unless the page says otherwise. */
export const usualBodyLimit = 1024 * 1024;
/** Most bytes of a form that anybody may send: sign-on and sign-off. */
export const openBodyLimit = 64 * 1024;
const mostFields = 2_000;
const attemptLimit = 16 * 1024;
const attemptPatience = 1_000;

/** Thrown where a body cannot be taken; `createApp` answers it, as a page or as problem+json. */
export class BodyRefused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Stops a request that says itself that it is larger than `most` bytes, before a byte of it is read. */
export function refuseDeclared(c: WebContext, most: number): void {
  const declared = c.req.header("content-length");
  if (declared !== undefined && !(Number(declared) <= most)) throw tooLarge(most);
}

type ReadForm = { readonly body: FormBody; remove(): Promise<void> };

/**
 * Reads a form: its texts and files, in order. The files lie on disk until `remove` is called.
 * @throws BodyRefused where it is no form, is larger than `most` bytes, breaks off, or comes too slowly.
 */
export async function readForm(services: WebServices, c: WebContext, most: number): Promise<ReadForm> {
  const type = mediaTypeOf(c);
  if (isTextOf(type, "application/x-www-form-urlencoded")) {
    const text = await readText(c, most, patienceOf(services));
    if (text.split("&", mostFields + 1).length > mostFields) throw unreadable;
    return { body: formBodyOf(new URLSearchParams(text)), remove: () => Promise.resolve() };
  }
  const boundary = boundaryOf(type);
  if (boundary === undefined)
    throw wrongType(
      "Förtrogen tar emot formulär som webbläsaren skickar dem.",
      "application/x-www-form-urlencoded eller multipart/form-data",
    );
  const form = await readSentForm(c.req.raw, piecesOf(c, most, patienceOf(services)));
  if (!form) throw unreadable;
  return { body: formBodyOf({ entries: () => form.entries }), remove: form.remove };
}

/**
 * The fields of a small form that anybody may send, by name; of several with one name the first.
 * @throws BodyRefused as `readForm`.
 */
export async function readFields(services: WebServices, c: WebContext): Promise<Readonly<Record<string, string | undefined>>> {
  const { body, remove } = await readForm(services, c, openBodyLimit);
  await remove();
  return Object.fromEntries(Object.entries(body.values).map(([name, values]) => [name, values[0]]));
}

/**
 * Reads JSON.
 * @throws BodyRefused where it is no JSON, is larger than `most` bytes, breaks off, or comes too slowly.
 */
export async function readJson(services: WebServices, c: WebContext, most: number): Promise<unknown> {
  requireJson(c);
  return jsonOf(await readText(c, most, patienceOf(services)));
}

/** Stops a request whose body is not JSON by its type. @throws BodyRefused */
export function requireJson(c: WebContext): void {
  if (!isTextOf(mediaTypeOf(c), "application/json")) throw wrongType("Innehållet ska vara JSON.", "application/json");
}

/** What somebody who is refused in any case has sent along, for the log; nothing where it is large, late or no JSON. */
export async function readAttempt(services: WebServices, c: WebContext): Promise<unknown> {
  if (!(Number(c.req.header("content-length")) <= attemptLimit)) return {};
  try {
    const { body } = patienceOf(services);
    return jsonOf(await readText(c, attemptLimit, { ...patienceOf(services), body: Math.min(body, attemptPatience) }));
  } catch (error) {
    if (error instanceof BodyRefused) return {};
    throw error;
  }
}

function jsonOf(text: string): unknown {
  const value = readStrictJson(text);
  if (value !== undefined) return value;
  throw new BodyRefused({
    code: "not-json",
    message: "Innehållet går inte att läsa som JSON.",
    hint: "Kontrollera det, och att inget fält står två gånger, och skicka igen.",
  });
}

function mediaTypeOf(c: WebContext) {
  // What is packed would be larger when unpacked than what was counted.
  if (/\S/.test(c.req.header("content-encoding")?.replace(/^identity$/i, "") ?? ""))
    throw wrongType("Innehållet får inte vara packat.", "inget content-encoding");
  return readMediaType(c.req.header("content-type"));
}

async function readText(c: WebContext, most: number, patience: Patience): Promise<string> {
  refuseDeclared(c, most);
  // The parser of HTTP lets no more through than was declared.
  if (c.req.header("content-length") !== undefined) return within(patience.body, () => c.req.raw.text());
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(c, most, { ...patience, request: patience.body })) pieces.push(piece);
  return new TextDecoder().decode(Buffer.concat(pieces));
}

/** The body piece by piece, never more than `most` bytes of it, and never waiting longer than `patience`. */
async function* piecesOf(c: WebContext, most: number, patience: Patience): AsyncGenerator<Uint8Array, void> {
  refuseDeclared(c, most);
  const reader = c.req.raw.body?.getReader();
  if (!reader) return;
  const end = performance.now() + patience.request;
  let size = 0;
  for (;;) {
    const { done, value } = await within(Math.min(patience.piece, end - performance.now()), () => reader.read());
    if (done) return;
    size += value.byteLength;
    if (size > most) throw tooLarge(most);
    yield value;
  }
}

/** What `read` gives, if it comes within the time. */
async function within<T>(milliseconds: number, read: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow), Math.max(0, milliseconds));
  });
  try {
    // Whatever else goes wrong here: the browser went away, or what came was no whole request.
    return await Promise.race([read().catch(() => Promise.reject(unreadable)), late]);
  } finally {
    clearTimeout(timer);
  }
}

const unreadable = new BodyRefused({
  code: "body-unreadable",
  message: "Det som kom fram var inte ett helt formulär.",
  hint: "Gå tillbaka och skicka igen.",
});
const tooSlow = new BodyRefused({
  code: "body-too-slow",
  message: "Det du skickade kom inte fram i tid.",
  hint: "Kontrollera anslutningen och försök igen.",
});

function tooLarge(most: number): BodyRefused {
  const size = most >= 1024 * 1024 ? `${Math.floor(most / 1024 / 1024)} MB` : `${Math.floor(most / 1024)} kB`;
  return new BodyRefused({
    code: "body-too-large",
    message: "Det du skickade är för stort.",
    hint: `Högst ${size} tas emot. Dela upp det och försök igen.`,
  });
}

function wrongType(message: string, wanted: string): BodyRefused {
  return new BodyRefused({ code: "wrong-content-type", message, hint: `Skicka det som ${wanted}.` });
}
