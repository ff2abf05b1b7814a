import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { maskReporter } from "../../src/casework/intake/actions/mask-reporter.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { requestFeedback } from "../../src/casework/intake/actions/request-feedback.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openInEmergency } from "../../src/portals/desk/actions/open-in-emergency.ts";
import { migrationsFolder } from "../../src/platform/database/schema-files.ts";
import { confirmClaims, openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adults, children, numberAt } from "../support/identities.ts";

/** Who reported is secret (26 kap. 5 § OSL): nothing tells whoever has broken the case open what kind of reporter it was; and what was secret before siblings were reaches them. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const ground = { masked: "ja", ground: "fara för våld", maskReason: "Pappa har hotat skolan." };

test("whoever has broken the case open is told neither that somebody by duty reported, nor what they asked and are owed", async () => {
  const number = numberAt(children, 21);
  const given = { identityNumber: number, birthDate: undefined, reporterCategory: "skola", feedbackRequested: "nej" };
  const { caseId, intakeId } = await openCaseFor(house, given);
  await confirmClaims(house, me(), caseId);
  await house.do(me(), requestFeedback, { caseId, intakeId, requestedOn: "2026-03-02" });
  const { stranger } = house.staff;
  await sql`update access.staff set identity_number = ${numberAt(adults, 21)} where id = ${stranger.staffId}::uuid`.execute(
    house.database.owner,
  );
  const reason = { number, reason: "barnet kan behöva skydd nu", explanation: "Polisen ringde." };
  valueOf(await house.act(stranger, openInEmergency, reason));
  const seenBy = async (actor: typeof stranger) => {
    const { intakes } = valueOf(await house.read(actor, getCase, { caseId }));
    const [intake] = intakes;
    return { mandated: intake?.reporter_mandated, asked: intake?.feedback_request !== null };
  };
  expect(await seenBy(stranger)).toEqual({ mandated: true, asked: true });
  await house.do(me(), maskReporter, { caseId, intakeId, ...ground });
  expect(await seenBy(stranger)).toEqual({ mandated: false, asked: false });
  expect(await seenBy(me())).toEqual({ mandated: true, asked: true });
  const answer = JSON.stringify(valueOf(await house.read(stranger, getCase, { caseId })));
  expect(answer).not.toContain("feedback-to-reporter");
  expect(answer).not.toMatch(/"reporter_category":"|"reporter_name":"/u);
});

test("the migration makes secret in the siblings' cases what was secret in one alone, and leaves what was written of a child later", async () => {
  const [file = ""] = readdirSync(migrationsFolder).filter((name) => name.endsWith("-secret-reporters-of-one-report.sql"));
  const siblings = ["Lova", "Love"].map((givenName) => ({ givenName, familyName: "Testsson", birthDate: "2018-02-02", sex: "man" }));
  const out = await house.do(me(), registerIntake, reportOfConcern({ givenName: "Lars", siblings }));
  const intakesOf = [out, ...(out.siblings ?? [])].map(({ intakeId = "", caseId = "" }) => ({ intakeId, caseId }));
  const { owner } = house.database;
  const write = ({ intakeId, caseId }: { intakeId: string; caseId: string }, masked: boolean, at: string) =>
    sql`insert into intake.reporter_masking
      (municipality_id, id, case_id, intake_id, masked, ground, mask_reason, recorded_by, recorded_at)
    values (${house.municipalityId}, gen_random_uuid(), ${caseId}, ${intakeId}, ${masked}, ${masked ? "fara för våld" : null}, 'x', ${me().staffId}, ${at})`.execute(
      owner,
    );
  const [first, second, third] = intakesOf;
  if (!first || !second || !third) throw new Error("Three children are in the report.");
  await sql`alter table intake.reporter_masking disable trigger secret_in_the_whole_report`.execute(owner);
  await write(first, true, "2026-03-02T10:00:00Z");
  await write(third, false, "2026-03-02T11:00:00Z");
  await sql`alter table intake.reporter_masking enable trigger secret_in_the_whole_report`.execute(owner);
  const isSecret = async () => {
    const parts = await Promise.all(intakesOf.map(({ caseId }) => house.read(me(), getCase, { caseId })));
    return parts.map((one) => valueOf(one).intakes[0]?.reporter_masked);
  };
  expect(await isSecret()).toEqual([true, false, false]);
  await sql.raw(readFileSync(join(migrationsFolder, file), "utf8")).execute(owner);
  expect(await isSecret()).toEqual([true, true, false]);
  // Nothing more comes of doing it again.
  await sql.raw(readFileSync(join(migrationsFolder, file), "utf8")).execute(owner);
  const { rows } = await sql`select 1 from intake.reporter_masking where intake_id = ${second.intakeId}::uuid`.execute(owner);
  expect(rows.length).toBe(1);
});
