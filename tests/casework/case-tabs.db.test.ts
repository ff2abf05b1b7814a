import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partNames, partsByName } from "../../src/casework/case/case-parts.ts";
import type { CaseParts, PartName } from "../../src/casework/case/case-parts.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { outlookOf } from "../../src/casework/case/outlook.ts";
import { planInvestigation } from "../../src/casework/investigation/actions/plan-investigation.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { headings } from "../../src/casework/investigation/headings.ts";
import { investigationLinks } from "../../src/casework/investigation/links.ts";
import { caseLink, caseTabs } from "../../src/casework/part/case-link.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { onlyThese } from "../../src/portals/desk/tab-parts.ts";
import type { PlainBrowser } from "../support/app.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import { openCaseFor } from "../support/casework.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";

/** A case stands on several pages: nothing of it is lost between them, and each refuses as the one page did. */
let visit: Visit;
let whole: WholeCase;
let waiting: string;
let me: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  whole = await makeWholeCase(visit.house);
  waiting = (await openCaseFor(visit.house)).caseId;
  me = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const tabs = caseTabs.map((tab) => ({ tab }));

const mainOf = async (browser: PlainBrowser, path: string): Promise<string> => {
  const answer = await browser.get(path);
  expect(answer.status, path).toBe(200);
  const html = await answer.text();
  return html.slice(html.indexOf("<main"), html.indexOf("</main>"));
};

describe.each(tabs)("the tab $tab", ({ tab }) => {
  test("is shown of a new case and of one that has come far, with itself marked among the tabs and the child at the top", async () => {
    for (const caseId of [waiting, whole.caseId]) {
      const page = await mainOf(me, caseLink(caseId, tab));
      expect(page.match(/<a href="([^"]*)" aria-current="page">/u)?.[1]).toBe(caseLink(caseId, tab));
      for (const other of caseTabs) expect(page).toContain(`href="${caseLink(caseId, other)}"`);
      expect(page.match(/<h1/gu)).toHaveLength(1);
      expect(page).not.toContain("Pappa får inte veta.");
    }
  });

  test("refuses whoever may not see the case, and the log says so; what is shown is logged as a reading of the case", async () => {
    const path = caseLink(whole.caseId, tab);
    const before = [await lines("denied", "stranger"), await lines("read", "caseworker")] as const;
    const stranger = await visit.signIn("stranger");
    expect((await stranger.get(path)).status).toBe(403);
    const analyst = await visit.signIn("analyst");
    expect((await analyst.get(path)).status).toBe(403);
    const nobody = await fetch(new URL(path, visit.app.address), { redirect: "manual" });
    expect([nobody.status, nobody.headers.get("location") ?? ""]).toEqual([303, `/?tillbaka=${encodeURIComponent(path)}`]);
    expect((await me.get(caseLink(crypto.randomUUID(), tab))).status).toBe(403);
    await mainOf(me, path);
    expect(await lines("denied", "stranger")).toBeGreaterThan(before[0]);
    expect(await lines("read", "caseworker")).toBeGreaterThan(before[1]);
  });
});

/** How many lines of a kind somebody has in the log. */
const lines = async (kind: "denied" | "read", name: "stranger" | "caseworker"): Promise<number> => {
  const of = visit.house.database.owner.selectFrom("audit.event").select("id").where("kind", "=", kind);
  return (await of.where("actor_id", "=", visit.house.staff[name].staffId).execute()).length;
};

test("nothing of the case is lost: each thing that it holds and that has happened stands on a tab", async () => {
  const all = (await Promise.all(caseTabs.map((tab) => mainOf(me, caseLink(whole.caseId, tab))))).join("\n");
  const printed = await mainOf(me, `/arenden/${whole.caseId}/utskrift`);
  const headingsPrinted = [...printed.matchAll(/<summary[^>]*>([^<]+)<\/summary>|<p class="f-timeline-what">(?:<a[^>]*>)?([^<]+)/gu)];
  expect(headingsPrinted.length).toBeGreaterThan(10);
  for (const [, content, event] of headingsPrinted) expect(all).toContain(content ?? event);
});

test("what lies nearest in an investigation and in an intervention is done from its tab, and what is signed is read there", async () => {
  const { house } = visit;
  const { caseId, investigationId, ...one } = await investigatedCase(house);
  const body = investigationLinks.body(caseId, investigationId);
  const tab = () => mainOf(me, caseLink(caseId, "utredning"));
  expect(await tab()).toContain(`href="${body}">Planera och skriv utredningen`);
  expect(await tab()).toContain(`href="${body}/beslut"`);
  const key = { caseId, investigationId };
  const texts = headings.filter(({ isNeeded }) => isNeeded);
  await house.do(house.staff.caseworker, planInvestigation, {
    ...key,
    plannedOn: "2026-03-02",
    questions: "?",
    sources: ".",
    timetable: ".",
    childTakesPart: ".",
  });
  const found = { kind: "risk", source: "egen iakttagelse", foundOn: "2026-03-02", statement: "Trött." };
  const { findingId } = await house.do(house.staff.caseworker, recordFinding, { ...key, ...found });
  for (const { section } of texts)
    await house.do(house.staff.caseworker, writePassage, { ...key, section, text: "Text.", restsUpon: [findingId] });
  expect(await tab()).toContain(`href="${body}">Skriv under utredningen`);
  await house.do(house.staff.caseworker, signInvestigation, { ...key, hasRead: "ja" });
  expect(await tab()).toContain(`href="${body}">Läs utredningen från 2026-03-02`);
  const { interventionId } = valueOf(await grantWith(house, { ...one, ...key }, ["samtycker", "samtycker"]));
  const { phases } = valueOf(await house.read(house.staff.caseworker, getCase, { caseId }));
  const planning = phases.find((each) => each.subject_id === interventionId);
  expect(await mainOf(me, caseLink(caseId, "insatser"))).toContain(`/efter-motet/${planning?.id ?? ""}"`);
});

test("what a part says is made of the parts that it names, of its own where it names none", async () => {
  for (const caseId of [whole.caseId, waiting]) {
    const parts: CaseParts = valueOf(await visit.house.read(visit.house.staff.caseworker, getCase, { caseId }));
    const outlook = outlookOf(parts, "2026-03-02");
    for (const name of partNames) {
      const { events = [], contents = [], next = [], also = [], obstacles = [] } = partsByName[name];
      for (const { of, needs } of [...events, ...contents, ...next, ...also, ...obstacles]) {
        const named = (needs ?? [name]) as readonly PartName[];
        const seen = onlyThese(Object.fromEntries(["file", "child", "obligations", ...named].map((one) => [one, parts[one as PartName]])));
        expect(() => of(seen, outlook), `${name} says what it needs`).not.toThrow();
      }
    }
  }
});
