import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stockholmDate } from "../../src/platform/basics/dates.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { openCaseFor } from "../support/casework.ts";
import type { PlainBrowser } from "../support/app.ts";
import { openVisit, submit, titleOf } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

let visit: Visit;
let me: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  me = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const look = async (caseId: string): Promise<CaseParts> => valueOf(await visit.house.read(visit.house.staff.leader, getCase, { caseId }));
/** The page; the blanks that keep a provision together are read as any other. */
const html = async (browser: PlainBrowser, path: string): Promise<string> =>
  (await (await browser.get(path)).text()).replaceAll("\u00a0", " ");

const report = {
  birthDate: "2015-02-03",
  givenName: "Disa",
  familyName: "Testström",
  sex: "kvinna",
  protectedIdentity: "ingen",
  interpreterNeed: "nej",
  type: "anmälan",
  receivedOn: "2026-03-02",
  receivedAt: "09:30",
  channel: "telefon",
  reporterCategory: "skola",
  reporterName: "Rektor Test",
  feedbackRequested: "ja",
  reasons: ["fysiskt våld", "annat"],
  concern: "Disa berättade att hon blir slagen.",
  takeCase: "ja",
} as const;

describe("a report", () => {
  test("is registered with a form and leads to the case, where the first step stands first", async () => {
    const sent = await submit(me, "/anmalningar/ny", report);
    expect(sent.status).toBe(303);
    const address = sent.headers.get("location") ?? "";
    expect(address).toMatch(/^\/arenden\/[0-9a-f-]{36}$/u);
    const page = await html(me, address);
    expect(titleOf(page)).not.toContain("Disa");
    expect(page).toContain("Disa Testström");
    expect(page).toContain("Anmälan gäller våld: utredning ska inledas utan dröjsmål");
    const next = page.slice(page.indexOf("Nästa steg"));
    expect(next.indexOf("Bedöm om barnet behöver omedelbart skydd")).toBeLessThan(next.indexOf("Besluta om utredning ska inledas"));
    expect(await html(me, "/arenden")).toContain("Disa Testström");
  });

  test("with faults comes back with the words kept and each fault at its field", async () => {
    const sent = await submit(me, "/anmalningar/ny", { ...report, givenName: "", reasons: [], receivedOn: "2026-03-33" });
    expect(sent.status).toBe(422);
    const page = await sent.text();
    expect(page).toContain('href="#field-givenName"');
    expect(page).toContain('id="field-reasons-error"');
    expect(page).toContain('id="field-receivedOn-error"');
    expect(page).toContain("Disa berättade att hon blir slagen.");
    expect(page).toContain('value="2026-03-33"');
  });

  test("with every kind of fault is told of all of them the first time it is sent", async () => {
    const faults = { concern: "", birthDate: "", identityNumber: "", reporterCategory: "skola", reporterName: "", guardian1Given: "Anna" };
    const page = await (await submit(me, "/anmalningar/ny", { ...report, ...faults })).text();
    for (const field of ["concern", "birthDate", "reporterName"]) expect(page).toContain(`id="field-${field}-error"`);
    const read = { identityNumber: "20170101-239X", birthDate: "", reporterName: "Rektor", receivedAt: "23:59", guardian1Given: "Anna" };
    const again = await (await submit(me, "/anmalningar/ny", { ...report, ...read })).text();
    for (const field of ["identityNumber", "receivedOn", "guardian1Family"]) expect(again).toContain(`id="field-${field}-error"`);
  });

  test("about a child whose case is another unit's gives a receipt that tells nothing of the case", async () => {
    const number = "201701012393";
    await openCaseFor(visit.house, { identityNumber: number, givenName: "Ebba", familyName: "Testberg" });
    const stranger = await visit.signIn("stranger");
    const sent = await submit(stranger, "/anmalningar/ny", {
      ...report,
      birthDate: "2016-05-14",
      sex: "kvinna",
      identityNumber: number,
      givenName: "Ebba",
      familyName: "Testberg",
    });
    expect(sent.headers.get("location")).toBe("/anmalningar/mottagen");
    expect(await html(stranger, "/anmalningar/mottagen")).not.toContain("Ebba");
    const found = await (await submit(stranger, "/sok", { number })).text();
    expect(found).toContain("Du har inte behörighet");
    expect(found).toContain("Enhet Norr");
    expect(found).not.toContain("Ebba");
  });
});

test("the search finds a case by identity number or case number, and neither stands in an address", async () => {
  const number = "201701012393";
  const answer = await submit(me, "/sok", { number });
  expect(answer.status).toBe(200);
  const page = await answer.text();
  expect(page).toContain("Ebba Testberg");
  expect(page).not.toMatch(new RegExp(`(href|action)="[^"]*${number}`, "u"));
  const wrong = await submit(me, "/sok", { number: "201701012394" });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('value="201701012394"');
});

