import { afterAll, beforeAll, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { codeOf, faultsOf } from "../../../tests/support/outcomes.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { beginAnswers } from "../collection/actions/begin-answers.ts";
import { compareAnswers } from "../collection/queries/compare-answers.ts";
import { addPublication } from "./actions/add-publication.ts";
import { findPublications } from "./queries/find-publications.ts";

let house: House;
let abroad: House;
beforeAll(async () => {
  house = await openHouse({ code: "0114" });
  abroad = await openHouse({ code: "0115", database: house.database });
});
afterAll(() => house.database.drop());

const size = "15–30 tusen invånare";
const table = (share: number, group?: string) => ({
  table: "16",
  title: "ISU",
  n: 46,
  columns: ["Andel Ja (%)"],
  rows: [{ label: "… berörda barns problem och/eller behov", values: [share] }],
  ...(group === undefined ? {} : { group: { by: "storlek", value: group } }),
});
const publication = (given: Readonly<Record<string, unknown>> = {}) => ({
  questionnaire: "delaktighet-2024",
  publishedBy: "Myndigheten 2026",
  content: JSON.stringify([table(40), table(50, size), table(70, "30–70 tusen invånare")]),
  storlek: size,
  ...given,
});
const compared = async (of: House) => {
  const begun = { questionnaire: "delaktighet-2024", lastDay: "2026-09-26" };
  const { answerSetId } = await of.do(of.staff.analyst, beginAnswers, begun);
  return valueOf(await of.read(of.staff.leader, compareAnswers, { answerSetId }));
};

test("what is read in stands beside the answers of the own municipality alone, the last of a source", async () => {
  await house.do(house.staff.analyst, addPublication, publication({ content: JSON.stringify([table(10)]), storlek: undefined }));
  house.at("2026-03-02", "11:00");
  await house.do(house.staff.director, addPublication, publication());
  const { figures, last } = await compared(house);
  const own = figures.filter(({ published_by }) => published_by === "Myndigheten 2026");
  expect(own.map(({ column, share, base, group }) => [column, share, base, group])).toEqual([
    ["q20_1", 40, 46, "Alla som svarade"],
    ["q20_1", 50, 46, `Kommuner med ${size}`],
  ]);
  expect(last).toBe(null);
  expect((await compared(abroad)).figures.some(({ published_by }) => published_by === "Myndigheten 2026")).toBe(false);
  const { publications } = valueOf(await house.read(house.staff.leader, findPublications, {}));
  expect(publications.map(({ groups }) => groups)).toEqual([[size], []]);
  expect(valueOf(await abroad.read(abroad.staff.leader, findPublications, {})).publications).toEqual([]);
});

test.each([
  ["no file", { content: undefined }, "invalid-input", "content"],
  ["what is no publication", { content: "<html>" }, "publication-unreadable", "content"],
  ["figures of few", { content: JSON.stringify([table(4, size)]) }, "publication-unprotected", "content"],
  ["a group that it does not have", { storlek: "200 tusen" }, "invalid-input", "storlek"],
  ["groups that it has none of", { lan: "01" }, "invalid-input", "lan"],
  ["nobody who published", { publishedBy: " " }, "invalid-input", "publishedBy"],
])("%s is refused at its field", async (_name, given, code, field) => {
  const refused = await house.act(house.staff.analyst, addPublication, publication(given));
  expect([codeOf(refused), refused.ok ? "" : (refused.error.field ?? faultsOf(refused))]).toEqual([code, field]);
});

test("only those who keep the register read publications in", async () => {
  expect(codeOf(await house.act(house.staff.leader, addPublication, publication()))).toBe("not-permitted");
  expect(codeOf(await house.act(house.staff.caseworker, addPublication, publication()))).toBe("not-permitted");
});
