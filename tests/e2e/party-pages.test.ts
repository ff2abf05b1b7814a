import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { putOnAgenda } from "../../src/casework/decision/actions/put-on-agenda.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { receiveAppeal } from "../../src/casework/party/actions/receive-appeal.ts";
import { requestInsight } from "../../src/casework/party/actions/request-insight.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { decideInsight } from "../../src/portals/desk/actions/decide-insight.ts";
import { getInsight } from "../../src/portals/desk/queries/get-insight.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { expectSoundAtBothWidths, launchBrowser, leaveBy } from "../support/browser.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { exceptParties } from "../support/parties.ts";

let visit: Visit;
let browser: Browser;

beforeAll(async () => {
  visit = await openVisit();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

const day = "2026-03-02";
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
const words = { assessment: "A", reasoning: "Skäl.", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
const refusal = { ...words, outcome: "avslag", legalGround: "right-to-intervention" };

async function openAs(javaScriptEnabled: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const person = await visit.signIn("caseworker");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  const { hostname } = new URL(visit.app.address);
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: "/" })));
  return { context, page: await context.newPage() };
}

test("at 390 px and 1280 the pages of parties, the agenda and corrections are sound, also with faults in their forms", async () => {
  visit.at(day);
  const { house } = visit;
  const me = house.staff.caseworker;
  const open = await investigatedCase(house, { ...application, birthDate: "2010-05-14" });
  const [, guardian] = partiesOn((await lookAt(house, open.caseId)).parties, day);
  const sent = { kind: "kommunicerat", happenedOn: day, material: "Utredningen.", way: "i handen", replyBy: "2026-03-16" };
  const of = { caseId: open.caseId, investigationId: open.investigationId, personId: guardian?.person_id };
  const { communicationId } = await house.do(me, communicate, { ...of, ...sent });
  const closed = await investigatedCase(house, { ...application, givenName: "Bo" });
  await exceptParties(house, me, { ...closed, day });
  await house.do(me, decideNoIntervention, { caseId: closed.caseId, investigationId: closed.investigationId, ...refusal });
  const person = partiesOn((await lookAt(house, closed.caseId)).parties, day)[0]?.person_id ?? "";
  const came = { caseId: closed.caseId, investigationId: closed.investigationId, personId: person, receivedOn: day, content: "Nej." };
  const { appealId } = await house.do(me, receiveAppeal, came);
  const { agendaItemId } = await house.do(me, putOnAgenda, {
    ...{ caseId: open.caseId, investigationId: open.investigationId },
    ...{
      body: "Individutskottet",
      meetingOn: "2026-03-10",
      proposal: "Avslå ansökan.",
      reasoning: "Behovet kan tillgodoses på annat sätt.",
    },
  });
  const decisionId = (await lookAt(house, closed.caseId)).investigations[0]?.decision?.id ?? "";
  const asks = { caseId: open.caseId, requestedOn: day, way: "muntligt", wants: "Allt." };
  const { insightId } = await house.do(me, requestInsight, { ...asks, personId: guardian?.person_id });
  const { insightId: given } = await house.do(me, requestInsight, { ...asks, personId: guardian?.person_id });
  const { passages } = valueOf(await house.read(me, getInsight, { caseId: open.caseId, insightId: given }));
  const gone = passages.filter(({ mayBeGiven }) => mayBeGiven).map(({ key }) => ({ passage: key }));
  const seen = { reasons: "Av synnerlig vikt.", toldOtherwise: "Det gäller någon annan." };
  await house.do(me, decideInsight, { caseId: open.caseId, insightId: given, passages: gone, ...seen });
  const [a, b] = [`/arenden/${open.caseId}`, `/arenden/${closed.caseId}`];
  const part = `${a}/utredning/${open.investigationId}/part/${guardian?.person_id ?? ""}`;
  const decided = `${b}/utredning/${closed.investigationId}/part/${person}`;
  const paths = [
    ...[`${a}/parter`, `${part}/redogorelse`, `${part}/kommunicering`, `${a}/kommunicering/${communicationId}/svar`],
    ...[`${a}/utredning/${open.investigationId}/beslut/ingen-insats`, `${b}/parter`, `${decided}/underrattelse`, `${decided}/overklagande`],
    ...[`${a}/part/${guardian?.person_id ?? ""}/insyn`, `${a}/insyn/${insightId}`, `${a}/insyn/${given}`, `${a}/insyn/${given}/lamna-ut`],
    ...[`${b}/overklagande/${appealId}`, `${b}/beslut/${decisionId}/ratta`],
    ...[`${a}/utredning/${open.investigationId}/beslut/till-utskott`, `${a}/arendelista/${agendaItemId}`],
  ];
  const { context, page } = await openAs(true);
  for (const path of paths) {
    await page.goto(visit.app.address + path);
    await page.locator("h1").waitFor();
    await expectSoundAtBothWidths(page);
    const send = page.locator("form.f-form button[type=submit]:not([name])");
    if ((await send.count()) === 0) continue;
    await leaveBy(page, () => send.first().click());
    if (await page.locator("[data-error-summary]").count()) await expectSoundAtBothWidths(page);
  }
  await context.close();
});

