import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { changeContacts } from "../../src/survey/rounds/actions/change-contacts.ts";
import { callOffSending } from "../../src/survey/rounds/actions/call-off-sending.ts";
import { extendUnit } from "../../src/survey/rounds/actions/extend-unit.ts";
import { planSending } from "../../src/survey/rounds/actions/plan-sending.ts";
import { sendLink } from "../../src/survey/rounds/actions/send-link.ts";
import { setContact } from "../../src/survey/rounds/actions/set-contact.ts";
import { setUpRound } from "../../src/survey/rounds/actions/set-up-round.ts";
import { writeUnitNote } from "../../src/survey/rounds/actions/write-note.ts";
import { findUnitByToken, tokenFor } from "../../src/survey/rounds/link.ts";
import { findRounds } from "../../src/survey/rounds/queries/find-rounds.ts";
import { getRound } from "../../src/survey/rounds/queries/get-round.ts";
import { getUnit } from "../../src/survey/rounds/queries/get-unit.ts";
import { readRoundFrame } from "../../src/survey/rounds/read-round-frame.ts";
import { shippedFrame, shippedFrameCsv } from "../../src/survey/rounds/shipped-frame.ts";
import { openHouse, staffNames } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { testLinkKey } from "../support/link-key.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { deliver, openRound, letter } from "../support/rounds.ts";

let agency: House;
let other: House;
let municipality: House;
beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  other = await openHouse({ code: "202100-5489", database: agency.database });
  municipality = await openHouse({ code: "0114", database: agency.database });
});
afterAll(() => agency.database.drop());

const round = {
  questionnaire: "delaktighet-2024",
  title: "Barns delaktighet 2026",
  opensOn: "2026-03-02",
  lastDay: "2026-04-30",
  closesOn: "2026-05-14",
  contact: "Kim Test, 075-247 30 00",
  frame: "de 303 kommunerna och stadsdelarna",
};
const setUp = (given: object = {}, house = agency) => house.act(house.staff.agency, setUpRound, { ...round, ...given });
const look = async (roundId: string) => valueOf(await agency.read(agency.staff.agency, getRound, { roundId }));
const own = "en egen ram";

