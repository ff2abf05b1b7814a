/**
 * A process of its own that makes one document and ends: one JSON text in, a PDF out. What it costs in time and memory is bounded by a thread
 * beside the compiler, which cannot be interrupted; and nothing of one child's document is left in memory when another's is made.
 */
import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import type { NodeCompiler as Compiler } from "@myriaddreamin/typst-ts-node-compiler";
import { exits } from "./exits.ts";
import type { Order } from "./exits.ts";
import { withNumbersFor } from "./writable.ts";

const { NodeCompiler } = createRequire(import.meta.url)("@myriaddreamin/typst-ts-node-compiler") as { NodeCompiler: typeof Compiler };

/** Each round writes at least one more sign by its number. */
const mostRounds = 20;

const order = JSON.parse((await buffer(process.stdin)).toString("utf8")) as Order;
watch(order);
const made = make(order);
process.exitCode = made.exit;
process.stdout.write(made.output);

/** Ends the process when it has taken too much memory or time: a thread, as the compiler keeps this one to itself. */
function watch({ memoryBytes, seconds }: Order): void {
  if (process.memoryUsage.rss() > memoryBytes) process.exit(exits.tooLarge);
  const source = `
    const { memoryBytes, seconds, pid } = require("node:worker_threads").workerData;
    const stop = () => process.kill(pid, "SIGKILL");
    setTimeout(stop, seconds * 1000);
    setInterval(() => process.memoryUsage.rss() > memoryBytes && stop(), 10);`;
  new Worker(source, { eval: true, workerData: { memoryBytes, seconds, pid: process.pid } }).unref();
}

function make({ main, layout, values, timestamp, refusesLacking }: Order): { readonly exit: number; readonly output: Uint8Array } {
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname });
  compiler.addSource(file("layout.typ"), layout);
  compiler.addSource(file("document.typ"), main);
  let shown: unknown = values;
  for (let round = 0; round < mostRounds; round++) {
    compiler.mapShadow(file("values.json"), Buffer.from(JSON.stringify(shown)));
    const compiled = compiler.compile({ mainFilePath: file("document.typ"), resetRead: true });
    if (!compiled.result) return fault(compiler, compiled);
    try {
      return { exit: exits.made, output: compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp: timestamp }) };
    } catch (error) {
      const unwritten = unwrittenIn(error instanceof Error ? error.message : "");
      if (unwritten.length === 0) return { exit: exits.faulty, output: Buffer.from(error instanceof Error ? error.message : "") };
      if (refusesLacking) return { exit: exits.lacking, output: Buffer.from(unwritten.join(" ")) };
      shown = { ...(withNumbersFor(shown, unwritten) as object), _unwritten: true };
    }
  }
  return { exit: exits.unwritable, output: Buffer.alloc(0) };
}

function file(name: string): string {
  return `${import.meta.dirname}/${name}`;
}

function fault(compiler: Compiler, compiled: ReturnType<Compiler["compile"]>): { readonly exit: number; readonly output: Uint8Array } {
  const error = compiled.takeError();
  return { exit: exits.faulty, output: Buffer.from(error ? JSON.stringify(compiler.fetchDiagnostics(error)) : "") };
}

/** The signs that no font of the document has, out of what the compiler says; the longest first, so that a whole sign goes before its parts. */
function unwrittenIn(said: string): readonly string[] {
  const messages = [...said.matchAll(/message: "((?:[^"\\]|\\.)*)"/gu)].map(([, quoted = ""]) => unquoted(quoted));
  const found = messages.map((one) => unquoted(/the text `"((?:[^"\\]|\\.)*)"` could not be displayed/u.exec(one)?.[1] ?? ""));
  return [...new Set(found)].filter((one) => one !== "").sort((a, b) => b.length - a.length);
}

/** What stands in a text as Rust writes it: `\u{0}`, `\n`, `\\`. */
function unquoted(text: string): string {
  const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0" };
  return text.replaceAll(/\\(?:u\{([0-9a-f]+)\}|(.))/gu, (_all, hex: string | undefined, one: string | undefined) =>
    hex === undefined ? (named[one ?? ""] ?? one ?? "") : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
