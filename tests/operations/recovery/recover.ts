// The drill itself: backup, an accident, back to the moment before it; then a standby, the primary killed under load, and on with the standby.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Browser } from "../../../bench/load/browser.ts";
import { mustRun, runCommand, startWeb } from "../../../bench/support/processes.ts";
import type { WebProcess } from "../../../bench/support/processes.ts";
import { demoCode } from "../../../demo/municipality.ts";
import { makeClient } from "../../../src/platform/database/connect.ts";
import { faultsOf, findTraces, findWork, isTryAgain, makeWrites, send, signInAll } from "../../crash/writes.ts";
import type { Write } from "../../crash/writes.ts";
import { openNetwork } from "../../support/proxy.ts";
import type { Network } from "../../support/proxy.ts";
import { Cluster } from "./cluster.ts";
import { documented, documentedRoles } from "./documented.ts";

type Say = (text: string) => void;
const writesAtOnce = 200;
/** A bound for what hangs, not a measure. */
const patience = 15 * 60_000;
const goalMinutes = 15;

/** Runs the drill in `work`. Gives what was wrong; what was seen and how long it took is said. */
export async function recover(work: string, programs: string, children: number, say: Say): Promise<string[]> {
  const secret = () => randomBytes(12).toString("hex");
  const passwords = { administrator: secret(), owner: secret(), app: secret(), standby: secret(), repository: secret() };
  const at = (name: string) => Cluster.at(work, programs, name, passwords.administrator);
  const [primary, standby, recovered] = [await at("primary"), await at("standby"), await at("recovered")];
  const faults: string[] = [];
  let web: WebProcess | undefined;
  let network: Network | undefined;
  try {
    for (const name of ["lock", "log"]) primary.makeFolder(name);
    const repository = primary.makeFolder("repository");
    primary.write(
      "pgbackrest.conf",
      documented("ini", "[global]").replace("/srv/pgbackrest", repository).replace("…", passwords.repository),
    );
    await primary.init();
    const settings = documented("ini", "archive_command");
    await primary.start(settings);
    // What is written before the repository knows the server waits to be archived: so this first, as for a new server.
    const backups = documented("sh", "stanza-create").split("\n");
    for (const one of backups.filter((each) => !each.includes("backup"))) await timed(say, one, () => primary.run(one));
    await administer(primary, documentedRoles().replace("'…'", `'${passwords.owner}'`).replace("'…'", `'${passwords.app}'`), "postgres");
    await mustRun({ databaseUrl: primary.urlOf("fortrogen_owner", passwords.owner) }, ["migrate"]);
    const loaded = await mustRun({ databaseUrl: primary.urlOf("fortrogen_owner", passwords.owner) }, ["demo", "load", "--children", String(children)]); // prettier-ignore
    say(`A municipality of ${children} children loaded in ${inMinutes(loaded.milliseconds)}.`);
    network = await openNetwork(primary.url());
    const dataFolder = join(work, "web");
    web = await startWeb({ dataFolder, appUrl: network.through(primary.urlOf("fortrogen_app", passwords.app)) });

    for (const one of backups.filter((each) => each.includes("backup"))) await timed(say, one, () => primary.run(one));
    faults.push(...(await toTheMoment({ primary, recovered, web, settings, say, ownerPassword: passwords.owner })));

    await administer(primary, documented("sql", "fortrogen_standby").replace("'…'", `'${passwords.standby}'`));
    const copy = documented("sh", "pg_basebackup")
      .replace("/var/lib/postgresql/15/main", standby.folder)
      .replace("db.example.se", `127.0.0.1 port=${primary.port}`);
    await timed(say, "pg_basebackup", () => primary.run(copy, { PGPASSWORD: passwords.standby }));
    await standby.start(settings);
    await administer(primary, documented("sql", "synchronous_standby_names"));
    await until(async () => (await ask(primary, "select from pg_stat_replication where sync_state = 'sync'")).length === 1);
    faults.push(...(await failOver({ primary, standby, web, network, say, ownerPassword: passwords.owner })));
    return faults;
  } finally {
    await web?.stop().catch(() => web?.kill());
    await network?.close();
    for (const cluster of [primary, standby, recovered]) await cluster.stop();
  }
}

type Moment = { primary: Cluster; recovered: Cluster; web: WebProcess; settings: string; say: Say; ownerPassword: string };

/** Writes, an accident, and a server beside that is brought to the moment between them. */
async function toTheMoment({ primary, recovered, web, settings, say, ownerPassword }: Moment): Promise<string[]> {
  const writes = await makeSomeWrites(primary, "före olyckan", 40);
  await sendAll(web, writes);
  const [moment] = await ask<{ at: string }>(primary, "select to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF') as at");
  await pause(1000);
  // Nobody can do this through the program: it has no right to.
  await administer(primary, "set session_replication_role = replica; delete from intake.note; delete from participation.conversation");
  await administer(primary, "select pg_switch_wal()");
  const [switched] = await ask<{ file: string }>(primary, "select pg_walfile_name(pg_current_wal_lsn()) as file");
  await until(async () => (await ask(primary, `select from pg_stat_archiver where last_archived_wal >= left('${switched?.file ?? ""}', 8)`)).length > 0); // prettier-ignore
  const started = performance.now();
  recovered.makeFolder("recovered");
  const line = documented("sh", "--type=time").replace(/--target="[^"]*"/u, `--target="${moment?.at ?? ""}"`);
  await timed(say, `pgbackrest restore to ${moment?.at ?? ""}`, () => recovered.run(line));
  await recovered.start(settings.replace("archive_mode = on", "archive_mode = off"));
  await until(async () => (await ask<{ ended: boolean }>(recovered, "select not pg_is_in_recovery() as ended"))[0]?.ended === true);
  const log = await runCommand({ databaseUrl: recovered.urlOf("fortrogen_owner", ownerPassword) }, ["verify-log", "--format", "json"]);
  const minutes = (performance.now() - started) / 60_000;
  const faults = await faultsIn(recovered, writes);
  if (log.code !== 0) faults.push(`The recovered log is not whole: ${log.stdout}${log.stderr}`);
  if (minutes > goalMinutes) faults.push(`It took ${minutes.toFixed(1)} minutes; the goal is ${goalMinutes}.`);
  const [notes] = await ask<{ n: number }>(primary, "select count(*)::int as n from intake.note");
  say(`Recovered to the moment before the accident in ${minutes.toFixed(1)} min: ${writes.length} acknowledged writes, all there; ${notes?.n ?? 0} notes where it was not recovered.`); // prettier-ignore
  await recovered.stop();
  return faults;
}

