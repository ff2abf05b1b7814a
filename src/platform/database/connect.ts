import { AsyncLocalStorage } from "node:async_hooks";
import { CompiledQuery, isAbortedTransactionError, Kysely, PostgresDialect, PostgresDriver, sql } from "kysely";
import type { DatabaseConnection, Driver, PostgresDialectConfig, RawBuilder, Transaction, TransactionSettings } from "kysely";
import pg from "pg";
import { HouseClient, clientsOfPool } from "./client.ts";
import type { DB } from "./generated.ts";
import { isPlain, lend, takeBack } from "./lending.ts";
import { asOutage, DatabaseOutage, isKnownRefusal } from "./outage.ts";

/** Every table and view of the house, by `schema.table`; generated from the migrated database. */
export type Database = DB;

/** A transaction of one municipality: what every action, query and reader is handed. */
export type Tx = Transaction<Database>;

/** How to reach the database. Pools connect when first used, so opening costs nothing. */
export type DatabaseAddress = {
  /** URL of the role that owns the tables and migrates. */
  readonly ownerUrl: string;
  /** URL of the role of the program, `fortrogen_app`. */
  readonly appUrl: string;
  /** Most connections of the program at one time; 10 unless told. */
  readonly poolSize?: number;
  /** Longest a statement of the program may run, in milliseconds; 30 000 unless told, 0 = no limit (command line). */
  readonly statementTimeout?: number;
  /** Longest to wait for a row that somebody else holds, in milliseconds; 5 000 unless told, no limit where statements have none. */
  readonly lockTimeout?: number;
  /** Longest to wait for a free or new connection, in milliseconds; 5 000 unless told. */
  readonly connectTimeout?: number;
  /** What the network may take on top of the longest statement before its silence means that nobody is there; 5 000 ms unless told. */
  readonly answerMargin?: number;
  /** Longest the program may leave a transaction without a statement; 30 000 ms unless told: it waits for nothing but the database in one. */
  readonly idleInTransaction?: number;
  /** Seen in the server's list of connections; `fortrogen` unless told. */
  readonly applicationName?: string;
};

/** The database as the program has it, for all daily work. */
export type ProgramDatabase = {
  readonly app: Kysely<Database>;
  /** Waits for running statements and closes every connection. */
  close(): Promise<void>;
};

/** The same, with what only the owner may do: adding municipalities, reading what refused requests attempted. */
export type OpenDatabase = ProgramDatabase & { readonly owner: Kysely<Database> };

export type MunicipalityOptions = {
  /** Refuses every change in the transaction. */
  readonly readOnly?: boolean;
  /** Every statement sees the same moment; for figures that must agree with one another. */
  readonly snapshot?: boolean;
  /** Also binds the transaction to one person (`fortrogen.staff`), for what is that person's alone. A UUID. */
  readonly staffId?: string;
  /** The commit does not wait for the disk: a crash of the server may take back the last second of it. Only for what nobody is told is done. */
  readonly mayBeForgotten?: boolean;
  /**
   * Who it is, where that is neither staff nor the program itself: the kind of actor (`child`), and for whom it comes (a UUID). Such a
   * transaction reaches the tables that name the kind (`core.let_in`) and no others.
   */
  readonly outsider?: Outsider;
};

type Outsider = { readonly kind: string; readonly forWhom: string | null };

const webStatementTimeout = 30_000;
const webLockTimeout = 5_000;
const usualConnectTimeout = 5_000;
const usualAnswerMargin = 5_000;
const usualIdleInTransaction = 30_000;
const largestMunicipalityId = 32_767;

/** Opens the program's pool. Never fails: the first statement tells whether the server can be reached. */
export function openAsProgram(address: Omit<DatabaseAddress, "ownerUrl">): ProgramDatabase {
  const statement = address.statementTimeout ?? webStatementTimeout;
  const settings = {
    application_name: address.applicationName ?? "fortrogen",
    max: address.poolSize ?? 10,
    connectionTimeoutMillis: address.connectTimeout ?? usualConnectTimeout,
    // On our side: ends the wait for an answer that the network swallowed.
    query_timeout: statement === 0 ? 0 : statement + (address.answerMargin ?? usualAnswerMargin),
  };
  const app = connect(address.appUrl, settings, sessionLimits(statement, address));
  return { app, close: () => closeWhole(app) };
}

