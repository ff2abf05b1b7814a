import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { addRound, agencyCode, answerFile, newKeys, sealed } from "../../../tests/support/delivery.ts";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { codeOf, faultsOf, saidOf } from "../../../tests/support/outcomes.ts";
import { publicText } from "../../platform/core/signing-key.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { digestOf } from "../collection/answer-file.ts";
import { enterForUnit } from "./actions/enter-for-unit.ts";
import { followUp } from "./actions/follow-up.ts";
import { judgeDeliveries } from "./actions/judge-deliveries.ts";
import { receiveFile } from "./actions/receive-file.ts";
import { registerKey, withdrawKey } from "./actions/unit-keys.ts";
import { findDeliveries } from "./queries/find-deliveries.ts";
import { findRefused } from "./queries/find-refused.ts";
import { findRounds } from "../rounds/queries/find-rounds.ts";
import { getUnit } from "./queries/get-unit.ts";

/** What the agency's staff do with what comes in. */
let agency: House;
let other: House;
beforeAll(async () => {
  agency = await openHouse({ code: agencyCode });
  other = await openHouse({ code: "202100-0556", database: agency.database });
  for (const house of [agency, other]) house.at("2026-03-14");
});
afterAll(() => agency.database.drop());

const me = () => agency.staff.agency;
async function freshUnit(days: Parameters<typeof addRound>[2] = {}) {
  const { roundId, units } = await addRound(agency, ["0114"], days);
  return { roundId, unitId: units["0114"] ?? "" };
}
const unitOf = async (unitId: string) => valueOf(await agency.read(me(), getUnit, { unitId }));
const roundOf = async (roundId: string) => valueOf(await agency.read(me(), findDeliveries, { roundId }));
/** As a unit's answers on the page come: a row that nobody has judged. */
async function onPage(unitId: string, number: number, answers: Parameters<typeof answerFile>[0]): Promise<void> {
  const content = await answerFile({ number, ...answers });
  await sql`insert into survey.delivery values (${agency.municipalityId}, ${unitId}::uuid, ${number}, 'på sidan', ${content}, ${digestOf(content)},
    ${number}, now(), false, '2026-03-10T09:00:00Z', null)`.execute(agency.database.owner);
}

describe("a unit's key", () => {
  test("is registered with where it came from, replaced, and withdrawn, each a row with who", async () => {
    const { unitId } = await freshUnit();
    const [first, second] = [newKeys(), newKeys()];
    const register = (follows: number, keys: typeof first, given = {}) =>
      agency.act(me(), registerKey, { unitId, follows, publicKey: publicText(keys.publicKey), cameFrom: "Brev.", ...given });
    expect(faultsOf(await register(0, first, { publicKey: "x", cameFrom: "" }))).toBe("cameFrom");
    expect(faultsOf(await register(0, first, { publicKey: "x" }))).toBe("publicKey");
    const secret = first.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    expect(faultsOf(await register(0, first, { publicKey: secret }))).toBe("publicKey");
    expect(codeOf(await register(0, first))).toBe("ok");
    expect(codeOf(await register(0, second))).toBe("changed-meanwhile");
    expect(faultsOf(await register(1, first))).toBe("publicKey");
    expect(codeOf(await register(1, second))).toBe("ok");
    const withdraw = (follows: number) => agency.act(me(), withdrawKey, { unitId, follows, cameFrom: "Borttappad." });
    expect(codeOf(await withdraw(1))).toBe("changed-meanwhile");
    expect(codeOf(await withdraw(2))).toBe("ok");
    expect(codeOf(await withdraw(3))).toBe("no-key");
    expect((await unitOf(unitId)).keys.map((key) => [key.number, key.is_withdrawn, key.by, key.came_from])).toEqual([
      [3, true, "Test agency", "Borttappad."],
      [2, false, "Test agency", "Brev."],
      [1, false, "Test agency", "Brev."],
    ]);
  });
});

