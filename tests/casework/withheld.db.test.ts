import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { ask } from "../../src/platform/core/door.ts";
import type { Query } from "../../src/platform/core/door.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { openInEmergency } from "../../src/portals/desk/actions/open-in-emergency.ts";
import { getWithheld } from "../../src/casework/case/queries/get-withheld.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { routes } from "../../src/app/web/routes.ts";
import { everyTab, openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { PlainBrowser } from "../support/app.ts";
import { confirmClaims, openCaseFor, staffNames } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers } from "../support/numbered.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** What guardians may not be shown (12 kap. 3 § OSL) stands where it was asked for and nowhere else: they may sit beside, or be handed a print. */
const kept = { conversation: "XQ-said-to-us-alone", why: "XQ-why-alone", plan: "XQ-not-passed-on", reasons: "XQ-special-reasons" };
const any = /XQ-(?:said|why|not|special)/u;

let visit: Visit;
let whole: WholeCase;
let talkId: string;
let investigated: { caseId: string; investigationId: string };
beforeAll(async () => {
  visit = await openVisit();
  const { house } = visit;
  await giveNumbers(house);
  const number = numberAt(children, 7);
  whole = await makeWholeCase(house, { identityNumber: number, birthDate: undefined });
  const talk = { heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar." };
  const own = { withheldFromGuardians: kept.conversation, withheldReason: kept.why };
  const { phases } = await lookAt(house, whole.caseId);
  const phaseId = phases.find((one) => one.closed_on === null)?.id ?? whole.phaseId;
  const said = await house.do(house.staff.caseworker, recordConversation, { caseId: whole.caseId, phaseId, ...talk, ...own });
  talkId = said.conversationId;
  const withheld = sql`update intervention.plan set withheld = ${kept.plan}, reason_not_passed_on = 'barnet har bett oss att inte berätta'
    where case_id = ${whole.caseId}::uuid`;
  await writeAsOwner(house, (tx) => withheld.execute(tx));
  investigated = await investigatedCase(house);
  const guardian = (await lookAt(house, investigated.caseId)).guardians[0];
  const against = { outcome: "särskilda skäl", happenedOn: "2026-03-02", content: kept.reasons, reviewOn: "2026-03-20" };
  const { caseId, investigationId } = investigated;
  await house.do(house.staff.caseworker, informConcerned, { caseId, investigationId, personId: guardian?.id, ...against });
});
afterAll(() => visit.close());

/** Every address of a page, for both cases. */
function addresses(): readonly string[] {
  const ids: Record<string, string> = {
    ...whole,
    conversationId: talkId,
    openingId: whole.caseId,
    staffId: visit.house.staff.caseworker.staffId,
  };
  const others: Record<string, string> = { ...ids, ...investigated };
  const filled = (path: string, from: Record<string, string>) =>
    path.replace(/:(\w+)/g, (_all, name: string) => from[name] ?? whole.caseId);
  const steps = ["informerad", "hord", "vagd", "berattad"].map((step) => `/arenden/${whole.caseId}/delaktighet/${whole.phaseId}/${step}`);
  const paths = routes.map((route) => route.path);
  return [...new Set([...paths.map((path) => filled(path, ids)), ...paths.map((path) => filled(path, others)), ...steps])];
}
const asked = /\/skyddat$|\/utskrift\/fullstandig$/u;

describe("what guardians may not be shown", () => {
  test("stands on no page, list, form or print, for anybody who works here: only where it was asked for by itself", async () => {
    const shown = new Set<string>();
    for (const name of ["caseworker", "leader"] as const) {
      const browser = await visit.signIn(name);
      for (const path of addresses()) {
        const answer = await browser.get(path);
        const text = await answer.text();
        if (any.test(text)) shown.add(path);
        expect([path, answer.status < 500]).toEqual([path, true]);
      }
    }
    expect([...shown].filter((path) => !asked.test(path))).toEqual([]);
    expect([...shown].sort()).toEqual(
      [
        `/arenden/${investigated.caseId}/skyddat`,
        `/arenden/${investigated.caseId}/utskrift/fullstandig`,
        `/arenden/${whole.caseId}/skyddat`,
        `/arenden/${whole.caseId}/utskrift/fullstandig`,
        `/arenden/${whole.caseId}/samtal/${talkId}/skyddat`,
      ].sort(),
    );
  });

  test("is in no answer of any query but the one that is asked for it, nor in the lists, the search and the figures", async () => {
    const { house } = visit;
    for (const query of (await loadOperations()).filter((one) => one.kind === "query")) {
      for (const ids of [whole, { ...whole, ...investigated }]) {
        const input = { ...ids, number: numberAt(children, 7), conversationId: undefined };
        const answer = await ask(house.door, query as unknown as Query, house.staff.leader, input, { requestId: crypto.randomUUID() });
        const says = any.test(JSON.stringify(answer));
        expect([query.name, says]).toEqual([query.name, query.name === "workplace.get-withheld"]);
      }
    }
  });

  test("leaves in no export: no view of what is counted and delivered holds it", async () => {
    const { owner } = visit.house.database;
    const { rows: views } = await sql<{
      name: string;
    }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('countable', 'due')`.execute(owner);
    expect(views.length).toBeGreaterThan(8);
    for (const { name } of views) {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from ${sql.raw(name)} v where to_jsonb(v)::text like '%XQ-%'`.execute(owner);
      expect([name, rows[0]?.n]).toEqual([name, 0]);
    }
  });

  test("is told of where it is kept back, with the way to it, and without its words", async () => {
    const browser = await visit.signIn("caseworker");
    const html = await everyTab(browser, whole.caseId);
    expect(html).toContain(`/arenden/${whole.caseId}/samtal/${talkId}/skyddat`);
    expect(html).toContain(`/arenden/${whole.caseId}/skyddat`);
    expect(html).toContain("Får inte visas för vårdnadshavare: barnet har bett om det.");
    const all = await (await browser.get(`/arenden/${whole.caseId}/skyddat`)).text();
    for (const words of [kept.conversation, kept.why, kept.plan]) expect(all).toContain(words);
  });

  test("on paper the version is named, first and last, with who printed it and when; the open one says what it leaves out", async () => {
    const browser = await visit.signIn("caseworker");
    const open = await (await browser.get(`/arenden/${whole.caseId}/utskrift`)).text();
    const full = await (await browser.get(`/arenden/${whole.caseId}/utskrift/fullstandig`)).text();
    const times = (text: string, words: string) => text.split(words).length - 1;
    expect(times(open, "Utskrift av hela ärendet: får inte lämnas till vårdnadshavare")).toBe(2);
    expect(times(open, "som inte får visas för vårdnadshavare är utelämnat")).toBe(2);
    expect(times(full, "Fullständig utskrift: får inte lämnas till vårdnadshavare")).toBe(2);
    for (const html of [open, full]) expect(times(html, "Utskriven 2026-03-02 10:00 av Test caseworker.")).toBe(2);
  });
});

