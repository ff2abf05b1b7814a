import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";
import type pg from "pg";
import type { Database } from "./connect.ts";

/**
 * The builder of statements over one connection that is somebody's own, in the transaction that is open there: for code that is handed a
 * database and works in bulk. Begins and ends nothing; `destroy` leaves the connection as it is.
 */
export function overClient(client: pg.Client): Kysely<Database> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows } = await client.query(sql, [...parameters]);
      return { rows: rows as Row[] };
    },
    streamQuery: () => refuse("streams"),
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: () => refuse("transactions"),
    commitTransaction: () => refuse("transactions"),
    rollbackTransaction: () => refuse("transactions"),
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function refuse(what: string): never {
  throw new Error(`A connection that is somebody's own has no ${what} here.`);
}
