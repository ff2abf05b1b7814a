import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { findAccessLog } from "../../src/portals/desk/queries/find-access-log.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { runProgram } from "./program.ts";

/** What was refused is shown to the one who investigates, as the owner, from outside the web; that somebody looked is logged. */
let house: House;
let caseId: string;
let caseNumber: string;
let other: string;

beforeAll(async () => {
  house = await openHouse();
  ({ caseId } = await openCaseFor(house));
  other = (await openCaseFor(house, { identityNumber: "201801022383", birthDate: "2018-01-02" })).caseId;
  const row = await house.database.owner
    .selectFrom("intake.case_file")
    .select("case_number")
    .where("id", "=", caseId)
    .executeTakeFirstOrThrow();
  caseNumber = row.case_number;
  for (const id of [caseId, other, randomUUID()])
    await house.act(house.staff.stranger, writeNote, { caseId: id, happenedOn: "2026-03-02", text: "Nyfiken" });
});
afterAll(() => house.database.drop());

type Shown = { attempts: { staffId: string; action: string; kind: string; outcome: string; attempted: { caseId?: string } }[] };
const investigate = async (...args: string[]) => {
  const said = await runProgram(["investigate", "--format", "json", ...args], { DATABASE_URL: house.database.ownerUrl });
  return { ...said, shown: said.code === 0 ? (JSON.parse(said.stdout) as Shown).attempts : [] };
};

describe("fortrogen investigate", () => {
  it("shows who tried what on which case, and nobody's words", async () => {
    const { shown, stdout } = await investigate();
    expect(shown).toHaveLength(3);
    expect(new Set(shown.map(({ staffId }) => staffId))).toEqual(new Set([house.staff.stranger.staffId]));
    expect(shown.map(({ attempted }) => attempted.caseId)).toContain(caseId);
    expect(stdout).not.toContain("Nyfiken");
  });

  it("finds by case, by its number or id, by person and by day", async () => {
    for (const given of [caseNumber, caseId]) {
      expect((await investigate("--case", given)).shown.map(({ attempted }) => attempted.caseId)).toEqual([caseId]);
    }
    expect((await investigate("--staff", house.staff.stranger.staffId)).shown).toHaveLength(3);
    expect((await investigate("--staff", house.staff.leader.staffId)).shown).toEqual([]);
    expect((await investigate("--from", "2026-03-02", "--to", "2026-03-02")).shown).toHaveLength(3);
    expect((await investigate("--from", "2026-03-03")).shown).toEqual([]);
    expect((await investigate("--to", "2026-03-01")).shown).toEqual([]);
  });

  it("is logged itself, and not on the case's own page", async () => {
    const looked = await house.database.owner
      .selectFrom("audit.event")
      .select(["kind", "case_id"])
      .where("action", "=", "audit.investigate")
      .execute();
    expect(looked.length).toBeGreaterThan(0);
    expect(looked.every(({ kind, case_id: id }) => kind === "read" && id === null)).toBe(true);
    const page = await house.read(house.staff.leader, findAccessLog, { caseId });
    expect(JSON.stringify(page)).not.toMatch(/investigate|not-permitted/u);
  });

  it("needs the owner, and words that mean something", async () => {
    const asApp = await runProgram(["investigate"], { DATABASE_APP_URL: house.database.appUrl });
    expect(asApp).toMatchObject({ code: 2, stderr: expect.stringContaining("behöver databasens ägare") as string });
    expect(await investigate("--case", "2099-99999")).toMatchObject({ code: 1 });
    expect(await investigate("--staff", "Karin")).toMatchObject({ code: 2 });
    for (const day of ["igår", "2026-02-30", "2026-1-1"]) expect(await investigate("--from", day)).toMatchObject({ code: 2 });
  });
});
