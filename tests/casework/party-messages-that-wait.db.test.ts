import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { notify } from "../../src/casework/party/actions/notify.ts";
import { mayBeSent } from "../../src/casework/party/may-be-sent.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { exceptParties } from "../support/parties.ts";

/** A message to a party waits for its turn, and the world goes on: what may be told no more is not told, of the material or of the decision. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const bySms = { way: "sms", phone: "070-174 06 05" };

/** The message to a party, which waits. */
async function waiting(personId: string): Promise<{ readonly municipalityId: number; readonly messageId: string; readonly today: string }> {
  const found = await sql<{
    id: string;
  }>`select message_id as id from party.communication where person_id = ${personId}::uuid and message_id is not null
    union all select message_id from party.notification where person_id = ${personId}::uuid and message_id is not null`.execute(
    house.database.owner,
  );
  return { municipalityId: house.municipalityId, messageId: found.rows[0]?.id ?? "", today: day };
}

const asked = async (message: Awaited<ReturnType<typeof waiting>>) =>
  house.database.app.transaction().execute(async (tx) => {
    await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
    return mayBeSent(tx, message);
  });

const ways = {
  "the material": async (personId: string, of: { caseId: string; investigationId: string }) => {
    const material = { kind: "kommunicerat", happenedOn: day, material: "Skolans uppgifter.", replyBy: "2026-03-16" };
    await house.do(me(), communicate, { ...of, personId, ...material, ...bySms });
  },
  "the decision": async (personId: string, of: { caseId: string; investigationId: string }) => {
    await exceptParties(house, me(), { ...of, day });
    const ending = { assessment: "A", reasoning: "R", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
    await house.do(me(), decideNoIntervention, { ...of, ...ending, outcome: "ingen insats", legalGround: "child-investigation" });
    await house.do(me(), notify, { ...of, personId, kind: "underrättad", sentOn: day, withGuidance: "ja", ...bySms });
  },
};

describe.each(Object.entries(ways))("a message about %s", (_what, send) => {
  test("is not sent when the identity has become protected since", async () => {
    const { caseId, investigationId } = await investigatedCase(house);
    const [party] = partiesOn((await lookAt(house, caseId)).parties, day);
    const personId = party?.person_id ?? "";
    await send(personId, { caseId, investigationId });
    const message = await waiting(personId);
    expect(await asked(message)).toBe(true);
    await sql`update people.person set protected_identity = 'skyddad folkbokföring' where id = ${personId}::uuid`.execute(
      house.database.owner,
    );
    expect(await asked(message)).toBe(false);
  });
});
