import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { codeOf } from "../../../tests/support/outcomes.ts";
import { shippedAlone } from "../../../tests/support/answered-form.ts";
import { insertExtract } from "../../../tests/oracle/insert-extract.ts";
import { randomMunicipality } from "../../../tests/oracle/random-extract.ts";
import { oracleAnswers } from "../../../tests/oracle/answers-oracle.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { beginAnswers } from "../../survey/collection/actions/begin-answers.ts";
import { savePage } from "../../survey/collection/actions/save-page.ts";
import { signAnswers } from "../../survey/collection/actions/sign-answers.ts";
import { formOf } from "../../survey/collection/find-set.ts";
import { getAnswerSet } from "../../survey/collection/queries/get-answer-set.ts";
import { digestOfSaved } from "../../survey/collection/signed.ts";
import { addDocument } from "../register/actions/add-document.ts";
import { endDocument } from "../register/actions/change-document.ts";
import { confirmInventory, describeOrganisation } from "../register/actions/describe-organisation.ts";
import { fillInSurvey } from "./actions/fill-in-survey.ts";

let house: House;
let setId: string;
let used = 0;
beforeAll(async () => {
  house = await openHouse({ code: "0114" });
});
afterAll(() => house.database.drop());
const begin = async () => {
  const lastDay = `2026-04-${String(++used).padStart(2, "0")}`;
  return (await house.do(house.staff.analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay })).answerSetId;
};
beforeEach(async () => {
  setId = await begin();
});

const fill = async (id = setId) => {
  await house.do(house.staff.analyst, fillInSurvey, { answerSetId: id });
  const { proposals } = valueOf(await house.read(house.staff.analyst, getAnswerSet, { answerSetId: id }));
  return new Map(proposals.map(({ column, ...said }) => [column, said]));
};
const routine = (given: Readonly<Record<string, unknown>>) => ({
  kind: "rutin",
  title: "En rutin",
  decidedBy: "socialnämnden",
  decidedOn: "2023-05-10",
  scope: "alla barn",
  place: "SN 2023/112",
  ...given,
});

describe("from the register", () => {
  test("nothing is said of what does not stand there, until somebody has said that it is whole", async () => {
    const before = await fill();
    expect(before.get("q8")).toMatchObject({ value: null, source: "registret" });
    expect(before.get("q2")).toMatchObject({ value: null });
    await house.do(house.staff.director, confirmInventory, {});
    const after = await fill();
    expect([after.get("q8")?.value, after.get("q4_1")?.value, after.get("q21_1")?.value, after.get("q21_3")?.value]).toEqual([
      "Nej",
      "Nej, vi har ingen rutin",
      "Nej",
      "Ja",
    ]);
  });

  test("a routine is a yes on the days on which it held, with its limits and its words", async () => {
    await house.do(
      house.staff.analyst,
      addDocument,
      routine({ answers: ["barnets bästa"], title: "Barnets bästa", description: "Vi väger." }),
    );
    await house.do(
      house.staff.analyst,
      addDocument,
      routine({ answers: ["enskilt samtal: utredning"], scope: "med begränsning", limits: "Från 6 år." }),
    );
    await house.do(
      house.staff.analyst,
      addDocument,
      routine({ answers: ["enskilt samtal: uppföljning"], scope: "med begränsning", limits: "Från 7 år." }),
    );
    // Question 1 asks about 1 February 2024: what was decided later is no answer to it, what has ended since is.
    await house.do(house.staff.analyst, addDocument, routine({ answers: ["barnrätt: budget"], decidedOn: "2024-02-02" }));
    const { documentId } = await house.do(
      house.staff.analyst,
      addDocument,
      routine({ answers: ["barnrätt: styrdokument", "delaktighet: beslut"] }),
    );
    await house.do(house.staff.analyst, endDocument, { documentId, follows: 1, endedOn: "2025-01-01" });
    const found = await fill();
    const valueIn = (column: string) => found.get(column)?.value;
    expect([valueIn("q8"), valueIn("q8a_text"), valueIn("q4_1"), valueIn("q4a_text")]).toEqual([
      "Ja",
      "Vi väger.",
      "Ja, men med vissa begränsningar",
      "Från 6 år.",
    ]);
    expect([valueIn("q17_1"), valueIn("q17a_text")]).toEqual(["Ja, men vi med vissa begränsningar", "Från 7 år."]);
    expect([valueIn("q1_1"), valueIn("q1_2"), valueIn("q3_2")]).toEqual(["Ja", "Nej", "Nej"]);
    expect(found.get("q8")?.explanation).toContain("Barnets bästa (2023-05-10)");
  });

  test("organisation and further training are answers in the form's words", async () => {
    const said = { follows: 0, holdsFrom: "2024-01-01", boards: "olika nämnder", performers: ["enskild regi"] };
    await house.do(house.staff.analyst, describeOrganisation, { ...said, trainingNeeds: ["verktyg eller metod"], trainingNote: "iRiSk" });
    const found = await fill();
    expect(["q2", "q2a_1", "q2a_3", "q23_2", "q23_2_text", "q23_7"].map((column) => found.get(column)?.value)).toEqual([
      "Verksamheten är organiserad inom olika nämnder",
      "Nej",
      "Ja",
      "Ja",
      "iRiSk",
      "Nej",
    ]);
  });
});

