import { writeExtract } from "../../demo/extract.ts";
import { loadDemo } from "../../demo/load.ts";
import { demoName } from "../../demo/municipality.ts";
import { childrenInSweden, loadNation } from "../../demo/nation.ts";
import { systemClock } from "../core/clock.ts";
import { stockholmDate } from "../core/dates.ts";
import { ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import type { DemoExtractOptions, DemoLoadOptions } from "./commands/demo.ts";
import { openOwnerContext } from "./context.ts";
import { reportOutcome, say } from "./outcome.ts";

const usualSize = 300;

/** Loads Demokommunen or the nation and tells how it went. */
export async function loadAtCommand(options: DemoLoadOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    const opened = await openOwnerContext();
    if (!opened.ok) return opened;
    try {
      const { ownerUrl } = opened.value;
      return options.nation ? await nation(ownerUrl, options) : await one(ownerUrl, options);
    } finally {
      await opened.value.close();
    }
  });
}

/** Writes an open extract and tells how many rows each file has. */
export async function extractAtCommand(options: DemoExtractOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    const rows = writeExtract(options.out, {
      seed: options.seed, municipality: options.municipality, children: options.children, referenceDay: today(),
      onProgress: (done) => showProgress(`${number(done)} av ${number(options.children)} barn`),
    }); // prettier-ignore
    endProgress();
    for (const [name, count] of Object.entries(rows)) say(`${name}.csv: ${number(count)} rader`);
    return ok(undefined);
  });
}

async function one(ownerUrl: string, options: DemoLoadOptions): Promise<Result<unknown>> {
  const loaded = await loadDemo(ownerUrl, {
    seed: options.seed, children: options.children ?? usualSize, today: today(),
    onProgress: (done, total) => showProgress(`${number(done)} av ${number(total)} barn`),
  }); // prettier-ignore
  endProgress();
  if (!loaded.ok) return loaded;
  say(`${demoName} är inläst: ${number(loaded.value.children)} barn, ${number(loaded.value.rows)} rader.`);
  for (const { name, title } of loaded.value.signIns.slice(0, 6)) say(`  ${name}, ${title}`);
  return loaded;
}

async function nation(ownerUrl: string, options: DemoLoadOptions): Promise<Result<unknown>> {
  const loaded = await loadNation(ownerUrl, {
    seed: options.seed, today: today(), children: options.children ?? childrenInSweden,
    onProgress: (done, total, step) => showProgress(step === "barn" ? `${number(done)} av ${number(total)} barn` : `Index ${done} av ${total}`),
  }); // prettier-ignore
  endProgress();
  if (!loaded.ok) return loaded;
  const { tenants, children, rows, secondsCopying, secondsIndexing } = loaded.value;
  say(
    `${tenants} kommuner och stadsdelar, ${number(children)} barn, ${number(rows)} rader: ${Math.round(secondsCopying)} s inläsning och ${Math.round(secondsIndexing)} s index.`,
  );
  return loaded;
}

function today(): string {
  return stockholmDate(systemClock());
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}

function number(value: number): string {
  return value.toLocaleString("sv-SE");
}