describe("a round that is set up", () => {
  test("asks the 303 units of 2024, each with a link of its own that leads to it", async () => {
    const { roundId } = valueOf(await setUp());
    const { round: about, units } = await look(roundId);
    expect(about).toMatchObject({ title: round.title, questionnaire: "delaktighet-2024", opens_on: "2026-03-02", closes_on: "2026-05-14" });
    expect(units).toHaveLength(303);
    expect(units.filter(({ code }) => code.startsWith("0180"))).toHaveLength(11);
    expect(units.filter(({ code }) => code.startsWith("1480"))).toHaveLength(4);
    expect(new Set(units.map(({ state }) => state))).toEqual(new Set(["inte inbjuden"]));
    const { municipalityId } = agency;
    const [first] = units;
    const token = tokenFor(testLinkKey, { municipalityId, unitId: first?.id ?? "", number: 1 });
    expect(await findUnitByToken(agency.database.app, token)).toEqual({ municipalityId, unitId: first?.id });
    const { rounds } = valueOf(await agency.read(agency.staff.agency, findRounds, {}));
    expect(rounds.find(({ id }) => id === roundId)).toMatchObject({ units: 303, delivered: 0 });
  });

  test("the shipped frame knows size, group and county of every unit", () => {
    const frame = shippedFrame();
    expect(frame.filter(({ groups }) => groups.storlek === null || groups.skr_grupp === null || groups.lan === null)).toEqual([]);
    expect(frame.find(({ code }) => code === "0180-01")?.groups).toEqual({
      ...{ storlek: "200 tusen eller fler invånare", nyckel: null, skr_grupp: "A1", lan: "Stockholms län" },
    });
  });

  test("the shipped frame is fetched as a file that is read in again, with the key that somebody has filled in", () => {
    const file = shippedFrameCsv();
    expect(readRoundFrame(file)).toEqual({ units: shippedFrame(), faults: [] });
    const filledIn = file.replace(/^(0114,[^,]*,[^,]*),,/mu, "$1,3,");
    expect(readRoundFrame(filledIn).units.find(({ code }) => code === "0114")?.groups.nyckel).toBe("3");
  });

  test("may ask a frame of one's own", async () => {
    const frameFile = "kommun;namn;storlek;nyckel;skr_grupp;lan\n114;Upplands Väsby;50323;3;A2;01\n0180-01;Stockholm, Bromma;;;;\n";
    const { roundId } = valueOf(await setUp({ frame: own, frameFile }));
    const { units } = await look(roundId);
    expect(units.map(({ code, name, storlek }) => [code, name, storlek])).toEqual([
      ["0114", "Upplands Väsby", "30–70 tusen invånare"],
      ["0180-01", "Stockholm, Bromma", "200 tusen eller fler invånare"],
    ]);
  });

  test.each([
    ["no form", { questionnaire: "finns-inte" }, "questionnaire"],
    ["the path of a file", { questionnaire: "../../package.json" }, "questionnaire"],
    ["a title of two lines", { title: "Ett\nBcc: x@example.se" }, "title"],
    ["days in the wrong order", { lastDay: "2026-03-01", closesOn: "2026-02-01" }, "lastDay,closesOn"],
    ["a last day that has been", { opensOn: "2026-01-01", lastDay: "2026-03-01" }, "lastDay"],
    ["no file", { frame: own }, "frameFile"],
    ["an empty file", { frame: own, frameFile: "\n" }, "frameFile"],
    ["headings alone", { frame: own, frameFile: "kommun,namn,storlek\n" }, "frameFile"],
    ["a workbook", { frame: own, frameFile: "PK\u0003\u0004" }, "frameFile"],
  ])("is refused with %s, at the field", async (_, given, fields) => {
    expect(faultsOf(await setUp(given))).toBe(fields);
  });

  test("is refused with every fault of a forged frame, and nothing is written", async () => {
    const frameFile = [
      "kommun,namn,storlek,nyckel,skr_grupp,lan",
      '0114,"Väsby\r\nBcc: x@example.se",50323,,,',
      "0114,Igen,50323,,,",
      "'; drop table survey.unit; --,Namn,1000,,,",
      `0115,${"a".repeat(201)},1000,,,`,
      `0117,Namn,1000,${"b".repeat(101)},,`,
      "0120,,1000,,,",
      "0123,Namn,stor,,,",
      "0125,Namn",
    ].join("\n");
    const refused = await setUp({ frame: own, frameFile, lastDay: "2026-03-01" });
    expect(faultsOf(refused)).toContain("lastDay,frameFile,frameFile");
    for (const words of [
      "står redan på rad",
      "inte är en kommuns",
      "inte ryms på en rad",
      "fler än 100 tecken",
      "har inget namn",
      "är ingen storlek",
      "fält men rubrikraden",
    ])
      expect(saidOf(refused)).toContain(words);
    const many = `kommun,namn,storlek\n${Array.from({ length: 1001 }, (_, n) => `${1000 + n},N,1000`).join("\n")}`;
    expect(saidOf(await setUp({ frame: own, frameFile: many }))).toContain("Högst 1000");
  });

  test("is an agency's alone: a municipality's staff with its role by mistake set up nothing", async () => {
    expect(codeOf(await setUp({}, municipality))).toBe("not-an-agency");
    for (const name of staffNames.filter((one) => one !== "agency"))
      expect(codeOf(await agency.act(agency.staff[name], setUpRound, round))).toBe("not-permitted");
  });

  test("is nobody else's to see or change", async () => {
    const { roundId, units } = await openRound(agency);
    const unitId = units.get("0114") ?? "";
    const days = { lastDay: "2026-05-10", reason: "x" };
    for (const house of [other, municipality]) {
      const who = house.staff.agency;
      expect(valueOf(await house.read(who, findRounds, {})).rounds).toEqual([]);
      expect(codeOf(await house.read(who, getRound, { roundId }))).toBe("not-found");
      expect(codeOf(await house.read(who, getUnit, { unitId }))).toBe("not-found");
      expect(codeOf(await house.act(who, setContact, { unitId, email: "x@example.se" }))).toBe("not-found");
      expect(codeOf(await house.act(who, changeContacts, { roundId, contacts: "kommun,e-post\n0114,x@example.se" }))).toBe("not-found");
      expect(codeOf(await house.act(who, sendLink, { unitId, which: "en ny länk" }))).toBe("not-found");
      expect(codeOf(await house.act(who, extendUnit, { unitId, ...days }))).toBe("not-found");
      const sending = { roundId, kind: "inbjudan", sendOn: "2026-03-02", ...letter("inbjudan") };
      expect(codeOf(await house.act(who, planSending, sending))).toBe("not-found");
      expect(codeOf(await house.act(who, callOffSending, { sendingId: randomUUID() }))).toBe("not-found");
    }
  });
});

