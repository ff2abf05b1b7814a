import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { sendMessage } from "../../src/platform/messages/jobs/send.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { callOffMeeting, moveMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { recordOutcome } from "../../src/casework/meeting/actions/record-outcome.ts";
import { summon } from "../../src/casework/meeting/actions/summon.ts";
import type { MeetingPart } from "../../src/casework/meeting/meeting-part.ts";
import { getMeeting } from "../../src/casework/meeting/queries/get-meeting.ts";
import { getSummons } from "../../src/casework/meeting/queries/get-summons.ts";
import { letterPdf } from "../../src/casework/letters/letter.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { everyTab, openVisit, submit, titleOf } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { confirmClaims, openCaseFor, openHouse, staffNames } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf as faultsIn } from "../support/outcomes.ts";
import { readPdf } from "../support/pdf.ts";

const faultsOf = (result: Parameters<typeof faultsIn>[0]) => faultsIn(result).split(",").filter(Boolean).sort();

let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret, rum 4" };
const about = { kind: "uppföljningsmöte", agenda: "Hur det går i skolan.", contact: "Karin, 0123-45 60 11" };
const childAbout = "Vi vill höra hur du har det.";

type Place = { caseId: string; childId: string; maria: string; johan: string };

/** A case of a child with two confirmed guardians, Maria and Johan. */
async function newCase(given: Readonly<Record<string, unknown>> = {}): Promise<Place> {
  visit.at("2026-03-02");
  const { house } = visit;
  const { caseId } = await openCaseFor(house, given);
  await confirmClaims(house, house.staff.caseworker, caseId);
  const { child, guardians } = await lookAt(house, caseId);
  const of = (name: string) => guardians.find((one) => one.given_name === name)?.guardianship_id ?? "";
  return { caseId, childId: child.id, maria: of("Maria"), johan: of("Johan") };
}

async function book({ caseId, childId, maria, johan }: Place, given: Readonly<Record<string, unknown>> = {}) {
  const { house } = visit;
  const input = { caseId, ...when, ...about, called: [childId, maria, johan], childAbout, others: "Lena Ek, lärare", ...given };
  const { meetingId } = await house.do(house.staff.caseworker, bookMeeting, input);
  return { caseId, meetingId, called: callerOf(await meetingOf(caseId, meetingId)) };
}

const meetingOf = async (caseId: string, meetingId: string): Promise<MeetingPart> =>
  valueOf(await visit.house.read(visit.house.staff.caseworker, getMeeting, { caseId, meetingId })).meeting;
const callerOf = (meeting: MeetingPart) => (name: string) => {
  const found = meeting.called.find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`${name} is not called.`);
  return found.id;
};
const act = <I extends Parameters<Visit["house"]["act"]>[1]>(action: I, input: unknown) =>
  visit.house.act(visit.house.staff.caseworker, action, input);
const letterOf = async (caseId: string, meetingId: string, calledId: string) =>
  valueOf(await visit.house.read(visit.house.staff.caseworker, getSummons, { caseId, meetingId, calledId }));
const protect = (personId: string, kind: string) =>
  sql`update people.person set protected_identity = ${kind} where id = ${personId}::uuid`.execute(visit.house.database.owner);