describe("answers put in for a unit", () => {
  const put = (unitId: string, answerFile: string, given = {}) =>
    agency.act(me(), enterForUnit, { unitId, answerFile, givenBy: "Ada Ek, socialchef", why: "Kommer inte in.", ...given });

  test("are a delivery like any other, with who gave them, who put them in and why", async () => {
    const { unitId, roundId } = await freshUnit();
    expect(codeOf(await put(unitId, "kommun;q13;q25_text\n114;ja;Vi lyssnar."))).toBe("ok");
    const unit = await unitOf(unitId);
    expect(unit.deliveries).toMatchObject([
      { number: 1, way: "åt enheten", by: "Test agency", given_by: "Ada Ek, socialchef", why: "Kommer inte in.", errors: 0 },
    ]);
    expect(codeOf(await put(unitId, "kommun,q13\n0114,Nej"))).toBe("ok");
    const keys = newKeys();
    await agency.do(me(), registerKey, { unitId, follows: 3, publicKey: publicText(keys.publicKey), cameFrom: "Brev." });
    const deliveryFile = JSON.stringify(sealed(await answerFile(), keys, { roundId }));
    expect(valueOf(await agency.act(me(), receiveFile, { deliveryFile }))).toMatchObject({ number: 3, unitId, roundId });
  });

  test.each([
    ["without a row", "kommun,q13\n", "en enda rad"],
    ["with two rows", "kommun,q13\n0114,Ja\n0114,Nej", "en enda rad"],
    ["of another unit", "kommun,q13\n0115,Ja", "en annan enhets"],
    ["with a column that is not there", "kommun,q99\n0114,Ja", "Kodboken har inte"],
    ["with an answer that is none", "kommun,q13\n0114,Kanske", "inget av frågans alternativ"],
    ["without answers", "kommun,q13\n0114,", "inga svar"],
    ["without a header", "0114,Ja\n0114,Nej", "Den första kolumnen"],
    ["with an answer to what is not asked", "kommun,q4a_text\n0114,Vi lyssnar.", "inte ställs"],
    ["with an identity number", `kommun,q25_text\n0114,${numberAt(children, 1)}`, "personnummer"],
    ["with quotation marks that do not meet", 'kommun,q13\n0114,"Ja', "Citattecknen"],
  ])("%s are refused at the file, and nothing is put in", async (_what, file, words) => {
    const { unitId } = await freshUnit();
    const refused = await put(unitId, file);
    expect([
      [...new Set(faultsOf(refused).split(","))].join(),
      saidOf(refused).includes(words) || JSON.stringify(refused).includes(words),
    ]).toEqual(["answerFile", true]);
    expect((await unitOf(unitId)).deliveries).toEqual([]);
  });

  test("are refused before and after the survey, and without who and why", async () => {
    const closed = await freshUnit({ last_day: "2026-03-01", closes_on: "2026-03-10" });
    expect(codeOf(await put(closed.unitId, "kommun,q13\n0114,Ja"))).toBe("survey-closed");
    const later = await freshUnit({ opens_on: "2026-03-20" });
    expect(codeOf(await put(later.unitId, "kommun,q13\n0114,Ja"))).toBe("survey-not-open");
    const { unitId } = await freshUnit();
    expect(faultsOf(await put(unitId, "kommun,q13\n0114,Ja", { givenBy: "", why: " " }))).toBe("givenBy,why");
  });
});

