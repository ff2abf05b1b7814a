import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { handedOverIn } from "../support/given.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openCaseFor } from "../support/casework.ts";
import { expectSoundAtBothWidths, launchBrowser, leaveBy } from "../support/browser.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";

let visit: Visit;
let browser: Browser;
let going = "";
let waiting = "";
let fresh = "";
const paths: string[] = [];

beforeAll(async () => {
  visit = await openVisit();
  browser = await launchBrowser();
  await prepare();
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

/** One case under investigation with a talk to keep from guardians, one application about a protected child, one new report of violence. */
async function prepare(): Promise<void> {
  const { house } = visit;
  const me = house.staff.caseworker;
  const one = await openCaseFor(house);
  const preliminary = valueOf(await house.read(me, getCase, one)).intakes[0]?.preliminary;
  const phaseId = preliminary?.phase_id;
  await house.do(me, assessProtection, {
    ...one,
    assessedOn: "2026-03-02",
    assessedAt: "09:50",
    result: "inget omedelbart skydd",
    reasoning: "Hos mormor.",
  });
  visit.at("2026-03-10");
  await house.do(me, recordConversation, {
    caseId: one.caseId,
    phaseId,
    heldOn: "2026-03-09",
    status: "genomfört",
    form: "enskilt",
    channel: "fysiskt",
    childWords: "Jag vill att det ska bli lugnare hemma.",
    informationGiven: "Varför vi frågar.",
    understood: "ja",
    withheldFromGuardians: "Jag är rädd när pappa dricker.",
    withheldReason: "Barnet kan fara illa om det kommer fram.",
  });
  await house.do(me, recordStep, {
    caseId: one.caseId,
    phaseId,
    step: "vägd",
    outcome: "gjort",
    happenedOn: "2026-03-10",
    content: "Talar för utredning.",
  });
  await house.do(me, openInvestigation, {
    ...one,
    preliminaryAssessmentId: preliminary?.id,
    reasoning: "Behöver utredas.",
    purpose: "Vad Alva behöver.",
  });
  await house.do(me, writeNote, { caseId: one.caseId, happenedOn: "2026-03-10", text: "Läraren ringde." });
  const two = await openCaseFor(house, {
    givenName: "Bo",
    familyName: "Eklund",
    type: "ansökan",
    protectedIdentity: "skyddad folkbokföring",
    interpreterNeed: "ja",
  });
  const three = await openCaseFor(house, {
    givenName: "Cia",
    familyName: "Holm",
    receivedOn: "2026-03-10",
    reasons: ["fysiskt våld"],
    takeCase: "nej",
  });
  const threePreliminary = valueOf(await house.read(me, getCase, three)).intakes[0]?.preliminary;
  going = `/arenden/${one.caseId}`;
  waiting = `/arenden/${two.caseId}`;
  fresh = `/arenden/${three.caseId}`;
  paths.push("/arenden", "/arenden?visa=utan-ansvarig", going, ...tabsOf(going), `${going}/journal?visa=delaktighet`, waiting, fresh);
  paths.push("/anmalningar/ny", "/anmalningar/mottagen", "/sok", `${fresh}/skyddsbedomning/${three.intakeId}`);
  paths.push(`${fresh}/forhandsbedomning/${threePreliminary?.id}`, `${waiting}/inled-utredning/${two.intakeId}`);
  const staffId = house.staff.colleague.staffId;
  await house.do(house.staff.leader, assignToStaff, { caseId: one.caseId, staffId, role: "medhandläggare" });
  paths.push(`${going}/medhandlaggare`, `${waiting}/utreds-inte/${two.intakeId}`);
  paths.push(`${going}/aterkoppling/${one.intakeId}`, `${going}/anteckning/ny`, `${going}/avsluta`);
}

/** The other tabs of a case. */
const tabsOf = (path: string): string[] => ["journal", "utredning", "insatser", "personer"].map((tab) => `${path}/${tab}`);

async function signIn(page: Page, name: "caseworker" | "leader"): Promise<void> {
  await page.goto(`${visit.app.address}/`);
  const button = page.locator(`form:has(input[value="${visit.house.staff[name].staffId}"]) button`).first();
  await leaveBy(page, () => button.click());
}

test("every page of casework is accessible and fits in 390 px and 1280", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await signIn(page, "caseworker");
  for (const path of paths) {
    const answer = await page.goto(visit.app.address + path);
    expect([path, answer?.status()]).toEqual([path, 200]);
    expect(await page.title()).not.toMatch(/Alva|Bo|Cia|2026-\d/u);
    await expectSoundAtBothWidths(page);
  }
  await page.goto(`${visit.app.address}/anmalningar/ny`);
  const send = page.locator("main form.f-form button[type=submit]:not([formnovalidate]):not([name])").first();
  await leaveBy(page, () => send.click());
  await page.locator("[data-error-summary]").waitFor();
  await expectSoundAtBothWidths(page);
  await context.clearCookies();
  await signIn(page, "leader");
  for (const path of ["/arenden", `${fresh}/fordela`, `${going}/logg`]) {
    expect([path, (await page.goto(visit.app.address + path))?.status()]).toEqual([path, 200]);
    await expectSoundAtBothWidths(page);
  }
  await context.close();
});

test.each([true, false])("the tabs of a case are pages: by keyboard and with Back, scripts: %s", async (javaScriptEnabled) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 700 }, javaScriptEnabled });
  const page = await context.newPage();
  await signIn(page, "caseworker");
  await page.goto(visit.app.address + going);
  const tabs = page.getByRole("navigation", { name: "Ärendets sidor" }).getByRole("link");
  expect(await tabs.allInnerTexts()).toEqual(["Översikt", "Journal", "Utredning", "Insatser", "Personer"]);
  for (const [place, path] of tabsOf(going).entries()) {
    await tabs.nth(place + 1).focus();
    await leaveBy(page, () => page.keyboard.press("Enter"));
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await tabs.nth(place + 1).getAttribute("aria-current")).toBe("page");
    expect(await page.locator("[aria-current=page]").count()).toBe(2);
  }
  await leaveBy(page, async () => void (await page.goBack()));
  expect(new URL(page.url()).pathname).toBe(`${going}/insatser`);
  // The top stays in view, and what gets focus does not lie under it.
  await page.goto(`${visit.app.address}${going}/journal`);
  const link = page.getByRole("link", { name: "Samtal med barnet" }).last();
  await page.evaluate("scrollTo(0, document.body.scrollHeight)");
  await link.focus();
  const [top, at] = [await page.locator(".f-case-top").boundingBox(), await link.boundingBox()];
  expect(top?.y).toBeLessThan(5);
  expect(at?.y).toBeGreaterThanOrEqual((top?.y ?? 0) + (top?.height ?? 0));
  await context.close();
});