describe("a meeting is booked", () => {
  test("with a time in Sweden, and each of those called apart", async () => {
    const place = await newCase();
    const { meetingId } = await book(place);
    const meeting = await meetingOf(place.caseId, meetingId);
    expect(meeting.bookings).toMatchObject([{ number: 1, kind: "bokat", minutes: 60, place: when.place, because: null }]);
    expect(new Date(meeting.bookings[0]?.starts_at ?? "").toISOString()).toBe("2026-03-12T13:00:00.000Z");
    expect(meeting.called.map(({ name, capacity, told }) => [name, capacity, told.length])).toEqual([
      ["Alva Testsson", "barnet", 0],
      ["Johan Testsson", "vårdnadshavare", 0],
      ["Maria Testsson", "vårdnadshavare", 0],
      ["Lena Ek, lärare", "annan", 0],
    ]);
  });

  test("with every fault at its field, all at once", async () => {
    const place = await newCase();
    const input = { caseId: place.caseId, ...when, ...about, day: "2026-03-29", time: "02:30", called: [place.childId, place.caseId] };
    const others = Array.from({ length: 11 }, (_, n) => `Person ${n}`).join("\n");
    const refused = await act(bookMeeting, { ...input, others });
    expect(faultsOf(refused)).toEqual(["called", "childAbout", "others", "time"]);
    expect(faultsOf(await act(bookMeeting, { ...input, day: "2026-03-02", time: "09:00", childAbout, called: [place.childId] }))).toEqual([
      "day",
    ]);
    expect(faultsOf(await act(bookMeeting, { caseId: place.caseId }))).toEqual([
      "agenda",
      "called",
      "contact",
      "day",
      "kind",
      "minutes",
      "place",
      "time",
      "way",
    ]);
  });

  test("with no guardian who is kept uninformed for särskilda skäl, and none of another child", async () => {
    const { house } = visit;
    visit.at("2026-03-02");
    const { caseId, investigationId } = await investigatedCase(
      house,
      { givenName: "Bo", guardian1Given: "Ylva", guardian2Given: "Olle" },
      "2026-03-02",
      { told: false },
    );
    const [guardian] = (await lookAt(house, caseId)).guardians;
    const special = { outcome: "särskilda skäl", happenedOn: "2026-03-02", content: "Hot.", reviewOn: "2026-04-02" };
    await house.do(house.staff.caseworker, informConcerned, { caseId, investigationId, personId: guardian?.id, ...special });
    const input = { caseId, ...when, ...about };
    expect(faultsOf(await act(bookMeeting, { ...input, called: [guardian?.guardianship_id] }))).toEqual(["called"]);
    const other = await newCase();
    expect(faultsOf(await act(bookMeeting, { ...input, called: [other.maria] }))).toEqual(["called"]);
  });

  test("by nobody who does not work in the case, and in no other case or municipality", async () => {
    const place = await newCase();
    const { meetingId, called } = await book(place);
    const { house } = visit;
    const { caseId } = place;
    const calledId = called("Maria");
    for (const name of staffNames.filter((one) => !["caseworker", "leader"].includes(one))) {
      const actor = house.staff[name];
      const all = { caseId, meetingId, calledId, ...when, ...about, because: "x", called: [place.maria], held: "nej", reason: "x" };
      expect([name, codeOf(await house.act(actor, bookMeeting, all))]).toEqual([name, "not-permitted"]);
      expect([name, codeOf(await house.act(actor, moveMeeting, all))]).toEqual([name, "not-permitted"]);
      expect([name, codeOf(await house.act(actor, callOffMeeting, all))]).toEqual([name, "not-permitted"]);
      expect([name, codeOf(await house.act(actor, summon, { ...all, way: "brev" }))]).toEqual([name, "not-permitted"]);
      expect([name, codeOf(await house.act(actor, recordOutcome, { ...all, called: [] }))]).toEqual([name, "not-permitted"]);
      expect([name, codeOf(await house.read(actor, getSummons, { caseId, meetingId, calledId }))]).toEqual([name, "not-permitted"]);
    }
    // Somebody's meeting under another case's number is not there.
    const other = await newCase();
    const crossed = { caseId: other.caseId, meetingId };
    expect(codeOf(await house.read(house.staff.caseworker, getMeeting, crossed))).toBe("not-found");
    expect(codeOf(await act(callOffMeeting, { ...crossed, because: "x" }))).toBe("not-found");
    expect(codeOf(await act(summon, { ...crossed, calledId, way: "brev" }))).toBe("not-found");
    const foreign = await openHouse({ database: house.database, code: "0120" });
    expect(codeOf(await foreign.read(foreign.staff.caseworker, getMeeting, { caseId, meetingId }))).toBe("not-permitted");
  });
});

