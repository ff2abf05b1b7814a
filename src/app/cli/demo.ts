import { join } from "node:path";
import { demoAgency, loadAgency } from "../../../demo/agency.ts";
import { writeExtract, writeZippedExtract } from "../../../demo/extract.ts";
import { loadDemo, resetDemo } from "../../../demo/load.ts";
import type { LoadedDemo } from "../../../demo/load.ts";
import { demoName } from "../../../demo/municipality.ts";
import { childrenInSweden, loadNation } from "../../../demo/nation.ts";
import { tieDemo } from "../../../demo/tie.ts";
import { writeTrustExample } from "../../../demo/trust/write-example.ts";
import { removeDemo } from "../../../demo/remove.ts";
import type { RemovedDemo } from "../../../demo/remove.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { settleClocks } from "../../casework/case/clocks.ts";
import type { ProgramDatabase } from "../../platform/database/connect.ts";
import { keyFolderOf } from "../../survey/collection/delivery/own-key.ts";
import { cliEnvironment, openOwnerContext } from "./context.ts";
import type { OwnerContext } from "./context.ts";
import { reportOutcome, say, wrongUsage } from "./outcome.ts";
import { clearProgress, showProgress } from "./progress.ts";
import { formatOf } from "../../followup/exchange/export-extract.ts";
import { readWebConfig, settingsAgainstDemo } from "../web/config.ts";
import { readLinkKey } from "../web/kept-keys.ts";

type DayOption = { readonly day?: string };
export type DemoResetOptions = DayOption & { readonly children?: number; readonly seed: number };
export type DemoLoadOptions = DemoResetOptions & { readonly nation?: boolean; readonly agency?: boolean };
export type DemoRemoveOptions = { readonly municipality?: string; readonly all?: boolean };
export type DemoTrustOptions = { readonly out: string };
export type DemoExtractOptions = DayOption & {
  readonly children: number;
  readonly seed: number;
  readonly out: string;
  readonly municipality: string;
};

const usualSize = 300;

/** Loads Demokommunen or the nation and tells how it went. Refused beside the municipality's sign-on. */
export async function loadAtCommand(options: DemoLoadOptions): Promise<void> {
  await withOwner(permitDemo(), async (ownerUrl, { db }) => {
    const loaded = await (options.agency ? agency(ownerUrl, options) : options.nation ? nation(ownerUrl, options) : one(ownerUrl, options));
    return loaded.ok && options.nation !== true ? tie(db) : loaded;
  });
}

/** Begins anew: what was done in the demo is gone, and a fresh one is there. Refused beside the municipality's sign-on. */
export async function resetAtCommand(options: DemoResetOptions): Promise<void> {
  await withOwner(permitDemo(), async (ownerUrl, { db }) => {
    const now = systemClock();
    const reset = await resetDemo(ownerUrl, {
      seed: options.seed, children: options.children ?? usualSize, today: options.day ?? today(), now,
      onProgress: (done, total) => showProgress(`${number(done)} av ${number(total)} barn`),
    }); // prettier-ignore
    clearProgress();
    if (!reset.ok) return reset;
    reset.value.removed.forEach(tellRemoved);
    tellLoaded(reset.value.loaded);
    // What the agency has got of a municipality that is gone would be in the way of the new one's answers.
    const removed = await removeDemo(ownerUrl, { code: demoAgency.code, now });
    if (!removed.ok) return removed.error.code === "no-demo" ? ok(undefined) : removed;
    removed.value.forEach(tellRemoved);
    const loaded = await agency(ownerUrl, options);
    return loaded.ok ? tie(db) : loaded;
  });
}

/** Ties the demo's municipality and agency together at the address that the program has here; `npm start` does it anew where it has another. */
function tie(db: ProgramDatabase): Promise<Result<boolean>> {
  const address = `http://localhost:${readWebConfig(process.env).port}`;
  return tieDemo({ db: db.app, clock: systemClock, settle: settleClocks, folder: keyFolderOf(cliEnvironment()), address });
}

/** Takes a demo away and tells what is gone. Always allowed: most of all where real people are to sign on. */
export async function removeAtCommand(options: DemoRemoveOptions): Promise<void> {
  await withOwner(ok(undefined), async (ownerUrl) => {
    const removed = await removeDemo(ownerUrl, { code: options.municipality, all: options.all, now: systemClock() });
    if (removed.ok) removed.value.forEach(tellRemoved);
    return removed;
  });
}

async function withOwner(
  permitted: Result<undefined>,
  work: (ownerUrl: string, context: OwnerContext) => Promise<Result<unknown>>,
): Promise<void> {
  await reportOutcome(undefined, async () => {
    if (!permitted.ok) return permitted;
    const opened = await openOwnerContext();
    if (!opened.ok) return opened;
    try {
      return await work(opened.value.ownerUrl, opened.value);
    } finally {
      await opened.value.close();
    }
  });
}

