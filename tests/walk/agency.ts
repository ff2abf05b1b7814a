import { sql } from "kysely";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { addDeliveries, addRound, agencyCode } from "../support/agency.ts";
import { PlainBrowser } from "../support/app.ts";
import { openHouse } from "../support/casework.ts";
import { makeOne } from "../survey/agency.ts";
import type { Ids } from "./municipality.ts";

/** An agency beside the municipality, with a round that goes on, and the way in for who runs it. */
export async function makeAgency(visit: Visit): Promise<{ readonly ids: Ids; readonly signIn: () => Promise<PlainBrowser> }> {
  const house = await openHouse({ database: visit.house.database, code: agencyCode });
  const { municipalityId } = house;
  await sql`update core.municipality set is_demo = true where id = ${municipalityId}`.execute(house.database.owner);
  await sql`update access.staff set subject = 'demo:' || subject where municipality_id = ${municipalityId}`.execute(house.database.owner);
  house.at("2026-03-02");
  const names = ["Ale", "Bjuv", "Dals-Ed", "Eda", "Flen", "Gagnef"];
  const units = names.map((name, at) => ({
    code: String(1001 + at),
    name,
    storlek: at < 3 ? "0–15 tusen invånare" : "15–30 tusen invånare",
    lan: "14",
  }));
  const { roundId, unitIds } = await addRound(house, units, { opensOn: "2026-03-02", lastDay: "2026-04-10", closesOn: "2026-04-24" });
  await addDeliveries(
    house,
    units.slice(0, 4).map(({ code }, at) => ({
      unitId: unitIds.get(code) ?? "",
      code,
      answers: { q13: at % 2 === 0 ? "Ja" : "Nej", q23_comment: `Vi arbetar med detta, del ${at + 1}.` },
      receivedAt: stockholmInstant(`2026-03-0${3 + at}`, "09:00"),
    })),
  );
  house.at("2026-03-16");
  const asked = { form: "som tryckt", contents: "alla tabeller", groupings: ["storlek"], compareWith: "tryckt" };
  const { publicationId } = await makeOne(house, { roundId, ...asked });
  return {
    ids: { roundId, publicationId, unitId: unitIds.get("1001") ?? "" },
    async signIn() {
      const browser = new PlainBrowser(visit.app.address);
      const answer = await browser.signInAsDemo(agencyCode, house.staff.agency.staffId);
      if (answer.status !== 303) throw new Error(`The sign-in at the agency answered ${answer.status}.`);
      return browser;
    },
  };
}
