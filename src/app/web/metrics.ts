import { sql } from "kysely";
import type { Kysely } from "kysely";
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../../platform/basics/clock.ts";
import { readLogState } from "../../platform/core/log-state.ts";
import { poolCounts } from "../../platform/database/connect.ts";
import type { Database } from "../../platform/database/connect.ts";
import { countJobs } from "../../platform/jobs/store.ts";

/** What the operator's monitoring reads: counts and times by kind of page, never an address, a name or an id. */
export type Metrics = {
  /** One request that was answered. `route` is the address as the routes table writes it. */
  request(method: string, route: string, status: number, seconds: number): void;
  /** One turn of a job that runs by the clock. */
  job(name: string, seconds: number, hasFailed: boolean): void;
  /** Everything as Prometheus reads it. Where the database cannot be asked, what it would tell is left out. */
  text(): Promise<string>;
  readonly contentType: string;
};

const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Makes the metrics of one web process. Where there are several, `measuresOfAll` gives what they measure together, or undefined when that is not to
 * be had: then this one tells of itself.
 */
export function makeMetrics(db: Kysely<Database>, clock: Clock, measuresOfAll?: () => Promise<string | undefined>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // What the database tells is the same in every process, and never added up.
  const common = new Registry();
  const requests = new Histogram({
    name: "fortrogen_request_seconds",
    help: "Tid till svar, per metod, slags sida och slags status.",
    labelNames: ["method", "route", "status"],
    buckets,
    registers,
  });
  const jobs = new Histogram({
    name: "fortrogen_job_seconds",
    help: "Tid som ett jobb tog, per jobb och om det gick fel.",
    labelNames: ["job", "outcome"],
    buckets,
    registers,
  });
  const jobsDone = new Gauge({
    name: "fortrogen_job_last_success_seconds",
    help: "När jobbet senast gick bra, i sekunder sedan 1970.",
    labelNames: ["job"],
    aggregator: "max",
    registers,
  });
  const connections = new Gauge({
    name: "fortrogen_database_connections",
    help: "Processens förbindelser med databasen: i bruk, lediga och väntande.",
    labelNames: ["state"],
    registers,
    collect() {
      const { open, idle, waiting } = poolCounts(db) ?? { open: 0, idle: 0, waiting: 0 };
      this.set({ state: "in use" }, open - idle);
      this.set({ state: "idle" }, idle);
      this.set({ state: "waiting" }, waiting);
    },
  });
  const processes = new Gauge({ name: "fortrogen_web_processes", help: "Webbprocesser som svarade.", registers });
  processes.set(1);
  const told = [new DatabaseMeasures([common]), new LogMeasures([common])];
  // Read when asked for; named so that it is kept.
  void connections;
  let hasDefaults = false;
  const collectDefaults = () => {
    if (!hasDefaults) collectDefaultMetrics({ register: registry });
    hasDefaults = true;
  };
  if (measuresOfAll) {
    collectDefaults();
    // Whoever started the processes asks each of them for this registry.
    AggregatorRegistry.setRegistries([registry]);
    void new AggregatorRegistry();
  }
  return {
    request(method, route, status, seconds) {
      const known = method === "GET" || method === "POST" ? method : "other";
      requests.observe({ method: known, route, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    job(name, seconds, hasFailed) {
      jobs.observe({ job: name, outcome: hasFailed ? "failed" : "ok" }, seconds);
      if (!hasFailed) jobsDone.set({ job: name }, clock().getTime() / 1000);
    },
    async text() {
      collectDefaults();
      for (const measures of told) await measures.read(db, clock());
      const own = (await measuresOfAll?.()) ?? (await registry.metrics());
      return `${own.trimEnd()}\n${await common.metrics()}`;
    },
    contentType: registry.contentType,
  };
}

/** What only the database knows, of all municipalities together. */
class DatabaseMeasures {
  readonly #up: Gauge;
  readonly #imports: Gauge;
  readonly #waiting: Gauge;
  readonly #oldest: Gauge;
  readonly #head: Gauge;
  readonly #jobs: Gauge<"job" | "state">;

  constructor(registers: Registry[]) {
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
    this.#jobs = new Gauge({
      name: "fortrogen_jobs",
      help: "Jobb som inte är klara, per slag och läge.",
      labelNames: ["job", "state"],
      registers,
    });
    this.#up = gauge("fortrogen_database_up", "1 om databasen svarade, annars 0.");
    this.#imports = gauge("fortrogen_imports_running", "Importer som pågår.");
    this.#waiting = gauge("fortrogen_log_unsealed_events", "Rader i loggen som väntar på att förseglas.");
    this.#oldest = gauge("fortrogen_log_oldest_unsealed_seconds", "Den äldsta väntande radens ålder; 0 när ingen väntar.");
    this.#head = gauge("fortrogen_log_head_age_seconds", "Den senaste förseglingens ålder.");
  }

  async read(db: Kysely<Database>, now: Date): Promise<void> {
    try {
      const { rows } = await sql<{ imports: number; waiting: number; waiting_since: Date | null; sealed_at: Date | null }>`
        select extract.imports_running() as imports, m.* from audit.measures() m`.execute(db);
      const [row] = rows;
      if (!row) throw new Error("The database told nothing.");
      const jobs = await countJobs(db);
      this.#up.set(1);
      this.#jobs.reset();
      for (const { name, state, jobs: count } of jobs) this.#jobs.set({ job: name, state }, count);
      this.#imports.set(row.imports);
      this.#waiting.set(row.waiting);
      this.#oldest.set(row.waiting_since ? secondsSince(row.waiting_since, now) : 0);
      this.#head.set(row.sealed_at ? secondsSince(row.sealed_at, now) : 0);
    } catch {
      this.#up.set(0);
      this.#jobs.reset();
      for (const unknown of [this.#imports, this.#waiting, this.#oldest, this.#head]) unknown.remove();
    }
  }
}

/** Asked of each municipality's log in turn, so not oftener than this, in milliseconds. */
const logStateFresh = 60_000;

/** What the checks of the logs found, and when their heads were told outside. Counts only: which municipality stands in the program's log. */
class LogMeasures {
  readonly #exported: Gauge;
  readonly #checked: Gauge;
  readonly #faulty: Gauge;
  #readAt: number | undefined;

  constructor(registers: Registry[]) {
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
    this.#exported = gauge(
      "fortrogen_log_exported_age_seconds",
      "Tid sedan loggarnas huvuden lämnades ut; finns inte förrän det har skett.",
    );
    this.#checked = gauge(
      "fortrogen_log_checked_age_seconds",
      "Tid sedan kontrollen av den logg som kontrollerades för längst sedan; finns inte förrän någon har kontrollerats.",
    );
    this.#faulty = gauge("fortrogen_logs_not_whole", "Kommuner vars logg inte var hel vid den senaste kontrollen.");
  }

  async read(db: Kysely<Database>, now: Date): Promise<void> {
    const at = performance.now();
    if (this.#readAt !== undefined && at - this.#readAt < logStateFresh) return;
    const gauges = [this.#exported, this.#checked, this.#faulty];
    try {
      const { exportedAt, checks } = await readLogState(db);
      for (const gauge of gauges) gauge.remove();
      if (exportedAt) this.#exported.set(secondsSince(exportedAt, now));
      if (checks.length > 0) this.#checked.set(Math.max(...checks.map((check) => secondsSince(check.at, now))));
      this.#faulty.set(checks.filter((check) => !check.isWhole).length);
      this.#readAt = at;
    } catch {
      this.#readAt = undefined;
      for (const unknown of gauges) unknown.remove();
    }
  }
}

function secondsSince(moment: Date, now: Date): number {
  return Math.max(0, (now.getTime() - moment.getTime()) / 1000);
}
