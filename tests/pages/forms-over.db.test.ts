import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { callOffMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { recordOutcome } from "../../src/casework/meeting/actions/record-outcome.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** Nobody fills in a form about what is over: the page says that it is, and what somebody had typed already is not lost. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret" };

async function booked(): Promise<{ readonly at: string; readonly which: { readonly caseId: string; readonly meetingId: string } }> {
  visit.at("2026-03-02");
  const { house } = visit;
  const { caseId } = await investigatedCase(house, {}, "2026-03-02");
  const [guardian] = (await lookAt(house, caseId)).guardians;
  const about = { kind: "uppföljningsmöte", agenda: "Skolan.", contact: "0123-45 60 11", called: [guardian?.guardianship_id] };
  const { meetingId } = await house.do(house.staff.caseworker, bookMeeting, { caseId, ...when, ...about });
  return { at: `/arenden/${caseId}/mote/${meetingId}`, which: { caseId, meetingId } };
}

const overs = [
  ["called off", "Mötet är inställt", callOffMeeting, { because: "Ingen kan." }],
  ["held", "Det är redan antecknat hur mötet gick", recordOutcome, { held: "nej", reason: "Ingen kom." }],
] as const;

describe.each(overs)("a meeting that is %s", (_what, words, action, said) => {
  test.each(["flytta", "stall-in", "hur-det-gick"])("/%s says so and has no form", async (form) => {
    const { at, which } = await booked();
    const me = await visit.signIn("caseworker");
    expect(await (await me.get(`${at}/${form}`)).text()).toContain("</textarea>");
    visit.at("2026-03-12", "16:00");
    await visit.house.act(visit.house.staff.caseworker, action as typeof callOffMeeting, { ...which, ...said });
    const again = await visit.signIn("caseworker");
    const html = await (await again.get(`${at}/${form}`)).text();
    const main = html.slice(html.indexOf("<main"));
    expect(main).toContain(words);
    expect(main).not.toContain("<textarea");
  });

  test("what was typed in a form that was open meanwhile stands on the page", async () => {
    const { at, which } = await booked();
    visit.at("2026-03-12", "16:00");
    const me = await visit.signIn("caseworker");
    const path = `${at}/flytta`;
    const html = await (await me.get(path)).text();
    await visit.house.act(visit.house.staff.leader, action as typeof callOffMeeting, { ...which, ...said });
    const hidden: readonly (readonly [string, string])[] = [
      ...html.slice(html.indexOf("<main")).matchAll(/<input[^>]*type="hidden"[^>]*>/gu),
    ].map(([input]) => [/name="([^"]*)"/u.exec(input)?.[1] ?? "", /value="([^"]*)"/u.exec(input)?.[1] ?? ""]);
    const sent = { ...Object.fromEntries<string>(hidden), ...when, day: "2026-03-20", because: "Skrivet medan det ändrades." };
    const answer = await (await me.post(path, sent)).text();
    expect(answer).toContain("Skrivet medan det ändrades.");
    expect(answer).toContain(words);
    expect(answer).toContain("Det finns kvar här och som utkast.");
  });
});

describe("an investigation that is concluded", () => {
  test.each(["forlang", "barnets-basta"])("/%s says so and has no form", async (form) => {
    visit.at("2026-03-02");
    const { caseId, investigationId } = await makeWholeCase(visit.house);
    const me = await visit.signIn("caseworker");
    const html = await (await me.get(`/arenden/${caseId}/utredning/${investigationId}/${form}`)).text();
    const main = html.slice(html.indexOf("<main"));
    expect(main).toContain("Utredningen är avslutad sedan 2026-03-02");
    expect(main).not.toContain("<textarea");
  });
});

test("a day that is written as people write it is taken by the form, however it was pasted", async () => {
  const { at } = await booked();
  const me = await visit.signIn("caseworker");
  const html = await (await me.get(`${at}/flytta`)).text();
  // A browser cuts what is pasted beyond `maxlength` without a word, and what is left is another day or none.
  expect(/<input[^>]*name="(?:day|time)"[^>]*>/gu.exec(html)?.[0]).not.toContain("maxlength");
  const sent = await submit(me, `${at}/flytta`, { ...when, day: " 14 september 2026 ", time: " 9.30 ", because: "Ny tid." });
  expect(sent.status).toBe(303);
  expect(await (await me.get(at)).text()).toContain("14 september 2026");
});
