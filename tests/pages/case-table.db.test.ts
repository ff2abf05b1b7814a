import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { handOver } from "../../src/casework/intake/actions/hand-over.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { findCases } from "../../src/portals/desk/queries/find-cases.ts";
import { findClosedCases } from "../../src/portals/desk/queries/find-closed-cases.ts";
import { findHandOver } from "../../src/portals/desk/queries/find-hand-over.ts";
import { findViews } from "../../src/portals/desk/queries/find-views.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { searchName } from "../../src/portals/desk/queries/search-name.ts";
import { removeView } from "../../src/portals/desk/actions/remove-view.ts";
import { saveView } from "../../src/portals/desk/actions/save-view.ts";
import { tableSorts } from "../../src/portals/desk/case-table.ts";
import type { StaffName } from "../support/casework.ts";
import { findOwnFamily, openCaseFor } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** The table of cases: sorted, chosen from and read page by page by address alone; nobody finds in it, nor by name, what is not theirs to see. */
let visit: Visit;
const ids: Record<string, string> = {};
beforeAll(async () => {
  visit = await openVisit();
  const { house } = visit;
  const child = async (name: string, birthDate: string, more: object = {}) => {
    const opened = await openCaseFor(house, { givenName: name, familyName: "Prov", birthDate, ...more });
    ids[name] = opened.caseId;
  };
  await child("Östen", "2012-01-01");
  await child("Åsa", "2019-05-05", { reasons: ["bevittnat våld"] });
  await child("Bo", "2009-09-09");
  await child("Ina", "2015-03-03", { takeCase: "nej" });
  await child("Gun", "2014-04-04");
  await finishCase(house, house.staff.caseworker, ids["Gun"] ?? "", "2026-03-02", "10:00");
});
afterAll(() => visit.close());

const as = (name: StaffName) => visit.house.staff[name];
const look = async (who: StaffName, input: object) => valueOf(await visit.house.read(as(who), findCases, input));
const namesOf = (cases: readonly { readonly childName: string }[]) => cases.map((one) => one.childName.split(" ")[0]);

describe("the table", () => {
  test("is sorted by each column both ways, Swedish letters last, and each page goes on from the one before", async () => {
    const sorted = async (sort: string) => namesOf((await look("caseworker", { scope: "mina", sort })).cases);
    expect(await sorted("barn")).toEqual(["Bo", "Åsa", "Östen"]);
    expect(await sorted("-barn")).toEqual(["Östen", "Åsa", "Bo"]);
    expect(await sorted("alder")).toEqual(["Åsa", "Östen", "Bo"]);
    for (const sort of tableSorts) {
      const up = (await look("caseworker", { scope: "mina", sort })).cases;
      const down = (await look("caseworker", { scope: "mina", sort: `-${sort}` })).cases;
      expect(down.map((one) => one.caseId)).toEqual(up.map((one) => one.caseId).toReversed());
      const rest = await look("caseworker", { scope: "mina", sort, afterId: up[0]?.caseId });
      expect(rest.cases.map((one) => one.caseId)).toEqual(up.slice(1).map((one) => one.caseId));
      expect([rest.total, rest.nextAfter]).toEqual([3, null]);
    }
  });

  test("says of each the phase, what comes first with its day, and whether it is about violence", async () => {
    const { cases, late } = await look("caseworker", { scope: "mina", sort: "barn" });
    expect(cases.map((one) => [one.phases, one.violence, one.next?.rule_id, one.unit, one.responsible])).toEqual([
      [["förhandsbedömning"], false, "immediate-protection", "Enhet Norr", "Test caseworker"],
      [["förhandsbedömning"], true, "immediate-protection", "Enhet Norr", "Test caseworker"],
      [["förhandsbedömning"], false, "immediate-protection", "Enhet Norr", "Test caseworker"],
    ]);
    expect(late).toBe(0);
  });

  test("is chosen from by unit, responsible, phase, what is late and violence", async () => {
    const unitId = as("leader").unitId;
    const chosen = async (input: object) => namesOf((await look("leader", { scope: "enhetens", sort: "barn", ...input })).cases);
    expect(await chosen({})).toEqual(["Bo", "Ina", "Åsa", "Östen"]);
    expect(await chosen({ unitId, responsibleId: as("caseworker").staffId })).toEqual(["Bo", "Åsa", "Östen"]);
    expect(await chosen({ unitId: as("otherLeader").unitId })).toEqual([]);
    expect(await chosen({ violence: "ja" })).toEqual(["Åsa"]);
    expect(await chosen({ phase: "utredning" })).toEqual([]);
    expect(await chosen({ late: "ja" })).toEqual([]);
    visit.at("2026-04-20");
    expect(await chosen({ late: "ja" })).toEqual(["Bo", "Ina", "Åsa", "Östen"]);
    visit.at("2026-03-02");
    const found = await look("leader", { scope: "enhetens" });
    expect([found.units.map((one) => one.name), found.responsible.map((one) => one.name)]).toEqual([["Enhet Norr"], ["Test caseworker"]]);
  });

  test("shows nobody what is not theirs", async () => {
    expect((await look("stranger", { scope: "enhetens" })).total).toBe(0);
    expect((await look("otherLeader", { scope: "enhetens" })).total).toBe(0);
    expect(namesOf((await look("colleague", { scope: "enhetens" })).cases)).toEqual(["Ina"]);
    // A place in the list that is somebody else's tells nothing: it begins anew.
    expect(namesOf((await look("colleague", { scope: "enhetens", afterId: ids["Bo"] })).cases)).toEqual(["Ina"]);
  });

  test("is a page that sorts and chooses without a script, and old addresses show more, never a fault", async () => {
    const me = await visit.signIn("caseworker");
    const page = await (await me.get("/arenden/tabell?visa=mina&sortera=-barn&vald=ja&fas=finns-inte")).text();
    expect(page).toContain("Åsa Prov");
    expect(page).not.toContain("Östen Prov");
    expect(page).toContain("sortera=barn");
    expect(page).toMatch(/<input[^>]*name="vald"[^>]*checked/u);
    // Names never stand in an address.
    expect(page).not.toMatch(/href="[^"]*(?:Prov|%C3%85sa)/u);
  });
});

