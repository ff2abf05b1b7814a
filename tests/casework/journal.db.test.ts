import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stockholmDate, stockholmTime } from "../../src/platform/basics/dates.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { requestFeedback } from "../../src/casework/intake/actions/request-feedback.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { recordInterruption } from "../../src/casework/intervention/actions/record-interruption.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import type { CaseEvent } from "../../src/casework/part/case-event.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { openCaseFor } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { makeWholeCase } from "../support/whole-case.ts";

/** The journal: in the order things happened, then in the order they were written, and each with both days (14 kap. 3 § SoL, 31 § FvL). */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const day = "2026-03-02";
const me = () => visit.house.staff.caseworker;
const eventsOf = async (caseId: string) => timelineOf(await lookAt(visit.house, caseId));
const notesOf = async (caseId: string) => (await eventsOf(caseId)).filter((one) => one.kind === "anteckning").map((one) => one.text);

describe("the author", () => {
  test("of everything that stands in the journal is named, from what came in to the closing", async () => {
    const { house } = visit;
    const { caseId } = await makeWholeCase(house);
    const closed = await openCaseFor(house);
    await finishCase(house, house.staff.leader, closed.caseId, day, "09:50");
    const events = [
      ...(await eventsOf(caseId)),
      ...timelineOf(valueOf(await house.read(house.staff.leader, getCase, { caseId: closed.caseId }))),
    ];
    expect(events.length).toBeGreaterThan(15);
    expect(events.map((one) => one.heading).join()).toContain("Ärendet avslutades");
    expect(events.filter((one) => !one.by).map((one) => one.heading)).toEqual([]);
  });
});