describe("a letter", () => {
  const marked = { agenda: "AGENDA-TO-ADULTS", childAbout: "WORDS-TO-THE-CHILD", interpreter: "arabiska" };

  test("to the child says in plain words why, when, who comes, that one may say no and bring somebody", async () => {
    const place = await newCase();
    const { caseId, meetingId, called } = await book(place, marked);
    const pdf = await readPdf(valueOf(await letterPdf(await letterOf(caseId, meetingId, called("Alva")))));
    expect(pdf.isMarked).toBe(true);
    expect(pdf.language).toMatch(/^sv/u);
    expect(pdf.title).toBe("Vi vill träffa dig");
    for (const said of [
      "Hej Alva!",
      "WORDS-TO-THE-CHILD",
      "Torsdag 12 mars 2026 klockan 14:00",
      "Ungefär en timme",
      "Socialkontoret, rum 4",
      "Test caseworker, socialtjänsten",
      "Jag heter Test caseworker och arbetar på socialtjänsten",
      "Vi ses",
      "Maria Testsson",
      "Lena Ek, lärare",
      "Det finns tolk: arabiska",
      "Du får säga nej",
      "Du får ta med dig någon som du litar på",
      "Karin, 0123-45 60 11",
    ])
      expect(pdf.text).toContain(said);
    expect(pdf.text).not.toMatch(/AGENDA-TO-ADULTS|vårdnadshavare/u);
    expect(pdf.roles).toContain("TH");
  });

  test("to a guardian has nothing that is written to the child, and nothing of the other guardian's but the name", async () => {
    const place = await newCase();
    const { house } = visit;
    const johan = (await lookAt(house, place.caseId)).guardians.find((one) => one.guardianship_id === place.johan)?.id ?? "";
    await sql`update people.person set phone = '070-999 88 77' where id = ${johan}::uuid`.execute(house.database.owner);
    const { caseId, meetingId, called } = await book(place, marked);
    await house.do(house.staff.caseworker, summon, { caseId, meetingId, calledId: called("Johan"), way: "sms", phone: "070-999 88 77" });
    const pdf = await readPdf(valueOf(await letterPdf(await letterOf(caseId, meetingId, called("Maria")))));
    expect(pdf.title).toBe("Kallelse till möte");
    expect(pdf.text).toContain("AGENDA-TO-ADULTS");
    expect(pdf.text).toContain("Till Maria Testsson");
    expect(pdf.text).toContain("Johan Testsson, vårdnadshavare");
    expect(pdf.text).toContain("14 § förvaltningslagen");
    expect(pdf.text).not.toContain("WORDS-TO-THE-CHILD");
    expect(pdf.text).not.toMatch(/070-999|46709998877/u);
    const { letter: toOther } = await letterOf(caseId, meetingId, called("Lena"));
    expect(JSON.stringify(toOther)).not.toContain("WORDS-TO-THE-CHILD");
  });

  test("says what holds now, and what the one called was told before: a new time, another place, or that it is off", async () => {
    const place = await newCase();
    const { caseId, meetingId, called } = await book(place, marked);
    const { house } = visit;
    const me = house.staff.caseworker;
    const letterTo = async (name: string) => (await letterOf(caseId, meetingId, called(name))).letter;
    for (const name of ["Alva", "Maria"]) await house.do(me, summon, { caseId, meetingId, calledId: called(name), way: "i handen" });
    await house.do(me, moveMeeting, { caseId, meetingId, ...when, place: "Biblioteket", because: "REASON-OF-OURS" });
    for (const name of ["Alva", "Maria"]) expect((await letterTo(name)).title).toBe("Mötet är ändrat");
    await house.do(me, moveMeeting, { caseId, meetingId, ...when, day: "2026-06-12", because: "REASON-OF-OURS" });
    const moved = await letterTo("Maria");
    expect(moved.title).toBe("Ny tid för mötet");
    expect(JSON.stringify(moved.facts)).toContain("Fredag 12 juni 2026 klockan 14:00");
    expect(moved.parts[0]?.[1]).toContain("gäller inte längre: torsdag 12 mars 2026 klockan 14:00");
    // Whoever was told of no other time is called as if there had been none.
    const first = await letterTo("Lena");
    expect(first.title).toBe("Kallelse till möte");
    expect(JSON.stringify(first)).not.toContain("12 mars");
    await house.do(me, summon, { caseId, meetingId, calledId: called("Maria"), way: "i handen" });
    expect((await letterTo("Maria")).title).toBe("Ny tid för mötet");
    await house.do(me, callOffMeeting, { caseId, meetingId, because: "REASON-OF-OURS" });
    for (const [name, known] of [
      ["Alva", "torsdag 12 mars"],
      ["Maria", "fredag 12 juni"],
    ] as const) {
      const off = await letterTo(name);
      expect(off.title).toMatch(/blir inte av|är inställt/u);
      expect(off.parts[0]?.[1]).toContain(known);
      // A table without rows has no head either.
      if (off.facts.length === 0) {
        const pdf = await readPdf(valueOf(await letterPdf(await letterOf(caseId, meetingId, called(name)))));
        expect(pdf.text).not.toContain("Så är det");
      }
      expect(JSON.stringify([moved, off])).not.toContain("REASON-OF-OURS");
    }
  });
});

