import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** An investigation may end unsigned: then its body takes no more either. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

test("what is concluded unsigned takes no more, by the door or past it", async () => {
  const me = house.staff.caseworker;
  const { caseId, investigationId } = await investigatedCase(house);
  const write = () => house.act(me, writePassage, { caseId, investigationId, section: "konsekvenser", text: "Text." });
  expect(codeOf(await write())).toBe("ok");
  const words = { assessment: "A", reasoning: "R", delegationPoint: "3.1", investigationOutcome: "ingen insats behövs" };
  await house.do(me, decideNoIntervention, {
    caseId,
    investigationId,
    ...words,
    outcome: "ingen insats",
    legalGround: "child-investigation",
  });
  expect(codeOf(await write())).toBe("already-done");
  for (const table of ["passage", "finding", "investigation_plan", "citation", "signature"]) {
    const of = sql`select municipality_id, investigation_id, case_id from investigation.body where investigation_id = ${investigationId}::uuid`;
    const past = writeAsOwner(house, (tx) =>
      sql`insert into ${sql.table(`investigation.${table}`)} (municipality_id, investigation_id, case_id) ${of}`.execute(tx),
    );
    await expect(past, table).rejects.toMatchObject({ code: "FT098" });
  }
});
