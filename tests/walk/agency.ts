import { sql } from "kysely";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { codeAnswer } from "../../src/survey/coding/actions/code-answer.ts";
import { finishCoding } from "../../src/survey/coding/actions/finish-coding.ts";
import { proposeQuote } from "../../src/survey/coding/actions/propose-quote.ts";
import { saveCodeBook } from "../../src/survey/coding/actions/save-code-book.ts";
import { takeSeat } from "../../src/survey/coding/actions/take-seat.ts";
import { getAnswerToCode } from "../../src/survey/coding/queries/get-answer-to-code.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { addAgencyStaff, addDeliveries, addRound, agencyCode } from "../support/agency.ts";
import { PlainBrowser } from "../support/app.ts";
import { openHouse } from "../support/casework.ts";
import { makeOne } from "../survey/agency.ts";
import type { House } from "../support/casework.ts";
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
      answers: {
        q13: at % 2 === 0 ? "Ja" : "Nej",
        q23_comment: `Vi arbetar med detta, del ${at + 1}.`,
        ...(at === 3 ? { q2_comment: "En nämnd." } : {}),
      },
      receivedAt: stockholmInstant(`2026-03-0${3 + at}`, "09:00"),
    })),
  );
  house.at("2026-03-16");
  const asked = { form: "som tryckt", contents: "alla tabeller", groupings: ["storlek"], compareWith: "tryckt" };
  const { publicationId } = await makeOne(house, { roundId, ...asked });
  const coding = await codeAnswers(house, roundId, [...unitIds.values()].slice(0, 4));
  return {
    ids: { roundId, publicationId, otherUnitId: unitIds.get("1004") ?? "", ...coding },
    async signIn() {
      const browser = new PlainBrowser(visit.app.address);
      const answer = await browser.signInAsDemo(agencyCode, house.staff.agency.staffId);
      if (answer.status !== 303) throw new Error(`The sign-in at the agency answered ${answer.status}.`);
      return browser;
    },
  };
}

/** An open question that two have coded, with an answer that they differ about and a quote that nobody has judged. */
async function codeAnswers(house: House, roundId: string, unitIds: readonly string[]): Promise<Ids> {
  const column = "q23_comment";
  const { agency } = house.staff;
  const codes = [
    { code: "utbildning", meaning: "Utbildning av personalen", example: "Två dagar om året.", includes: "Kurser", excludes: "Handledning" },
    { code: "annat", meaning: "Annat" },
  ];
  await house.do(agency, saveCodeBook, { roundId, column, follows: 0, codes });
  const coders = [agency, await addAgencyStaff(house, "Kodare Två")];
  for (const coder of coders) {
    await house.do(coder, takeSeat, { roundId, column });
    for (const [at, unitId] of unitIds.entries()) {
      const { answer } = valueOf(await house.read(coder, getAnswerToCode, { roundId, column, unitId }));
      const given = at === 0 && coder === agency ? ["annat"] : ["utbildning"];
      await house.do(coder, codeAnswer, { roundId, column, unitId, digest: answer?.digest ?? "", codes: given });
    }
    await house.do(coder, finishCoding, { roundId, column });
  }
  const { quoteId } = await house.do(agency, proposeQuote, { roundId, column, unitId: unitIds[0], text: "Vi arbetar med detta" });
  return { column, unitId: unitIds[0] ?? "", quoteId };
}