/** Demo data is for one's own machine: never where the settings say that the municipality's people sign on, or from where others come. */
function permitDemo(): Result<undefined> {
  const given = settingsAgainstDemo(process.env);
  if (given.length === 0) return ok(undefined);
  return failed({
    code: "demo-not-allowed",
    message: `Demodata läses inte in där ${given.join(" och ")} är satt.`,
    hint: "Prova demon på den egna datorn, i en egen databas och utan de inställningarna.",
  });
}

function tellLoaded({ children, rows, signIns }: LoadedDemo): void {
  say(`${demoName} är inläst: ${number(children)} barn, ${number(rows)} rader.`);
  for (const { name, title } of signIns.slice(0, 6)) say(`  ${name}, ${title}`);
}

function tellRemoved({ code, name, rows, tables, log }: RemovedDemo): void {
  say(`${name} (${code}) är borttagen: ${number(rows)} rader ur ${number(tables)} tabeller.`);
  const head = log.head === null ? "" : ` Loggens sista kontrollvärde var ${log.head}.`;
  say(`  Med den försvann dess logg: ${number(log.events)} händelser i ${number(log.seals)} sigill.${head}`);
}

/** Writes an open extract and tells how many rows each file has. */
export async function extractAtCommand(options: DemoExtractOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    const format = formatOf(options.out);
    if (format !== "csv" && format !== "zip")
      return failed(wrongUsage(`Demons uttag skrivs inte som .${format}.`, "Ange en mapp, eller ett namn som slutar på .zip."));
    const write = format === "zip" ? writeZippedExtract : writeExtract;
    try {
      const rows = await write(options.out, {
        seed: options.seed, municipality: options.municipality, children: options.children, referenceDay: options.day ?? today(),
        onProgress: (done) => showProgress(`${number(done)} av ${number(options.children)} barn`),
      }); // prettier-ignore
      clearProgress();
      for (const [name, count] of Object.entries(rows)) say(`${name}.csv: ${number(count)} rader`);
      return ok(undefined);
    } catch (cause) {
      clearProgress();
      return notWritten(cause);
    }
  });
}

/** Writes the synthetic survey of trust and tells how it is analysed. */
export async function trustAtCommand({ out }: DemoTrustOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    try {
      const rows = await writeTrustExample(out);
      say(`svar.csv: ${number(rows)} påhittade svar\nplan.yaml: analysplanen till formuläret fortroende-2026`);
      say(`Räkna: fortrogen analyse ${join(out, "plan.yaml")} --out ${join(out, "resultat")}`);
      return ok(undefined);
    } catch (cause) {
      return notWritten(cause);
    }
  });
}

/** A file that could not be written, in words; anything else is a fault of ours. */
function notWritten(cause: unknown): Result<undefined> {
  if (!/^E[A-Z]+$/u.test((cause as NodeJS.ErrnoException).code ?? "")) throw cause;
  const hint = "Kontrollera att platsen finns, att du får skriva där och att det finns utrymme.";
  return failed(wrongUsage("Det går inte att skriva till målet.", hint));
}

async function one(ownerUrl: string, options: DemoLoadOptions): Promise<Result<unknown>> {
  const loaded = await loadDemo(ownerUrl, {
    seed: options.seed, children: options.children ?? usualSize, today: options.day ?? today(), now: systemClock(),
    onProgress: (done, total) => showProgress(`${number(done)} av ${number(total)} barn`),
  }); // prettier-ignore
  clearProgress();
  if (loaded.ok) tellLoaded(loaded.value);
  return loaded;
}

async function agency(ownerUrl: string, options: DemoLoadOptions): Promise<Result<unknown>> {
  const key = readLinkKey(cliEnvironment());
  const loaded = await loadAgency(ownerUrl, { seed: options.seed, today: options.day ?? today(), key });
  if (!loaded.ok) return loaded;
  const { units, deliveries, signIns } = loaded.value;
  say(
    `${demoAgency.name} är inläst: en omgång av enkäten till ${number(units)} kommuner och stadsdelar, ${number(deliveries)} har svarat. Alla svar och adresser är påhittade.`,
  );
  for (const signIn of signIns) say(`  ${signIn}`);
  return loaded;
}

async function nation(ownerUrl: string, options: DemoLoadOptions): Promise<Result<unknown>> {
  const loaded = await loadNation(ownerUrl, {
    seed: options.seed, today: options.day ?? today(), children: options.children ?? childrenInSweden,
    onProgress: (done, total, step) => showProgress(step === "barn" ? `${number(done)} av ${number(total)} barn` : `Index ${done} av ${total}`),
  }); // prettier-ignore
  clearProgress();
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

function number(value: number): string {
  return value.toLocaleString("sv-SE");
}
