import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleOrder } from "../../src/casework/decision/delegation/example.ts";
import { sheetsAsXlsx } from "../../src/platform/documents/sheets-xlsx.ts";
import { hiddenField, plain as plainHeaders } from "../support/app.ts";
import type { PlainBrowser } from "../support/app.ts";
import { investigatedCase } from "../support/investigated.ts";
import { openVisit, submit, titleOf } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** The delegation order as the director and a caseworker use it, without JavaScript. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const plain = async (answer: Response | Promise<Response>) => (await (await answer).text()).replaceAll("\u00a0", " ");

test("from nothing to an order that holds, asked about and met in the form of a decision", async () => {
  const director = await visit.signIn("director");
  expect(await plain(director.get("/delegation"))).toContain("Ingen delegationsordning gäller");
  const proposed = await submit(director, "/delegation/ny", { follows: "0", orderName: "Delegationsordning 2026", from: "exempel" });
  expect([proposed.status, proposed.headers.get("location")]).toEqual([303, "/delegation/version/1"]);
  const shown = await plain(director.get("/delegation/version/1"));
  expect(shown).toContain("Förslag, inte beslutat");
  expect(shown).toContain("ingen kommuns beslut");
  for (const { point } of exampleOrder) expect(shown).toContain(`Ändra ${point}`);
  const file = await director.get("/delegation/version/1/fil");
  expect([file.status, (await file.text()).split("\r\n").filter(Boolean).length]).toEqual([200, exampleOrder.length + 1]);

  const point = { follows: "1", point: "2.3", decisionType: "förlänga förhandsbedömning" };
  const reserved = { ...point, level: "handläggare", decisionType: "övervägande av vård" };
  const refused = await submit(director, "/delegation/punkt/2.3", reserved);
  expect(refused.status).toBe(422);
  expect(await plain(refused)).toContain("bara utskott eller nämnden får besluta");
  const changed = await submit(director, "/delegation/punkt/2.3", { ...point, level: "förste socialsekreterare" });
  expect(changed.headers.get("location")).toBe("/delegation/version/2");

  const body = { body: "Socialnämnden" };
  const late = await submit(director, "/delegation/version/2/beslutad", {
    ...body,
    decidedOn: "2026-03-02",
    minutesNumber: "",
    validFrom: "2026-03-01",
  });
  expect(late.status).toBe(422);
  const adopted = { ...body, decidedOn: "2026-03-02", minutesNumber: "§ 12", validFrom: "2026-03-02" };
  expect((await submit(director, "/delegation/version/2/beslutad", adopted)).headers.get("location")).toBe("/delegation");
  expect(await plain(director.get("/delegation"))).toContain("Socialnämnden, § 12, 2 mars 2026");

  const me = visit.house.staff.caseworker.staffId;
  const caseworker = await visit.signIn("caseworker");
  const ask = `/delegation/far-besluta?vem=${me}&beslut=avsluta+utredning+utan+insats`;
  expect(await plain(caseworker.get(ask))).toContain("har ingen nivå i delegationsordningen");
  const unasked = await plain(caseworker.get(`/delegation/far-besluta?vem=${me}&beslut=`));
  expect(unasked).toContain("Välj vilket beslut.");
  const given = { follows: "0", level: "handläggare", qualified: "ja", degree: "", validFrom: "2026-03-02" };
  expect(await plain(submit(director, `/delegation/nivaer/${me}`, given))).toContain("Skriv vilken examen.");
  const said = await submit(director, `/delegation/nivaer/${me}`, { ...given, degree: "Socionomexamen 2014" });
  expect(said.headers.get("location")).toBe("/delegation/nivaer");
  expect(await plain(caseworker.get(ask))).toContain("får besluta enligt punkt 3.1");

  const one = await investigatedCase(visit.house, {}, "2026-03-02");
  const form = `/arenden/${one.caseId}/utredning/${one.investigationId}/beslut/ingen-insats`;
  const page = await plain(caseworker.get(form));
  expect(page).toContain("Får du besluta detta?");
  expect(page).toContain("Ja. Test caseworker får besluta enligt punkt 3.1");
  expect(page).toContain("3.1 Avsluta utredning utan insats");
  const grant = await plain(caseworker.get(form.replace("ingen-insats", "insats")));
  expect(grant).toContain("Det beror på lagrum, insats, tid och kostnad");
  const words = { assessment: "A", reasoning: "R", outcome: "ingen insats", investigationOutcome: "ingen insats behövs" };
  const sent = await submit(caseworker, form, { ...words, decider: "tjänsteman", delegationPoint: "3.1" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `/arenden/${one.caseId}`]);
});

