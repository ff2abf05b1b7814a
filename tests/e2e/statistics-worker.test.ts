import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTable, fitGlm, numericColumn, surveyDesign, withReplicates } from "@fortrogen/statistics";
import { launchBrowser } from "../support/browser.ts";
import { calculate } from "./statistics-worker/calculations.ts";

/** The statistics package in a module worker of a real browser, bundled as its README says, under a strict content policy. */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(here("../../packages/statistics/README.md"), "utf8");
const wasm = readFileSync(createRequire(import.meta.url).resolve("highs/runtime"));
const folder = mkdtempSync(join(tmpdir(), "statistics-worker-"));
let server: Server;
let browser: Browser;
let page: Page;
let address: string;

/** The headers that the README asks for. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
const headers = {
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const bundling = { bundle: true, format: "esm", platform: "browser", minify: true, external: ["node:module"] } satisfies BuildOptions;

/** Bundles a program as the README says; gives its text. */
async function bundle(entry: string): Promise<string> {
  const outfile = join(folder, "bundle.js");
  await build({ entryPoints: [here(`./statistics-worker/${entry}`)], outfile, ...bundling });
  return readFileSync(outfile, "utf8");
}

beforeAll(async () => {
  const calculations = await bundle("calculations-worker.ts");
  const files = new Map<string, readonly [type: string, body: string | Buffer]>([
    ["/", ["text/html", "<!doctype html><title>Statistics</title>"]],
    ["/worker.js", ["text/javascript", await bundle("worker.ts")]],
    ["/calculations.js", ["text/javascript", calculations]],
    ["/highs.wasm", ["application/wasm", wasm]],
    ["/elsewhere/highs-1.wasm", ["application/wasm", wasm]],
    ["/alone/calculations.js", ["text/javascript", calculations]],
  ]);
  server = createServer(({ url = "" }, response) => {
    const [type, body] = files.get(url) ?? [];
    response.writeHead(body === undefined ? 404 : 200, { ...headers, ...(type === undefined ? {} : { "content-type": type }) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(address);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true });
});

type Answer = {
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  readonly progress: number;
};
type Work = { readonly script: string; readonly message: object; readonly flag?: boolean; readonly stopAt?: number };

/**
 * Sends one message to a new worker and waits for its result or error; counts the messages of progress. At progress number `stopAt` the
 * page sends "stop", or sets the flag it shares.
 */
async function ask(work: Work): Promise<Answer> {
  const answer = await page.evaluate(
    ({ script, message, flag, stopAt }) =>
      new Promise<string>((resolve, reject) => {
        const worker = new Worker(script, { type: "module" });
        const shared = new Int32Array(new SharedArrayBuffer(4));
        let progress = 0;
        // Typed arrays become lists, so that everything can be told as text.
        const tell = (data: object) => {
          worker.terminate();
          resolve(
            JSON.stringify({ ...data, progress }, (_, value: unknown) => {
              if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
              return value === Infinity ? "Infinity" : value;
            }),
          );
        };
        worker.onerror = (event) => {
          reject(new Error(event.message));
        };
        worker.onmessage = ({ data }: MessageEvent<{ progress?: unknown }>) => {
          if (data.progress === undefined) {
            tell(data);
            return;
          }
          progress += 1;
          if (progress !== stopAt) return;
          if (flag === true) Atomics.store(shared, 0, 1);
          else worker.postMessage({ kind: "stop" });
        };
        const given = message as { columns?: readonly (readonly [string, readonly number[]])[] };
        const columns = given.columns?.map(([name, values]) => [name, Float64Array.from(values)]);
        worker.postMessage({ ...message, ...(columns === undefined ? {} : { columns, flag: shared }) });
      }),
    work,
  );
  return JSON.parse(answer) as Answer;
}

/** Compares everything; numbers to 1e-12. Gives how many numbers there were. */
function compare(actual: unknown, expected: unknown, path = ""): number {
  if (typeof expected === "number" && Number.isFinite(expected)) {
    const size = Math.max(1, Math.abs(expected));
    expect(Math.abs((actual as number) - expected) / size, `${path}: ${String(actual)} and ${expected}`).toBeLessThan(1e-12);
    return 1;
  }
  if (expected === Infinity) expect(actual, path).toBe("Infinity");
  else if (ArrayBuffer.isView(expected)) return compare(actual, Array.from(expected as Float64Array), path);
  else if (expected !== null && typeof expected === "object") {
    const known = Object.entries(expected).filter(([, value]) => value !== undefined);
    expect(Object.keys(actual as object), path).toEqual(known.map(([key]) => key));
    return known.reduce((sum, [key, value]) => sum + compare((actual as Record<string, unknown>)[key], value, `${path}/${key}`), 0);
  } else expect(actual, path).toEqual(expected);
  return 0;
}

test("every number in the browser is the number in Node", async () => {
  const { result } = await ask({ script: "/calculations.js", message: {} });
  expect(compare(result, await calculate())).toBeGreaterThan(1300);
});

test("HiGHS is found where the page says, and its absence is told by name", async () => {
  const found = await ask({ script: "/alone/calculations.js", message: { wasm: "/elsewhere/highs-1.wasm" } });
  expect(found.error).toBeUndefined();
  const lost = await ask({ script: "/alone/calculations.js", message: {} });
  expect(lost.error?.code).toBe("unsupported");
  expect(lost.error?.message).toContain("see useSolver");
});

/** A table that takes some hundred steps to protect: 60 areas × 2 × 4 with all margins. */
function publication() {
  const [areas, genders, ages] = [60, 2, 4];
  const cells: { label: string; value: number }[] = [];
  const place = new Map<string, number>();
  const value = (a: number, g: number, s: number): number => ((a * 37 + g * 11 + s * 5) * (a + 3)) % (a % 4 === 0 ? 9 : 60);
  const list = (count: number, of: number) => (of < count ? [of] : Array.from({ length: count }, (_, i) => i));
  for (let a = 0; a <= areas; a++)
    for (let g = 0; g <= genders; g++)
      for (let s = 0; s <= ages; s++) {
        const sum = list(areas, a).flatMap((i) => list(genders, g).flatMap((j) => list(ages, s).map((k) => value(i, j, k))));
        place.set(`${a},${g},${s}`, cells.length);
        cells.push({ label: `${a},${g},${s}`, value: sum.reduce((x, y) => x + y, 0) });
      }
  const at = (...key: number[]): number => place.get(key.join(",")) ?? -1;
  const relations: { total: number; parts: number[] }[] = [];
  for (let a = 0; a <= areas; a++) {
    for (let g = 0; g <= genders; g++) relations.push({ total: at(a, g, ages), parts: list(ages, ages).map((k) => at(a, g, k)) });
    for (let s = 0; s <= ages; s++) relations.push({ total: at(a, genders, s), parts: list(genders, genders).map((j) => at(a, j, s)) });
  }
  for (let g = 0; g <= genders; g++)
    for (let s = 0; s <= ages; s++) relations.push({ total: at(areas, g, s), parts: list(areas, areas).map((i) => at(i, g, s)) });
  return { cells, relations };
}

test("the example in the README protects a table with progress, and stops when told", async () => {
  expect(readme).toContain(`\`\`\`typescript\n${readFileSync(here("./statistics-worker/worker.ts"), "utf8")}\`\`\``);
  expect(readme).toContain(policy);
  const work = { script: "/worker.js", message: { kind: "protect", publication: publication() } };
  const whole = await ask(work);
  expect(whole.result).toMatchObject({ isRangeSafe: true });
  expect(whole.progress).toBeGreaterThan(30);
  const stopped = await ask({ ...work, stopAt: 3 });
  expect(stopped.error?.code).toBe("aborted");
  expect(stopped.progress).toBeLessThan(whole.progress / 2);
});

test("the example's regression with replicates reports them, and stops by a shared flag", async () => {
  const n = 800;
  const x = Array.from({ length: n }, (_, i) => ((i * 7919) % 1000) / 500);
  const y = x.map((value, i) => (((i * 104_729) % 997) / 997 < 1 / (1 + Math.exp(0.5 - value)) ? 1 : 0));
  const columns: [string, number[]][] = [
    ["x", x],
    ["y", y],
  ];
  const work = { script: "/worker.js", message: { kind: "fit", columns, formula: "y ~ x" }, flag: true };
  const whole = await ask(work);
  expect(whole.progress).toBe(500);
  const design = surveyDesign(createTable(columns.map(([name, values]) => numericColumn(name, values))));
  const fit = fitGlm(withReplicates(design, { type: "bootstrap", replicates: 500, seed: 1 }), "y ~ x", "binomial");
  compare(whole.result, { coefficients: fit.coefficients, standardErrors: fit.standardErrors });
  const stopped = await ask({ ...work, stopAt: 1 });
  expect(stopped.error?.code).toBe("aborted");
  expect(stopped.progress).toBeLessThan(500);
});

test("a bundle carries what it uses: estimates alone bring no solver and no reader of files", async () => {
  const all = await bundle("calculations-worker.ts");
  const stdin = { contents: `export { fitGlm, mean, rake, share, surveyDesign } from "@fortrogen/statistics";`, resolveDir: here(".") };
  const built = await build({ stdin, ...bundling, write: false });
  const alone = built.outputFiles[0]?.contents ?? new Uint8Array();
  expect(alone.length).toBeGreaterThan(10_000);
  const kilobytes = (text: Uint8Array | string): number => gzipSync(text).length / 1024;
  expect(kilobytes(alone)).toBeLessThan(30);
  expect(kilobytes(all)).toBeLessThan(300);
});
