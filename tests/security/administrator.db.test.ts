import { createHash, randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findDrafts, openDraft, saveDraft } from "../../src/platform/access/drafts.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { sealLog } from "../../src/platform/core/seal.ts";
import { verifyLog } from "../../src/platform/core/verify-log.ts";
import { inMunicipality, readMunicipality } from "../../src/platform/database/connect.ts";
import type { Tx } from "../../src/platform/database/connect.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { PlainBrowser } from "../support/app.ts";
import { openCaseFor } from "../support/casework.ts";

/**
 * docs/security.md, "What a malicious administrator of the database can still do": each of it is done here, and the check of the log says what
 * the page says that it says. What the page says cannot be done unseen is tried in tests/operations/log-heads.db.test.ts.
 */
let visit: Visit;
let caseId: string;
beforeAll(async () => {
  visit = await openVisit();
  ({ caseId } = await openCaseFor(visit.house));
  await visit.house.act(visit.house.staff.stranger, writeNote, { caseId, happenedOn: "2026-03-02", text: "Nyfiken" });
});
afterAll(() => visit.close());

const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inMunicipality(visit.house.database.owner, visit.house.municipalityId, async (tx) => {
    await sql`set local role none`.execute(tx);
    return work(tx);
  });
const seal = () => sealLog(visit.house.database.app, visit.house.door.clock());
const check = (head?: string) => readMunicipality(visit.house.database.app, visit.house.municipalityId, (tx) => verifyLog(tx, head));