/** Opens the program's pool and a small one of the owner's; never in a web process. */
export function openDatabase(address: DatabaseAddress): OpenDatabase {
  const program = openAsProgram(address);
  const owner = connect(address.ownerUrl, { application_name: `${address.applicationName ?? "fortrogen"} owner`, max: 2 });
  return {
    app: program.app,
    owner,
    async close() {
      await Promise.all([program.close(), closeWhole(owner)]);
    },
  };
}

/** How long the server lets a session wait, in milliseconds; nothing for who may take any time (the command line). */
function sessionLimits(statement: number, address: Omit<DatabaseAddress, "ownerUrl">): Session {
  if (statement === 0) return { lock_timeout: address.lockTimeout ?? 0 };
  return {
    // The plan of a page takes ten times longer to make than to run, and every plan begins with the municipality: one for all values.
    plan_cache_mode: "force_generic_plan",
    statement_timeout: statement,
    lock_timeout: address.lockTimeout ?? webLockTimeout,
    idle_in_transaction_session_timeout: address.idleInTransaction ?? usualIdleInTransaction,
  };
}

/** How many connections of `db` there are, how many of them are free, and how many wait for one; undefined where it has no pool of its own. */
export function poolCounts(db: Kysely<Database>): { readonly open: number; readonly idle: number; readonly waiting: number } | undefined {
  const pool = pools.get(db)?.pool;
  return pool && { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

/**
 * A connection of one's own at `url`, for what a pool is not made for (COPY, work without a time limit). The only way to make one:
 * it outlives any loss of the connection, which comes out as the failure of the statement at work. `connect()` it first, `end()` it last.
 */
export function makeClient(url: string, settings: pg.ClientConfig = {}): pg.Client {
  return new HouseClient({ ...clientConfig(url), ...settings });
}

/**
 * A pool of connections at `url` for a library that brings its own statements (the job queue). `end()` it last. Connections that are lost are
 * replaced; the loss is the failure of the statement at work.
 */
export function openPool(url: string, settings: Pick<pg.PoolConfig, "application_name" | "max">): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url), ...settings, connectionTimeoutMillis: usualConnectTimeout, Client: HouseClient });
  pool.on("error", () => undefined);
  pool.on("connect", () => undefined);
  return pool;
}

/**
 * Runs `work` in one transaction that sees the rows of one municipality and no others (row-level security).
 * Commits when `work` returns, rolls back when it throws. Begin and the choice of municipality are one round trip.
 * @throws DatabaseOutage where the database cannot be reached, used or written; of kind `outcome-unknown` where the connection broke
 * while committing. RangeError where the id is no municipality's (1–32767); otherwise what `work` throws.
 */
export async function inMunicipality<T>(
  db: Kysely<Database>,
  municipalityId: number,
  work: (tx: Tx) => Promise<T>,
  options: MunicipalityOptions = {},
): Promise<T> {
  if (!Number.isInteger(municipalityId) || municipalityId < 1 || municipalityId > largestMunicipalityId) {
    throw new RangeError("The municipality's id must be a whole number from 1 to 32767.");
  }
  const scope: TransactionScope = {
    begin: beginStatement(municipalityId, options),
    opening: undefined,
    last: [],
    isOver: false,
    changesNothing: options.readOnly === true,
  };
  try {
    return await transactionScope.run(scope, () => db.transaction().execute(work));
  } catch (error) {
    if (error instanceof DatabaseOutage && error.kind === "outcome-unknown") throw error;
    // Statements that travelled with the opening fail with it; why the opening failed is why they did.
    throw (await failureOf(scope.opening)) ?? error;
  }
}

async function failureOf(answer: Promise<unknown> | undefined): Promise<unknown> {
  const [settled] = await Promise.allSettled([answer]);
  return settled.status === "rejected" ? settled.reason : undefined;
}