type Failover = { primary: Cluster; standby: Cluster; web: WebProcess; network: Network; say: Say; ownerPassword: string };

/** 200 writes at once, the primary killed in the middle, the standby promoted, the address moved; the web lives on. */
async function failOver({ primary, standby, web, network, say, ownerPassword }: Failover): Promise<string[]> {
  const writes = await makeSomeWrites(primary, "under övergången", writesAtOnce);
  let answered = 0;
  let killed = 0;
  await sendAll(web, writes, () => {
    if (++answered === writes.length / 2) {
      killed = performance.now();
      primary.kill();
    }
  });
  await standby.run(documented("sh", "pg_ctl promote").replace("/var/lib/postgresql/15/main", standby.folder));
  network.moveTo(standby.url());
  network.reset();
  await untilReady(web);
  const seconds = (performance.now() - killed) / 1000;
  const acknowledged = writes.filter((write) => write.answer?.status === 200);
  const faults = await faultsIn(standby, writes);
  const odd = writes.filter(({ answer }) => answer?.status !== 200 && !isTryAgain(answer));
  faults.push(...odd.map(({ words, answer }) => `${words}: answered ${answer?.status ?? "nothing"}`));
  const again = writes.filter((write) => write.answer?.status !== 200);
  // On a busy machine some are told once more to try again.
  const end = performance.now() + patience;
  for (let left = again; left.length > 0 && performance.now() < end; left = left.filter(({ answer }) => isTryAgain(answer))) {
    await sendAll(web, left);
    await pause(200);
  }
  faults.push(...again.filter(({ answer }) => answer?.status !== 200).map(({ words, answer }) => `${words}: sent again and answered ${answer?.status ?? "nothing"}`)); // prettier-ignore
  faults.push(...(await faultsIn(standby, writes)));
  const log = await runCommand({ databaseUrl: standby.urlOf("fortrogen_owner", ownerPassword) }, ["verify-log", "--format", "json"]);
  if (log.code !== 0) faults.push(`The log is not whole after the failover: ${log.stdout}${log.stderr}`);
  const lost = faults.filter((fault) => fault.includes("is lost")).length;
  say(`Failover: ${acknowledged.length} of ${writes.length} writes acknowledged before the primary was killed, ${lost} of them lost; ready ${seconds.toFixed(1)} s after the kill; ${again.length} sent again, each done once.`); // prettier-ignore
  return faults;
}

async function makeSomeWrites(cluster: Cluster, mark: string, count: number): Promise<Write[]> {
  return withAdministrator(cluster, async (client) => makeWrites(await findWork(client), count, `${mark} ${Date.now()}`, new Date()));
}

async function sendAll(web: WebProcess, writes: readonly Write[], answered: () => void = () => undefined): Promise<void> {
  const browsers = await signInAll(web.origin, demoCode, writes.map((write) => write.staffId)); // prettier-ignore
  await Promise.all(
    writes.map(async (write) => {
      const browser = browsers.get(write.staffId);
      const answer = browser && (await send(browser, write));
      if (answer) write.answer = answer;
      answered();
    }),
  );
  for (const browser of browsers.values()) browser.close();
}

async function faultsIn(cluster: Cluster, writes: readonly Write[]): Promise<string[]> {
  const traces = await withAdministrator(cluster, (client) => findTraces(client, writes));
  return writes.flatMap((write) => faultsOf(write, traces.get(write.key)));
}

async function untilReady(web: WebProcess): Promise<void> {
  const browser = new Browser(web.origin);
  await until(async () => (await browser.get("/redo").catch(() => undefined))?.status === 200);
  browser.close();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error("Waited in vain.");
    await pause(100);
  }
}

async function timed(say: Say, what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  say(`${what}: ${inMinutes(performance.now() - started)}`);
}

const inMinutes = (milliseconds: number) => `${(milliseconds / 60_000).toFixed(1)} min`;

async function withAdministrator<T>(cluster: Cluster, work: (client: ReturnType<typeof makeClient>) => Promise<T>, database = "fortrogen") {
  const client = makeClient(cluster.url(database));
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs statements one by one, as psql does. */
async function administer(cluster: Cluster, statements: string, database = "fortrogen"): Promise<void> {
  const all = statements.split(";").map((one) => one.trim()).filter(Boolean); // prettier-ignore
  await withAdministrator(cluster, async (client) => {
    for (const one of all) await client.query(one);
  }, database); // prettier-ignore
}

async function ask<T>(cluster: Cluster, statement: string): Promise<T[]> {
  return withAdministrator(cluster, async (client) => (await client.query(statement)).rows as T[]);
}
