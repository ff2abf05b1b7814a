import { afterAll, beforeAll, expect, test } from "vitest";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { typedOnce } from "../../src/casework/investigation/typed-once.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { allAbout } from "../../src/platform/core/about.ts";
import type { Fields } from "../../src/platform/core/about.ts";
import type { PlainBrowser } from "../support/app.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** An investigation written as its caseworker does, without JavaScript; and what is asked in more than one form stands filled in. */
let visit: Visit;
let browser: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const day = "2026-03-02";
const at = ({ caseId, investigationId }: Investigated, rest = "") => `/arenden/${caseId}/utredning/${investigationId}${rest}`;
const mainOf = async (path: string) => {
  const html = await (await browser.get(path)).text();
  return html.slice(html.indexOf("<main"));
};

/** An investigation whose child has said something. */
async function begun(): Promise<Investigated> {
  const one = await investigatedCase(visit.house);
  const talk = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo hos mormor." };
  const { caseId, phaseId } = one;
  await visit.house.do(visit.house.staff.caseworker, recordConversation, { caseId, phaseId, ...talk });
  return one;
}

test("from the case to a signed investigation, each text saved as it is and the rest told", async () => {
  const one = await begun();
  expect(await mainOf(`/arenden/${one.caseId}`)).toContain("Planera och skriv utredningen");
  const plan = { plannedOn: day, questions: "Vad behöver Alva?", sources: "Skolan.", timetable: "Maj.", childTakesPart: "Hos mormor." };
  expect((await submit(browser, at(one, "/plan"), plan)).status).toBe(303);
  const finding = {
    kind: "risk",
    source: "professionell",
    sourceName: "Kurator på skolan",
    foundOn: day,
    statement: "Borta varje fredag.",
  };
  expect((await submit(browser, at(one, "/uppgift?omrade=skola"), { ...finding, areaCode: "skola" })).headers.get("location")).toBe(
    at(one, "?oppna=omrade-skola#omrade-skola"),
  );
  expect((await submit(browser, at(one, "/text/omrade-skola"), { text: "Alva trivs i skolan." })).status).toBe(303);
  // What the child has said is not written again.
  expect(await mainOf(at(one, "/text/barnets-asikt"))).toMatch(
    /<textarea[^>]*>\s*Samtal den 2 mars 2026, enskilt: ”Jag vill bo hos mormor.”/u,
  );
  expect(await mainOf(at(one, "/text/barnets-basta"))).toMatch(/<textarea[^>]*>\s*Stöd hemma\./u);
  for (const heading of ["barnets-asikt", "hur-asikten-vags", "barnets-basta", "konsekvenser"])
    expect((await submit(browser, at(one, `/text/${heading}`), { text: `Om ${heading}.` })).status).toBe(303);
  const without = await submit(browser, at(one, "/text/analys"), { text: "Lång analys." });
  expect(without.status).toBe(422);
  const refused = await without.text();
  expect(refused).toContain("Välj vad analysen vilar på");
  expect(refused).toContain("Lång analys.");
  const [talk] = (await lookAt(visit.house, one.caseId)).conversations;
  expect((await submit(browser, at(one, "/text/analys"), { text: "Lång analys.", restsUpon: talk?.id ?? "" })).status).toBe(303);
  const ready = await mainOf(at(one));
  expect(ready).toContain("Läs igenom och skriv under");
  // Every area and heading is folded, of one group: one is open at a time without any script.
  expect([...ready.matchAll(/<details[^>]*name="utredning"/gu)].length).toBeGreaterThan(17);
  expect(ready).not.toMatch(/<details[^>]*name="utredning"[^>]* open/u);
  expect(await mainOf(at(one, "?oppna=analys"))).toMatch(/<details[^>]*id="analys"[^>]* open|<details[^>]* open[^>]*id="analys"/u);
  expect((await submit(browser, at(one, "/skriv-under"), { hasRead: "ja" })).status).toBe(303);
  const signed = await mainOf(at(one));
  expect(signed).toContain("Underskriven 2 mars 2026 av Test caseworker");
  expect(await mainOf(at(one, "/text/analys"))).toContain("Utredningen är underskriven sedan 2026-03-02");
  expect((await submit(browser, at(one, "/tillagg"), { concerns: "Skola", text: "Ny skola." })).status).toBe(303);
  expect(await mainOf(at(one))).toContain("Tillägg (1)");
  expect(await mainOf(`/arenden/${one.caseId}/journal`)).toContain("Utredningen skrevs under");
});