/**
 * Sends a statement together with the commit of the transaction at work, in one round trip: for what is done last and answers nothing
 * that the work needs. When it fails, the commit takes everything back and the failure comes out of `inMunicipality`.
 * @throws Error outside `inMunicipality` and when it is over; TypeError where a value is not plain (text, number, moment, bytes or a list of them).
 */
export function atCommit<Row>(tx: Tx, statement: RawBuilder<Row>, onRows: (rows: readonly Row[]) => void = () => undefined): void {
  const scope = transactionScope.getStore();
  if (!scope || scope.isOver) throw new Error("There is no transaction of a municipality here.");
  const query = statement.compile(tx);
  if (!query.parameters.every(isPlain)) throw new TypeError("Only plain values can be sent with the commit.");
  scope.last.push({ query, onRows: (rows) => onRows(rows as readonly Row[]) });
}

/**
 * Asks one thing in a transaction of its own, with begin and commit in the same round trip; the database refuses changes.
 * Gives the rows; throws as `inMunicipality`.
 */
export async function askOnce<Row>(
  db: Kysely<Database>,
  municipalityId: number,
  statement: RawBuilder<Row>,
  options: Pick<MunicipalityOptions, "staffId"> = {},
): Promise<readonly Row[]> {
  let rows: readonly Row[] = [];
  const work = async (tx: Tx) => atCommit(tx, statement, (given) => void (rows = given));
  await inMunicipality(db, municipalityId, work, { ...options, readOnly: true });
  return rows;
}

/**
 * Does one thing that answers nothing in a transaction of its own, with begin and commit in the same round trip. Throws as `inMunicipality`.
 */
export async function doOnce(
  db: Kysely<Database>,
  municipalityId: number,
  statement: RawBuilder<unknown>,
  options: Pick<MunicipalityOptions, "staffId" | "mayBeForgotten"> = {},
): Promise<void> {
  await inMunicipality(db, municipalityId, async (tx) => atCommit(tx, statement), options);
}

/** As `inMunicipality`, but the database refuses every change and all statements see the same moment. */
export async function readMunicipality<T>(db: Kysely<Database>, municipalityId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inMunicipality(db, municipalityId, work, { readOnly: true, snapshot: true });
}

/** How values of PostgreSQL become values of JavaScript. */
const valueTypes: pg.CustomTypesConfig = { getTypeParser: findParser };

/** Settings of PostgreSQL for a session. */
type Session = Readonly<Record<string, string | number>>;
const usualSession: Session = { timezone: "Europe/Stockholm", tcp_keepalives_idle: 30, tcp_keepalives_interval: 10 };

/**
 * Settings for a `pg` client or pool at `url` with the house's types and time zone.
 * `options` in the URL (`-c role=…`) are kept.
 */