describe("a protected identity", () => {
  test.each(["sekretessmarkering", "skyddad folkbokföring", "fingerade personuppgifter"])(
    "%s: no address that is not cleared",
    async (kind) => {
      const place = await newCase();
      const { house } = visit;
      const maria = (await lookAt(house, place.caseId)).guardians.find((one) => one.guardianship_id === place.maria)?.id ?? "";
      await protect(maria, kind);
      const together = { caseId: place.caseId, ...when, ...about, called: [place.maria, place.johan] };
      expect(faultsOf(await act(bookMeeting, together))).toEqual(["togetherBecause"]);
      const { caseId, meetingId, called } = await book(place, { togetherBecause: "Polisen är med." });
      // Why they may meet is read where the meeting is, and by no guardian.
      expect((await meetingOf(caseId, meetingId)).together_because).toBe("Polisen är med.");
      const calledId = called("Maria");
      const to = { caseId, meetingId, calledId };
      const refused = await act(summon, { ...to, way: "e-post", mail: "maria@example.se" });
      expect(codeOf(refused)).toBe("address-not-cleared");
      expect(faultsOf(await act(summon, { ...to, way: "brev" }))).toEqual(["way"]);
      expect((await meetingOf(caseId, meetingId)).called.find((one) => one.id === calledId)?.told).toEqual([]);
      const { rows } = await sql`select from messages.message where address = ${`maria.${kind.slice(0, 4)}@example.se`}`.execute(
        house.database.owner,
      );
      expect(rows).toEqual([]);
      await house.do(house.staff.caseworker, summon, { ...to, way: "genom Skatteverket" });
      await house.do(house.staff.caseworker, summon, {
        ...to,
        way: "e-post",
        mail: `maria.${kind.slice(0, 4)}@example.se`,
        clearedBecause: "Hon har lämnat den.",
      });
      const me = await visit.signIn("caseworker");
      for (const path of [`/arenden/${caseId}`, `/arenden/${caseId}/mote/${meetingId}`])
        expect(await (await me.get(path)).text()).toContain("Polisen är med.");
      // Nobody else is told that she comes.
      expect(JSON.stringify((await letterOf(caseId, meetingId, called("Johan"))).letter)).not.toContain("Maria");
    },
  );
});