describe("a page of a case that is printed from the browser", () => {
  test("says on the paper that it is everything, and no version for a guardian", async () => {
    const browser = await visit.signIn("caseworker");
    const mark = "Utskrift av hela sidan: får inte lämnas till vårdnadshavare";
    for (const page of ["", "/vardnadshavare", "/utdrag", "/anteckning/ny", `/samtal/${talkId}`]) {
      const html = await (await browser.get(`/arenden/${whole.caseId}${page}`)).text();
      expect([page, html.includes(mark)]).toEqual([page, true]);
    }
  });
});

describe("who asks for it", () => {
  const lines = async (caseId: string, staffId: string) =>
    (
      await sql<{ outcome: string; subject_ids: string[] }>`select outcome, subject_ids from audit.event
        where action = 'workplace.get-withheld' and case_id = ${caseId}::uuid and actor_id = ${staffId}::uuid order by at`.execute(
        visit.house.database.owner,
      )
    ).rows;

  test("is in the log, with what was shown", async () => {
    const { house } = visit;
    const before = (await lines(whole.caseId, house.staff.leader.staffId)).length;
    valueOf(await house.read(house.staff.leader, getWithheld, { caseId: whole.caseId, conversationId: talkId }));
    const after = await lines(whole.caseId, house.staff.leader.staffId);
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)?.subject_ids).toContain(talkId);
  });

  test("works in the case; nobody else, and refusals are in the log too", async () => {
    const { house } = visit;
    for (const name of staffNames) {
      const seen = await house.read(house.staff[name], getWithheld, { caseId: whole.caseId });
      expect([name, seen.ok]).toEqual([name, name === "caseworker" || name === "leader"]);
      const [line] = (await lines(whole.caseId, house.staff[name].staffId)).slice(-1);
      expect([name, line?.outcome === "ok"]).toEqual([name, seen.ok]);
    }
  });

  test("or has broken the case open, while it lasts: what was said may be about the danger; logged as theirs", async () => {
    const { house } = visit;
    const number = numberAt(children, 9);
    const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    await confirmClaims(house, house.staff.caseworker, caseId);
    const { stranger } = house.staff;
    expect((await house.read(stranger, getWithheld, { caseId })).ok).toBe(false);
    valueOf(await house.act(stranger, openInEmergency, { number, reason: "barnet kan behöva skydd nu", explanation: "Polisen ringde." }));
    expect((await house.read(stranger, getWithheld, { caseId })).ok).toBe(true);
    expect((await lines(caseId, stranger.staffId)).map((one) => one.outcome)).toEqual(["ok"]);
    const browser = await visit.signIn("stranger");
    expect((await browser.get(`/arenden/${caseId}/skyddat`)).status).toBe(200);
    visit.at("2026-03-02", "14:30");
    expect((await house.read(stranger, getWithheld, { caseId })).ok).toBe(false);
    visit.at("2026-03-02");
  });

  test("and nobody who is not signed on", async () => {
    const browser = new PlainBrowser(visit.app.address);
    for (const path of [`/arenden/${whole.caseId}/skyddat`, `/arenden/${whole.caseId}/utskrift/fullstandig`]) {
      expect((await browser.get(path)).status).not.toBe(200);
    }
  });
});
