import { setTimeout as pause } from "node:timers/promises";
import { finished } from "node:stream/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { openNetwork } from "../../../tests/support/proxy.ts";
import type { Network } from "../../../tests/support/proxy.ts";
import { inMunicipality, makeClient, openDatabase, poolCounts } from "./connect.ts";
import type { OpenDatabase } from "./connect.ts";
import { copyIn, copyOut } from "./copy.ts";
import { DatabaseOutage } from "./outage.ts";
import type { OutageKind } from "./outage.ts";

/**
 * A connection that is lost, in every place where the house holds one. Nothing here may throw where nobody catches: vitest fails the run
 * for that, as Node ends the process for it.
 */
let database: TestDatabase;
let network: Network;
let open: OpenDatabase;
let tenant: number;

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await addMunicipality(database, { code: "9901", name: "Norrby" });
  network = await openNetwork(database.ownerUrl);
  open = openDatabase({
    ownerUrl: network.through(database.ownerUrl),
    appUrl: network.through(database.appUrl),
    poolSize: 3,
    applicationName: "lost",
  });
});
afterAll(async () => {
  await open.close();
  await network.close();
  await database.drop();
});

/** Every connection of this file's pool and clients, from another one. */
const terminate = async () => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'lost%'`.execute(
    database.owner,
  );
};
const ways = [
  ["pg_terminate_backend", terminate],
  ["TCP reset", () => Promise.resolve(network.reset())],
] as const;

const outage = async (work: Promise<unknown>): Promise<OutageKind | "none" | "other"> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof DatabaseOutage ? error.kind : "other"),
  );
const works = async () => expect((await sql<{ n: number }>`select 1 as n`.execute(open.app)).rows).toEqual([{ n: 1 }]);
/** Long enough for the loss to be noticed by a connection in nobody's statement. */
const settle = async () => {
  await pause(50);
};

describe.each(ways)("by %s", (_name, lose) => {
  test("while nobody uses it: the next statements go on another", async () => {
    await Promise.all([works(), works(), works()]);
    await lose();
    // A statement may come before the loss is noticed, and is told so; then all go on others.
    await vi.waitFor(() => Promise.all([works(), works(), works()]), { timeout: 900_000, interval: 50 });
  });

  test("between two statements of a transaction: the work fails as lost, and the next one works", async () => {
    const lost = inMunicipality(open.app, tenant, async (tx) => {
      await sql`select 1`.execute(tx);
      await lose();
      await settle();
      await sql`select 2`.execute(tx);
    });
    expect(await outage(lost)).toBe("lost");
    await works();
  });

  test("in the middle of a statement: the same", async () => {
    const lost = inMunicipality(open.app, tenant, async (tx) => {
      const slow = sql`select pg_sleep(60)`.execute(tx);
      setTimeout(() => void lose(), 50);
      await slow;
    });
    expect(await outage(lost)).toBe("lost");
    await works();
  });

  test("in a transaction whose work has failed already: the work's own failure comes out", async () => {
    const failed = inMunicipality(open.app, tenant, async (tx) => {
      await sql`select 1`.execute(tx);
      await lose();
      await settle();
      throw new RangeError("its own");
    });
    await expect(failed).rejects.toThrow("its own");
    await works();
  });

  test("of a client of one's own, idle or at work", async () => {
    const client = makeClient(network.through(database.appUrl), { application_name: "lost client" });
    await client.connect();
    await lose();
    await settle();
    expect(await outage(client.query("select 1"))).toBe("lost");
    await client.end();
  });

  test("in COPY in and COPY out, before, while and after anybody looks", async () => {
    for (const isWatched of [true, false]) {
      const writer = makeClient(network.through(database.ownerUrl), { application_name: "lost copy" });
      await writer.connect();
      await writer.query("create temp table landed (line text)");
      const into = copyIn(writer, "copy landed from stdin");
      const written = isWatched ? finished(into).catch(() => "failed") : undefined;
      into.write("one\n");
      await lose();
      await settle();
      into.write("two\n");
      into.end();
      expect(await (written ?? finished(into).catch(() => "failed"))).toBe("failed");
      await writer.end();

      const reader = makeClient(network.through(database.ownerUrl), { application_name: "lost copy" });
      await reader.connect();
      const outOf = copyOut(reader, "copy (select repeat('x', 1000) from generate_series(1, 1000000)) to stdout");
      const readAll = async () => {
        for await (const piece of outOf) if ((piece as Buffer).length < 0) return "never";
        return "whole";
      };
      const read = isWatched ? readAll().catch(() => "failed") : undefined;
      await lose();
      await settle();
      expect(await (read ?? readAll().catch(() => "failed"))).toBe("failed");
      await reader.end();
    }
  });
});

describe("while committing", () => {
  const write = (text: string) =>
    inMunicipality(open.app, tenant, async (tx) => {
      await sql`insert into access.unit (municipality_id, id, name) values (${tenant}, gen_random_uuid(), ${text})`.execute(tx);
    });
  const isThere = async (text: string) =>
    (await sql`select from access.unit where name = ${text}`.execute(database.owner)).rows.length === 1;

  test.each([
    ["before", false],
    ["after", true],
  ] as const)("the outcome is said to be unknown, %s the server has done it", async (when, isDone) => {
    const broken = network.resetAtCommit(when);
    expect(await outage(write(`commit ${when}`))).toBe("outcome-unknown");
    await broken;
    // What the server has begun it ends, connection or not.
    while ((await isThere(`commit ${when}`)) !== isDone) await settle();
    await works();
  });

  test("what the server refuses is known to be refused", async () => {
    const refused = inMunicipality(open.app, tenant, async (tx) => {
      await sql`select 1/0`.execute(tx).catch(() => undefined);
    });
    expect(await outage(refused)).toBe("other");
    await works();
  });
});

describe("waiting ends", () => {
  const opened: OpenDatabase[] = [];
  const reach = (limits: Partial<Parameters<typeof openDatabase>[0]>, through = network) => {
    const one = openDatabase({
      ownerUrl: database.ownerUrl,
      appUrl: through.through(database.appUrl),
      poolSize: 1,
      applicationName: "lost limits",
      ...limits,
    });
    opened.push(one);
    return one;
  };
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  test("after five seconds for a lock, thirty for a statement or one left standing, in the web; never in the command line", async () => {
    const limits = sql`select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as left`;
    expect((await limits.execute(reach({}).app)).rows).toEqual([{ lock: "5s", statement: "30s", left: "30s" }]);
    expect((await limits.execute(reach({ statementTimeout: 0 }).app)).rows).toEqual([{ lock: "0", statement: "0", left: "0" }]);
  });

  test("for a lock that somebody else holds", async () => {
    const impatient = reach({ lockTimeout: 100 });
    const advisory = sql`select pg_advisory_xact_lock(4711)`;
    await database.app.transaction().execute(async (holder) => {
      await advisory.execute(holder);
      const waiting = impatient.app.transaction().execute((tx) => advisory.execute(tx));
      await expect(waiting).rejects.toMatchObject({ code: "55P03" });
    });
    await impatient.app.transaction().execute((tx) => advisory.execute(tx));
  });

  test("for a statement that takes too long", async () => {
    const impatient = reach({ statementTimeout: 100 });
    expect(await outage(sql`select pg_sleep(60)`.execute(impatient.app))).toBe("slow");
    await sql`select 1`.execute(impatient.app);
  });

  test("for a connection when all are taken, and the pool tells who waits", async () => {
    const small = reach({ connectTimeout: 3_000 });
    await small.app.transaction().execute(async (holder) => {
      await sql`select 1`.execute(holder);
      const waiting = sql`select 1`.execute(small.app);
      expect(poolCounts(small.app)).toEqual({ open: 1, idle: 0, waiting: 1 });
      expect(await outage(waiting)).toBe("busy");
    });
    await sql`select 1`.execute(small.app);
    expect(poolCounts(small.app)).toEqual({ open: 1, idle: 1, waiting: 0 });
  });

  test("for an answer from a network that has gone silent, and the connection is not used again", async () => {
    const silent = await openNetwork(database.ownerUrl);
    const one = reach({ statementTimeout: 100, answerMargin: 200 }, silent);
    await sql`select 1`.execute(one.app);
    silent.fallSilent();
    expect(await outage(inMunicipality(one.app, tenant, (tx) => sql`select 1`.execute(tx)))).toBe("slow");
    while (poolCounts(one.app)?.open !== 0) await settle();
    await silent.close();
  });

  test("for who left a transaction standing: the server ends it, and its locks with it", async () => {
    const forgetful = reach({ idleInTransaction: 100 });
    const left = forgetful.app.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(4712)`.execute(tx);
      await sql`select pg_advisory_xact_lock(4712)`.execute(database.owner);
      await settle();
      await sql`select 1`.execute(tx);
    });
    expect(await outage(left)).toBe("lost");
  });

  test("for a server that is not there", async () => {
    const nowhere = openDatabase({ ownerUrl: database.ownerUrl, appUrl: "postgres://a:b@127.0.0.1:1/c" });
    expect(await outage(sql`select 1`.execute(nowhere.app))).toBe("lost");
    await nowhere.close();
  });
});
