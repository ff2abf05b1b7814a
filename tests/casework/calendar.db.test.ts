import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { moveMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { makePromise } from "../../src/casework/participation/actions/make-promise.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { getCalendar } from "../../src/portals/desk/queries/get-calendar.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import type { StaffName } from "../support/casework.ts";
import { openHouse } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";

/** The caseworker's calendar: one's own meetings and promises, and nobody else's. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret, rum 4" };
const about = { kind: "uppföljningsmöte", agenda: "Hur det går i skolan.", contact: "Karin, 0123-45 60 11", interpreter: "arabiska" };
async function booked(given: Readonly<Record<string, unknown>> = {}) {
  const { house } = visit;
  const { caseId } = await investigatedCase(house, given);
  const called = (await lookAt(house, caseId)).guardians.slice(0, 1).map((one) => one.guardianship_id);
  return { caseId, ...(await house.do(house.staff.caseworker, bookMeeting, { caseId, ...when, ...about, called })) };
}
const weekOf = async (name: StaffName, from = "2026-03-09") =>
  valueOf(await visit.house.read(visit.house.staff[name], getCalendar, { from })).entries;

describe("nobody sees", () => {
  test("the meetings of somebody else's cases: not the unit's, not its leader's, not another municipality's", async () => {
    const { meetingId } = await booked();
    expect((await weekOf("caseworker")).map(({ id }) => id)).toContain(meetingId);
    for (const name of ["colleague", "leader", "stranger", "otherLeader"] as const) expect(await weekOf(name)).toEqual([]);
    const away = await openHouse({ database: visit.house.database, code: "0180" });
    expect(valueOf(await away.read(away.staff.caseworker, getCalendar, { from: "2026-03-09" })).entries).toEqual([]);
  });

  test("where a meeting is of a child whose identity is protected, nor in its file", async () => {
    const { caseId, meetingId } = await booked({ protectedIdentity: "sekretessmarkering" });
    expect((await weekOf("caseworker")).find(({ id }) => id === meetingId)).toMatchObject({ place: null });
    const browser = await visit.signIn("caseworker");
    const file = await (await browser.get(`/arenden/${caseId}/mote/${meetingId}/kalenderfil`)).text();
    expect(file).toContain("DTSTART:20260312T130000Z");
    expect(file).not.toContain("rum 4");
    expect((await (await visit.signIn("stranger")).get(`/arenden/${caseId}/mote/${meetingId}/kalenderfil`)).status).toBe(403);
  });
});

test("a week shows each meeting once, where it now is, with its interpreter; and what a child was promised on its day", async () => {
  const { house } = visit;
  const me = house.staff.caseworker;
  const { caseId, meetingId } = await booked();
  await house.do(me, moveMeeting, { caseId, meetingId, ...when, day: "2026-03-16", time: "09:00", because: "Ny tid." });
  await house.do(me, makePromise, { caseId, promise: "Ringa mormor.", promisedOn: "2026-03-02", promisedFor: "2026-03-17" });
  expect((await weekOf("caseworker")).map(({ id }) => id)).not.toContain(meetingId);
  const browser = await visit.signIn("caseworker");
  const page = await (await browser.get("/kalender?vecka=2026-03-18")).text();
  for (const said of [
    "Måndag 16 mars 2026",
    "09:00, 60 minuter",
    "Uppföljningsmöte, Alva Testsson",
    "Socialkontoret, rum 4",
    "Tolk: arabiska",
    "Ringa mormor.",
  ])
    expect(page).toContain(said);
  expect(page.match(/Uppföljningsmöte, Alva/gu)).toHaveLength(1);
  expect(await (await browser.get("/kalender?vecka=ingen")).text()).toContain("2 mars 2026 till 8 mars 2026");
  expect((await (await visit.signIn("analyst")).get("/kalender")).status).toBe(403);
});

test("the work list has the meetings of today open and those of the week in a fold, of one's own cases alone", async () => {
  const { house } = visit;
  const { caseId, meetingId } = await booked();
  await house.do(house.staff.caseworker, moveMeeting, { caseId, meetingId, ...when, day: "2026-03-04", time: "09:00", because: "Ny tid." });
  const listed = async () => (await (await visit.signIn("caseworker")).get("/arenden")).text();
  const meeting = `/arenden/${caseId}/mote/${meetingId}`;
  const early = await listed();
  for (const said of ["Inget möte i dag.", "De närmaste sju dagarna: 1 möte", "onsdag 2026-03-04 09:00", meeting, 'href="/kalender"'])
    expect(early).toContain(said);
  visit.at("2026-03-04", "08:00");
  const today = await listed();
  expect([today.includes(meeting), today.includes("Inget möte i dag."), today.includes("De närmaste sju dagarna: 1 möte")]).toEqual([
    true,
    false,
    false,
  ]);
  visit.at("2026-03-05");
  expect(await listed()).not.toContain(meeting);
  expect(await (await (await visit.signIn("colleague")).get("/arenden")).text()).not.toContain(meeting);
  visit.at("2026-03-02");
});
