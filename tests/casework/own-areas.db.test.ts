import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadStructure } from "../../src/casework/investigation/actions/load-structure.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { findStructures } from "../../src/casework/investigation/queries/find-structures.ts";
import { getBody } from "../../src/casework/investigation/queries/get-body.ts";
import { neutralStructure } from "../../src/casework/investigation/structure-file.ts";
import { machineIn } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makePdf } from "../../src/platform/documents/make-pdf.ts";
import { makeFullExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { investigationTemplate } from "../../src/portals/desk/journal/investigation.ts";
import { getInvestigationExtract } from "../../src/portals/desk/queries/get-investigation-extract.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase } from "../support/investigated.ts";
import { readPdf } from "../support/pdf.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { onePixel } from "../support/picture.ts";

/** A municipality's own areas: loaded unchanged, valid from a day, kept by the investigations that were begun in them, with every fault of a file told at once. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const areas = [
  { code: "b", heading: "B  först – ”så”", variable: "behov_halsa" },
  { code: "a", heading: "Ått sedan", help: "Hjälp." },
];
const fileOf = (name: string) => JSON.stringify({ ...neutralStructure, name, areas });

const loads = (given: object = {}, who: "leader" | "caseworker" = "leader") =>
  house.act(house.staff[who], loadStructure, { structureFile: fileOf("Vår mall"), validFrom: day, ...given });
async function begun(): Promise<readonly string[]> {
  const { caseId, investigationId } = await investigatedCase(house);
  await house.do(me(), writePassage, { caseId, investigationId, section: "förslag", text: "F." });
  const { structure } = valueOf(await house.read(me(), getBody, { caseId, investigationId }));
  return [structure.name, ...structure.areas.map(({ heading }) => heading)];
}

test("a broken file, a logo that is none and a day that has been are told at once, and nothing is loaded", async () => {
  house.at(day);
  const wrong = await loads({ structureFile: '{\n "format": "x",\n "areas": []\n}', logo: "AAAA", validFrom: "2026-03-01" });
  expect(faultsOf(wrong)).toBe("structureFile,logo,validFrom");
  for (const words of ["Rad 2: format", "Rad 3: areas", "Rad 1: name", "Bilden är ingen PNG.", "Dagen har varit."])
    expect(saidOf(wrong)).toContain(words);
  expect(codeOf(await loads({}, "caseworker"))).toBe("not-permitted");
  expect(valueOf(await house.read(house.staff.leader, findStructures, {})).choices).toEqual([]);
});

test("it holds from its day, unchanged, and what was begun before keeps its own", async () => {
  house.at(day);
  const before = await investigatedCase(house);
  const key = { caseId: before.caseId, investigationId: before.investigationId };
  await house.do(me(), writePassage, { ...key, section: "förslag", text: "F." });
  valueOf(await loads({ validFrom: "2026-03-09", logo: onePixel.toString("base64") }));
  expect((await begun())[0]).toBe(neutralStructure.name);
  house.at("2026-03-09");
  const { caseId, investigationId } = await investigatedCase(house, {}, "2026-03-09");
  await house.do(me(), writePassage, { caseId, investigationId, section: "område", areaCode: "b", text: "T." });
  const { structure } = valueOf(await house.read(me(), getBody, { caseId, investigationId }));
  expect(structure).toMatchObject({ name: "Vår mall", has_logo: true });
  expect(structure.areas.map(({ heading, variable }) => [heading, variable])).toEqual([
    ["B  först – ”så”", "behov_halsa"],
    ["Ått sedan", null],
  ]);
  expect(valueOf(await house.read(me(), getBody, key)).structure.name).toBe(neutralStructure.name);
  // The document has the headings in their order, and the logo with words for whoever hears it read.
  const { extractId } = await house.do(me(), makeFullExtract, { caseId });
  const { investigation } = valueOf(await house.read(me(), getInvestigationExtract, { caseId, extractId, investigationId }));
  const made = valueOf(await makePdf(investigationTemplate, investigation, { at: house.door.clock() }));
  const { text, isMarked, roles } = await readPdf(made);
  expect([isMarked, roles.includes("Figure")]).toEqual([true, true]);
  expect(text.indexOf("Ått sedan")).toBeGreaterThan(text.indexOf("först – ”så”"));
  // The same words without the logo are another structure; the same again is the one that is there.
  const again = valueOf(await loads({ validFrom: "2026-03-09" }));
  const same = valueOf(await loads({ validFrom: "2026-03-10" }));
  expect(same.structureId).toBe(again.structureId);
});

test("the program loads it at the command line, and nobody is named", async () => {
  house.at(day);
  const input = { structureFile: fileOf("Från kommandoraden"), validFrom: "2027-01-01" };
  valueOf(await perform(house.door, loadStructure, machineIn(house.municipalityId), input, { requestId: randomUUID() }));
  const [latest] = valueOf(await house.read(house.staff.leader, findStructures, {})).choices;
  expect(latest).toMatchObject({ name: "Från kommandoraden", by: null, valid_from: "2027-01-01" });
});