describe("saved views", () => {
  test("are one's own: kept under a name, gone to, and taken away", async () => {
    const me = await visit.signIn("caseworker");
    const sent = await submit(me, "/arenden/vyer/ny?visa=mina&vald=ja&sortera=-alder", {
      viewName: "Våld, äldst först",
      scope: "mina",
      violence: "ja",
      sort: "-alder",
    });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/arenden/tabell?visa=mina&vald=ja&sortera=-alder"]);
    const { views } = valueOf(await visit.house.read(as("caseworker"), findViews, {}));
    expect(views.map((one) => [one.name, one.href])).toEqual([["Våld, äldst först", "/arenden/tabell?visa=mina&vald=ja&sortera=-alder"]]);
    expect(valueOf(await visit.house.read(as("colleague"), findViews, {})).views).toEqual([]);
    const viewId = views[0]?.viewId;
    expect(codeOf(await visit.house.act(as("colleague"), removeView, { viewId }))).toBe("not-found");
    // The same name again takes its place.
    await visit.house.do(as("caseworker"), saveView, { viewName: "Våld, äldst först", late: "ja" });
    expect(valueOf(await visit.house.read(as("caseworker"), findViews, {})).views.map((one) => one.href)).toEqual([
      "/arenden/tabell?forsenat=ja",
    ]);
    await visit.house.do(as("caseworker"), removeView, { viewId });
    expect(valueOf(await visit.house.read(as("caseworker"), findViews, {})).views).toEqual([]);
  });
});