export function clientConfig(url: string, session: Session = {}): pg.ClientConfig {
  const parsed = new URL(url);
  const asked = parsed.searchParams.get("options");
  parsed.searchParams.delete("options");
  return {
    connectionString: parsed.toString(),
    options: [asked, ...Object.entries({ ...usualSession, ...session }).map(([name, value]) => `-c ${name}=${value}`)]
      .filter(Boolean)
      .join(" "),
    types: valueTypes,
    connectionTimeoutMillis: 10_000,
    // A network that goes silent is noticed, on both sides, although nothing is sent.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** What a transaction begins with (taken once, so that no later one inherits it), its answer, and what goes with its commit. */
type TransactionScope = {
  begin: string | undefined;
  opening: Promise<unknown> | undefined;
  readonly last: { readonly query: CompiledQuery; readonly onRows: (rows: readonly unknown[]) => void }[];
  /** The commit, or what takes everything back, has been sent. */
  isOver: boolean;
  /** What was only read is not left unknown when the connection breaks at the commit. */
  readonly changesNothing: boolean;
};
const transactionScope = new AsyncLocalStorage<TransactionScope>();

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function beginStatement(municipalityId: number, options: MunicipalityOptions): string {
  const isolation = options.snapshot ? " isolation level repeatable read" : "";
  const access = options.readOnly ? " read only" : "";
  if (options.staffId !== undefined && !uuid.test(options.staffId)) throw new RangeError("The person's id must be a UUID.");
  const staff = options.staffId === undefined ? "" : `, set_config('fortrogen.staff', '${options.staffId}', true)`;
  const disk = options.mayBeForgotten === true ? ", set_config('synchronous_commit', 'off', true)" : "";
  // The ids are checked, so they may stand in the text: two statements in one round trip allow no parameters.
  return `begin${isolation}${access}; select ${bindingOf(municipalityId, options.outsider)}${staff}${disk}`;
}

const kindOfActor = /^[a-z]+$/;

function bindingOf(municipalityId: number, outsider: Outsider | undefined): string {
  const binding = (name: string, value: string | number) => `set_config('fortrogen.${name}', '${value}', true)`;
  if (outsider === undefined) return binding("municipality", municipalityId);
  const { kind, forWhom } = outsider;
  if (!kindOfActor.test(kind)) throw new RangeError("The kind of actor must be a word.");
  if (forWhom !== null && !uuid.test(forWhom)) throw new RangeError("For whom an outsider comes must be a UUID.");
  return [binding("outside", municipalityId), binding("kind", kind), binding("for", forWhom ?? "")].join(", ");
}

/** Makes what is left of an outsider's transaction the program's own work: keeping the clocks, writing the log. */
export async function goOnAsProgram(tx: Tx, municipalityId: number): Promise<void> {
  await sql`select set_config('fortrogen.municipality', ${String(municipalityId)}, true)`.execute(tx);
}

/**
 * Does within an outsider's transaction what is the program's own work and that the outsider may not see (how many messages have been sent). The
 * transaction is the outsider's again when `work` returns; where it throws, everything is taken back. In the program's own it changes nothing.
 */
export async function asProgram<T>(tx: Tx, municipalityId: number, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ was: string }>`select coalesce(current_setting('fortrogen.municipality', true), '') as was`.execute(tx);
  await goOnAsProgram(tx, municipalityId);
  const done = await work();
  await sql`select set_config('fortrogen.municipality', ${rows[0]?.was ?? ""}, true)`.execute(tx);
  return done;
}

/**
 * One connection beside the pool of `db`, opened when it is first asked for: for a short statement that somebody waits for who holds a connection
 * of the pool. Would it come from the pool, ten who hold one each could wait for an eleventh for ever. `db` itself where it has no pool of its own.
 */
export function besidePool(db: Kysely<Database>): Kysely<Database> {
  const known = pools.get(db);
  if (!known) return db;
  known.beside ??= known.another(1);
  return known.beside;
}

async function closeWhole(db: Kysely<Database>): Promise<void> {
  await Promise.all([db.destroy(), pools.get(db)?.beside?.destroy()]);
}

function connect(url: string, settings: pg.PoolConfig, session: Session = {}): Kysely<Database> {
  const pool = new pg.Pool({ ...clientConfig(url, session), idleTimeoutMillis: 60_000, ...settings, Client: clientsOfPool() });
  // A server that restarts closes idle connections; the pool opens new ones, so there is nothing to do here.
  pool.on("error", () => undefined);
  const db = new Kysely<Database>({ dialect: new HouseDialect({ pool }) });
  pools.set(db, { pool, beside: undefined, another: (max) => connect(url, { ...settings, max }, session) });
  return db;
}

type Pooled = {
  readonly pool: pg.Pool;
  beside: Kysely<Database> | undefined;
  readonly another: (max: number) => Kysely<Database>;
};
const pools = new WeakMap<Kysely<Database>, Pooled>();

class HouseDialect extends PostgresDialect {
  readonly #settings: PostgresDialectConfig;
  constructor(settings: PostgresDialectConfig) {
    super(settings);
    this.#settings = settings;
  }
  override createDriver(): Driver {
    return new HouseDriver(this.#settings);
  }
}

type DriverConnection = Parameters<PostgresDriver["rollbackTransaction"]>[0];

class HouseDriver extends PostgresDriver {
  /** Whose transaction it is: work may open another one, on another connection, in its midst. */
  readonly #scopes = new WeakMap<DriverConnection, TransactionScope>();

  override async acquireConnection(...options: Parameters<PostgresDriver["acquireConnection"]>): Promise<DatabaseConnection> {
    try {
      return lend(await super.acquireConnection(...options));
    } catch (error) {
      throw asOutage(error);
    }
  }

  /**
   * The opening of a municipality's transaction is not waited for: it travels with the first statement. Should it fail, so does that
   * statement (the connection is gone, or the transaction aborted; without a municipality no row can be seen or written), and the commit.
   */
  override async beginTransaction(connection: DriverConnection, settings: TransactionSettings): Promise<void> {
    const scope = transactionScope.getStore();
    if (scope?.begin !== undefined) {
      this.#scopes.set(connection, scope);
      scope.opening = connection.executeQuery(CompiledQuery.raw(scope.begin));
      scope.opening.catch(() => undefined);
      scope.begin = undefined;
      return;
    }
    try {
      await super.beginTransaction(connection, settings);
    } catch (error) {
      // It may have begun all the same: nobody else may be given a connection in the middle of a transaction.
      await this.rollbackTransaction(connection);
      throw error;
    }
  }

  override async commitTransaction(connection: DriverConnection): Promise<void> {
    const { scope, own } = this.#end(connection);
    const last = scope?.last ?? [];
    // In this order, without waiting in between. In a transaction that has failed, PostgreSQL makes a rollback of the commit.
    const sent = last.map(({ query }) => own.executeQuery(query));
    const [opening, committed, ...answers] = await Promise.allSettled([scope?.opening, super.commitTransaction(own), ...sent]);
    if (committed.status === "rejected") {
      const failed = [opening, ...answers].find((one) => one.status === "rejected");
      if (isAbortedTransactionError(committed.reason)) throw failed?.reason ?? committed.reason;
      const isUnknown = !isKnownRefusal(committed.reason) && !scope?.changesNothing;
      throw isUnknown ? new DatabaseOutage("outcome-unknown", committed.reason) : committed.reason;
    }
    // Nothing is acknowledged that lacks a part, however it went missing.
    const missing = [opening, ...answers].find((one) => one.status === "rejected");
    if (missing) throw missing.reason;
    for (const [place, answer] of answers.entries()) if (answer.status === "fulfilled") last[place]?.onRows(answer.value.rows);
  }

  /** Never hides why it came to this: a connection that cannot roll back is thrown away, and the server takes everything back. */
  override async rollbackTransaction(connection: DriverConnection): Promise<void> {
    await super.rollbackTransaction(this.#end(connection).own).catch(() => undefined);
  }

  override async releaseConnection(connection: DriverConnection): Promise<void> {
    await super.releaseConnection(takeBack(connection));
  }

  /** Nothing more comes into the transaction: what nobody waited for is refused. */
  #end(connection: DriverConnection): { readonly scope: TransactionScope | undefined; readonly own: DriverConnection } {
    const scope = this.#scopes.get(connection);
    if (scope) scope.isOver = true;
    return { scope, own: takeBack(connection) };
  }
}

const { builtins } = pg.types;
const dateArray = 1182;
const int8Array = 1016;

function findParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (format !== "binary") {
    if (oid === builtins.INT8) return wholeNumber;
    // A date, and a time without zone, has no moment: as `Date` it would shift with the machine's time zone.
    if (oid === builtins.DATE || oid === builtins.TIMESTAMP) return String;
    if (oid === dateArray) return textList;
    if (oid === int8Array) return (value) => textList(value).map(wholeNumber);
  }
  return pg.types.getTypeParser(oid, format ?? "text") as (value: string) => unknown;
}

/** A list of dates or whole numbers as PostgreSQL writes it: no quotes and no commas inside. */
function textList(value: string): string[] {
  return value === "{}" ? [] : value.slice(1, -1).split(",");
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError("A count from the database is too large to be exact.");
  return number;
}