describe("from the cases", () => {
  test("the figures are those that plain loops over the delivered rows give, and nothing of a small group is proposed", async () => {
    const { code, extract } = randomMunicipality(15);
    const other = await openHouse({ code: code === "0114" ? "0115" : code, database: house.database });
    await insertExtract(house.database, { id: other.municipalityId, code }, extract);
    const { answerSetId } = await other.do(other.staff.analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay: "2026-05-01" });
    await other.do(other.staff.analyst, fillInSurvey, { answerSetId });
    const { proposals } = valueOf(await other.read(other.staff.analyst, getAnswerSet, { answerSetId }));
    type Row = { question: string; answer: string; reason: string | null; numerator?: number | null; denominator?: number | null };
    const oracle = oracleAnswers(code, "2023-02-01", "2024-01-31", extract) as { answers: Row[] };
    const rows = (question: string) => oracle.answers.filter((one) => one.question === question);
    let compared = 0;
    for (const question of ["4b", "4d", "4e", "4f", "4g", "4h", "12b", "12d", "12e", "17b", "17d", "17e", "17h", "14"])
      rows(question).forEach((row, place) => {
        const proposed = proposals.find(({ column }) => column === `q${question}_${place + 1}`);
        expect([question, place, proposed?.value]).toEqual([question, place, row.reason === "uppgift saknas" ? null : row.answer]);
        if (row.reason === null && typeof row.numerator === "number")
          expect(proposed?.explanation).toContain(`${row.numerator} av ${String(row.denominator)}`);
        compared++;
      });
    expect(compared).toBeGreaterThan(30);
  });

  test("where there are no cases it says why there is no answer", async () => {
    const found = await fill();
    for (const column of ["q4b_1", "q5_1", "q11_1", "q13", "q14_1"]) {
      expect([column, found.get(column)?.value]).toEqual([column, null]);
      expect(found.get(column)?.explanation.length).toBeGreaterThan(20);
    }
  });
});

describe("from the last time", () => {
  test("what was signed is proposed for questions that nothing else answers", async () => {
    const page = { answerSetId: setId, page: "dokumentation", follows: 0, answers: { q7_2: "Ja" } };
    await house.do(house.staff.analyst, savePage, page);
    const set = valueOf(await house.read(house.staff.director, getAnswerSet, { answerSetId: setId }));
    const next = await begin();
    expect((await fill(next)).get("q7_2")).toBe(undefined);
    await house.do(house.staff.director, signAnswers, {
      answerSetId: setId,
      digest: digestOfSaved(valueOf(await formOf(shippedAlone, set)), set),
    });
    expect((await fill(next)).get("q7_2")).toMatchObject({ value: "Ja", source: "förra svaret" });
  });
});

test("another municipality's survey is not there, and a closed one is not filled in", async () => {
  const abroad = await openHouse({ code: "0186", database: house.database });
  expect(codeOf(await abroad.act(abroad.staff.analyst, fillInSurvey, { answerSetId: setId }))).toBe("not-found");
  expect(codeOf(await house.act(house.staff.leader, fillInSurvey, { answerSetId: setId }))).toBe("not-permitted");
  house.at("2026-12-01");
  expect(codeOf(await house.act(house.staff.analyst, fillInSurvey, { answerSetId: setId }))).toBe("survey-closed");
});
