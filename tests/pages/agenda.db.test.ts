import { afterAll, beforeAll, expect, test } from "vitest";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** The agenda and the list to the board, as a caseworker and a team leader use them without JavaScript. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const plain = async (answer: Response | Promise<Response>) => (await (await answer).text()).replaceAll("\u00a0", " ");

test("from the investigation to the agenda, the minutes and a form that knows who decided", async () => {
  const one = await investigatedCase(visit.house, {}, "2026-03-02");
  const up = `/arenden/${one.caseId}/utredning/${one.investigationId}/beslut`;
  const me = await visit.signIn("caseworker");
  expect(await plain(me.get(up))).toContain("Lämna förslag till utskottet");
  const proposal = { body: "Individutskottet", meetingOn: "2026-03-12", proposal: "Att bevilja familjebehandling." };
  const sent = await submit(me, `${up}/till-utskott`, proposal);
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/arendelista"]);
  const agenda = await plain(me.get("/arendelista"));
  for (const words of ["Individutskottet, 12 mars 2026", "Att bevilja familjebehandling.", "Väntar på sammanträdet"])
    expect(agenda).toContain(words);
  visit.at("2026-03-13");
  const leader = await visit.signIn("leader");
  const form = /href="(\/arenden\/[^"]+\/arendelista\/[^"]+)"/u.exec(await plain(leader.get("/arendelista")))?.[1] ?? "";
  expect(await plain(leader.get(form))).toContain("Vad beslutades?");
  const came = { outcome: "enligt förslaget", heldOn: "2026-03-12", minutesNumber: "§ 45", participants: "Anna Berg" };
  expect((await submit(leader, form, { ...came, minutesNumber: "" })).status).toBe(422);
  expect((await submit(leader, form, came)).headers.get("location")).toBe("/arendelista");
  expect(await plain(leader.get("/arendelista"))).toContain("Skriv beslutet");
  const again = await visit.signIn("caseworker");
  const grant = await plain(again.get(`${up}/insats`));
  expect(grant).toMatch(/name="minutesNumber"[^>]*value="§ 45"/);
  expect(grant).toMatch(/value="utskott" checked/);
});

test("the list to the board: by point, as PDF and CSV, reported from the page", async () => {
  visit.at("2026-03-02");
  const one = await investigatedCase(visit.house, { givenName: "Bo", familyName: "Ek" }, "2026-03-02");
  expect((await grantWith(visit.house, one, ["samtycker", "samtycker"])).ok).toBe(true);
  visit.at("2026-03-20");
  const leader = await visit.signIn("leader");
  const search = "?fran=2026-03-01&till=2026-03-10";
  const list = await plain(leader.get(`/delegation/beslut${search}`));
  for (const words of ["Punkt 3.1", "Bifall: familjebehandling", "Inte anmält", "BE"]) expect(list).toContain(words);
  const pdf = await leader.get(`/delegation/beslut.pdf${search}`);
  expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(await plain(leader.get(`/delegation/beslut.csv${search}`))).toContain("Punkt;Beslutsdag");
  const sent = await submit(leader, "/delegation/beslut/anmal", {
    from: "2026-03-01",
    to: "2026-03-10",
    reportedOn: "2026-03-18",
    minutesNumber: "§ 9",
  });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/delegation/beslut"]);
  expect(await plain(leader.get(`/delegation/beslut${search}`))).toContain("2026-03-18, § 9");
});