describe("what the rules find", () => {
  test("is kept for each delivery, listed by rule, and followed up with how, by whom and when", async () => {
    const { unitId, roundId } = await freshUnit();
    await onPage(unitId, 1, { answers: [{ column: "q13", value: "Kanske" }, { column: "q99", value: "x" }] }); // prettier-ignore
    expect((await roundOf(roundId)).units).toMatchObject([{ number: 1, errors: null, open: 0 }]);
    expect(valueOf(await agency.act(me(), judgeDeliveries, { roundId }))).toEqual({ judged: 1 });
    expect(valueOf(await agency.act(me(), judgeDeliveries, { roundId }))).toEqual({ judged: 0 });
    const listed = await roundOf(roundId);
    expect(listed.rules.filter(({ severity }) => severity === "error")).toMatchObject([
      { rule: 9001, units: 1 },
      { rule: 9002, units: 1 },
    ]);
    const unit = await unitOf(unitId);
    const errors = unit.findings.filter(({ severity }) => severity === "fel");
    expect(errors.map(({ rule, question }) => [rule, question])).toEqual([[9001, null], [9002, "13"]]); // prettier-ignore
    const follow = (number: number, places: readonly number[], given = {}) =>
      agency.act(me(), followUp, { unitId, number, places: places.map(String), handled: "väntar på svar", note: "Ringt.", ...given });
    expect(faultsOf(await follow(1, []))).toBe("places");
    expect(faultsOf(await follow(1, [999]))).toBe("places");
    expect(faultsOf(await follow(1, [1], { handled: "", note: "" }))).toBe("handled,note");
    expect(valueOf(await follow(1, [1, 2]))).toEqual({ followed: 2 });
    expect(valueOf(await follow(1, [1], { handled: "stämmer", note: "De menar det." }))).toEqual({ followed: 1 });
    const [first, second] = (await unitOf(unitId)).findings;
    expect([first?.handled, first?.note, first?.handled_by]).toEqual(["stämmer", "De menar det.", "Test agency"]);
    expect(second?.handled).toBe("väntar på svar");
    expect((await roundOf(roundId)).units[0]?.open).toBe(unit.findings.length - 1);
    await onPage(unitId, 2, {});
    expect((await roundOf(roundId)).units[0]).toMatchObject({ number: 2, errors: null, open: 0 });
    expect(codeOf(await follow(1, [1]))).toBe("changed-meanwhile");
    expect(valueOf(await agency.act(me(), judgeDeliveries, { roundId }))).toEqual({ judged: 1 });
    expect(codeOf(await follow(1, [1]))).toBe("changed-meanwhile");
  });

  test("compares with the unit's last delivery of the round before", async () => {
    const share = "q4b_1";
    const before = await freshUnit({ opens_on: "2025-02-01", last_day: "2025-04-01", closes_on: "2025-04-15" });
    const now = await freshUnit();
    const asked = [{ column: "q4_1", value: "Ja" }];
    await onPage(before.unitId, 1, { answers: [...asked, { column: share, value: "0 procent" }] });
    await onPage(now.unitId, 1, { answers: [...asked, { column: share, value: "76–99 procent" }] });
    await agency.do(me(), judgeDeliveries, { roundId: now.roundId });
    const found = (await unitOf(now.unitId)).findings.filter(({ rule }) => rule === 9007);
    const asks = (await unitOf(now.unitId)).findings.some(({ rule, column }) => rule === 9003 && column === share);
    expect(asks ? found.length : found.map(({ column }) => column)).toEqual(asks ? 0 : [share]);
  });
});

describe("another agency", () => {
  test("sees and does nothing with what is not its own", async () => {
    const { unitId, roundId } = await freshUnit();
    const you = other.staff.agency;
    expect(codeOf(await other.read(you, getUnit, { unitId }))).toBe("not-found");
    expect(codeOf(await other.read(you, findDeliveries, { roundId }))).toBe("not-found");
    expect(valueOf(await other.read(you, findRounds, {})).rounds).toEqual([]);
    expect(valueOf(await other.read(you, findRefused, {})).refused).toEqual([]);
    const publicKey = publicText(newKeys().publicKey);
    expect(codeOf(await other.act(you, registerKey, { unitId, follows: 0, publicKey, cameFrom: "x" }))).toBe("not-found");
    expect(codeOf(await other.act(you, judgeDeliveries, { roundId }))).toBe("not-found");
    const row = { unitId, answerFile: "kommun,q13\n0114,Ja", givenBy: "x", why: "x" };
    expect(codeOf(await other.act(you, enterForUnit, row))).toBe("not-found");
    const keys = newKeys();
    const deliveryFile = JSON.stringify(sealed(await answerFile(), keys, { roundId }));
    expect(codeOf(await other.act(you, receiveFile, { deliveryFile }))).toBe("other-agency");
  });
});