describe("the contacts of a round", () => {
  const list = (...rows: string[]) => ["kommun;namn;e-post", ...rows].join("\n");

  test("are read from a list: each row a new row, the last holds, and what is as it was writes nothing", async () => {
    const { roundId, units } = await openRound(agency, { addresses: false });
    const send = (contacts: string) => agency.act(agency.staff.agency, changeContacts, { roundId, contacts });
    expect(valueOf(await send(list("0114;Ann Ek;ann@example.se", "115;;vallentuna@EXAMPLE.se", "0117;;"))).changed).toBe(2);
    expect(valueOf(await send(list("0114;Ann Ek;ann@example.se", "0115;Bo;vallentuna@example.se"))).changed).toBe(1);
    const { unit, events } = valueOf(await agency.read(agency.staff.agency, getUnit, { unitId: units.get("0115") ?? "" }));
    expect(unit).toMatchObject({ address: "vallentuna@example.se", contactName: "Bo" });
    expect(events.filter(({ kind }) => kind === "adress")).toHaveLength(2);
    expect((await look(roundId)).units.map(({ has_address }) => has_address)).toEqual([true, true, false]);
  });

  test("are refused with every fault at once, quoting no address, and nothing is changed", async () => {
    const { roundId } = await openRound(agency, { addresses: false });
    const contacts = list(
      "0114;Ann;ann@example.se, mallory@example.se",
      '0115;"Ann\r\nBcc: mallory@example.se";bo@example.se',
      "9999;Ingen;x@example.se",
      "0114;Igen;igen@example.se",
      "0117;Ann;mallory",
    );
    const refused = await agency.act(agency.staff.agency, changeContacts, { roundId, contacts });
    expect(faultsOf(refused).split(",")).toHaveLength(5);
    expect(saidOf(refused)).not.toContain("mallory");
    expect(faultsOf(await agency.act(agency.staff.agency, changeContacts, { roundId }))).toBe("contacts");
    expect(saidOf(await agency.act(agency.staff.agency, changeContacts, { roundId, contacts: "kommun,tel\n0114,1" }))).toContain(
      "Kolumnen saknas",
    );
    expect((await look(roundId)).units.some(({ has_address }) => has_address)).toBe(false);
  });
});