describe("those called are told", () => {
  /** What stands in the queue for the case's messages is sent: by an adapter that takes everything. */
  async function sendAll(outcome: "skickat" | "nekat" = "skickat"): Promise<number> {
    const { house } = visit;
    const sent: string[] = [];
    const carrier = {
      isIdempotent: true,
      carry: ({ id }: { id: string }) => {
        sent.push(id);
        return Promise.resolve(outcome === "skickat" ? ({ outcome, fault: null } as const) : ({ outcome, fault: "refused" } as const));
      },
    };
    const post = { carriers: { "e-post": carrier, sms: carrier }, outbox: carrier, phone: null };
    const rest = {
      signal: new AbortController().signal,
      log: () => undefined,
      heads: null,
      runCommand: () => Promise.resolve({ code: 0, output: "" }),
    };
    const context: JobContext = { db: house.database.app, clock: house.door.clock, post, ...rest };
    const { rows } = await sql<{ id: string }>`select id from messages.standing where state in ('väntar', 'försöks igen')`.execute(
      house.database.owner,
    );
    for (const { id } of rows) await sendMessage.run({ municipalityId: house.municipalityId, messageId: id }, context);
    return sent.length;
  }
  const toldOf = async (caseId: string, meetingId: string, calledId: string) =>
    (await meetingOf(caseId, meetingId)).called
      .find((one) => one.id === calledId)
      ?.told.map(({ number, way, state }) => [number, way, state]);

  test("by a message that is planned with the summons, and again when the meeting is moved or called off", async () => {
    await sendAll();
    const { house } = visit;
    const { caseId, meetingId, called } = await book(await newCase());
    const me = house.staff.caseworker;
    const maria = called("Maria");
    await house.do(me, summon, { caseId, meetingId, calledId: maria, way: "e-post", mail: "maria@example.se" });
    await house.do(me, summon, { caseId, meetingId, calledId: called("Alva"), way: "i handen" });
    expect(await sendAll()).toBe(1);
    await house.do(me, moveMeeting, { caseId, meetingId, ...when, day: "2026-03-13", because: "Rummet är upptaget." });
    expect(await toldOf(caseId, meetingId, maria)).toEqual([
      [1, "e-post", "skickat"],
      [2, "e-post", "väntar"],
    ]);
    // A letter is not written by itself: it stands as something to do.
    expect(await toldOf(caseId, meetingId, called("Alva"))).toEqual([[1, "i handen", null]]);
    const page = await (await (await visit.signIn("caseworker")).get(`/arenden/${caseId}`)).text();
    expect(page).toContain("Kalla Alva Testsson till mötet");
    // What waits when the meeting is called off is not sent; what was sent is followed by another.
    await house.do(me, callOffMeeting, { caseId, meetingId, because: "Behövs inte." });
    expect((await toldOf(caseId, meetingId, maria))?.map(([, , state]) => state)).toEqual(["skickat", "återtaget", "väntar"]);
    const off = await everyTab(await visit.signIn("caseworker"), caseId);
    expect(off).toContain("Berätta för Alva Testsson att mötet är inställt");
    expect(off).not.toContain("Berätta för Johan");
    // Which one it was is still said.
    expect(off).toContain("Uppföljningsmöte 2026-03-13, inställt");
    expect(off).toContain("skulle ha varit fredag 13 mars 2026 klockan 14:00");
    const whole = await (await (await visit.signIn("caseworker")).get(`/arenden/${caseId}/mote/${meetingId}`)).text();
    expect(whole).toContain("Skulle ha varit fredag 13 mars 2026 klockan 14:00");
    await house.do(me, summon, { caseId, meetingId, calledId: called("Alva"), way: "i handen" });
    expect(await sendAll()).toBe(1);
  });

  test("by nothing when it is moved to where it is: twice pressed is once moved", async () => {
    await sendAll();
    const { house } = visit;
    const { caseId, meetingId, called } = await book(await newCase());
    const maria = called("Maria");
    await house.do(house.staff.caseworker, summon, { caseId, meetingId, calledId: maria, way: "e-post", mail: "maria@example.se" });
    await sendAll();
    expect(faultsOf(await act(moveMeeting, { caseId, meetingId, ...when, because: "Samma." }))).toEqual(["day"]);
    expect(await toldOf(caseId, meetingId, maria)).toEqual([[1, "e-post", "skickat"]]);
    await house.do(house.staff.caseworker, moveMeeting, { caseId, meetingId, ...when, time: "15:00", because: "Senare." });
    expect(faultsOf(await act(moveMeeting, { caseId, meetingId, ...when, time: "15:00", because: "Senare." }))).toEqual(["day"]);
    expect(await sendAll()).toBe(1);
    // What was told is said as it was: first called, then told of the change.
    const page = await everyTab(await visit.signIn("caseworker"), caseId);
    const said = (words: string) => page.split(`${words}</`).length - 1;
    expect(said("Maria Testsson kallades till uppföljningsmöte")).toBe(1);
    expect(said("Besked till Maria Testsson: uppföljningsmöte flyttades")).toBe(1);
  });

  test("by nothing when nobody was told before it was called off", async () => {
    await sendAll();
    const { house } = visit;
    const { caseId, meetingId, called } = await book(await newCase());
    const me = house.staff.caseworker;
    await house.do(me, summon, { caseId, meetingId, calledId: called("Maria"), way: "sms", phone: "070-123 45 67" });
    await house.do(me, callOffMeeting, { caseId, meetingId, because: "Fel ärende." });
    expect(await toldOf(caseId, meetingId, called("Maria"))).toEqual([[1, "sms", "återtaget"]]);
    expect(await sendAll()).toBe(0);
  });

  test("who is not reached stands as something to do", async () => {
    await sendAll();
    const { house } = visit;
    const place = await newCase();
    const { caseId, meetingId, called } = await book(place, { called: [place.maria], others: "" });
    await house.do(house.staff.caseworker, summon, { caseId, meetingId, calledId: called("Maria"), way: "e-post", mail: "m@example.se" });
    const page = async () => (await (await (await visit.signIn("caseworker")).get(`/arenden/${caseId}`)).text()).replaceAll(/\s+/gu, " ");
    expect(await page()).not.toContain("Kalla Maria Testsson till mötet");
    await sendAll("nekat");
    expect(await page()).toContain("Kalla Maria Testsson till mötet");
    expect(await page()).toContain("kom inte fram: adressen togs inte emot");
  });

  test("at an address that is one", async () => {
    const { caseId, meetingId, called } = await book(await newCase());
    const to = { caseId, meetingId, calledId: called("Maria") };
    for (const mail of ["m@example.se, x@example.se", "m@example.se\r\nBcc: x@example.se", "m"])
      expect(codeOf(await act(summon, { ...to, way: "e-post", mail }))).toMatch(/^invalid-/u);
    expect(faultsOf(await act(summon, { ...to, way: "sms" }))).toEqual(["phone"]);
  });
});