describe("the forms of a case, from report to closing", () => {
  let caseId = "";
  let intakeId = "";
  let preliminaryId = "";
  const here = (path: string): string => `/arenden/${caseId}/${path}`;
  beforeAll(async () => {
    ({ caseId, intakeId } = await openCaseFor(visit.house, { givenName: "Folke", familyName: "Testlund", sex: "man" }));
    preliminaryId = (await look(caseId)).intakes[0]?.preliminary?.id ?? "";
  });

  test("none of them opens for somebody outside the case, and the refusal says nothing", async () => {
    const stranger = await visit.signIn("stranger");
    for (const path of [
      "",
      "/avsluta",
      "/anteckning/ny",
      `/skyddsbedomning/${intakeId}`,
      `/forhandsbedomning/${preliminaryId}`,
      `/aterkoppling/${intakeId}`,
    ]) {
      const answer = await stranger.get(`/arenden/${caseId}${path}`);
      expect([path, answer.status]).toEqual([path, 403]);
      const page = await answer.text();
      expect(page).not.toContain("Folke");
      expect(page).not.toContain("2026-0000");
    }
  });

  test("what only the team leader may do is not for the caseworker", async () => {
    expect((await me.get(here("fordela"))).status).toBe(403);
    expect((await me.get(here("logg"))).status).toBe(403);
    const leader = await visit.signIn("leader");
    expect((await leader.get(here("fordela"))).status).toBe(200);
    expect(await html(leader, here("logg"))).toContain("Visa ett ärende");
  });

  test("protection needed says what is done", async () => {
    const fields = { assessedOn: "2026-03-02", assessedAt: "09:45", result: "skydd behövs", reasoning: "Folke är rädd." };
    const refused = await submit(me, here(`skyddsbedomning/${intakeId}`), fields);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="field-measure-error"');
    const saved = await submit(me, here(`skyddsbedomning/${intakeId}`), { ...fields, measure: "Folke är hos sin mormor." });
    expect(saved.headers.get("location")).toBe(`/arenden/${caseId}`);
    expect(await html(me, here(`skyddsbedomning/${intakeId}`))).toContain("Tidigare bedömningar");
  });

  test("the preliminary assessment asks for what its answer needs", async () => {
    visit.at("2026-03-12");
    me = await visit.signIn("caseworker"); // the session of ten days ago is over
    const path = here(`forhandsbedomning/${preliminaryId}`);
    expect(await html(me, path)).toContain("Beslutas senast 16 mars 2026: 14 dagar efter anmälan (20 kap. 2 § SoL).");
    const nothing = await submit(me, path, {});
    expect(await nothing.text()).toContain('id="field-result-error"');
    const opening = await submit(me, path, { result: "inleda", reasoning: "Behöver utredas." });
    expect(opening.status).toBe(422);
    expect(await opening.text()).toContain('id="field-purpose-error"');
    const decided = await submit(me, path, { result: "inte inleda", reasoning: "Oron är avhjälpt." });
    expect(decided.status).toBe(303);
    expect((await look(caseId)).intakes[0]?.preliminary?.decision?.result).toBe("inte inleda");
    expect(await html(me, `/arenden/${caseId}`)).toContain("Berätta för barnet vad som beslutades");
  });

  test("feedback, a note and its correction", async () => {
    await submit(me, here(`aterkoppling/${intakeId}`), { outcome: "lämnad", givenOn: "2026-03-12", content: "Ingen utredning inleds." });
    await submit(me, here("anteckning/ny"), { happenedOn: "2026-03-12", text: "Mormor ringde." });
    const note = (await look(caseId)).notes[0];
    const correction = here(`anteckning/ny?rattar=${note?.id}`);
    expect(await html(me, correction)).toContain("Mormor ringde.");
    const corrected = await submit(me, correction, { happenedOn: "2026-03-12", text: "Farmor ringde." });
    expect(corrected.headers.get("location")).toContain("/journal");
    expect((await look(caseId)).notes.map((one) => [one.text, one.corrected])).toEqual([
      ["Mormor ringde.", true],
      ["Farmor ringde.", false],
    ]);
    expect((await me.get(here("anteckning/ny?rattar=annan"))).status).toBe(404);
    expect((await look(caseId)).intakes[0]?.feedback?.outcome).toBe("lämnad");
  });

  test("closing says what hinders, with the way to each, until nothing does", async () => {
    const hindered = await html(me, here("avsluta"));
    expect(hindered).toContain("kan inte avslutas än");
    for (const step of ["informerad", "vagd", "berattad"])
      expect(hindered).toContain(`/delaktighet/`.concat((await look(caseId)).phases[0]?.id ?? "", `/${step}`));
    expect(hindered).not.toContain('name="reason"');
    const phaseId = (await look(caseId)).phases[0]?.id;
    for (const step of ["informerad", "hord", "vagd", "berattad"]) {
      const saved = await submit(me, here(`delaktighet/${phaseId}/${step}`), {
        outcome: "inte gjort",
        happenedOn: "2026-03-12",
        reason: "låg ålder",
      });
      expect([step, saved.status]).toEqual([step, 303]);
    }
    expect(await html(me, here("avsluta"))).toContain("Inget hindrar att ärendet avslutas");
    const closed = await submit(me, here("avsluta"), { reason: "utredning inleds inte" });
    expect(closed.status).toBe(303);
    expect(await html(me, `/arenden/${caseId}`)).toContain("Ärendet avslutades 2026-03-12");
    expect(await html(me, "/arenden")).not.toContain("Folke");
  });
});

