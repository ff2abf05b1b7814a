import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { followUp } from "../../src/casework/intervention/actions/follow-up.ts";
import { beginAnswers } from "../../src/survey/collection/actions/begin-answers.ts";
import { getAnswerSet } from "../../src/survey/collection/queries/get-answer-set.ts";
import { exportExtract } from "../../src/followup/exchange/export-extract.ts";
import { importExtract } from "../../src/followup/exchange/import-extract.ts";
import { fillInSurvey } from "../../src/followup/prefill/actions/fill-in-survey.ts";
import { csvOf, folderOf, scratch } from "../extracts/build.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { addMunicipality } from "../support/database.ts";
import { lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";

/** Individbaserad systematisk uppföljning (question 20): written in a follow-up, read in the journal, delivered, and an answer of the survey. */
const now = new Date("2026-03-20T10:00:00Z");
const by = { now, startedBy: null };
let house: House;
let one: WholeCase;
beforeAll(async () => {
  house = await openHouse();
  one = await makeWholeCase(house);
});
afterAll(() => house.database.drop());

const write = (given: Readonly<Record<string, unknown>>) =>
  house.act(house.staff.caseworker, followUp, {
    caseId: one.caseId,
    interventionId: one.interventionId,
    followedUpOn: "2026-03-02",
    childView: "Det är bättre nu.",
    carriedOutAsPlanned: "ja",
    goalAttainment: "uppnått delvis",
    changeNeeded: "nej",
    nextFollowUpOn: "2026-09-01",
    summary: "Fortsätter.",
    ...given,
  });
const measured = {
  measured: ["stöd och insatser", "resultat"],
  measuredWith: "SDQ",
  measuredBefore: "18 poäng",
  measuredNow: "13 poäng",
  measuredUse: ["sammanställning"],
};

describe("what a follow-up measured", () => {
  test.each([
    ["nothing of what, with what or how it is used", { measured: ["problem och behov"] }, "measuredWith,measuredUse"],
    ["a result without before and now", { ...measured, measuredBefore: "", measuredNow: "" }, "measuredBefore,measuredNow"],
    ["used and not used", { ...measured, measuredUse: ["inte än", "planering"] }, "measuredUse"],
    ["a longer name than fits", { ...measured, measuredWith: "x".repeat(201) }, "measuredWith"],
    ["what is none of the kinds", { ...measured, measured: ["hälsa"] }, "measured"],
  ])("is refused at its fields: %s", async (_name, given, fields) => {
    const refused = await write(given);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["invalid-input", fields]);
  });

  test("is asked about where it was typed and nothing is measured any more", async () => {
    expect(codeOf(await write({ measuredWith: "SDQ" }))).toBe("to-confirm");
  });

  test("stands in the case and in its journal, and leaves with the open extract by its latest day", async () => {
    expect(codeOf(await write({}))).toBe("ok");
    expect(codeOf(await write({ measured: ["problem och behov"], measuredWith: "ORS", measuredUse: ["planering"] }))).toBe("ok");
    expect(codeOf(await write(measured))).toBe("ok");
    const parts = await lookAt(house, one.caseId);
    expect(parts.interventions[0]?.follow_ups.map((each) => each.measured.length).sort()).toEqual([0, 0, 1, 2]);
    const words = timelineOf(parts).map(({ text }) => text ?? "");
    expect(
      words.some((text) => text.includes("Systematisk uppföljning av stöd och insatser, resultat med SDQ (före: 18 poäng, nu: 13 poäng)")),
    ).toBe(true);
    expect(words.filter((text) => text.includes("Systematisk uppföljning"))).toHaveLength(2);

    const delivered = await exported({ id: house.municipalityId, code: "0114" });
    expect(delivered).toEqual(["2026-03-02|2026-03-02|2026-03-02|ja"]);
    const other = { id: await addMunicipality(house.database, { code: "2417", name: "En annan" }), code: "2417" };
    valueOf(await importExtract(house.database, other, exportedTo, by));
    expect(await exported(other)).toEqual(delivered);
  });
});

let exportedTo = "";
async function exported(municipality: { id: number; code: string }): Promise<readonly string[]> {
  exportedTo = join(await scratch(), "ut");
  valueOf(await exportExtract(house.database, municipality, exportedTo, by));
  const [head = "", ...lines] = (await readFile(join(exportedTo, "insatser.csv"), "utf8")).trimEnd().split("\n");
  const names = head.split(",");
  const wanted = ["behov_uppfoljda", "insats_uppfoljd", "resultat_uppfoljt", "uppfoljning_sammanstalld"].map((name) => names.indexOf(name));
  return lines.map((line) => wanted.map((place) => line.split(",")[place]).join("|"));
}

