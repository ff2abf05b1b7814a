import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { askOnce, atCommit, doOnce, inMunicipality, openAsProgram, openDatabase, readMunicipality } from "./connect.ts";
import type { Tx } from "./connect.ts";

describe("a transaction of one municipality", () => {
  let database: TestDatabase;
  let north: number;
  let south: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    north = await addMunicipality(database, { code: "9901", name: "Norrby" });
    south = await addMunicipality(database.ownerUrl, { code: "9902", name: "Söderby" });
    await inMunicipality(database.app, north, async (tx) => {
      await sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
        values (${north}, gen_random_uuid(), 'B1', 'flicka', '2014-03-01')`.execute(tx);
    });
  });
  afterAll(async () => database.drop());

  const countChildren = sql<{ n: number }>`select count(*) as n from extract.child`;

  it("works as fortrogen_app in the time zone of the house", async () => {
    const { rows } = await readMunicipality(database.app, north, (tx) =>
      sql`select current_user as who, current_setting('timezone') as zone, core.current_municipality() as id`.execute(tx),
    );
    expect(rows).toEqual([{ who: "fortrogen_app", zone: "Europe/Stockholm", id: north }]);
  });

  it("sees its own rows only, and none when no municipality is chosen", async () => {
    expect((await readMunicipality(database.app, north, (tx) => countChildren.execute(tx))).rows).toEqual([{ n: 1 }]);
    expect((await readMunicipality(database.app, south, (tx) => countChildren.execute(tx))).rows).toEqual([{ n: 0 }]);
    expect((await countChildren.execute(database.app)).rows).toEqual([{ n: 0 }]);
  });

  it("cannot write a row of another municipality", async () => {
    const written = inMunicipality(database.app, south, (tx) =>
      sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
        values (${north}, gen_random_uuid(), 'B2', 'pojke', '2014-03-01')`.execute(tx),
    );
    await expect(written).rejects.toThrow(/row-level security/);
  });

  it("rolls back when the work throws", async () => {
    const broken = inMunicipality(database.app, north, async (tx) => {
      await sql`delete from extract.child`.execute(tx);
      throw new Error("stop");
    });
    await expect(broken).rejects.toThrow("stop");
    expect((await readMunicipality(database.app, north, (tx) => countChildren.execute(tx))).rows).toEqual([{ n: 1 }]);
  });

  it("sends what is last together with the commit: done when the work is, taken back when it fails, and its failure comes out", async () => {
    const add = (externalId: string, of = north) => sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
      values (${of}, gen_random_uuid(), ${externalId}, 'pojke', '2014-03-01')`;
    await inMunicipality(database.app, south, async (tx) => {
      atCommit(tx, add("B3", south));
      expect((await countChildren.execute(tx)).rows).toEqual([{ n: 0 }]);
    });
    expect(await askOnce(database.app, south, countChildren)).toEqual([{ n: 1 }]);
    const foreign = inMunicipality(database.app, south, async (tx) => {
      await add("B4", south).execute(tx);
      atCommit(tx, add("B5", north));
    });
    await expect(foreign).rejects.toThrow(/row-level security/);
    expect(await askOnce(database.app, south, countChildren)).toEqual([{ n: 1 }]);
    await sql`delete from extract.child where municipality_id = ${south}`.execute(database.owner);
  });

  it("what is last goes with its own transaction, whatever others the work opens and ends before", async () => {
    const own = inMunicipality(database.app, north, async (tx) => {
      atCommit(
        tx,
        sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
        values (${north}, gen_random_uuid(), 'B6', 'pojke', '2014-03-01')`,
      );
      await database.app.transaction().execute((other) => sql`select 1`.execute(other));
      expect(await askOnce(database.app, north, countChildren)).toEqual([{ n: 1 }]);
      throw new Error("stop");
    });
    await expect(own).rejects.toThrow("stop");
    expect(await askOnce(database.app, north, countChildren)).toEqual([{ n: 1 }]);
  });

  it("asks one thing in one go, for one person where that is said, and changes nothing by it", async () => {
    const who = sql<{
      staff: string;
      id: number;
    }>`select current_setting('fortrogen.staff', true) as staff, core.current_municipality() as id`;
    const staffId = "01982521-5c00-70f5-82f4-3578ab504cee";
    expect(await askOnce(database.app, north, who, { staffId })).toEqual([{ staff: staffId, id: north }]);
    expect((await askOnce(database.app, south, who))[0]?.staff ?? "").toBe("");
    await expect(askOnce(database.app, north, who, { staffId: "'; drop" })).rejects.toThrow(RangeError);
    await expect(askOnce(database.app, north, sql`delete from extract.child`)).rejects.toMatchObject({ code: "25006" });
    await expect(askOnce(database.app, north, sql`select 1 / 0`)).rejects.toMatchObject({ code: "22012" });
    expect(await askOnce(database.app, north, countChildren)).toEqual([{ n: 1 }]);
  });

  it("does one thing in one go, and waits for the disk unless it may be forgotten", async () => {
    // The server of the tests waits for no disk.
    const url = new URL(database.appUrl);
    url.searchParams.set("options", `${url.searchParams.get("options") ?? ""} -c synchronous_commit=on`.trim());
    const lasting = openAsProgram({ appUrl: url.toString() });
    try {
      const add = sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
        values (${south}, gen_random_uuid(), current_setting('synchronous_commit'), 'pojke', '2014-03-01')`;
      await doOnce(lasting.app, south, add);
      await doOnce(lasting.app, south, add, { mayBeForgotten: true });
      const written = sql<{ how: string }>`select external_id as how from extract.child order by external_id desc`;
      expect(await askOnce(lasting.app, south, written)).toEqual([{ how: "on" }, { how: "off" }]);
      expect((await sql`select current_setting('synchronous_commit') as how`.execute(lasting.app)).rows).toEqual([{ how: "on" }]);
      await expect(doOnce(lasting.app, north, add)).rejects.toThrow(/row-level security/);
    } finally {
      await lasting.close();
      await sql`delete from extract.child where municipality_id = ${south}`.execute(database.owner);
    }
  });

  it("prepares a statement with parameters once for each connection, and gives each call its own answer", async () => {
    const prepared = await readMunicipality(database.app, north, async (tx) => {
      const add = (a: number, b: number) => sql<{ n: number }>`select ${a}::int + ${b}::int as n`.execute(tx);
      expect([(await add(1, 2)).rows, (await add(3, 4)).rows]).toEqual([[{ n: 3 }], [{ n: 7 }]]);
      return sql`select 1 from pg_prepared_statements where statement = 'select $1::int + $2::int as n'`.execute(tx);
    });
    expect(prepared.rows).toHaveLength(1);
  });

  it("prepares whatever other databases of the same process have been asked", async () => {
    const other = openDatabase({ ...database, poolSize: 1 });
    const own = openDatabase({ ...database, poolSize: 1 });
    const add = (tx: Tx, nth: number) => sql.raw<{ n: number }>(`select ${nth} + $1::int as n`).compile(tx);
    try {
      await readMunicipality(other.app, north, async (tx) => {
        for (let nth = 0; nth < 500; nth++) await tx.executeQuery({ ...add(tx, nth), parameters: [1] });
      });
      const { rows } = await readMunicipality(own.app, north, async (tx) => {
        await tx.executeQuery({ ...add(tx, 500), parameters: [1] });
        return sql`select 1 from pg_prepared_statements where statement = 'select 500 + $1::int as n'`.execute(tx);
      });
      expect(rows).toHaveLength(1);
    } finally {
      await other.close();
      await own.close();
    }
  });

  it("refuses changes when it reads", async () => {
    const written = readMunicipality(database.app, north, (tx) => sql`delete from extract.child`.execute(tx));
    await expect(written).rejects.toThrow(/read-only/);
  });

  it("does not hand its municipality on to a transaction begun inside", async () => {
    const inner = await inMunicipality(database.app, north, async () =>
      database.app.transaction().execute((tx) => countChildren.execute(tx)),
    );
    expect(inner.rows).toEqual([{ n: 0 }]);
  });

  it.each([0, -1, 1.5, 32_768, Number.NaN])("refuses the id %s", async (id) => {
    await expect(inMunicipality(database.app, id, async () => undefined)).rejects.toThrow(RangeError);
  });

  it("gives dates as text, counts as numbers, exact numbers as text and moments as Date", async () => {
    const { rows } = await sql`select '2024-02-29'::date as date, array['2024-02-29']::date[] as dates, 5::int8 as count,
      1.50::numeric as exact, '2024-02-29 12:00+01'::timestamptz as moment, '2024-02-29 12:00'::timestamp as local`.execute(database.app);
    expect(rows).toEqual([
      {
        date: "2024-02-29",
        dates: ["2024-02-29"],
        count: 5,
        exact: "1.50",
        moment: new Date("2024-02-29T11:00:00Z"),
        local: "2024-02-29 12:00:00",
      },
    ]);
    await expect(sql`select 9007199254740993 as n`.execute(database.app)).rejects.toThrow(RangeError);
  });

  it("sorts by the Swedish alphabet", async () => {
    const { rows } = await sql<{ name: string }>`select name from unnest(array['Örebro', 'Ale', 'Åre', 'Älmhult', 'Zinkgruvan']) name
      order by name collate "sv-SE-x-icu"`.execute(database.app);
    expect(rows.map((row) => row.name)).toEqual(["Ale", "Zinkgruvan", "Åre", "Älmhult", "Örebro"]);
  });
});
