import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { atCommit, inMunicipality } from "./connect.ts";
import type { Tx } from "./connect.ts";

describe("statements that are left behind by their transaction", () => {
  let database: TestDatabase;
  let north: number;
  let south: number;

  beforeAll(async () => {
    // One connection: whoever comes next is given the one that was just let go.
    database = await createTestDatabase({ poolSize: 1 });
    north = await addMunicipality(database, { code: "9901", name: "Norrby" });
    south = await addMunicipality(database, { code: "9902", name: "Söderby" });
  });
  afterAll(async () => database.drop());

  type Seen = { readonly id: number | null };
  const add = (externalId: string) => sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
    values (${north}, gen_random_uuid(), ${externalId}, 'flicka', '2014-03-01')`;
  const added = (like: string) => sql`select external_id from extract.child where external_id like ${like}`.execute(database.owner);
  const whose = (tx: Tx) => sql<Seen>`select core.current_municipality() as id`.execute(tx);

  it("never run outside it, nor in somebody else's, when one of many that were asked for at once fails", async () => {
    for (let round = 0; round < 20; round++) {
      const strays: Promise<unknown>[] = [];
      const broken = inMunicipality(database.app, north, async (tx) => {
        const all = [sql`select 1 / 0`.execute(tx), ...Array.from({ length: 12 }, () => whose(tx))];
        strays.push(...all);
        for (const one of all) one.catch(() => undefined);
        await Promise.all(all);
      });
      const next = Array.from({ length: 4 }, () => inMunicipality(database.app, south, async (tx) => [await whose(tx), await whose(tx)]));
      const [failed, ...given] = await Promise.allSettled([broken, ...next]);
      expect(failed).toMatchObject({ status: "rejected", reason: { code: "22012" } });
      for (const one of given)
        expect(one).toMatchObject({ status: "fulfilled", value: [{ rows: [{ id: south }] }, { rows: [{ id: south }] }] });
      const answers = await Promise.allSettled(strays);
      const ran = answers.flatMap((one) => (one.status === "fulfilled" ? (one.value as { rows: Seen[] }).rows : []));
      expect(ran.filter(({ id }) => id !== north)).toEqual([]);
    }
  });

  it("never run outside it when the work does not wait for them", async () => {
    for (let round = 0; round < 20; round++) {
      const strays: Promise<{ rows: Seen[] }>[] = [];
      const forgetful = inMunicipality(database.app, north, async (tx) => {
        for (let n = 0; n < 12; n++) strays.push(whose(tx));
        for (const one of strays) one.catch(() => undefined);
      });
      const next = Array.from({ length: 4 }, () => inMunicipality(database.app, south, async (tx) => [await whose(tx), await whose(tx)]));
      const [, ...given] = await Promise.allSettled([forgetful, ...next]);
      for (const one of given)
        expect(one).toMatchObject({ status: "fulfilled", value: [{ rows: [{ id: south }] }, { rows: [{ id: south }] }] });
      const answers = await Promise.allSettled(strays);
      const ran = answers.flatMap((one) => (one.status === "fulfilled" ? one.value.rows : []));
      expect(ran.filter(({ id }) => id !== north)).toEqual([]);
    }
  });

  it("are never left out in silence: what the driver could not send with the commit is refused, and everything taken back", async () => {
    const refused = {
      toPostgres: () => {
        throw new Error("cannot be sent");
      },
    };
    const work = inMunicipality(database.app, north, async (tx) => {
      await add("U1").execute(tx);
      atCommit(tx, sql`select ${refused}::text`);
    });
    await expect(work).rejects.toThrow(TypeError);
    expect((await added("U%")).rows).toEqual([]);
  });

  it("cannot be sent with a commit that has been sent already", async () => {
    let late: () => void = () => undefined;
    await inMunicipality(database.app, north, async (tx) => {
      await whose(tx);
      late = AsyncLocalStorage.bind(() => atCommit(tx, add("L1")));
    });
    expect(late).toThrow("There is no transaction of a municipality here.");
  });

  it("leave nothing behind on the connection: a statement that was first asked for in a transaction that had failed works in the next", async () => {
    const first = (tx: Tx) => sql`select ${"first"}::text || 'asked for in a failed transaction' as said`.execute(tx);
    const last = sql`select ${"last"}::text || 'sent with the commit of a failed transaction' as said`;
    const broken = inMunicipality(database.app, north, async (tx) => {
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
      await first(tx).catch(() => undefined);
      atCommit(tx, last);
    });
    await expect(broken).rejects.toThrow();
    await inMunicipality(database.app, south, async (tx) => {
      await first(tx);
      await last.execute(tx);
    });
  });

  it("are taken back, all of them, when one fails and the work goes on as if nothing had happened", async () => {
    const careless = inMunicipality(database.app, north, async (tx) => {
      await add("F1").execute(tx);
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
      atCommit(tx, add("F2"));
      return "acknowledged";
    });
    await expect(careless).rejects.toThrow();
    expect((await added("F%")).rows).toEqual([]);
  });
});
