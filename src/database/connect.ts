import { AsyncLocalStorage } from "node:async_hooks";
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver } from "kysely";
import type { DatabaseConnection, Driver, PostgresDialectConfig, Transaction, TransactionSettings } from "kysely";
import pg from "pg";
import type { DB } from "./generated.ts";

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
};

const webStatementTimeout = 30_000;
const largestMunicipalityId = 32_767;

/** Opens the program's pool. Never fails: the first statement tells whether the server can be reached. */
export function openAsProgram(address: Omit<DatabaseAddress, "ownerUrl">): ProgramDatabase {
  const app = connect(address.appUrl, {
    application_name: address.applicationName ?? "fortrogen",
    max: address.poolSize ?? 10,
    statement_timeout: address.statementTimeout ?? webStatementTimeout,
  });
  return { app, close: () => app.destroy() };
}

/** Opens the program's pool and a small one of the owner's; never in a web process. */
export function openDatabase(address: DatabaseAddress): OpenDatabase {
  const program = openAsProgram(address);
  const owner = connect(address.ownerUrl, { application_name: `${address.applicationName ?? "fortrogen"} owner`, max: 2 });
  return {
    app: program.app,
    owner,
    async close() {
      await Promise.all([program.close(), owner.destroy()]);
    },
  };
}

/**
 * Runs `work` in one transaction that sees the rows of one municipality and no others (row-level security).
 * Commits when `work` returns, rolls back when it throws. Begin and the choice of municipality are one round trip.
 * @throws RangeError where the id is no municipality's (1–32767); otherwise what `work` throws.
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
  return openingScope.run({ begin: beginStatement(municipalityId, options) }, () => db.transaction().execute(work));
}

/** As `inMunicipality`, but the database refuses every change and all statements see the same moment. */
export async function readMunicipality<T>(db: Kysely<Database>, municipalityId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inMunicipality(db, municipalityId, work, { readOnly: true, snapshot: true });
}

/** How values of PostgreSQL become values of JavaScript; for the few who use `pg` directly (COPY). */
export const valueTypes: pg.CustomTypesConfig = { getTypeParser: findParser };

/**
 * Settings for a `pg` client or pool at `url` with the house's types and time zone.
 * `options` in the URL (`-c role=…`) are kept.
 */
export function clientConfig(url: string): pg.ClientConfig {
  const parsed = new URL(url);
  const asked = parsed.searchParams.get("options");
  parsed.searchParams.delete("options");
  return {
    connectionString: parsed.toString(),
    options: [asked, "-c timezone=Europe/Stockholm"].filter(Boolean).join(" "),
    types: valueTypes,
    connectionTimeoutMillis: 10_000,
  };
}

/** The opening statement that the next transaction takes; emptied when taken, so that no later one inherits it. */
const openingScope = new AsyncLocalStorage<{ begin: string | undefined }>();

function beginStatement(municipalityId: number, options: MunicipalityOptions): string {
  const isolation = options.snapshot ? " isolation level repeatable read" : "";
  const access = options.readOnly ? " read only" : "";
  // The id is a checked whole number, so it may stand in the text: two statements in one round trip allow no parameters.
  return `begin${isolation}${access}; select set_config('fortrogen.municipality', '${municipalityId}', true)`;
}

function connect(url: string, settings: pg.PoolConfig): Kysely<Database> {
  const pool = new pg.Pool({ ...clientConfig(url), idleTimeoutMillis: 60_000, ...settings, Client: PlanningClient });
  // A server that restarts closes idle connections; the pool opens new ones, so there is nothing to do here.
  pool.on("error", () => undefined);
  return new Kysely<Database>({ dialect: new HouseDialect({ pool }) });
}

const mostNamed = 400;
const statementNames = new Map<string, string>();

/** A name for a statement's text, the same in the whole process; none when there are too many different ones already. */
function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= mostNamed) return known;
  const name = `fortrogen_${statementNames.size + 1}`;
  statementNames.set(text, name);
  return name;
}

/**
 * Prepares each statement once for each connection, so that PostgreSQL can keep its plan: the plan of a page like the case takes
 * longer to make than to run. Statements without parameters go as they are.
 */
class PlanningClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const plain = this.query.bind(this) as (...all: unknown[]) => unknown;
    const query = (first: unknown, values?: unknown, ...rest: unknown[]): unknown => {
      const name = typeof first === "string" && Array.isArray(values) && values.length > 0 ? statementName(first) : undefined;
      return name === undefined ? plain(first, values, ...rest) : plain({ name, text: first, values }, ...rest);
    };
    this.query = query as typeof this.query;
  }
}

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

class HouseDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const scope = openingScope.getStore();
    const begin = scope?.begin;
    if (!scope || begin === undefined) return super.beginTransaction(connection, settings);
    scope.begin = undefined;
    await connection.executeQuery(CompiledQuery.raw(begin));
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