test("what may not be shown to guardians stands on a page of its own, and a choice shows the fields that belong to it", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await signIn(page, "caseworker");
  await page.goto(`${visit.app.address}${going}/journal`);
  const protectedWords = "Jag är rädd när pappa dricker.";
  expect(await page.content()).not.toContain(protectedWords);
  await leaveBy(page, () => page.locator(".f-withheld-mark").getByRole("link", { name: "Visa det" }).click());
  const withheld = page.locator(".f-withheld");
  await withheld.waitFor();
  expect(await withheld.innerText()).toContain("Får inte visas för vårdnadshavare");
  expect(await withheld.innerText()).toContain(protectedWords);
  expect(await withheld.innerText()).toContain("Barnet kan fara illa om det kommer fram.");
  await expectSoundAtBothWidths(page);
  await page.goto(visit.app.address + (paths.find((path) => path.includes("forhandsbedomning")) ?? ""));
  const purpose = page.locator("#field-purpose");
  expect(await purpose.isVisible()).toBe(false);
  await page.getByLabel("Inled utredning", { exact: true }).check();
  expect(await purpose.isVisible()).toBe(true);
  await context.close();
});

test("an intervention that waits has sound pages for its beginning, and for the report that it has not been carried out", async () => {
  const { house } = visit;
  visit.at("2026-03-02");
  const one = await makeWholeCase(house, { givenName: "Dag", familyName: "Lind" }, { planned: false });
  const passed = await handedOverIn(house, one);
  const plan = { startedOn: "2026-04-01", provider: "Huset", goals: "Skola varje dag.", ...passed, firstFollowUpOn: "2026-06-01" };
  await house.do(house.staff.caseworker, makePlan, { ...one, ...plan });
  visit.at("2026-07-01");
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, "caseworker");
  for (const path of ["borjan", "rapport"]) {
    await page.goto(`${visit.app.address}/arenden/${one.caseId}/insats/${one.interventionId}/${path}`);
    await page.getByRole("button", { name: "Spara", exact: true }).waitFor();
    await expectSoundAtBothWidths(page);
  }
  await context.close();
});

test("many statements of the child end within the page, before the hand-over and after it", async () => {
  const { house } = visit;
  visit.at("2026-03-02");
  const one = await makeWholeCase(house, { givenName: "Disa", familyName: "Lind" }, { planned: false });
  const { caseId, interventionId, phaseId } = one;
  const talk = { heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "fysiskt" };
  const says = async (times: number): Promise<void> => {
    const { phases } = valueOf(await house.read(house.staff.caseworker, getCase, { caseId }));
    const open = phases.find((each) => each.closed_on === null)?.id ?? phaseId;
    for (let n = 1; n <= times; n++)
      await house.do(house.staff.caseworker, recordConversation, {
        caseId,
        phaseId: open,
        ...talk,
        childWords: `Sak ${n} som är viktig för mig.`,
      });
  };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await signIn(page, "caseworker");
  const looked = async (path: string): Promise<void> => {
    await page.goto(`${visit.app.address}/arenden/${caseId}/insats/${interventionId}/${path}`);
    await page.getByText("till att ta ställning till").waitFor();
    await expectSoundAtBothWidths(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(2500);
  };
  await says(12);
  await looked("plan");
  const plan = { startedOn: "2026-03-02", provider: "Huset", goals: "Skola.", firstFollowUpOn: "2026-06-01" };
  await house.do(house.staff.caseworker, makePlan, { caseId, interventionId, ...plan, ...(await handedOverIn(house, one)) });
  await says(12);
  await looked("uppgifter");
  await context.close();
});