describe("nothing is overwritten", () => {
  test("nothing follows a meeting that is called off, and how it went is written once", async () => {
    const { house } = visit;
    const me = house.staff.caseworker;
    const { caseId, meetingId } = await book(await newCase());
    const off = { caseId, meetingId, because: "Sjuk." };
    const all = await Promise.all([
      act(callOffMeeting, off),
      act(callOffMeeting, off),
      act(moveMeeting, { ...off, ...when, day: "2026-04-01" }),
    ]);
    expect(all.filter((one) => one.ok).length).toBeGreaterThanOrEqual(1);
    expect((await meetingOf(caseId, meetingId)).bookings.filter((one) => one.kind === "inställt")).toHaveLength(1);
    expect((await meetingOf(caseId, meetingId)).bookings.at(-1)?.kind).toBe("inställt");
    expect(codeOf(await act(moveMeeting, { ...off, ...when }))).toBe("meeting-called-off");
    expect(codeOf(await act(recordOutcome, { caseId, meetingId, held: "nej", reason: "x" }))).toBe("meeting-called-off");
    const changes = [
      sql`update meeting.booking set place = 'x'`,
      sql`delete from meeting.booking`,
      sql`update meeting.outcome set held = true`,
    ];
    for (const change of changes) await expect(change.execute(house.database.app)).rejects.toThrow("permission denied");
    const next = await book(await newCase());
    visit.at("2026-03-13");
    const held = { caseId: next.caseId, meetingId: next.meetingId, held: "ja", came: [next.called("Maria")], whyNot: "De var sjuka." };
    await house.do(me, recordOutcome, held);
    expect(codeOf(await act(recordOutcome, held))).toBe("already-done");
    const { called, outcome } = await meetingOf(next.caseId, next.meetingId);
    expect(outcome).toMatchObject({ held: true, why_not: "De var sjuka." });
    expect(called.map(({ name, came }) => [name.split(" ")[0], came])).toEqual([
      ["Alva", false],
      ["Johan", false],
      ["Maria", true],
      ["Lena", false],
    ]);
  });

  test("what has not been was not held, and who did not come is said why", async () => {
    const { caseId, meetingId, called } = await book(await newCase());
    const input = { caseId, meetingId, held: "ja", came: [called("Maria")] };
    expect(faultsOf(await act(recordOutcome, { ...input, whyNot: "x" }))).toEqual(["held"]);
    visit.at("2026-03-13");
    expect(faultsOf(await act(recordOutcome, input))).toEqual(["whyNot"]);
    expect(faultsOf(await act(recordOutcome, { ...input, came: [] }))).toEqual(["came"]);
    expect(faultsOf(await act(recordOutcome, { ...input, came: [meetingId], whyNot: "x" }))).toEqual(["came"]);
    expect(faultsOf(await act(recordOutcome, { ...input, came: [], held: "nej" }))).toEqual(["reason"]);
    // Who came is nothing to say of a meeting that was not held.
    expect(faultsOf(await act(recordOutcome, { ...input, held: "nej" }))).toEqual(["came", "reason"]);
  });
});