describe("the order within a day", () => {
  const write = (caseId: string, happenedOn: string, text: string, happenedAt?: string) =>
    visit.house.do(me(), writeNote, { caseId, happenedOn, text, ...(happenedAt === undefined ? {} : { happenedAt }) });

  test("is that in which things happened, where the time is known, whenever they were written", async () => {
    visit.at(day, "10:00");
    const { caseId } = await openCaseFor(visit.house, { receivedOn: "2026-03-01", receivedAt: "08:00" });
    await write(caseId, day, "förmiddag", "09:15");
    visit.at(day, "16:00");
    await write(caseId, day, "eftermiddag", "15:30");
    await write(caseId, day, "morgon", "07:45");
    expect(await notesOf(caseId)).toEqual(["eftermiddag", "förmiddag", "morgon"]);
  });

  test("of what has no time is that in which it was written among the rest of the day; what was entered on a later day stands last in its day", async () => {
    visit.at(day, "10:00");
    const { caseId } = await openCaseFor(visit.house, { receivedOn: "2026-03-01", receivedAt: "08:00" });
    await write(caseId, day, "utan tid, skriven tio");
    await write(caseId, day, "klockan nio", "09:00");
    visit.at(day, "14:00");
    await write(caseId, day, "klockan tolv", "12:00");
    await write(caseId, day, "utan tid, skriven två");
    visit.at("2026-03-05", "08:00");
    await write(caseId, day, "skriven tre dagar senare");
    await write(caseId, day, "klockan ett, skriven senare", "13:00");
    const order = ["skriven tre dagar senare", "utan tid, skriven två", "klockan ett, skriven senare", "klockan tolv"];
    expect(await notesOf(caseId)).toEqual([...order, "utan tid, skriven tio", "klockan nio"]);
  });

  test("is the same for any notes in any order of writing: later moments first, the later written first at one moment", async () => {
    visit.at(day, "10:00");
    const { caseId } = await openCaseFor(visit.house, { receivedOn: "2026-02-01", receivedAt: "08:00" });
    const note = fc.record({
      on: fc.integer({ min: 1, max: 9 }).map((n) => `2026-03-0${n}`),
      at: fc.option(fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, "0")}:15`)),
    });
    for (const { on, at } of fc.sample(note, { numRuns: 30, seed: 7 })) {
      const written = on > "2026-03-05" ? on : "2026-03-05";
      visit.at(written, "23:30");
      await write(caseId, on, "x", at ?? undefined);
    }
    const events = (await eventsOf(caseId)).filter((one) => one.text === "x");
    expect(events).toHaveLength(30);
    const moment = (one: CaseEvent): string => {
      const wrote = new Date(one.recordedAt);
      return `${one.on} ${one.at ?? (stockholmDate(wrote) === one.on ? stockholmTime(wrote) : "24:00")}`;
    };
    for (const [place, one] of events.entries()) {
      const next = events[place + 1];
      if (!next) continue;
      expect(moment(one) >= moment(next)).toBe(true);
      if (moment(one) === moment(next)) expect(one.recordedAt >= next.recordedAt).toBe(true);
    }
    visit.at(day);
  });
});

describe("every kind of event", () => {
  test("has the day it happened and when it was written, on the page and in print", async () => {
    visit.at("2026-03-02", "11:00");
    const { caseId, intakeId, interventionId } = await makeWholeCase(visit.house, { feedbackRequested: "nej" });
    visit.at("2026-03-06", "08:30");
    await visit.house.do(me(), requestFeedback, { caseId, intakeId, requestedOn: "2026-03-04" });
    await visit.house.do(me(), giveFeedback, {
      caseId,
      intakeId,
      outcome: "lämnad",
      givenOn: "2026-03-05",
      content: "Utredning inleddes.",
    });
    await visit.house.do(me(), recordInterruption, { caseId, interventionId, interruptedOn: "2026-03-05", reason: "Sjuk." });
    const events = await eventsOf(caseId);
    for (const one of events)
      expect(one.written).toBe(stockholmDate(new Date(one.recordedAt)) === one.on ? undefined : stockholmDate(new Date(one.recordedAt)));
    expect(events.filter((one) => one.written === "2026-03-06").map((one) => one.on)).toEqual(["2026-03-05", "2026-03-05", "2026-03-04"]);
    // Who assessed the need of protection, and who took each of the child's steps.
    const assessed = events.filter((one) => one.kind === "delaktighet" || one.heading.startsWith("Skyddsbedömning"));
    expect(assessed.length).toBeGreaterThan(4);
    expect(new Set(assessed.map((one) => one.by))).toEqual(new Set([me().name]));
    const browser = await visit.signIn("caseworker");
    // A page at a time on the screen, all of it in print.
    const page = async (path: string) => (await browser.get(path)).text();
    const journal = [await page(`/arenden/${caseId}/journal`), await page(`/arenden/${caseId}/journal?sida=2`)].join("");
    for (const html of [journal, await page(`/arenden/${caseId}/utskrift`)]) {
      expect(html.match(/f-timeline-when/g)).toHaveLength(events.length);
      expect(html.match(/ · skrivet (\d{4}-\d{2}-\d{2} )?\d{2}:\d{2}/g)).toHaveLength(events.length);
      expect(html).toContain("skrivet 2026-03-06 08:30");
    }
  });

  test("a plan is of the day it was made, an extension and a telling of theirs; with who decided", async () => {
    const one = await investigatedCase(visit.house, {}, day);
    const { caseId, investigationId } = one;
    const guardian = (await lookAt(visit.house, caseId)).guardians[0]?.id;
    visit.at("2026-03-09", "09:00");
    const told = { personId: guardian, outcome: "informerad", happenedOn: "2026-03-03", content: "Per telefon." };
    await visit.house.do(me(), informConcerned, { caseId, investigationId, ...told });
    const more = { extendedTo: "2026-08-03", specialReasons: "BUP väntar.", decidedOn: "2026-03-06" };
    const by = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45" };
    await visit.house.do(me(), extendInvestigation, { caseId, investigationId, ...more, ...by });
    const events = await eventsOf(caseId);
    const found = (words: string) => events.find((event) => event.heading.includes(words));
    expect(found("informerades om att")).toMatchObject({ on: "2026-03-03", written: "2026-03-09" });
    expect(found("Utredningen förlängdes")).toMatchObject({ on: "2026-03-06", written: "2026-03-09", by: "Individutskottet, § 45" });
    visit.at(day);
  });
});
