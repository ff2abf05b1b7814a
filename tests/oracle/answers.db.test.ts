import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { readMunicipality } from "../../src/platform/database/connect.ts";
import { answerQuestionnaire } from "../../src/followup/questionnaire/answer-questionnaire.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { oracleAnswers } from "./answers-oracle.ts";
import { insertExtract } from "./insert-extract.ts";
import { randomMunicipality } from "./random-extract.ts";
import type { RandomMunicipality } from "./random-extract.ts";

const numberOfMunicipalities = 200;

describe("the national questionnaire beside the independent calculation", () => {
  let database: TestDatabase;
  const municipalities: (RandomMunicipality & { id: number })[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    for (let index = 0; index < numberOfMunicipalities; index += 1) {
      const drawn = randomMunicipality(index);
      const id = await addMunicipality(database, { code: drawn.code, name: `Prov ${drawn.code}` });
      await insertExtract(database, { id, code: drawn.code }, drawn.extract);
      municipalities.push({ ...drawn, id });
    }
  });

  afterAll(() => database.drop());

  it(`answers as the plain loops do for ${numberOfMunicipalities} random municipalities, to the last digit`, async () => {
    const seen = new Set<string>();
    for (const { id, code, from, to, extract } of municipalities) {
      const answers = valueOf(await readMunicipality(database.app, id, (tx) => answerQuestionnaire(tx, { id, code }, { from, to })));
      // Through JSON and back, so that the order of the keys and every digit is compared, as a reader gets them.
      const expected = JSON.stringify(oracleAnswers(code, from, to, extract));
      expect(JSON.stringify(answers), `municipality ${code}, ${from}..${to}`).toBe(expected);
      for (const answer of answers.answers) seen.add(`${Array.isArray(answer.answer) ? "skäl" : answer.answer} / ${answer.reason}`);
    }
    // The random municipalities must reach every word that the form has, or the comparison proves too little.
    expect([...seen].sort()).toEqual(everyOutcome);
  });
});

const everyOutcome = [
  "0 / null",
  "0 procent / null",
  "1 / null",
  "1–25 procent / null",
  "100 procent / null",
  "2 / null",
  "26–50 procent / null",
  "3 / null",
  "4 eller fler / null",
  "51–75 procent / null",
  "76–99 procent / null",
  "I cirka hälften av alla ärenden / null",
  "I fler än hälften av alla ärenden / null",
  "I mindre än hälften av alla ärenden / null",
  "I samtliga ärenden / null",
  "Inte i några ärenden / null",
  "Ja, kan lämna uppgifter men enbart på kön / null",
  "Ja, kan lämna uppgifter men enbart på ålder / null",
  "Ja, kan lämna uppgifter på både kön och ålder / null",
  "Ja, kan lämna uppgifter uppdelade men enbart på kön / null",
  "Ja, kan lämna uppgifter uppdelade på både kön och ålder / null",
  "Ja, kan lämna uppgifter uppdelat men enbart på ålder / null",
  "Kan inte bedöma / uppgift saknas",
  "Kan inte svara / färre än 7",
  "Kan inte svara / skyddar annan grupp",
  "Kan inte svara / uppgift saknas",
  "Nej, kan inte lämna uppgifter på varken kön eller ålder / färre än 7",
  "Nej, kan inte lämna uppgifter uppdelade på varken kön eller ålder / färre än 7",
  "skäl / null",
].sort();
