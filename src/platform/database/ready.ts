import type pg from "pg";
import { makeClient } from "./connect.ts";
import { DatabaseOutage, outageOf } from "./outage.ts";

/** Asks whether the database can be reached and written; undefined when all is well. Always `close()`. */
export type ReadinessProbe = { ask(): Promise<DatabaseOutage | undefined>; close(): Promise<void> };

const longest = 3_000;
/** One answer does for everybody who asks within this time, in milliseconds. */
const fresh = 1_000;

/**
 * Makes a probe with a connection of its own, so that it is answered when all others are taken. Each question writes a row and more to the
 * disk than the memory it is given, and takes everything back: a full disk, a read-only database and a missing right show.
 */
export function makeReadinessProbe(appUrl: string): ReadinessProbe {
  let client: pg.Client | undefined;
  let asked: { at: number; answer: Promise<DatabaseOutage | undefined> } | undefined;
  const drop = async () => {
    const old = client;
    client = undefined;
    await old?.end().catch(() => undefined);
  };
  const tryToWrite = async (): Promise<DatabaseOutage | undefined> => {
    try {
      if (!client) {
        client = makeClient(appUrl, { application_name: "fortrogen ready", connectionTimeoutMillis: longest, query_timeout: longest });
        await client.connect();
      }
      await client.query("begin; set local lock_timeout = 1000; set local work_mem = '64kB'; insert into core.readiness values (now())");
      await client.query("select count(*) from generate_series(1, 20000)");
      await client.query("rollback");
      return undefined;
    } catch (error) {
      // The next question begins with a new connection.
      await drop();
      return outageOf(error) ?? new DatabaseOutage("unwritable", error);
    }
  };
  return {
    ask() {
      const at = performance.now();
      if (!asked || at - asked.at > fresh) asked = { at, answer: tryToWrite() };
      return asked.answer;
    },
    close: drop,
  };
}
