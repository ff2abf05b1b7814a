import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oracleAge, oracleAnswers } from "../../../../tests/oracle/answers-oracle.ts";
import { insertExtract } from "../../../../tests/oracle/insert-extract.ts";
import { randomMunicipality } from "../../../../tests/oracle/random-extract.ts";
import { addDemoStaff, PlainBrowser, startTestApp } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { addMunicipality, createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import { answersPage } from "./answers.tsx";
import { answersSectionPage } from "./answers-section.tsx";
import { answersTrendPage } from "./answers-trend.tsx";
import { answersByUnitPage } from "./answers-units.tsx";
import { answersCsv, answersCsvForPeople, answersJson, answersXlsx } from "./downloads.tsx";

const { code, extract } = randomMunicipality(15);

describe("the page of answers", () => {
  let database: TestDatabase;
  let app: TestApp;
  let municipality: number;
  const as: Record<string, PlainBrowser> = {};

  beforeAll(async () => {
    database = await createTestDatabase();
    const id = await addMunicipality(database, { code, name: "Provköping", isDemo: true });
    municipality = id;
    await insertExtract(database, { id, code }, extract);
    app = await startTestApp(database, {
      routes: [
        answersPage,
        answersTrendPage,
        answersByUnitPage,
        answersSectionPage,
        answersJson,
        answersCsv,
        answersCsvForPeople,
        answersXlsx,
      ],
    });
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

  /** The units with their children, counted by plain loops over the delivered rows, and hidden where the rule hides. */
  async function unitsByHand(from: string, to: string): Promise<string[][]> {
    const { rows } = await inMunicipality(database.app, municipality, (tx) =>
      sql<{ id: string; child: string; born: string; started: string; ended: string | null; unit: string | null }>`
        select i.id, i.child_id as child, c.birth_date as born, i.started_on as started, i.ended_on as ended, i.unit
        from extract.investigation i join extract.child c on c.id = i.child_id`.execute(tx),
    );
    const first = new Map<string, (typeof rows)[number] & { day: string }>();
    for (const row of rows) {
      if (row.started > to || (row.ended !== null && row.ended < from)) continue;
      const day = row.started > from ? row.started : from;
      const known = first.get(row.child);
      if (!known || day < known.day || (day === known.day && row.id < known.id)) first.set(row.child, { ...row, day });
    }
    const sizes = new Map<string, number>();
    for (const { born, day, unit } of first.values())
      if (oracleAge(born, day) < 18) sizes.set(unit ?? "", (sizes.get(unit ?? "") ?? 0) + 1);
    const named = [...sizes].filter(([unit]) => unit !== "").toSorted(([a], [b]) => a.localeCompare(b, "sv"));
    const unknown = sizes.get("") ?? 0;
    const small = named.filter(([, size]) => size < 7);
    const lonely = small.length + (unknown > 0 && unknown < 7 ? 1 : 0) === 1 && unknown < 7;
    const shield = lonely ? named.filter(([, size]) => size >= 7).toSorted((a, b) => a[1] - b[1])[0]?.[0] : undefined;
    return named.map(([unit, size]) => [unit, size < 7 ? "Färre än 7" : unit === shield ? "Skyddar en annan enhet" : String(size)]);
  }
  const own = "?fran=2023-02-01&till=2024-01-31";

  it("opens on the latest twelve months, says what to do now, and leads to each part", async () => {
    const { status, text } = await get("/uppfoljning/svar");
    expect(status).toBe(200);
    expect(text).toContain("15 mars 2025 till och med 14 mars 2026");
    expect(text).toContain("Det här gör du nu");
    expect(text).toContain("Hämta svaren som Excel");
    for (const slug of ["utredning", "planering", "uppfoljning", "tidigare-uppgifter"])
      expect(text).toContain(`/uppfoljning/svar/${slug}?fran=`);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it("shows every question of a part with its answer, its figures and how they were counted, one part at a time", async () => {
    const parts = { utredning: ["4b", "4i"], planering: ["12b", "12c", "12i"], "tidigare-uppgifter": ["14"], uppfoljning: ["17b", "17h"] };
    for (const [slug, numbers] of Object.entries(parts)) {
      const { status, text } = await get(`/uppfoljning/svar/${slug}${own}`);
      expect(status).toBe(200);
      for (const number of numbers) expect(text).toContain(`id="fraga-${number}"`);
      for (const other of Object.values(parts).flat()) if (!numbers.includes(other)) expect(text).not.toContain(`id="fraga-${other}"`);
      expect(text).toContain("Så är det räknat");
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
    expect((await get(`/uppfoljning/svar/nej${own}`)).status).toBe(404);
  });

  it("compares with the same days of earlier years", async () => {
    const { status, text } = await get("/uppfoljning/svar/utveckling?fran=2023-01-01&till=2023-12-31");
    expect(status).toBe(200);
    for (const year of ["2020", "2021", "2022", "2023"]) expect(text).toContain(`<th scope="row">${year}</th>`);
    const { answers } = oracleAnswers(code, "2023-01-01", "2023-12-31", extract) as {
      answers: { question: string; share?: number | null }[];
    };
    const share = answers.find(({ question }) => question === "4b")?.share ?? null;
    expect(share).not.toBeNull();
    expect(text).toContain(`${Math.floor((share ?? 0) * 100 + 0.5)} %`);
    expect((await get("/uppfoljning/svar/utveckling?fran=2021-01-01&till=2023-12-31")).text).toContain("längre än ett år");
  });

  it("counts each child once, in the unit of its first investigation", async () => {
    // Every third investigation has no unit; the rest are spread unevenly over three.
    await inMunicipality(database.app, municipality, (tx) =>
      sql`update extract.investigation set unit = (array[null, 'Norr', 'Norr', 'Söder', null, 'Väst'])[1 + mod(get_byte(decode(md5(external_id), 'hex'), 0), 6)]`.execute(
        tx,
      ),
    );
    const { status, text } = await get(`/uppfoljning/svar/enheter${own}`);
    expect(status).toBe(200);
    const shown = [
      ...text.matchAll(/<th scope="row" data-heading="Enhet">([^<]*)<\/th><td data-heading="Barn" class="f-number">([^<]*)</g),
    ];
    const expected = await unitsByHand("2023-02-01", "2024-01-31");
    expect(expected.length).toBeGreaterThan(1);
    expect(shown.map(([, unit, children]) => [unit, children])).toEqual(expected);
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
    const people = (await get("/uppfoljning/svar-excel.csv?fran=2023-03-01&till=2023-12-31")).text;
    expect(people).toMatch(/^\ufeff?kommun;period_fran;/);
    expect(people).not.toMatch(/;0\.\d+;/);
    expect((await get("/uppfoljning/svar.xlsx")).text).toMatch(/^PK/);
  });

  it("is for those who follow up, and nobody else", async () => {
    for (const path of [
      "/uppfoljning/svar",
      "/uppfoljning/svar/utredning",
      "/uppfoljning/svar/utveckling",
      "/uppfoljning/svar/enheter",
      "/uppfoljning/svar.json",
      "/uppfoljning/svar.csv",
    ])
      expect((await get(path, "caseworker")).status).toBe(403);
  });
});