test("two tabs: what was overtaken is shown beside what stands, and is gone on from as a draft", async () => {
  const one = await begun();
  const path = at(one, "/text/omrade-halsa");
  const first = await mainOf(path);
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(first.slice(first.indexOf('class="f-form"')))?.[1] ?? "";
  const opened = { _csrf: field("_csrf"), _key: field("_key"), _form: field("_form") };
  expect((await submit(browser, path, { text: "Den andra fliken." })).status).toBe(303);
  const late = await browser.post(path, { ...opened, text: "Den första fliken." });
  const told = await late.text();
  expect(told).toContain("Det har ändrats sedan du öppnade formuläret");
  for (const words of ["Den andra fliken.", "Den första fliken."]) expect(told).toContain(words);
  const goOn = /href="([^"]*utkast=[^"]*)"/u.exec(told)?.[1] ?? "";
  expect(goOn).toContain(path);
  const again = await mainOf(goOn);
  expect(again).toContain("Den första fliken.");
  // It is a version of its own on top of the other, and nothing is lost.
  const form = again.slice(again.indexOf('class="f-form"'));
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(form)?.[1] ?? "";
  const body = {
    _csrf: value("_csrf"),
    _key: value("_key"),
    _form: value("_form"),
    followsId: value("followsId"),
    text: "Den första fliken.",
  };
  expect((await browser.post(path, body)).status).toBe(303);
  const history = await mainOf(`${path}/tidigare`);
  for (const words of ["Den andra fliken.", "Den första fliken."]) expect(history).toContain(words);
});

test("a text saves itself as a draft of its author alone while it is written", async () => {
  const one = await begun();
  const path = at(one, "/text/konsekvenser");
  const html = await mainOf(path);
  expect(html).toContain('data-draft="true"');
  const form = html.slice(html.indexOf('class="f-form"'));
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(form)?.[1] ?? "";
  const draft = { _csrf: value("_csrf"), _key: value("_key"), _do: "autosave", text: "XQ-half", withheldFromGuardians: "XQ-kept" };
  expect((await browser.post(path, draft)).status).toBe(204);
  expect(await mainOf(at(one))).not.toContain("XQ-");
  const leader = await visit.signIn("leader");
  expect(await (await leader.get(`${path}?utkast=${draft._key}`)).text()).not.toContain("XQ-");
  expect(await mainOf(`${path}?utkast=${draft._key}`)).toContain("XQ-half");
});

/** Where each form that asks for what the body says is found. */
const formOf: Readonly<Record<string, (one: Investigated) => string>> = {
  "investigation.assess-best-interests": (one) => at(one, "/barnets-basta"),
  "participation.record-step": (one) => `/arenden/${one.caseId}/delaktighet/${one.phaseId}/vagd`,
  "participation.record-encounter": (one) => `/arenden/${one.caseId}/efter-motet/${one.phaseId}`,
  "decision.decide-no-intervention": (one) => at(one, "/beslut/ingen-insats"),
  "intervention.grant-intervention": (one) => at(one, "/beslut/insats"),
};

test("typed once: every form that asks for what the investigation says stands filled in from it", async () => {
  const one = await investigatedCase(visit.house);
  const me = visit.house.staff.caseworker;
  const key = { caseId: one.caseId, investigationId: one.investigationId };
  const risk = { kind: "risk", source: "egen iakttagelse", foundOn: day, statement: "XQ-risk." };
  const { findingId } = await visit.house.do(me, recordFinding, { ...key, ...risk });
  for (const section of new Set(typedOnce.map((each) => each.section)))
    await visit.house.do(me, writePassage, { ...key, section, text: `XQ ${section}.`, restsUpon: [findingId] });
  // The step and the assessment stand already in a case that is ready for its decision: what stands is gone on from.
  const stands = new Set(["investigation.assess-best-interests", "participation.record-encounter"]);
  for (const { action, field, section } of typedOnce) {
    const path = formOf[action]?.(one);
    expect(path, action).toBeDefined();
    if (stands.has(action)) continue;
    const html = await mainOf(path ?? "");
    expect(html, `${action} ${field}`).toMatch(new RegExp(`<textarea[^>]*name="${field}"[^>]*>\\s*XQ ${section}\\.`, "u"));
  }
});

test("every long text that several forms ask for by one name is among what is typed once, or said here why it is not the same", async () => {
  /** The same words asked of different things: each intervention, phase, decision or meeting its own. */
  const ofDifferentThings = new Set(["Skäl", "Varför?", "Hur gick det till?", "Förslag till beslut"]);
  const asked = new Map<string, Set<string>>();
  for (const operation of await loadOperations()) {
    if (operation.kind !== "action" || !/^(?:investigation|decision|intervention)\./u.test(operation.name)) continue;
    for (const { path, said } of allAbout(operation.input.shape as Fields)) {
      if ((said.rows ?? 0) < 5) continue;
      const forms = asked.get(said.label) ?? new Set();
      asked.set(said.label, forms.add(`${operation.name} ${path}`));
    }
  }
  const once = new Set(typedOnce.map(({ action, field }) => `${action} ${field}`));
  const twice = [...asked].filter(([label, forms]) => forms.size > 1 && !ofDifferentThings.has(label));
  expect(twice.length).toBeGreaterThan(1);
  for (const [label, forms] of twice) expect([label, [...forms].filter((form) => !once.has(form))]).toEqual([label, []]);
});
