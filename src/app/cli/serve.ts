import { demoStaff } from "../../platform/access/sign-on/staff.ts";
import { cliEnvironment, makeReady } from "./context.ts";
import { readHeadExport } from "./log-key.ts";
import { reportOutcome, say } from "./outcome.ts";
import type { HeadExport } from "../../platform/core/export-heads.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { roleNames } from "../../platform/core/actor.ts";
import { failed, inOneLine, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { openAsProgram } from "../../platform/database/connect.ts";
import type { ProgramDatabase } from "../../platform/database/connect.ts";
import { canBecomeOwner } from "../../platform/database/roles.ts";
import { resolveServer } from "../../platform/database/server.ts";
import type { ResolvedServer } from "../../platform/database/server.ts";
import { allowsDemo, readWebConfig } from "../web/config.ts";
import type { WebConfig } from "../web/config.ts";
import { readDraftKey, readLinkKey } from "../web/kept-keys.ts";
import { settleClocks } from "../../casework/case/clocks.ts";
import { keyFolderOf } from "../../survey/collection/delivery/own-key.ts";
import { makeCommandRunner } from "../../platform/jobs/child-process.ts";
import { findJobs } from "../../platform/jobs/find.ts";
import { startJobs } from "../../platform/jobs/runner.ts";
import type { LinkMeans } from "../../platform/core/define-room.ts";
import type { Post } from "../../platform/core/post.ts";
import type { Scanner } from "../../platform/files/scanner.ts";
import { readScannerSettings } from "../../platform/files/settings.ts";
import { channelsOf, openPost, readMessageSettings } from "../../platform/messages/settings.ts";
import type { RunningJobs } from "../../platform/jobs/runner.ts";
import { faultOf, jsonLog, logFormat, makeFriendlyLog } from "../web/log.ts";
import type { Log } from "../web/log.ts";
import { makeMetrics } from "../web/metrics.ts";
import type { Metrics } from "../web/metrics.ts";
import { findAllMunicipalities } from "../web/municipalities.ts";
import { sweepPrivateFolders } from "../../platform/basics/private-folder.ts";
import type { RunningWeb, WebOptions } from "../web/start.ts";
import { measuresOfAll, startWorkers, tellStart, workerNumber } from "./workers.ts";

const demoChildren = 300;
const demoSeed = 1;

/**
 * Starts the database and the web, loads the demo into an empty database, and runs until it is told to stop; with `workers` over 1 in so many
 * processes, each of which runs this function again.
 */
export async function serve(options: { demo: boolean; workers: number }): Promise<void> {
  if (workerNumber() !== undefined) return serveAsWorker();
  await reportOutcome(undefined, async () => {
    const settings = await readSettings();
    if (!settings.ok) return settings;
    const { config, server } = settings.value;
    const isDemo = allowsDemo(config);
    const prepared = await prepare(server, options.demo && isDemo);
    // From here on as the program only: the owner's connection is neither opened nor handed to a child process.
    const serving = !prepared.ok ? prepared : options.workers > 1 ? await serveInWorkers(options.workers) : await serveHere(settings.value);
    if (!serving.ok) {
      await server.stop();
      return serving;
    }
    stopWhenTold(async () => {
      await serving.value.stop();
      await server.stop();
    });
    const db = openAsProgram({ appUrl: server.appUrl, poolSize: 2, applicationName: "fortrogen start" });
    if (options.demo && isDemo) await tie(db, serving.value.address);
    if (server.isApart) await warnOfRights(db, server.ownerUrl !== null);
    if (!isDemo && settings.value.scanner === null)
      say("Obs: filer som bifogas söks inte igenom efter skadlig kod. Sätt CLAMD_HOST för att göra det, se docs/operations.md.");
    await sayWelcome(db, serving.value.address, isDemo);
    await db.close();
    return ok(undefined);
  });
}

/** One of several web processes: what there is to prepare is done, and who started it says what is to be said. */
async function serveAsWorker(): Promise<void> {
  const settings = await readSettings();
  const serving = settings.ok ? await serveHere(settings.value) : settings;
  if (!serving.ok) {
    if (settings.ok) await settings.value.server.stop();
    await tellStart(serving);
    process.exit(1);
  }
  stopWhenTold(async () => {
    await serving.value.stop();
    if (settings.ok) await settings.value.server.stop();
  });
  await tellStart(ok(serving.value.address));
}

type Settings = {
  readonly config: WebConfig;
  readonly heads: HeadExport | null;
  readonly post: Post;
  readonly scanner: Scanner | null;
  readonly server: ResolvedServer;
};
type Serving = { readonly address: string; stop(): Promise<void> };

async function readSettings(): Promise<Result<Settings>> {
  const config = configOf();
  if (!config.ok) return config;
  const heads = await readHeadExport(process.env);
  if (!heads.ok) return heads;
  const messages = readMessageSettings(cliEnvironment(), { allowsDemo: allowsDemo(config.value) });
  if (!messages.ok) return messages;
  const scanner = readScannerSettings(process.env);
  if (!scanner.ok) return scanner;
  const server = await resolveServer(cliEnvironment());
  if (!server.ok) return server;
  return ok({ config: config.value, heads: heads.value, post: openPost(messages.value), scanner: scanner.value, server: server.value });
}

async function serveInWorkers(count: number): Promise<Result<Serving>> {
  // Made once, before several would make them.
  readDraftKey(cliEnvironment());
  readLinkKey(cliEnvironment());
  return startWorkers(count, makeLog());
}

/** The web and the work at the jobs, in this process. */
async function serveHere({ config, heads, post, scanner, server: { appUrl } }: Settings): Promise<Result<Serving>> {
  const isOneOfSeveral = workerNumber() !== undefined;
  const db = openAsProgram({ appUrl, poolSize: isOneOfSeveral ? 8 : 12, applicationName: "fortrogen web" });
  const log = makeLog();
  const metrics = makeMetrics(db.app, systemClock, isOneOfSeveral ? measuresOfAll : undefined);
  const web = await start({
    db: db.app,
    clock: systemClock,
    config,
    log,
    database: { appUrl },
    metrics,
    channels: channelsOf(post),
    scanner,
  });
  if (!web.ok) {
    await db.close();
    return web;
  }
  const jobs = await work({ db, appUrl, log, heads, post, metrics, links: linksOf(config, web.value.address) });
  const stop = async () => {
    await web.value.close();
    await jobs.stop();
    await db.close();
  };
  return ok({ address: web.value.address, stop });
}

function configOf(): Result<WebConfig> {
  try {
    logFormat(process.env, process.stdout.isTTY);
    return ok(readWebConfig(process.env));
  } catch (error) {
    return failed({
      code: "settings-invalid",
      message: error instanceof Error ? error.message : String(error),
      hint: "Se docs/operations.md.",
    });
  }
}

async function prepare(server: ResolvedServer, demo: boolean): Promise<Result<undefined>> {
  const ready = await makeReady(server);
  if (!ready.ok) return ready;
  const { ownerUrl, appUrl } = server;
  // A program with a sign-in of its own is no trial: the demo comes with a command of the owner's, or not at all.
  if (!demo || server.isApart || ownerUrl === null) return ok(undefined);
  const db = openAsProgram({ appUrl, poolSize: 1, applicationName: "fortrogen start" });
  const present = await findAllMunicipalities(db.app);
  await db.close();
  if (present.length > 0) return ok(undefined);
  const { loadDemo } = await import("../../../demo/load.ts");
  const { loadAgency } = await import("../../../demo/agency.ts");
  say("Databasen är tom. Läser in demokommunen och en påhittad myndighet som frågar den …");
  const now = systemClock();
  const today = stockholmDate(now);
  const loaded = await loadDemo(ownerUrl, { seed: demoSeed, children: demoChildren, today, now });
  if (!loaded.ok) return loaded;
  const agency = await loadAgency(ownerUrl, { seed: demoSeed, today, key: readLinkKey(cliEnvironment()) });
  return agency.ok ? ok(undefined) : agency;
}

/** In a demo, what the municipality sends arrives at the demo's agency: at the address that the program has this time. */
async function tie(db: ProgramDatabase, address: string): Promise<void> {
  const { tieDemo } = await import("../../../demo/tie.ts");
  const tied = await tieDemo({ db: db.app, clock: systemClock, settle: settleClocks, folder: keyFolderOf(cliEnvironment()), address });
  if (!tied.ok) say(`Demokommunens svar kan inte skickas till demons myndighet: ${inOneLine(tied.error)}`);
}

async function start(options: Omit<WebOptions, "addWaysIn">): Promise<Result<RunningWeb>> {
  await import("../web/tsx-hook.mjs");
  const { startWeb } = await import("../web/start.ts");
  const { addSignOn } = await import("../sign-on/sign-on-pages.tsx");
  try {
    return ok(
      await startWeb({
        ...options,
        addWaysIn: addSignOn,
        draftKey: readDraftKey(cliEnvironment()),
        linkKey: readLinkKey(cliEnvironment()),
        signingKeys: keyFolderOf(cliEnvironment()),
      }),
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    return failed({
      code: "port-taken",
      message: `Porten ${options.config.port} går inte att använda.`,
      hint: "Stoppa det som använder den, eller välj en annan: PORT=3001 npm start",
    });
  }
}

type Work = {
  readonly db: ProgramDatabase;
  readonly appUrl: string;
  readonly log: Log;
  readonly heads: HeadExport | null;
  readonly post: Post;
  readonly metrics: Metrics;
  readonly links: LinkMeans | null;
};

/** Where links lead: to the address that people use; on one's own machine to this one. Nowhere else is a link sent from. */
function linksOf(config: WebConfig, address: string): LinkMeans | null {
  const origin = config.baseUrl?.origin ?? (allowsDemo(config) ? address.replace("//127.0.0.1:", "//localhost:") : null);
  return origin === null ? null : { key: readLinkKey(cliEnvironment()), origin };
}

/** Works at the queue of jobs, and takes away what processes that are gone left in the folder for temporary files. */
async function work({ db, appUrl, log, heads, post, metrics, links }: Work): Promise<RunningJobs> {
  sweepPrivateFolders().catch((error: unknown) => log({ level: "error", message: "start sweep", ...faultOf(error) }));
  const onEnd = (name: string, seconds: number, fault?: unknown) => {
    metrics.job(name, seconds, fault !== undefined);
    if (fault !== undefined) log({ level: "error", message: `job ${name}`, ...faultOf(fault) });
  };
  const runCommand = makeCommandRunner(log, { appUrl });
  return startJobs({ db: db.app, appUrl, clock: systemClock, log, heads, post, links, runCommand, onEnd, jobs: await findJobs() });
}

/** A person at a terminal sees in words what is wrong; a log collector gets every line as JSON. */
function makeLog(): Log {
  const worker = workerNumber();
  const who = worker === undefined ? {} : { worker };
  const friendly = logFormat(process.env, process.stdout.isTTY) === "text" ? makeFriendlyLog(systemClock) : undefined;
  return (line) => (friendly ? friendly({ ...line, ...who }) : jsonLog({ time: systemClock().toISOString(), ...line, ...who }));
}

function stopWhenTold(stop: () => Promise<void>): void {
  let stopping = false;
  const told = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", told);
  process.on("SIGINT", told);
}

/** A web process that was taken over should find no way to the owner's rights. */
async function warnOfRights(db: ProgramDatabase, knowsOwner: boolean): Promise<void> {
  if (knowsOwner) say("Varning: DATABASE_URL behövs inte här. Ta bort den ur webbens miljö, så att ägarens lösenord inte finns i den.");
  if (await canBecomeOwner(db.app))
    say("Varning: inloggningen i DATABASE_APP_URL kan ta sig ägarens rättigheter. Ge programmet en egen, se docs/operations.md.");
}

async function sayWelcome(db: ProgramDatabase, address: string, demoAllowed: boolean): Promise<void> {
  say(`\nFörtrogen är igång: ${address.replace("//127.0.0.1:", "//localhost:")}\n`);
  const demo = (await findAllMunicipalities(db.app)).find((municipality) => municipality.isDemo);
  if (demo && demoAllowed) {
    say(`Demo: alla uppgifter i ${demo.name} är påhittade. Logga in på startsidan som till exempel`);
    for (const person of await demoStaff(db.app, demo.id)) say(`  ${person.name}, ${person.title || roleNames[person.role]}`);
    say("\nDet du gör i demon finns kvar. Börja om med: npx fortrogen demo reset");
  } else if (demo) {
    say(`${demo.name} finns i databasen men visas inte, eftersom OIDC_ISSUER eller BASE_URL är satt.`);
    say("Ta bort den med: npx fortrogen demo remove");
  }
  say("\nAvsluta med Ctrl+C.");
}
