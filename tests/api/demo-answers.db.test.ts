import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemo } from "../../demo/load.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { ask } from "../../src/platform/core/door.ts";
import type { Door } from "../../src/platform/core/door.ts";
import { findGuardians } from "../../src/casework/people/queries/find-guardians.ts";
import { settleClocks } from "../../src/casework/case/clocks.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { getWithheld } from "../../src/casework/case/queries/get-withheld.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { holdToOutput } from "../support/held-answers.ts";

/** The demo's ten years of cases are written by no action: what is answered of them must fit the schemas all the same. */
let database: TestDatabase;
let door: Door;
let leaders: readonly StaffActor[];

beforeAll(async () => {
  database = await createTestDatabase();
  const loaded = await loadDemo(database.ownerUrl, { seed: 1, children: 120, today: "2026-11-22" });
  if (!loaded.ok) throw new Error(loaded.error.message);
  door = { db: database.app, clock: () => new Date("2026-11-22T10:00:00+01:00"), settle: settleClocks, onAnswer: holdToOutput };
  const { rows } = await sql<Omit<StaffActor, "roles" | "sessionId">>`
    select s.municipality_id as "municipalityId", s.id as "staffId", s.name, s.title, s.unit_id as "unitId" from access.staff s
    join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role = 'team_leader'`.execute(
    database.owner,
  );
  leaders = rows.map((row) => ({ ...row, kind: "staff", roles: ["team_leader"], sessionId: null }));
});
afterAll(() => database.drop());

const mark = () => ({ requestId: randomUUID() });

test("every case of the demo, the lists and what stands about guardians", async () => {
  const { rows } = await sql<{ id: string }>`select id from intake.case_file`.execute(database.owner);
  let seen = 0;
  for (const leader of leaders) {
    expect((await ask(door, getWorkList, leader, { scope: "enhetens" }, mark())).ok).toBe(true);
    expect((await ask(door, findReviews, leader, {}, mark())).ok).toBe(true);
    for (const { id: caseId } of rows) {
      if (!(await ask(door, getCase, leader, { caseId }, mark())).ok) continue;
      seen += 1;
      expect((await ask(door, findGuardians, leader, { caseId }, mark())).ok).toBe(true);
      expect((await ask(door, getWithheld, leader, { caseId }, mark())).ok).toBe(true);
    }
  }
  expect(seen).toBeGreaterThan(rows.length / 2);
});
