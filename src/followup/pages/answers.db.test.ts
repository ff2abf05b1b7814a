import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oracleAnswers } from "../../../tests/oracle/answers-oracle.ts";
import { insertExtract } from "../../../tests/oracle/insert-extract.ts";
import { randomMunicipality } from "../../../tests/oracle/random-extract.ts";
import { addDemoStaff, PlainBrowser, startTestApp } from "../../../tests/support/app.ts";
import type { TestApp } from "../../../tests/support/app.ts";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { answersPage } from "./answers.tsx";
import { answersCsv, answersJson, answersXlsx } from "./downloads.tsx";

const { code, extract } = randomMunicipality(15);

describe("the page of answers", () => {
  let database: TestDatabase;
  let app: TestApp;
  const as: Record<string, PlainBrowser> = {};

  beforeAll(async () => {
    database = await createTestDatabase();
    const id = await addMunicipality(database, { code, name: "Provköping", isDemo: true });
    await insertExtract(database, { id, code }, extract);
    app = await startTestApp(database, { routes: [answersPage, answersJson, answersCsv, answersXlsx] });
    for (const role of ["analyst", "caseworker"] as const) {
      const person = await addDemoStaff(database, id, { name: role, roles: [role] });
      const browser = new PlainBrowser(app.address);
      await browser.signInAsDemo(code, person);
      as[role] = browser;
    }
  });

  afterAll(async () => {
    await app?.close();
    await database.drop();
  });

  const get = async (path: string, role = "analyst") => {
    const response = await (as[role] as PlainBrowser).get(path);
    return { status: response.status, text: await response.text() };
  };

  it("shows every question with its answer, its figures and how they were counted", async () => {
    const { status, text } = await get("/uppfoljning/svar");
    expect(status).toBe(200);
    for (const number of ["4b", "4i", "12c", "14", "17h"]) expect(text).toContain(`${number}. `);
    expect(text).toContain("Så är det räknat");
    expect(text).toContain("Unika barn under 18 år med en utredning");
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it("keeps the days that were written and says what is wrong with them", async () => {
    const { text } = await get("/uppfoljning/svar?fran=2024-02-30&till=2024-03-01");
    expect(text).toContain("2024-02-30");
    expect(text).toContain("är inget datum");
  });

  it("gives the same answers as files, for the period that was asked for", async () => {
    const json = await get("/uppfoljning/svar.json?fran=2023-03-01&till=2023-12-31");
    expect(JSON.parse(json.text)).toEqual(oracleAnswers(code, "2023-03-01", "2023-12-31", extract));
    expect((await get("/uppfoljning/svar.csv")).text).toMatch(/^kommun,/);
    expect((await get("/uppfoljning/svar.xlsx")).text).toMatch(/^PK/);
  });

  it("is for those who follow up, and nobody else", async () => {
    for (const path of ["/uppfoljning/svar", "/uppfoljning/svar.json", "/uppfoljning/svar.csv"])
      expect((await get(path, "caseworker")).status).toBe(403);
  });
});