describe("the help desk", () => {
  test("gives a new link, and the old one leads nowhere from then on", async () => {
    const { units } = await openRound(agency);
    const unitId = units.get("0114") ?? "";
    const { municipalityId } = agency;
    const token = (number: number) => tokenFor(testLinkKey, { municipalityId, unitId, number });
    valueOf(await agency.act(agency.staff.agency, sendLink, { unitId, which: "samma länk igen" }));
    expect(await findUnitByToken(agency.database.app, token(1))).toMatchObject({ unitId });
    const made = await Promise.all([1, 2].map(() => agency.act(agency.staff.agency, sendLink, { unitId, which: "en ny länk" })));
    expect(made.map(codeOf)).toEqual(["ok", "ok"]);
    expect(await Promise.all([1, 2, 3].map(async (number) => (await findUnitByToken(agency.database.app, token(number)))?.unitId))).toEqual(
      [undefined, undefined, unitId],
    );
    const { unit, events } = valueOf(await agency.read(agency.staff.agency, getUnit, { unitId }));
    expect(unit.links).toBe(3);
    expect(JSON.stringify([unit, events])).not.toContain(token(3));
  });

  test("sends nothing to a unit without address, after the closing day, or too often", async () => {
    const { units } = await openRound(agency, { addresses: false });
    const unitId = units.get("0114") ?? "";
    const send = () => agency.act(agency.staff.agency, sendLink, { unitId, which: "en ny länk" });
    expect(codeOf(await send())).toBe("no-address");
    // Nothing of what was refused stands: the first link is still good.
    expect(valueOf(await agency.read(agency.staff.agency, getUnit, { unitId })).unit.links).toBe(1);
    await agency.do(agency.staff.agency, setContact, { unitId, email: `${randomUUID()}@example.se` });
    for (let turn = 0; turn < 6; turn++) expect(codeOf(await send())).toBe("ok");
    expect(codeOf(await send())).toBe("too-many-messages");
    agency.at("2026-05-15");
    expect(codeOf(await send())).toBe("survey-closed");
    agency.at("2026-03-02");
  });

  test("gives more time with a reason, writes what was said with its day, and shows it all in order", async () => {
    const { units } = await openRound(agency);
    const unitId = units.get("0114") ?? "";
    const extend = (lastDay: string, reason = "Sjukdom") => agency.act(agency.staff.agency, extendUnit, { unitId, lastDay, reason });
    expect(faultsOf(await extend("2026-03-01"))).toBe("lastDay");
    expect(faultsOf(await extend("2026-04-29"))).toBe("lastDay");
    expect(faultsOf(await extend("2026-05-20", " "))).toBe("reason");
    expect(codeOf(await extend("2026-05-20"))).toBe("ok");
    const note = { unitId, onDay: "2026-02-27", way: "telefon", words: "De räknar <b>för hand</b>." };
    expect(codeOf(await agency.act(agency.staff.agency, writeUnitNote, note))).toBe("ok");
    expect(faultsOf(await agency.act(agency.staff.agency, writeUnitNote, { ...note, onDay: "2026-03-03" }))).toBe("onDay");
    const { unit, events } = valueOf(await agency.read(agency.staff.agency, getUnit, { unitId }));
    expect(unit).toMatchObject({ lastDay: "2026-05-20", closesOn: "2026-05-20", isExtended: true });
    expect(events.map(({ kind, what, more, by }) => [kind, what, more, by])).toContainEqual([
      "mer tid",
      "2026-05-20",
      "Sjukdom",
      "Test agency",
    ]);
    expect(events.map(({ kind, on }) => [kind, on])).toContainEqual(["anteckning", "2026-02-27"]);
  });
});

describe("the state of a unit", () => {
  test("goes from not invited to delivered, and the last delivery counts", async () => {
    const { roundId, units } = await openRound(agency);
    const unitId = units.get("0114") ?? "";
    const state = async () => (await look(roundId)).units.find(({ id }) => id === unitId)?.state;
    expect(await state()).toBe("inte inbjuden");
    await deliver(agency, unitId);
    expect(await state()).toBe("levererad");
    await deliver(agency, unitId, { number: 2, isLate: true });
    expect(await state()).toBe("levererad sent");
    await expect(
      inMunicipality(agency.database.app, agency.municipalityId, (tx) => sql`delete from survey.delivery`.execute(tx)),
    ).rejects.toThrow("permission denied");
  });
});