describe("a hand-over", () => {
  test("shows the leader all that is open, and gives the chosen cases with who tells each child; one cannot be given twice", async () => {
    const leader = await visit.signIn("leader");
    const from = as("caseworker").staffId;
    const address = `/handlaggare/${from}/lamnar-over`;
    const caseId = ids["Åsa"] ?? "";
    const phaseId = valueOf(await visit.house.read(as("caseworker"), getCase, { caseId })).phases[0]?.id;
    const seen = { heldOn: "2026-03-02", status: "genomfört", form: "observation", channel: "fysiskt", childWords: "Lekte tyst." };
    await visit.house.do(as("caseworker"), recordConversation, { caseId, phaseId, ...seen });
    const page = await (await leader.get(address)).text();
    for (const words of ["Åsa Prov", "Östen Prov", "Bedöm om barnet behöver omedelbart skydd", "Vad barnet har sagt är inte dokumenterat."])
      expect(page).toContain(words);
    // What was seen of a child is not what the child said.
    expect(page).not.toContain("Lekte tyst.");
    const one = { staffId: as("colleague").staffId, teller: "den som lämnar", tellOn: "2026-03-06" };
    const none = await submit(leader, address, one);
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining("Välj minst ett ärende.")]);
    const nobody = await submit(leader, address, { ...one, staffId: "", caseIds: [caseId] });
    expect([nobody.status, await nobody.text()]).toEqual([422, expect.stringContaining("Välj vem som tar över.")]);
    const early = await submit(leader, address, { ...one, caseIds: [ids["Östen"] ?? ""], tellOn: "2026-02-01" });
    expect(await early.text()).toContain("Dagen har redan varit.");
    expect((await submit(leader, address, { ...one, caseIds: [ids["Östen"] ?? "", ids["Åsa"] ?? ""] })).status).toBe(303);
    const { cases } = await look("colleague", { scope: "mina", sort: "barn" });
    expect(namesOf(cases)).toEqual(["Åsa", "Östen"]);
    const due = valueOf(await visit.house.read(as("colleague"), getWorkList, { scope: "mina" })).cases.flatMap((each) =>
      each.obligations.filter((part) => part.rule_id === "promise-to-the-child").map((part) => [part.subject, part.due_on]),
    );
    const words = "Test colleague tar över efter Test caseworker. Test caseworker berättar.";
    expect(due).toEqual([
      [words, "2026-03-06"],
      [words, "2026-03-06"],
    ]);
    // Whoever was responsible is so no more: the same again is told of.
    const again = { caseId: ids["Åsa"], leaverId: from, ...one, staffId: as("caseworker").staffId };
    expect(codeOf(await visit.house.act(as("leader"), handOver, again))).toBe("already-taken");
    expect(codeOf(await visit.house.act(as("colleague"), handOver, again))).toBe("not-permitted");
    expect(valueOf(await visit.house.read(as("otherLeader"), findHandOver, { staffId: as("colleague").staffId })).cases).toEqual([]);
    for (const name of ["Östen", "Åsa"])
      await visit.house.do(as("leader"), handOver, {
        ...one,
        caseId: ids[name],
        leaverId: as("colleague").staffId,
        staffId: from,
      });
  });
});

describe("closed cases and names", () => {
  test("closed cases are listed for those who may see them, the latest first", async () => {
    const closed = async (who: StaffName, input: object = {}) =>
      namesOf(valueOf(await visit.house.read(as(who), findClosedCases, input)).cases);
    expect(await closed("leader")).toEqual(["Gun"]);
    expect(await closed("leader", { afterId: ids["Gun"] })).toEqual([]);
    expect(await closed("stranger")).toEqual([]);
  });

  test("a name finds open and closed cases that one may see, however it is written, and nothing of others", async () => {
    const found = async (who: StaffName, name: string) =>
      valueOf(await visit.house.read(as(who), searchName, { name })).found.map((one) => [one.childName, one.whose]);
    expect(await found("caseworker", "asa prov")).toEqual([["Åsa Prov", "barnet"]]);
    expect(await found("leader", "GUN")).toEqual([["Gun Prov", "barnet"]]);
    expect(await found("colleague", "Prov")).toEqual([["Ina Prov", "barnet"]]);
    expect(await found("stranger", "Åsa Prov")).toEqual([]);
    expect(faultsOf(await visit.house.read(as("caseworker"), searchName, { name: "-" }))).toBe("name");
  });

  test("nobody finds their own family by name or in a list", async () => {
    await findOwnFamily(visit.house, as("leader"), ids["Bo"] ?? "", as("caseworker").staffId);
    expect(valueOf(await visit.house.read(as("caseworker"), searchName, { name: "Bo Prov" })).found).toEqual([]);
    expect(namesOf((await look("caseworker", { scope: "mina", sort: "barn" })).cases)).toEqual(["Åsa", "Östen"]);
  });

  test("a place in the list of closed cases that is somebody else's tells nothing, not even that the case is closed", async () => {
    const { house } = visit;
    visit.at("2026-03-03");
    const { caseId } = await openCaseFor(house, { givenName: "Eva", familyName: "Prov", birthDate: "2013-03-03" });
    await finishCase(house, as("caseworker"), caseId, "2026-03-03", "10:00");
    const after = async () => namesOf(valueOf(await house.read(as("caseworker"), findClosedCases, { afterId: caseId })).cases);
    expect(await after()).toEqual(["Gun"]);
    await findOwnFamily(house, as("leader"), caseId, as("caseworker").staffId);
    expect(await after()).toEqual([]);
  });
});