/** Sends a workbook as a person does who has chosen it. */
async function sendBook(browser: PlainBrowser, follows: string, book: Uint8Array<ArrayBuffer>): Promise<Response> {
  const html = await plain(browser.get("/delegation/ny"));
  const body = new FormData();
  const own = html.slice(html.indexOf("<main"));
  const fields = { _csrf: hiddenField(own, "_csrf"), _key: hiddenField(own, "_key"), follows, orderName: "Ur en arbetsbok", from: "fil" };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("orderFile", new Blob([book]), "ordning.xlsx");
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { ...plainHeaders, origin: new URL(browser.base).origin, cookie };
  return fetch(new URL("/delegation/ny", browser.base), { method: "POST", redirect: "manual", body, headers });
}

test("what was fetched as a workbook is changed and read in again, and taken back with its reason", async () => {
  const director = await visit.signIn("director");
  const fetched = await director.get("/delegation/version/1/fil.xlsx");
  expect([fetched.status, fetched.headers.get("content-type")]).toEqual([200, expect.stringContaining("spreadsheetml")]);
  const sent = await sendBook(director, "2", new Uint8Array(await fetched.arrayBuffer()));
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/delegation/version/3"]);
  const [one, three] = await Promise.all([1, 3].map(async (number) => plain(director.get(`/delegation/version/${number}/fil`))));
  expect(three).toBe(one);
  expect(await plain(submit(director, "/delegation/version/3/ta-tillbaka", { withdrawnBecause: "" }))).toContain("Skriv varför");
  const back = await submit(director, "/delegation/version/3/ta-tillbaka", { withdrawnBecause: "Nämnden vill vänta." });
  expect(back.headers.get("location")).toBe("/delegation");
  const shown = await plain(director.get("/delegation/version/3"));
  expect(shown).toContain("Taget tillbaka");
  expect(shown).not.toContain("Nämnden har beslutat den");
  expect(shown).toContain("Ändringar görs i den senaste versionen, 2");
  const adopted = { body: "Socialnämnden", decidedOn: "2026-03-02", minutesNumber: "§ 13", validFrom: "2026-03-02" };
  expect(await plain(submit(director, "/delegation/version/3/beslutad", adopted))).toContain("taget tillbaka och kan inte beslutas");
  expect(await plain(submit(director, "/delegation/version/2/ta-tillbaka", { withdrawnBecause: "R" }))).toContain("kan inte tas tillbaka");
  const wrong = await sheetsAsXlsx([
    {
      name: "Blad1",
      rows: [
        ["punkt", "beslut"],
        [3.1, "något"],
      ],
    },
  ]);
  const refused = await sendBook(director, "3", new Uint8Array(wrong));
  expect([refused.status, await plain(refused)]).toEqual([422, expect.stringContaining("rubriken lagrum, insats")]);
});

test("a file with faults tells all of them with their rows", async () => {
  const director = await visit.signIn("director");
  const page = await plain(director.get("/delegation/exempel"));
  expect(titleOf(await plain(director.get("/delegation/ny")))).toContain("Nytt förslag");
  expect(page).toContain("punkt;beslut;lagrum");
});