describe("question 20", () => {
  const sheet = (rows: readonly Record<string, string>[]) => csvOf([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]);
  const childrenOf = (count: number) => Array.from({ length: count }, (_, place) => `B${place + 1}`);
  const given = (children: readonly string[], more: (place: number) => Record<string, string>) =>
    children.map((barn_id, place) => ({
      insats_id: `I${place + 1}`,
      barn_id,
      typ: "familjebehandling",
      mottagare: "familjen",
      beviljad: "2023-01-10",
      borjade: "2023-02-10",
      ...more(place),
    }));
  let codes = 300;
  async function proposed(children: readonly string[], more: (place: number) => Record<string, string>) {
    const house20 = await openHouse({ code: `0${++codes}`, database: house.database });
    const barn = children.map((barn_id) => ({ barn_id, kon: "flicka", fodelsedatum: "2012-05-01" }));
    const folder = await folderOf({ "barn.csv": sheet(barn), "insatser.csv": sheet(given(children, more)) });
    const report = valueOf(await importExtract(house.database, { id: house20.municipalityId, code: `0${codes}` }, folder, by));
    expect(report.errors).toEqual([]);
    const begun = { questionnaire: "delaktighet-2024", lastDay: "2026-09-26" };
    const { answerSetId } = await house20.do(house20.staff.analyst, beginAnswers, begun);
    await house20.do(house20.staff.analyst, fillInSurvey, { answerSetId });
    const { proposals } = valueOf(await house20.read(house20.staff.analyst, getAnswerSet, { answerSetId }));
    return ["q20_1", "q20_2", "q20_3"].map((column) => {
      const found = proposals.find((each) => each.column === column);
      return `${found?.value ?? "inget"}: ${found?.explanation.split("\n")[0] ?? ""}`;
    });
  }
  const day = "2023-06-01";

  test("is yes for what was measured and brought together, with how many of how many", async () => {
    const found = await proposed(childrenOf(12), (place) =>
      place < 8
        ? { behov_uppfoljda: day, insats_uppfoljd: day, resultat_uppfoljt: "", uppfoljning_sammanstalld: "ja" }
        : { behov_uppfoljda: "", insats_uppfoljd: "", resultat_uppfoljt: "", uppfoljning_sammanstalld: "" },
    );
    expect(found).toEqual(["Ja: 8 barn av 12 barn.", "Ja: 8 barn av 12 barn.", "Nej: 0 barn av 12 barn."]);
  });

  test("is not said where nothing is brought together, or nothing was measured in the period; few children are no number", async () => {
    const alone = await proposed(childrenOf(8), (place) => ({
      behov_uppfoljda: place < 3 ? day : "",
      insats_uppfoljd: "",
      resultat_uppfoljt: place === 0 ? "2024-02-01" : "",
      uppfoljning_sammanstalld: "nej",
    }));
    expect(alone[0]).toContain("inget: Det har mätts för färre än 7 barn av 8 barn, men ingen uppföljning ingår i en sammanställning");
    expect(alone.slice(1)).toEqual(["Nej: 0 barn av 8 barn.", "Nej: 0 barn av 8 barn."]);
    const nothing = await proposed(childrenOf(8), () => ({ behov_uppfoljda: "2024-02-01" }));
    expect(new Set(nothing)).toEqual(
      new Set(["inget: Ingen uppföljning i perioden säger vad som har mätts, och då går det inte att svara."]),
    );
  });

  test("a delivery without the columns leaves alone what stands", async () => {
    const other = { id: await addMunicipality(house.database, { code: "2419", name: "En tredje" }), code: "2419" };
    const barn = [{ barn_id: "B1", kon: "flicka", fodelsedatum: "2012-05-01" }];
    const take = async (more: Record<string, string>) =>
      valueOf(
        await importExtract(
          house.database,
          other,
          await folderOf({ "barn.csv": sheet(barn), "insatser.csv": sheet(given(["B1"], () => more)) }),
          by,
        ),
      );
    await take({ behov_uppfoljda: day, uppfoljning_sammanstalld: "ja" });
    await take({});
    expect(await exported(other)).toEqual([`${day}|||ja`]);
  });
});