test.each([
  ["with scripts, appealed in time", true, "2026-03-23", "i rätt tid", true],
  ["without scripts, appealed too late", false, "2026-03-24", "för sent, det avvisas", false],
] as const)(
  "an application is refused and %s",
  async (_name, scripts, receivedOn, verdict, isForwarded) => {
    visit.at(day);
    const { house } = visit;
    const one = await investigatedCase(house, {
      ...application,
      givenName: scripts ? "Cia" : "Dan",
      guardian2Given: "",
      guardian2Family: "",
    });
    let { context, page } = await openAs(scripts);
    const go = (path: string) => page.goto(visit.app.address + path);
    const fill = (name: string, value: string) => page.locator(`[name="${name}"]`).first().fill(value);
    const choose = async (name: string, value: string) => {
      const list = page.locator(`select[name="${name}"]`);
      if ((await list.count()) > 0) await list.selectOption(value);
      else await page.locator(`input[name="${name}"][value="${value}"]`).check();
    };
    const send = () => leaveBy(page, () => page.locator("form.f-form button[type=submit]:not([name])").first().click());
    const said = async () => (await page.locator("main").innerText()).replaceAll(" ", " ");
    const parties = `/arenden/${one.caseId}/parter`;
    const follow = (end: string) => leaveBy(page, () => page.locator(`main a[href$="${end}"]`).first().click());
    const decide = `/arenden/${one.caseId}/utredning/${one.investigationId}/beslut/ingen-insats`;

    await go(decide);
    expect(await said()).toContain("Ansökan kan inte avslås än");
    await follow("/kommunicering");
    await choose("kind", "kommunicerat");
    await fill("material", "Utredningen i sin helhet.");
    await choose("way", "i handen");
    await fill("replyBy", "2026-03-09");
    await send();
    expect(await said()).toContain("Till 2026-03-09");
    await follow("/svar");
    await fill("repliedOn", day);
    await choose("kind", "yttrande");
    await fill("content", "Vi behöver stödet.");
    await send();
    expect(await said()).toContain("Yttrade sig");

    await go(decide);
    expect(await said()).not.toContain("Ansökan kan inte avslås än");
    await choose("outcome", "avslag");
    await choose("legalGround", "right-to-intervention");
    await choose("investigationOutcome", "ingen insats behövs");
    await fill("assessment", "Inget behov.");
    await fill("reasoning", "Behovet är tillgodosett.");
    await fill("delegationPoint", "2.4");
    await send();
    expect(await said()).toContain("Beslutet är sparat");

    await go(parties);
    await follow("/underrattelse");
    await choose("kind", "underrättad");
    await choose("way", "i handen");
    await fill("sentOn", day);
    await fill("gotOn", day);
    await choose("withGuidance", "ja");
    await send();
    expect(await said()).toContain("Kan överklagas till 2026-03-23");

    // Another day, and another sign-on.
    await context.close();
    visit.at("2026-03-25");
    ({ context, page } = await openAs(scripts));
    await go(parties);
    await follow("/overklagande");
    await fill("receivedOn", receivedOn);
    await fill("content", "Vi vill ha det vi har sökt.");
    await send();
    expect(await said()).toContain(verdict);
    await choose("guidanceWrong", "nej");
    await fill("reconsidered", "Inget nytt har kommit fram.");
    await fill("reasoning", "Framgår av mottagningsbeviset.");
    await send();
    expect(await said()).toContain(verdict);
    const forward = page.locator('main a[href$="/overlamna"]');
    expect(await forward.count()).toBe(isForwarded ? 1 : 0);
    if (isForwarded) {
      await follow("/overlamna");
      await fill("court", "Förvaltningsrätten i Uppsala");
      await send();
      expect(await said()).toContain("Förvaltningsrätten i Uppsala");
    }
    await go(parties);
    expect(await said()).toContain(isForwarded ? "överlämnat 2026-03-25" : "avvisat, för sent");
    visit.at(day);
    await context.close();
  },
  240_000,
);
