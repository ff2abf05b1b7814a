import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countOffer } from "../../src/casework/intervention/actions/count-offer.ts";
import { loadOffers } from "../../src/casework/intervention/actions/load-offers.ts";
import { endOffer, setOffer } from "../../src/casework/intervention/actions/set-offer.ts";
import { offerCsv } from "../../src/casework/intervention/offer-file.ts";
import { findOffers } from "../../src/casework/intervention/queries/find-offers.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** The municipality's interventions: what is offered without needs assessment is the board's decision, is counted and never written about anybody. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const leader = () => house.staff.leader;
const board = { conditions: "Högst fem samtal.", documentation: "dokumenteras", decidedOn: "2026-03-01", minutesNumber: "§ 9" };
const open = { follows: 0, offerName: "Föräldragrupp", type: "föräldrastöd", assessment: "utan", ...board, validFrom: day };
const shown = async () => valueOf(await house.read(house.staff.caseworker, findOffers, {}));

test.each([
  ["a contact person", { type: "kontaktperson" }, "type", /kräver alltid individuell behovsprövning/],
  ["no conditions and no minutes", { conditions: "", minutesNumber: "" }, "conditions,minutesNumber", /villkoren/],
  ["before the board's decision", { validFrom: "2026-02-28" }, "validFrom", /före nämndens beslut/],
  ["without identity and no reasons", { documentation: "utan identitet" }, "specialReasons", /särskilda skäl/],
  ["advice that is documented", { type: "rådgivning" }, "documentation", /Rådgivning/],
  ["under the old act", { validFrom: "2025-06-30", decidedOn: "2025-06-01" }, "type", /från den 1 juli 2025/],
])("%s is refused at its field", async (_name, given, fields, words) => {
  const refused = await house.act(leader(), setOffer, { ...open, ...given });
  expect([faultsOf(refused), saidOf(refused)]).toEqual([fields, expect.stringMatching(words)]);
});

test("the database refuses the same, whatever the program does", async () => {
  const insert = (given: Record<string, unknown>) =>
    house.database.owner
      .insertInto("intervention.offer")
      .values({
        ...{
          municipality_id: house.municipalityId,
          offer_id: leader().staffId,
          number: 1,
          offer_name: "A",
          type: "föräldrastöd",
          assessment: "utan",
        },
        ...{
          documentation: "dokumenteras",
          conditions: "V",
          decided_on: "2026-03-01",
          minutes_number: "§ 9",
          valid_from: day,
          ends: false,
        },
        ...{ recorded_by: leader().staffId, recorded_at: house.door.clock(), ...given },
      } as never)
      .execute();
  await expect(insert({ type: "kontaktperson" })).rejects.toThrow(/some_always_need_assessment/);
  await expect(insert({ minutes_number: null })).rejects.toThrow(/offered_without_is_decided/);
  await expect(insert({ documentation: "utan identitet" })).rejects.toThrow(/without_identity_says_why/);
  await expect(insert({ assessment: "med" })).rejects.toThrow(/offered_without_is_decided/);
  await expect(insert({ valid_from: "2026-02-01" })).rejects.toThrow(/offered_from_its_decision/);
});

test("it holds from its day, is changed in a new version, counted by month and ended; what is granted is never counted here", async () => {
  const { offerId } = await house.do(leader(), setOffer, open);
  expect(codeOf(await house.act(house.staff.caseworker, setOffer, open))).toBe("not-permitted");
  expect(codeOf(await house.act(house.staff.analyst, countOffer, { offerId, month: day, times: "1", visits: "1" }))).toBe("not-permitted");
  await house.do(house.staff.caseworker, countOffer, { offerId, month: day, times: "3", visits: "20" });
  await house.do(leader(), countOffer, { offerId, month: "2026-03-02", times: "4", visits: "25" });
  expect((await shown()).counts).toEqual([{ offerId, month: "2026-03-01", times: 4, visits: 25 }]);
  expect(codeOf(await house.act(leader(), setOffer, { ...open, offerId, follows: 5 }))).toBe("overtaken");
  await house.do(leader(), setOffer, { ...open, offerId, follows: 1, offerName: "Föräldragrupp våren", validFrom: "2026-04-01" });
  const { offers, coming } = await shown();
  expect([offers.map(({ offerName }) => offerName), coming.map(({ offerName }) => offerName)]).toEqual([
    ["Föräldragrupp"],
    ["Föräldragrupp våren"],
  ]);
  const granted = { follows: 0, offerName: "Linden", type: "familjebehandling", assessment: "med", validFrom: day };
  const { offerId: linden } = await house.do(leader(), setOffer, granted);
  expect(faultsOf(await house.act(leader(), countOffer, { offerId: linden, month: day, times: "1", visits: "1" }))).toBe("month");
  const straight = sql`insert into intervention.offer_count (municipality_id, offer_id, offer_number, month, number, times, visits, recorded_by, recorded_at)
    values (${house.municipalityId}, ${linden}::uuid, 1, '2026-03-01', 1, 1, 1, ${leader().staffId}::uuid, ${house.door.clock()})`;
  await expect(straight.execute(house.database.owner)).rejects.toThrow(/not offered without assessment/);
  expect(faultsOf(await house.act(leader(), endOffer, { offerId: linden, follows: 1, endsFrom: "2026-03-01" }))).toBe("endsFrom");
  await house.do(leader(), endOffer, { offerId: linden, follows: 1, endsFrom: day });
  expect((await shown()).offers.map(({ offerName }) => offerName)).toEqual(["Föräldragrupp"]);
});

test("a file that was fetched is changed and read in again: new, changed and left alone; a faulty one leaves nothing", async () => {
  const { offers } = await shown();
  const [first] = offers;
  if (!first) throw new Error("nothing is offered");
  const rows = [
    { ...first, conditions: "Högst sex samtal." },
    { ...first, offerName: "Öppna förskolan", type: "öppen verksamhet" as const },
  ];
  expect(faultsOf(await house.act(leader(), loadOffers, { offerFile: offerCsv(rows).replace("Högst sex samtal.", "") }))).toBe("offerFile");
  expect((await shown()).offers).toEqual(offers);
  expect(await house.do(leader(), loadOffers, { offerFile: offerCsv(rows) })).toEqual({ added: 1, changed: 1 });
  expect(await house.do(leader(), loadOffers, { offerFile: offerCsv((await shown()).offers) })).toEqual({ added: 0, changed: 0 });
  const found = (await shown()).offers.map(({ offerName, conditions }) => [offerName, conditions]);
  expect(found).toEqual([
    ["Föräldragrupp", "Högst sex samtal."],
    ["Öppna förskolan", "Högst fem samtal."],
  ]);
});

test("there is nowhere to write anything about anybody", async () => {
  const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_schema = 'intervention' and table_name = 'offer_count' order by 1`.execute(house.database.owner);
  expect(rows.map(({ name }) => name)).toEqual([
    ...["month", "municipality_id", "number", "offer_id", "offer_number", "recorded_at", "recorded_by", "times", "visits"],
  ]);
});
