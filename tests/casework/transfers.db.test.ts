import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { askTransfer } from "../../src/casework/intake/actions/ask-transfer.ts";
import { recordTransferStep } from "../../src/casework/intake/actions/record-transfer-step.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** Another municipality is asked to take over, and what comes of it in the order of the law (29 kap. 9-12 §§ SoL). Today is 2 March 2026. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const why = { connection: "Familjen bor där sedan nyår.", suitable: "Barnet och föräldrarna önskar det." };
const asks = (caseId: string, given: object = {}, actor = me()) =>
  house.act(actor, askTransfer, { caseId, toMunicipality: "Umeå", requestedOn: "2026-02-16", ...why, ...given });
const happens = (of: { caseId: string; transferId: string }, kind: string, happenedOn: string, given: object = {}, actor = me()) =>
  house.act(actor, recordTransferStep, { ...of, kind, happenedOn, ...given });
async function asked(given: object = {}) {
  const { caseId } = await openCaseFor(house);
  return { caseId, ...valueOf(await asks(caseId, given)) };
}
const past = (of: { caseId: string; transferId: string }, kind: string, on: string) =>
  writeAsOwner(house, (tx) =>
    sql`insert into intake.transfer_step (municipality_id, id, case_id, transfer_request_id, kind, happened_on, given_to, note, recorded_by, recorded_at)
      values (${house.municipalityId}, gen_random_uuid(), ${of.caseId}, ${of.transferId}, ${kind}, ${on}::date, ${kind === "lämnat över" ? "Maj" : null}, 'x', ${me().staffId}, now())`.execute(
      tx,
    ),
  );

describe("the request", () => {
  test("says to whom, when and why, all faults at once, and never the own municipality", async () => {
    const { caseId } = await openCaseFor(house);
    expect(faultsOf(await house.act(me(), askTransfer, { caseId }))).toBe("toMunicipality,requestedOn,connection,suitable");
    expect(faultsOf(await asks(caseId, { toMunicipality: "Ankeborg" }))).toBe("toMunicipality");
    expect(faultsOf(await asks(caseId, { requestedOn: "2026-03-03" }))).toBe("requestedOn");
    const { rows } = await sql<{ name: string }>`select name from core.municipality where id = ${house.municipalityId}`.execute(
      house.database.owner,
    );
    expect(faultsOf(await asks(caseId, { toMunicipality: rows[0]?.name ?? "" }))).toBe("toMunicipality");
  });

  test("is one at a time, and another when it came to nothing", async () => {
    const it = await asked();
    expect((await asks(it.caseId, { toMunicipality: "Luleå" })).ok).toBe(false);
    expect(codeOf(await happens(it, "återtagen", "2026-02-18", { note: "Familjen flyttar inte." }))).toBe("ok");
    expect(codeOf(await asks(it.caseId, { toMunicipality: "Luleå" }))).toBe("ok");
  });

  test("is refused to whoever is not in the case, and is of no other case", async () => {
    const it = await asked();
    const { stranger } = house.staff;
    expect(codeOf(await asks(it.caseId, {}, stranger))).toBe("not-permitted");
    expect(codeOf(await happens(it, "tar över", "2026-02-20", {}, stranger))).toBe("not-permitted");
    const other = await openCaseFor(house);
    expect(codeOf(await happens({ ...it, caseId: other.caseId }, "tar över", "2026-02-20"))).toBe("not-found");
  });
});

describe("what comes of it", () => {
  test("an answer is of its day, and a no says why", async () => {
    const it = await asked();
    expect(faultsOf(await happens(it, "tar inte över", "2026-02-20"))).toBe("note");
    expect(faultsOf(await happens(it, "tar över", "2026-02-15"))).toBe("happenedOn");
    expect(faultsOf(await happens(it, "lämnat över", "2026-02-20"))).toBe("givenTo,note");
  });

  test("nothing is handed over to take over by before the matter goes over, and then it says what, how and to whom (29 kap. 12 § SoL)", async () => {
    const it = await asked();
    const given = { givenTo: "Maj Ek, socialsekreterare", note: "Utredningen, med bud mot kvittens." };
    expect(faultsOf(await happens(it, "lämnat över", "2026-02-20", given))).toBe("kind");
    expect(codeOf(await happens(it, "tar över", "2026-02-20"))).toBe("ok");
    expect(faultsOf(await happens(it, "lämnat över", "2026-02-19", given))).toBe("happenedOn");
    expect(codeOf(await happens(it, "lämnat över", "2026-02-23", given))).toBe("ok");
    expect(faultsOf(await happens(it, "tar inte över", "2026-02-24", { note: "Nej." }))).toBe("kind");
    const told = timelineOf(await house.read(me(), getCase, { caseId: it.caseId }).then(valueOf));
    expect(told.map((one) => one.heading)).toEqual(
      expect.arrayContaining([
        "Överflyttning begärdes hos en annan kommun: Umeå",
        "Överflyttning: Umeå: Vi har lämnat över uppgifter till kommunen",
      ]),
    );
    expect(told.map((one) => one.text ?? "").join("\n")).toContain("Maj Ek, socialsekreterare");
  });

  test("IVO is asked after a no, or when a month has gone without an answer, and decides after that (29 kap. 11 § SoL)", async () => {
    const silent = await asked();
    expect(faultsOf(await happens(silent, "ansökan till IVO", "2026-03-02"))).toBe("happenedOn");
    const early = await asked({ requestedOn: "2026-01-30" });
    expect(faultsOf(await happens(early, "ansökan till IVO", "2026-03-02"))).toBe("happenedOn");
    const long = await asked({ requestedOn: "2026-01-27" });
    expect(codeOf(await happens(long, "ansökan till IVO", "2026-03-02"))).toBe("ok");
    const no = await asked();
    expect(faultsOf(await happens(no, "IVO avslår", "2026-02-20", { note: "Nej." }))).toBe("kind");
    expect(codeOf(await happens(no, "tar inte över", "2026-02-18", { note: "Anknytningen är inte störst hit." }))).toBe("ok");
    expect(codeOf(await happens(no, "ansökan till IVO", "2026-02-19"))).toBe("ok");
    expect(codeOf(await happens(no, "IVO flyttar över", "2026-02-27"))).toBe("ok");
  });

  test("the database alone refuses every other order", async () => {
    const it = await asked();
    await expect(past(it, "IVO flyttar över", "2026-02-20")).rejects.toThrow(/not in that order/);
    await expect(past(it, "lämnat över", "2026-02-20")).rejects.toThrow(/not in that order/);
    await expect(past(it, "ansökan till IVO", "2026-03-02")).rejects.toThrow(/month has not gone/);
    await expect(past(it, "tar över", "2026-02-15")).rejects.toThrow(/before what came before/);
    await past(it, "tar över", "2026-02-20");
    await expect(past(it, "tar över", "2026-02-21")).rejects.toThrow(/not in that order/);
    await expect(past(it, "återtagen", "2026-02-21")).rejects.toThrow(/not in that order/);
  });
});