describe("a case that nobody is responsible for", () => {
  test("is taken with a button, by one", async () => {
    const { caseId } = await openCaseFor(visit.house, { givenName: "Greta", familyName: "Testdal", takeCase: "nej" });
    const colleague = await visit.signIn("colleague");
    expect(await html(colleague, "/arenden?visa=utan-ansvarig")).toContain(`action="/arenden/${caseId}/ta-ansvar"`);
    expect((await submit(colleague, `/arenden/${caseId}`, {})).status).toBe(404);
    const page = await html(colleague, `/arenden/${caseId}`);
    const fields = Object.fromEntries(
      [...page.matchAll(/name="(_csrf|_key)" value="([^"]*)"/gu)].map((match) => [match[1] ?? "", match[2] ?? ""]),
    );
    expect((await colleague.post(`/arenden/${caseId}/ta-ansvar`, fields)).status).toBe(303);
    expect((await look(caseId)).staff.map((one) => [one.name, one.role])).toEqual([["Test colleague", "ansvarig"]]);
    expect((await me.get(`/arenden/${caseId}`)).status).toBe(403);
  });

  test("is given away by the team leader", async () => {
    const { caseId } = await openCaseFor(visit.house, { givenName: "Hugo", familyName: "Testholm", takeCase: "nej" });
    const leader = await visit.signIn("leader");
    const sent = await submit(leader, `/arenden/${caseId}/fordela`, { staffId: visit.house.staff.caseworker.staffId, role: "ansvarig" });
    expect(sent.status).toBe(303);
    expect(await html(leader, "/arenden")).toContain("Test caseworker");
  });
});

test("an application opens an investigation at once", async () => {
  const { caseId, intakeId } = await openCaseFor(visit.house, {
    givenName: "Ines",
    familyName: "Testvik",
    type: "ansökan",
    reporterCategory: "vårdnadshavare",
    reasons: ["annat"],
  });
  const path = `/arenden/${caseId}/inled-utredning/${intakeId}`;
  expect(await html(me, path)).toContain("en ansökan utreds genast, utan förhandsbedömning");
  expect((await submit(me, path, { purpose: "Vilket stöd Ines behöver." })).status).toBe(303);
  const page = await html(me, `/arenden/${caseId}`);
  expect(page).toContain("Informera barnet");
  expect(page).toContain("Bedöm barnets bästa");
  await visit.house.do(visit.house.staff.leader, assignToStaff, {
    caseId,
    staffId: visit.house.staff.colleague.staffId,
    role: "medhandläggare",
  });
  expect(await html(me, `/arenden/${caseId}`)).toContain("Medhandläggare");
});

test("whoever works beside is let go by the one responsible, who finds the way on the case's page", async () => {
  const { house } = visit;
  const { caseId } = await openCaseFor(house, { givenName: "Juno", familyName: "Testdal" });
  const address = `/arenden/${caseId}/medhandlaggare`;
  expect(await html(me, address)).toContain("Ingen medhandläggare arbetar i ärendet");
  const staffId = house.staff.colleague.staffId;
  await house.do(house.staff.leader, assignToStaff, { caseId, staffId, role: "medhandläggare" });
  const colleague = await visit.signIn("colleague");
  expect(await html(colleague, `/arenden/${caseId}`)).not.toContain(address);
  expect(await html(me, `/arenden/${caseId}`)).toContain(`href="${address}"`);
  const leaving = { staffId, endedOn: stockholmDate(house.door.clock()), reason: "annat" };
  const faulty = await submit(me, address, leaving);
  expect(faulty.status).toBe(422);
  expect(await faulty.text()).toContain('id="field-note-error"');
  expect((await submit(me, address, { ...leaving, note: "Hjälpte till med tolkningen." })).status).toBe(303);
  const page = await html(me, `/arenden/${caseId}/journal`);
  expect(page).toContain("Test colleague lämnade ärendet (medhandläggare)");
  expect(page).toContain("Hjälpte till med tolkningen.");
  expect((await colleague.get(`/arenden/${caseId}`)).status).toBe(403);
});

test("no page of casework is for those who only follow up", async () => {
  const analyst = await visit.signIn("analyst");
  for (const path of ["/arenden", "/anmalningar/ny", "/sok"]) expect([path, (await analyst.get(path)).status]).toEqual([path, 403]);
});
