import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import type { Carrier } from "../../src/platform/core/post.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { sendMessage } from "../../src/platform/messages/jobs/send.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { callOffMeeting, moveMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { recordOutcome } from "../../src/casework/meeting/actions/record-outcome.ts";
import { summon } from "../../src/casework/meeting/actions/summon.ts";
import type { CalledPart, MeetingPart } from "../../src/casework/meeting/meeting-part.ts";
import { getMeeting } from "../../src/casework/meeting/queries/get-meeting.ts";
import { meetingSteps } from "../../src/casework/meeting/meeting-words.ts";
import { mayBeCalled } from "../../src/casework/meeting/rules.ts";
import { getSummons } from "../../src/casework/meeting/queries/get-summons.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";

/** What was true when a meeting was booked may be so no longer when somebody is called to it, or when it is moved. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret, rum 4" };
const moved = { ...when, day: "2026-03-16", because: "Ny tid." };
const about = { kind: "uppföljningsmöte", agenda: "Hur det går i skolan.", contact: "Karin, 0123-45 60 11" };

type Booked = { readonly caseId: string; readonly meetingId: string; readonly investigationId: string };

/** A meeting that is booked with both guardians of an investigated child. */
async function bookWithBoth(): Promise<Booked> {
  const { caseId, investigationId } = await investigatedCase(house, {}, day, { told: false });
  const { guardians } = await lookAt(house, caseId);
  const called = guardians.map((one) => one.guardianship_id);
  return { caseId, investigationId, ...(await house.do(me(), bookMeeting, { caseId, ...when, ...about, called })) };
}

const me = (): StaffActor => house.staff.caseworker;
const act = <I extends Parameters<House["act"]>[1]>(action: I, input: unknown) => house.act(me(), action, input);
const meetingOf = async ({ caseId, meetingId }: Booked): Promise<MeetingPart> =>
  valueOf(await house.read(me(), getMeeting, { caseId, meetingId })).meeting;

async function pairOf(booked: Booked): Promise<readonly [CalledPart, CalledPart]> {
  const [first, second] = (await meetingOf(booked)).called;
  if (!first || !second) throw new Error("Two are called.");
  return [first, second];
}

/** What is said when one of those called is to be told, in each way. */
async function tryTelling({ caseId, meetingId }: Booked, calledId: string): Promise<readonly string[]> {
  const which = { caseId, meetingId, calledId };
  return [
    codeOf(await act(summon, { ...which, way: "i handen" })),
    codeOf(await act(summon, { ...which, way: "e-post", mail: "nobody@example.se" })),
    codeOf(await house.read(me(), getSummons, which)),
  ];
}

/** The addresses of the messages that still wait. */
async function waiting(address: string): Promise<number> {
  const { rows } = await inMunicipality(house.door.db, me().municipalityId, (tx) =>
    sql`select from messages.standing where address = ${address} and state = 'väntar'`.execute(tx),
  );
  return rows.length;
}

function jobWith(carrier: Carrier): JobContext {
  const nothing = { signal: new AbortController().signal, log: () => undefined, heads: null };
  const runCommand = () => Promise.resolve({ code: 0, output: "" });
  return {
    db: house.door.db,
    clock: house.door.clock,
    post: { carriers: { sms: carrier }, outbox: carrier, phone: null },
    runCommand,
    ...nothing,
  };
}

describe("after a meeting was booked", () => {
  test("a guardian who comes to be kept uninformed is not told of it, by letter or message", async () => {
    const booked = await bookWithBoth();
    const [first, second] = await pairOf(booked);
    const { caseId, investigationId, meetingId } = booked;
    await house.do(me(), summon, { caseId, meetingId, calledId: first.id, way: "e-post", mail: "kept@example.se" });
    await house.do(me(), summon, { caseId, meetingId, calledId: second.id, way: "e-post", mail: "other@example.se" });
    const special = { outcome: "särskilda skäl", happenedOn: day, content: "Hot.", reviewOn: "2026-04-02" };
    await house.do(me(), informConcerned, { caseId, investigationId, personId: first.person_id, ...special });
    expect(await tryTelling(booked, first.id)).toEqual(["may-not-be-told", "may-not-be-told", "may-not-be-told"]);
    // Nor is what the form would refuse offered.
    const standing = await meetingOf(booked);
    expect(standing.called.map((one) => mayBeCalled(standing, one))).toEqual([false, true]);
    await house.do(me(), moveMeeting, { caseId, meetingId, ...moved });
    const offered = meetingSteps(caseId, await meetingOf(booked), day).map(({ text }) => text);
    expect(offered.filter((text) => text.startsWith("Kalla"))).toEqual([]);
    expect(offered.join()).toContain("kan inte kallas");
    // The message that waited is taken back, and no other is planned.
    expect(await waiting("kept@example.se")).toBe(0);
    expect(await waiting("other@example.se")).toBe(1);
    expect(await tryTelling(booked, second.id)).toEqual(["ok", "ok", "ok"]);
  });

  test("somebody who is a guardian no longer is not told where the others will be, but may be told that it is off", async () => {
    const booked = await bookWithBoth();
    const [first, second] = await pairOf(booked);
    const { caseId, meetingId } = booked;
    await house.do(me(), summon, { caseId, meetingId, calledId: first.id, way: "i handen" });
    const gone = (await lookAt(house, caseId)).guardians.find((one) => one.id === first.person_id);
    house.at("2026-03-03");
    const shown = { endedOn: day, source: "folkbokföringen", sourceOn: "2026-03-03" };
    await house.do(me(), endGuardianship, { caseId, guardianshipId: gone?.guardianship_id, ...shown });
    expect(await tryTelling(booked, first.id)).toEqual(["may-not-be-told", "may-not-be-told", "may-not-be-told"]);
    const { letter } = valueOf(await house.read(me(), getSummons, { caseId, meetingId, calledId: second.id }));
    expect(JSON.stringify(letter)).not.toContain(first.name);
    await house.do(me(), callOffMeeting, { caseId, meetingId, because: "Ingen kan." });
    expect(codeOf(await act(summon, { caseId, meetingId, calledId: first.id, way: "i handen" }))).toBe("ok");
  });

  test("a protected identity is not brought together with others unless it was written why", async () => {
    const booked = await bookWithBoth();
    const [first, second] = await pairOf(booked);
    const { caseId, meetingId } = booked;
    await house.do(me(), summon, { caseId, meetingId, calledId: second.id, way: "e-post", mail: "with@example.se" });
    await sql`update people.person set protected_identity = 'sekretessmarkering' where id = ${first.person_id}::uuid`.execute(
      house.database.owner,
    );
    expect(await tryTelling(booked, second.id)).toEqual(["may-not-meet", "may-not-meet", "may-not-meet"]);
    expect(codeOf(await act(moveMeeting, { caseId, meetingId, ...moved }))).toBe("may-not-meet");
    await house.do(me(), callOffMeeting, { caseId, meetingId, because: "De får inte träffas." });
    expect((await meetingOf(booked)).bookings.at(-1)?.kind).toBe("inställt");
  });

  test("an SMS that the service may have taken before its answer was lost is followed by another when the meeting is off", async () => {
    const booked = await bookWithBoth();
    const [first] = await pairOf(booked);
    const { caseId, meetingId } = booked;
    await house.do(me(), summon, { caseId, meetingId, calledId: first.id, way: "sms", phone: "070-765 43 21" });
    const messageId = (await pairOf(booked))[0].told[0]?.message_id ?? "";
    const lost = { isIdempotent: true, carry: () => Promise.resolve({ outcome: "inte nu", fault: "timeout" } as const) };
    await expect(sendMessage.run({ municipalityId: me().municipalityId, messageId }, jobWith(lost))).rejects.toThrow("not sent");
    await house.do(me(), moveMeeting, { caseId, meetingId, ...moved });
    await house.do(me(), callOffMeeting, { caseId, meetingId, because: "Behövs inte." });
    expect((await pairOf(booked))[0].told.map(({ state }) => state)).toEqual(["återtaget", "återtaget", "väntar"]);
  });

  test("a case that is closed takes no new time; what remains of the meeting is called off or written", async () => {
    const booked = await bookWithBoth();
    const { caseId, meetingId } = booked;
    await finishCase(house, me(), caseId, day, "09:50");
    expect(codeOf(await act(moveMeeting, { caseId, meetingId, ...moved }))).toBe("gate-closed");
    expect((await meetingOf(booked)).bookings).toHaveLength(1);
    expect(codeOf(await act(callOffMeeting, { caseId, meetingId, because: "Ärendet är avslutat." }))).toBe("ok");
    expect(codeOf(await act(recordOutcome, { caseId, meetingId, held: "nej", reason: "x" }))).toBe("meeting-called-off");
  });
});
