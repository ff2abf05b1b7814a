import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import type { Carried, Carrier } from "../../src/platform/core/post.ts";
import { sendMessage } from "../../src/platform/messages/jobs/send.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { callOffMeeting, moveMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { recordOutcome } from "../../src/casework/meeting/actions/record-outcome.ts";
import { summon } from "../../src/casework/meeting/actions/summon.ts";
import type { CalledPart } from "../../src/casework/meeting/meeting-part.ts";
import { getMeeting } from "../../src/casework/meeting/queries/get-meeting.ts";
import { isUntold, toldWords } from "../../src/casework/meeting/rules.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";

/** Between a message's planning and its sending the world goes on: what may be told no more is not told, and the case says how it stands. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = (): StaffActor => house.staff.caseworker;

let telephones = 0;
/** A telephone of no other message: only so many are sent to one in a day. */
const freshPhone = () => {
  telephones += 1;
  return `07012345${String(10 + telephones)}`;
};

type Summoned = { readonly caseId: string; readonly meetingId: string; readonly investigationId: string; readonly called: CalledPart };

const calledOf = async ({ caseId, meetingId }: Pick<Summoned, "caseId" | "meetingId">): Promise<CalledPart> => {
  const { meeting } = valueOf(await house.read(me(), getMeeting, { caseId, meetingId }));
  if (!meeting.called[0]) throw new Error("Nobody is called.");
  return meeting.called[0];
};

/** One guardian is called to a meeting by SMS, and the message waits. */
async function summoned(): Promise<Summoned> {
  house.at(day);
  const { caseId, investigationId } = await investigatedCase(house, {}, day, { told: false });
  const [guardian] = (await lookAt(house, caseId)).guardians;
  const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret" };
  const about = { kind: "uppföljningsmöte", agenda: "Skolan.", contact: "0123-45 60 11", called: [guardian?.guardianship_id] };
  const { meetingId } = await house.do(me(), bookMeeting, { caseId, ...when, ...about });
  const { id } = await calledOf({ caseId, meetingId });
  await house.do(me(), summon, { caseId, meetingId, calledId: id, way: "sms", phone: freshPhone() });
  return { caseId, meetingId, investigationId, called: await calledOf({ caseId, meetingId }) };
}

/** Its turn has come: what the way out was given, by a way out that answers so; none where there is none. */
async function turnOf({ called }: Summoned, answer: Carried | null): Promise<readonly string[]> {
  const carried: string[] = [];
  const carry: Carrier["carry"] = ({ to }) => {
    carried.push(to);
    return Promise.resolve(answer ?? { outcome: "skickat", fault: null });
  };
  const context: JobContext = {
    db: house.door.db,
    clock: house.door.clock,
    post: answer === null ? null : { carriers: { sms: { isIdempotent: true, carry } }, outbox: null, phone: null },
    ...{ signal: new AbortController().signal, log: () => undefined, heads: null },
    runCommand: () => Promise.resolve({ code: 0, output: "" }),
  };
  const messageId = called.told.at(-1)?.message_id ?? "";
  await sendMessage.run({ municipalityId: me().municipalityId, messageId }, context).catch(() => undefined);
  return carried;
}
const sent: Carried = { outcome: "skickat", fault: null };
const asItStands = async (one: Summoned) => {
  const called = await calledOf(one);
  return { words: toldWords(called, 1), isToDo: isUntold(called, 1) };
};

const changes: readonly (readonly [string, (one: Summoned) => Promise<unknown>])[] = [
  [
    "has got a protected identity",
    ({ called }) =>
      sql`update people.person set protected_identity = 'sekretessmarkering' where id = ${called.person_id}::uuid`.execute(
        house.database.owner,
      ),
  ],
  [
    "is for särskilda skäl not told of the investigation",
    ({ caseId, investigationId, called }) =>
      house.do(me(), informConcerned, {
        ...{ caseId, investigationId, personId: called.person_id, outcome: "särskilda skäl" },
        ...{ happenedOn: day, content: "Hot.", reviewOn: "2026-04-02" },
      }),
  ],
  [
    "is a guardian no longer",
    async ({ caseId, called }) => {
      const gone = (await lookAt(house, caseId)).guardians.find((one) => one.id === called.person_id);
      house.at("2026-03-03");
      const shown = { endedOn: day, source: "folkbokföringen", sourceOn: "2026-03-03" };
      await house.do(me(), endGuardianship, { caseId, guardianshipId: gone?.guardianship_id, ...shown });
    },
  ],
  [
    "has been at the meeting already",
    async ({ caseId, meetingId, called }) => {
      house.at("2026-03-12", "16:00");
      await house.do(me(), recordOutcome, { caseId, meetingId, held: "ja", came: [called.id] });
    },
  ],
];

describe("a message that waits is not sent", () => {
  test.each(changes)("to somebody who %s since it was planned, and the case says so", async (_what, change) => {
    const one = await summoned();
    await change(one);
    expect(await turnOf(one, sent)).toEqual([]);
    expect(await asItStands(one)).toEqual({ words: "Sms, skickades inte: det får inte meddelas så längre", isToDo: true });
    // Nor when its turn comes again.
    expect(await turnOf(one, sent)).toEqual([]);
  });

  test("but to whom nothing has happened it is, and to a protected one whose address was said to be safe", async () => {
    const one = await summoned();
    expect(await turnOf(one, sent)).toHaveLength(1);
    expect(await asItStands(one)).toEqual({ words: "Sms, skickat", isToDo: false });
    const safe = await summoned();
    await changes[0]?.[1](safe);
    const { caseId, meetingId, called } = safe;
    const again = { caseId, meetingId, calledId: called.id, way: "sms", phone: freshPhone(), clearedBecause: "Egen telefon." };
    await house.do(me(), summon, again);
    expect(await turnOf({ ...safe, called: await calledOf(safe) }, sent)).toHaveLength(1);
  });
});

describe("what the case says of a message is what is known", () => {
  test("whose way out is there no more: it has not come through, somebody must ring, and it goes when the way is back", async () => {
    const one = await summoned();
    await turnOf(one, null);
    expect(await asItStands(one)).toEqual({ words: "Sms, har inte gått fram än: ring om det är bråttom", isToDo: true });
    expect(await turnOf(one, sent)).toHaveLength(1);
    expect((await asItStands(one)).words).toBe("Sms, skickat");
  });

  test("that was given away before its answer was lost, and then taken back: it may have come", async () => {
    const one = await summoned();
    await turnOf(one, { outcome: "inte nu", fault: "timeout" });
    const { caseId, meetingId } = one;
    const moved = { day: "2026-03-16", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret", because: "Ny tid." };
    await house.do(me(), moveMeeting, { caseId, meetingId, ...moved });
    const called = await calledOf(one);
    const [first] = called.told;
    if (!first) throw new Error("Nobody was told.");
    expect(toldWords({ ...called, told: [first] }, 1)).toBe("Sms, togs tillbaka, men kan ha gått fram");
  });

  test("that was never given away, for want of a way, and then taken back: it has not, and nobody is told that the meeting is off", async () => {
    const one = await summoned();
    await turnOf(one, null);
    const { caseId, meetingId } = one;
    await house.do(me(), callOffMeeting, { caseId, meetingId, because: "Behövs inte." });
    const called = await calledOf(one);
    expect(called.told).toHaveLength(1);
    expect(toldWords(called, 1)).toBe("Sms, togs tillbaka innan det skickades");
  });
});
