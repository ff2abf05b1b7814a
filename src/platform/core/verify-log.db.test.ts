import { machineIn } from "./actor.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { inMunicipality, readMunicipality } from "../database/connect.ts";
import type { Tx } from "../database/connect.ts";
import { writeAuditEvent } from "./audit.ts";
import { newId } from "../basics/identifiers.ts";
import { sealLog } from "./seal.ts";
import { verifyLog } from "./verify-log.ts";
import type { LogReport } from "./verify-log.ts";

const now = new Date("2026-03-02T09:00:00.123Z");
const eventsOfABatch = 4;
const batches = 3;

describe("the check of the log", () => {
  let database: TestDatabase;
  let municipality: number;
  let neighbour: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    municipality = await addMunicipality(database, { code: "9901", name: "Norrby" });
    neighbour = await addMunicipality(database, { code: "9902", name: "Söderby" });
    for (let batch = 0; batch < batches; batch += 1) {
      for (const id of [municipality, neighbour]) await append(id, eventsOfABatch);
      await sealLog(database.app, now);
    }
  });
  afterAll(async () => database.drop());

  async function append(id: number, events: number): Promise<void> {
    await inMunicipality(database.app, id, async (tx) => {
      for (let i = 0; i < events; i += 1) {
        await sql`select audit.append(gen_random_uuid(), ${now}, gen_random_uuid(), 'handläggare', gen_random_uuid(), gen_random_uuid(),
          'intake.read', 'read', 'ok', ${i % 2 === 0 ? sql`gen_random_uuid()` : sql`null`}, array[gen_random_uuid(), gen_random_uuid()], '192.0.2.1')`.execute(
          tx,
        );
      }
    });
  }

  const check = (expected?: string) => readMunicipality(database.app, municipality, (tx) => verifyLog(tx, expected));

  /** Tampers as the owner of the log, who can pass every grant, looks, and takes the tampering back. */
  async function after(tamper: (tx: Tx) => Promise<unknown>, expected?: string): Promise<LogReport> {
    let report: LogReport | undefined;
    const undo = new Error("undo");
    const tampered = inMunicipality(database.owner, municipality, async (tx) => {
      await sql`set local role fortrogen_log`.execute(tx);
      await tamper(tx);
      report = await verifyLog(tx, expected);
      throw undo;
    });
    await expect(tampered).rejects.toBe(undo);
    if (!report) throw new Error("The check gave no report.");
    return report;
  }

  const firstEvent = sql`(select event_ids[1] from audit.seal where municipality_id = core.current_municipality() and number = 2)`;
  const own = sql`municipality_id = core.current_municipality()`;
  const codes = (report: LogReport) => [...new Set(report.faults.map(({ code }) => code))].sort();

  it("finds an untouched log whole, with and without events that wait", async () => {
    expect(await check()).toMatchObject({ seals: batches, events: batches * eventsOfABatch, waiting: 0, faults: [] });
    await append(neighbour, 2);
    const waiting = await readMunicipality(database.app, neighbour, (tx) => verifyLog(tx));
    expect(waiting).toMatchObject({ events: batches * eventsOfABatch + 2, waiting: 2, faults: [] });
  });

  it("finds an empty log whole", async () => {
    const empty = await addMunicipality(database, { code: "9903", name: "Västerby" });
    const report = await readMunicipality(database.app, empty, (tx) => verifyLog(tx));
    expect(report).toEqual({ seals: 0, events: 0, waiting: 0, head: "0".repeat(64), areAttemptsChecked: false, faults: [] });
  });

  it.each([
    ["at", sql`at = at + interval '1 microsecond'`],
    ["actor_id", sql`actor_id = gen_random_uuid()`],
    ["actor_id to nobody", sql`actor_id = null`],
    ["actor_role", sql`actor_role = 'chef'`],
    ["session_id", sql`session_id = gen_random_uuid()`],
    ["request_id", sql`request_id = gen_random_uuid()`],
    ["action", sql`action = 'intake.other'`],
    ["kind", sql`kind = 'system'`],
    ["outcome", sql`outcome = 'denied'`],
    ["case_id", sql`case_id = gen_random_uuid()`],
    ["subject_ids", sql`subject_ids = array[subject_ids[2], subject_ids[1]]`],
    ["source_address", sql`source_address = '192.0.2.2'`],
    ["source_address to none", sql`source_address = null`],
  ])("finds a changed %s", async (_field, change) => {
    const report = await after((tx) => sql`update audit.event set ${change} where ${own} and id = ${firstEvent}`.execute(tx));
    expect(report.faults).toEqual([expect.objectContaining({ code: "event-changed", seal: 2 })]);
  });

  it("finds a deleted event and names it", async () => {
    const report = await after((tx) => sql`delete from audit.event where ${own} and id = ${firstEvent}`.execute(tx));
    expect(report.faults).toEqual([expect.objectContaining({ code: "event-missing", seal: 2, eventIds: [expect.any(String)] })]);
  });

  it("finds an event deleted together with its mention in the seal", async () => {
    const report = await after(async (tx) => {
      await sql`delete from audit.event where ${own} and id = ${firstEvent}`.execute(tx);
      await sql`update audit.seal set event_ids = event_ids[2:] where ${own} and number = 2`.execute(tx);
    });
    expect(codes(report)).toEqual(["event-changed"]);
  });

  it("finds a seal in the middle deleted", async () => {
    const report = await after((tx) => sql`delete from audit.seal where ${own} and number = 2`.execute(tx));
    expect(codes(report)).toEqual(["event-forged", "seal-missing"]);
  });

  it("finds seals that were numbered anew after one was taken away with its events", async () => {
    const report = await after(async (tx) => {
      await sql`delete from audit.event where ${own} and id = any (select unnest(event_ids) from audit.seal where ${own} and number = 2)`.execute(
        tx,
      );
      await sql`delete from audit.seal where ${own} and number = 2`.execute(tx);
      await sql`update audit.seal set number = 2 where ${own} and number = 3`.execute(tx);
    });
    expect(codes(report)).toEqual(["seal-moved"]);
  });

  it("finds the ids of two events exchanged", async () => {
    const report = await after(async (tx) => {
      const second = sql`(select event_ids[2] from audit.seal where ${own} and number = 2)`;
      await sql`create temporary table swap on commit drop as select ${firstEvent} as a, ${second} as b, gen_random_uuid() as c`.execute(
        tx,
      );
      await sql`update audit.event set id = (select c from swap) where ${own} and id = (select a from swap)`.execute(tx);
      await sql`update audit.event set id = (select a from swap) where ${own} and id = (select b from swap)`.execute(tx);
      await sql`update audit.event set id = (select b from swap) where ${own} and id = (select c from swap)`.execute(tx);
    });
    expect(codes(report)).toEqual(["event-changed"]);
  });

  it("finds the list of a seal put in another order", async () => {
    const report = await after((tx) =>
      sql`update audit.seal set event_ids = array(select unnest(event_ids) order by 1 desc) where ${own} and number = 2`.execute(tx),
    );
    expect(codes(report)).toEqual(["event-order"]);
  });

  it("finds an event moved to another seal", async () => {
    const report = await after((tx) =>
      sql`update audit.seal set event_ids = array(select unnest(event_ids || ${firstEvent}) order by 1) where ${own} and number = 3`.execute(
        tx,
      ),
    );
    expect(codes(report)).toEqual(["event-changed", "event-sealed-twice"]);
  });

  const forgery = sql`insert into audit.event (municipality_id, id, at, request_id, action, kind, outcome)
    values (core.current_municipality(), gen_random_uuid(), ${now}, gen_random_uuid(), 'intake.read', 'read', 'ok')`;

  it("finds a forged event", async () => {
    const report = await after((tx) => forgery.execute(tx));
    expect(report.faults).toEqual([expect.objectContaining({ code: "event-forged", eventIds: [expect.any(String)] })]);
  });

  it("finds a forged event that was written into a seal", async () => {
    const report = await after(async (tx) => {
      await forgery.execute(tx);
      await sql`update audit.seal set event_ids = array(select id from audit.event where ${own} and (id = any (event_ids) or case_id is null and actor_id is null)
        order by id) where ${own} and number = 2`.execute(tx);
    });
    expect(codes(report)).toEqual(["event-changed"]);
  });

  it("finds a waiting event whose row is gone", async () => {
    const report = await after((tx) => sql`insert into audit.unsealed values (core.current_municipality(), gen_random_uuid())`.execute(tx));
    expect(codes(report)).toEqual(["waiting-without-event"]);
  });

  it("finds the last seal taken away: by its events, and by the hash noted before even when they are gone too", async () => {
    const { head } = await check();
    const withoutSeal = await after((tx) => sql`delete from audit.seal where ${own} and number = ${batches}`.execute(tx), head);
    expect(codes(withoutSeal)).toEqual(["event-forged", "head-unknown"]);
    const cutOff = async (tx: Tx) => {
      await sql`delete from audit.event where ${own} and id = any (select unnest(event_ids) from audit.seal where ${own} and number = ${batches})`.execute(
        tx,
      );
      await sql`delete from audit.seal where ${own} and number = ${batches}`.execute(tx);
    };
    expect(codes(await after(cutOff))).toEqual([]);
    expect(codes(await after(cutOff, head))).toEqual(["head-unknown"]);
  });

  it("finds a chain that was sealed anew after a change, by the hash noted before", async () => {
    const { head } = await check();
    const report = await after(async (tx) => {
      await sql`update audit.event set action = 'intake.other' where ${own} and id = ${firstEvent}`.execute(tx);
      await sql`insert into audit.unsealed select municipality_id, id from audit.event where ${own}`.execute(tx);
      await sql`delete from audit.seal where ${own}`.execute(tx);
      await sql`select audit.seal_batch(${now}, 1000)`.execute(tx);
    }, head);
    expect(codes(report)).toEqual(["head-unknown"]);
  });

  it.each([
    ["moment", sql`sealed_at = sealed_at + interval '1 second'`],
    ["hash", sql`hash = sha256(hash)`],
  ])("finds a changed %s of a seal", async (_field, change) => {
    const report = await after((tx) => sql`update audit.seal set ${change} where ${own} and number = 2`.execute(tx));
    expect(codes(report)).toContain("event-changed");
  });

  it("finds the seals of two municipalities exchanged", async () => {
    const report = await after(async (tx) => {
      await sql`select set_config('fortrogen.municipality', ${String(neighbour)}, true)`.execute(tx);
    });
    expect(codes(report)).toEqual([]);
    const moved = await after(async (tx) => {
      await sql`delete from audit.seal where ${own}`.execute(tx);
      await sql`delete from audit.event where ${own}`.execute(tx);
      await sql`update audit.event set municipality_id = ${municipality} where municipality_id = ${neighbour}
        and id not in (select event_id from audit.unsealed where municipality_id = ${neighbour})`.execute(tx);
      await sql`update audit.seal set municipality_id = ${municipality} where municipality_id = ${neighbour}`.execute(tx);
    });
    expect(codes(moved)).toEqual(["event-changed"]);
  });

  describe("what a refused request attempted", () => {
    const attempt = { caseId: "0197a000-0000-7000-8000-000000000001" };
    beforeAll(async () => {
      await inMunicipality(database.app, municipality, (tx) =>
        writeAuditEvent(
          tx,
          {
            actor: machineIn(municipality),
            requestId: newId(now),
            action: "intake.read",
            kind: "denied",
            outcome: "not-permitted",
            attempted: attempt,
          },
          now,
        ),
      );
    });

    it("is written by the program and never read by it", async () => {
      await expect(
        inMunicipality(database.app, municipality, (tx) => tx.selectFrom("audit.attempt").selectAll().execute()),
      ).rejects.toThrow(/permission denied/);
      const lines = await inMunicipality(database.app, municipality, (tx) => tx.selectFrom("audit.event").selectAll().execute());
      expect(JSON.stringify(lines)).not.toContain(attempt.caseId);
      expect(await database.owner.selectFrom("audit.attempt").select("attempted").execute()).toEqual([{ attempted: attempt }]);
    });

    it.each([
      ["changed", sql`update audit.attempt set attempted = '{"caseId": "0197a000-0000-7000-8000-000000000002"}' where ${own}`],
      ["taken away", sql`delete from audit.attempt where ${own}`],
      ["added", sql`insert into audit.attempt select core.current_municipality(), ${firstEvent}, '{}'`],
      ["moved to another event", sql`update audit.attempt set event_id = ${firstEvent} where ${own}`],
    ])("is found where it is %s", async (_how, change) => {
      const report = await after((tx) => change.execute(tx));
      expect(report).toMatchObject({ areAttemptsChecked: true });
      expect(codes(report)).toEqual(["attempt-changed"]);
    });
  });

  describe("seals of the first form, made before the number and the moment were in the hash", () => {
    // As the first versions sealed.
    const sealAsBefore = async (tx: Tx) => {
      await sql`delete from audit.seal where ${own}`.execute(tx);
      await sql`delete from audit.unsealed where ${own}`.execute(tx);
      await sql`delete from audit.attempt where ${own}`.execute(tx);
      await sql`update audit.event set source_address = null, attempt_hash = null where ${own}`.execute(tx);
      await sql`insert into audit.seal (municipality_id, number, previous_hash, hash, event_ids, sealed_at)
        select core.current_municipality(), 1, decode(repeat('00', 32), 'hex'),
          sha256(decode(repeat('00', 32), 'hex') || convert_to(string_agg(audit.canonical(e), E'\n' order by e.id), 'UTF8')), array_agg(e.id order by e.id), ${now}
        from audit.event e where ${own}`.execute(tx);
    };

    it("are whole still, and the chain goes on from them", async () => {
      const report = await after(async (tx) => {
        await sealAsBefore(tx);
        await sql`select audit.append(gen_random_uuid(), ${now}, null, null, null, gen_random_uuid(), 'later', 'read', 'ok', null, '{}')`.execute(
          tx,
        );
        await sql`select audit.seal_batch(${now}, 10)`.execute(tx);
      });
      expect(report).toMatchObject({ seals: 2, faults: [] });
    });

    it.each([
      ["an event's old field", sql`update audit.event set outcome = 'denied' where ${own}`],
      ["an event's new field", sql`update audit.event set source_address = '192.0.2.1' where ${own}`],
    ])("show a change of %s", async (_what, change) => {
      const report = await after(async (tx) => {
        await sealAsBefore(tx);
        await change.execute(tx);
      });
      expect(codes(report)).toEqual(["event-changed"]);
    });

    it("cannot follow one of the second form", async () => {
      const report = await after((tx) => sql`update audit.seal set form = 1 where ${own} and number = 2`.execute(tx));
      expect(codes(report)).toEqual(["seal-moved"]);
    });
  });

  it("knows a hash noted earlier after the chain has grown", async () => {
    const { head } = await check();
    await append(municipality, 1);
    await sealLog(database.app, now);
    expect(await check(head.toUpperCase())).toMatchObject({ seals: batches + 1, expectedSeal: batches, faults: [] });
  });
});
