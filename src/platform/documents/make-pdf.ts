import { spawn } from "node:child_process";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { exits } from "./exits.ts";
import type { Order } from "./exits.ts";
import { Places } from "./places.ts";
import { readTemplate } from "./template.ts";
import type { Template } from "./template.ts";
import { writable } from "./writable.ts";

/** What one document may cost. */
export type DocumentLimits = {
  /** Of its values as JSON. */
  readonly inputBytes: number;
  /** Of the process that makes it. */
  readonly memoryBytes: number;
  readonly seconds: number;
};

const MB = 1024 * 1024;
export const usualLimits: DocumentLimits = { inputBytes: 4 * MB, memoryBytes: 768 * MB, seconds: 30 };

const tooLarge: Problem = {
  code: "document-too-large",
  message: "Dokumentet blir för stort för att göras som PDF.",
  hint: "Skriv ut sidan från webbläsaren i stället, eller be systemförvaltaren om hjälp.",
};
/** The signs are of the document's language, and no name of anybody. */
const lacking = (signs: string): Problem => ({
  code: "document-lacks-signs",
  message: `Dokumentets typsnitt saknar tecken som språket skrivs med: ${signs}`,
  hint: "Öppna det som webbsida i stället, och skriv ut därifrån: webbläsaren har typsnitt för språket.",
});
const busy: Problem = {
  code: "document-busy",
  message: "Många gör dokument just nu.",
  hint: "Vänta en stund och försök igen.",
  retryAfter: 10,
};

/** So many are made at a time in each process of ours, and so many may wait; the rest are told to come again. */
export const mostPlaces = { atOnce: 2, waiting: 20 } as const;
const places = new Places(mostPlaces);

/** The template does not fit its values, or is wrong: a fault of ours. `detail` is what the compiler said; it may quote values and belongs in no log. */
export class TemplateFault extends Error {
  readonly detail: string;
  constructor(template: string, detail: string) {
    super(`The document ${template} cannot be made.`);
    this.detail = detail;
  }
}

export type PdfOptions = {
  readonly at: Date;
  readonly limits?: DocumentLimits;
  /** A document in a language whose signs no font has is refused in words; otherwise a lone sign is written by its number. */
  readonly refusesLacking?: boolean;
};

/**
 * Makes a document as a tagged PDF (PDF/UA-1), in a process of its own: the web goes on meanwhile. The same values and the same `at` give the
 * same bytes. `at` is the moment that the document says it was made.
 *
 * Problems: `document-too-large` (what it would hold, or what it took in time or memory), `document-busy`, `document-lacks-signs`.
 * @throws TemplateFault when the template is wrong.
 */
export async function makePdf<Values extends z.ZodType>(
  template: Template<Values>,
  values: z.input<Values>,
  { at, limits = usualLimits, refusesLacking = false }: PdfOptions,
): Promise<Result<Uint8Array>> {
  const order: Order = {
    ...(await readTemplate(template)),
    values: writable(template.values.parse(values)),
    timestamp: Math.floor(at.getTime() / 1000),
    memoryBytes: limits.memoryBytes,
    seconds: limits.seconds,
    refusesLacking,
  };
  if (Buffer.byteLength(JSON.stringify(order.values)) > limits.inputBytes) return failed(tooLarge);
  const made = await places.take(() => compile(order));
  if (made === undefined) return failed(busy);
  const { exit, output } = made;
  if (exit === exits.made) return ok(output);
  if (exit === exits.faulty) throw new TemplateFault(template.name, Buffer.from(output).toString("utf8"));
  if (exit === exits.lacking) return failed(lacking([...Buffer.from(output).toString("utf8")].slice(0, 40).join("")));
  // Ended by its own watch, by us or by a machine without memory.
  return failed(tooLarge);
}

const program = join(import.meta.dirname, "compile-process.ts");

async function compile(order: Order): Promise<{ readonly exit: number | null; readonly output: Uint8Array }> {
  // No environment: the process needs no setting and must know no secret. What it says of itself could quote the document.
  const child = spawn(process.execPath, [program], { env: {}, stdio: ["pipe", "pipe", "ignore"] });
  // Its own watch comes first; this is for one that never began.
  const stop = setTimeout(() => child.kill("SIGKILL"), (order.seconds + 10) * 1000);
  const closed = new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", (code) => resolve(code));
  });
  // It may end before it has read everything.
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(order));
  const [exit, output] = await Promise.all([closed, buffer(child.stdout)]);
  clearTimeout(stop);
  return { exit, output };
}