describe("in the case", () => {
  test("a meeting stands among what is next, what the case holds and what has happened; the pages work without scripts", async () => {
    visit.at("2026-03-02");
    const place = await newCase();
    const me = await visit.signIn("caseworker");
    const here = (path: string) => `/arenden/${place.caseId}/${path}`;
    const called = [place.maria];
    const empty = await submit(me, here("mote/nytt"), { ...when, kind: "", called: [] });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain("Välj minst en som kallas");
    const sent = await submit(me, here("mote/nytt"), { ...when, ...about, called });
    expect(sent.status).toBe(303);
    const meeting = sent.headers.get("location")?.split("?")[0] ?? "";
    const page = await (await me.get(meeting)).text();
    expect(titleOf(page)).toContain("Möte");
    const summonPath = /href="(\/arenden\/[^"]+\/kalla\/[^"]+)"/u.exec(page)?.[1] ?? "";
    const letterPath = /href="(\/arenden\/[^"]+\/kallelse\/[^"]+)"/u.exec(page)?.[1] ?? "";
    const shown = await (await me.get(letterPath)).text();
    expect(shown).toContain("Så här läser mottagaren brevet.");
    const letter = await me.get(letterPath.replace(/\/granska$/u, ""));
    expect(letter.headers.get("content-type")).toBe("application/pdf");
    expect(letter.headers.get("content-disposition")).toContain("kallelse.pdf");
    expect(await (await me.get(`/arenden/${place.caseId}`)).text()).toContain("Kalla Maria Testsson till mötet");
    expect((await submit(me, summonPath, { way: "e-post", mail: "" })).status).toBe(422);
    expect((await submit(me, summonPath, { way: "e-post", mail: "m@example.se" })).status).toBe(303);
    expect((await submit(me, `${meeting}/flytta`, { ...when, day: "2026-03-16", because: "Ny tid." })).status).toBe(303);
    visit.at("2026-03-17");
    const again = await visit.signIn("caseworker");
    expect(await (await again.get(`/arenden/${place.caseId}`)).text()).toContain("Skriv hur mötet gick");
    expect((await submit(again, `${meeting}/hur-det-gick`, { held: "nej", reason: "Hon kom inte." })).status).toBe(303);
    const whole = await everyTab(again, place.caseId);
    for (const said of [
      "Uppföljningsmöte bokades",
      "Uppföljningsmöte flyttades",
      "Maria Testsson kallades till uppföljningsmöte",
      "Uppföljningsmöte hölls inte",
    ])
      expect(whole).toContain(said);
    expect(whole).not.toContain("m@example.se");
    expect(await (await again.get(`${meeting}/stall-in`)).text()).toContain("Det är redan antecknat hur mötet gick");
  });

  test("a guardian's extract has the meetings that the guardian is called to, and nothing that is written to the child or of the others", async () => {
    visit.at("2026-03-02");
    const place = await newCase();
    const { house } = visit;
    await book(place, { agenda: "BOTH-AGENDA", childAbout: "CHILD-WORDS", called: [place.childId, place.maria, place.johan] });
    await book(place, { agenda: "ONLY-JOHAN", childAbout: undefined, called: [place.johan], others: "" });
    const asked = { caseId: place.caseId, guardianshipId: place.maria, harmReasoning: "Inget talar för det.", reporter: "visas" };
    const { extractId } = await house.do(house.staff.caseworker, makeGuardianExtract, asked);
    const { journal } = valueOf(await house.read(house.staff.caseworker, getJournalExtract, { caseId: place.caseId, extractId }));
    const said = JSON.stringify(journal);
    expect(said).toContain("BOTH-AGENDA");
    expect(said).not.toMatch(/CHILD-WORDS|ONLY-JOHAN|Lena Ek|Johan/u);
  });
});