describe("the owner of the database can", () => {
  test("read everything, what refused requests attempted too", async () => {
    const { rows } = await asOwner((tx) => sql<{ attempted: object }>`select attempted from audit.attempt`.execute(tx));
    expect(rows).toContainEqual({ attempted: { caseId } });
    const concerns = await asOwner((tx) => sql<{ concern: string }>`select concern from intake.intake`.execute(tx));
    expect(concerns.rows[0]?.concern).toContain("borta från skolan");
  });

  test("change or remove casework, and the log is whole all the same", async () => {
    await seal();
    await asOwner(async (tx) => {
      await sql`alter table intake.intake disable trigger user`.execute(tx);
      await sql`update intake.intake set concern = 'Ingen oro.'`.execute(tx);
      await sql`alter table intake.intake enable trigger user`.execute(tx);
    });
    expect((await check()).faults).toEqual([]);
  });

  test("make accounts, roles and sessions, and use the program in anybody's name", async () => {
    const token = randomBytes(32).toString("base64url");
    const { municipalityId, staff } = visit.house;
    const now = visit.app.now();
    await visit.house.database.owner
      .insertInto("access.session")
      .values({
        municipality_id: municipalityId,
        id: randomUUID(),
        token_hash: createHash("sha256").update(Buffer.from(token, "base64url")).digest(),
        csrf_secret: randomBytes(32),
        staff_id: staff.caseworker.staffId,
        started_at: now,
        last_seen_at: now,
        expires_at: new Date(now.getTime() + 3_600_000),
      })
      .execute();
    const browser = new PlainBrowser(visit.app.address);
    browser.cookies.set("fortrogen", `0114.${token}`);
    expect((await browser.get(`/arenden/${caseId}`)).status).toBe(200);
  });

  test("remove drafts, limits and the refused sign-ons of no municipality; but not read what a draft says", async () => {
    const { app, owner } = visit.house.database;
    const author = visit.house.staff.caseworker;
    const [key, id, now] = [randomBytes(32), randomUUID(), visit.app.now()];
    expect(await saveDraft({ db: app, key }, author, { id, path: "/x" }, { text: ["Hemligaord"] }, now)).toBe(true);
    const { rows } = await asOwner((tx) => sql<{ row: string }>`select d::text as row from access.draft d`.execute(tx));
    expect(rows.length).toBe(1);
    for (const hidden of ["Hemligaord", Buffer.from("Hemligaord").toString("hex")]) expect(rows[0]?.row).not.toContain(hidden);
    expect(await openDraft({ db: owner, key: randomBytes(32) }, author, id, "/x", now)).toBeUndefined();
    expect(await openDraft({ db: app, key }, author, id, "/x", now)).toEqual({ text: ["Hemligaord"] });
    await asOwner((tx) => sql`truncate access.draft, limits.turn, access.unplaced_sign_on`.execute(tx));
    expect(await findDrafts({ db: app, key }, author, "/x", now)).toEqual([]);
  });

  test("write false lines in the log, in anybody's name, that are sealed as true ones are", async () => {
    await asOwner((tx) =>
      sql`select audit.append(gen_random_uuid(), ${visit.app.now()}, ${visit.house.staff.leader.staffId}, 'team_leader', null, gen_random_uuid(),
        'workplace.get-case', 'read', 'ok', ${caseId}, '{}')`.execute(tx),
    );
    expect(await seal()).toBeGreaterThan(0);
    expect((await check()).faults).toEqual([]);
  });

  test("change lines that are not sealed yet, and every line since the last head that was told: only that head shows it", async () => {
    const told = (await check()).head;
    const line = () =>
      asOwner((tx) =>
        sql`select audit.append(gen_random_uuid(), ${visit.app.now()}, null, null, null, gen_random_uuid(), 'test.true', 'read', 'ok', null, '{}')`.execute(
          tx,
        ),
      );
    await line();
    const change = (tx: Tx) => sql`update audit.event set action = 'test.false' where action = 'test.true'`.execute(tx);
    const asLog = <T>(work: (tx: Tx) => Promise<T>) =>
      asOwner(async (tx) => {
        await sql`set local role fortrogen_log`.execute(tx);
        return work(tx);
      });
    await asLog(change);
    await seal();
    expect((await check(told)).faults).toEqual([]);
    await line();
    await seal();
    const since = (await check()).head;
    await asLog(async (tx) => {
      await change(tx);
      await sql`with last as (delete from audit.seal s where s.number = (select max(number) from audit.seal) returning event_ids, municipality_id)
        insert into audit.unsealed select municipality_id, unnest(event_ids) from last`.execute(tx);
    });
    await seal();
    expect((await check(told)).faults).toEqual([]);
    expect((await check(since)).faults.map(({ code }) => code)).toEqual(["head-unknown"]);
  });

  test("replace the functions that the log is written through, so that less is written from then on", async () => {
    const count = async () => (await check()).events;
    const before = await count();
    const undo = new Error("undo");
    await expect(
      asOwner(async (tx) => {
        await sql`set local role fortrogen_log`.execute(tx);
        await sql`create or replace function audit.append(p_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_role text, p_session_id uuid,
          p_request_id uuid, p_action text, p_kind text, p_outcome text, p_case_id uuid, p_subject_ids uuid[], p_source_address inet default null,
          p_attempted jsonb default null) returns void language sql security definer set search_path = audit, core, pg_temp as 'select null::void'`.execute(
          tx,
        );
        await sql`select audit.append(gen_random_uuid(), now(), null, null, null, gen_random_uuid(), 'test.lost', 'read', 'ok', null, '{}')`.execute(
          tx,
        );
        expect((await verifyLog(tx)).events).toBe(before);
        throw undo;
      }),
    ).rejects.toBe(undo);
  });
});

test("whoever takes the web process over can add false lines to the log, but change or remove none, nor an assignment or a finding", async () => {
  const { app } = visit.house.database;
  const asProgram = (statement: string) => inMunicipality(app, visit.house.municipalityId, (tx) => sql.raw(statement).execute(tx));
  await asProgram(
    `select audit.append(gen_random_uuid(), now(), null, null, null, gen_random_uuid(), 'test.false', 'read', 'ok', null, '{}')`,
  );
  for (const table of [
    "audit.event",
    "audit.seal",
    "audit.unsealed",
    "audit.attempt",
    "intake.case_assignment",
    "access.own_family_review",
  ]) {
    await expect(asProgram(`delete from ${table}`), table).rejects.toThrow(/permission denied/u);
    await expect(asProgram(`update ${table} set municipality_id = municipality_id`), table).rejects.toThrow(/permission denied/u);
    await expect(asProgram(`truncate ${table}`), table).rejects.toThrow(/permission denied/u);
  }
  for (const role of ["fortrogen_log", "fortrogen_owner"])
    await expect(asProgram(`set role ${role}`), role).rejects.toThrow(/permission denied|does not exist/u);
});
