import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { maskReporter } from "../../src/casework/intake/actions/mask-reporter.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { hearingOf } from "../../src/casework/party/party-table.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { callOffMeeting, moveMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { summon } from "../../src/casework/meeting/actions/summon.ts";
import type { CalledPart } from "../../src/casework/meeting/meeting-part.ts";
import { getMeeting } from "../../src/casework/meeting/queries/get-meeting.ts";
import { isUntold, toldWords } from "../../src/casework/meeting/rules.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import { makeDigitalPost } from "../../src/platform/messages/carriers/digital-post.ts";
import { signatureOf } from "../../src/platform/messages/carriers/webhook.ts";
import { sendMessage } from "../../src/platform/messages/jobs/send.ts";
import { openVisit, submit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { confirmClaims, openCaseFor } from "../support/casework.ts";
import { adults, numberAt } from "../support/identities.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { faultsOf, saidOf } from "../support/outcomes.ts";
import { readPdf } from "../support/pdf.ts";

/** The letter itself by digital post, against a supplier that answers on a port of its own. */
const secret = "a secret agreed with the supplier of letters";
let visit: Visit;
let numbers = 0;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  visit = await openVisit("0114", ["e-post", "sms", "digital post"]);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => visit.close());

type Asked = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string | undefined };
/** What the supplier answers: to the question, and to the letter; a text is what it says with 200. */
type Answers = { readonly reachable: string | number; readonly letters?: readonly number[] };

async function startSupplier({ reachable, letters = [] }: Answers) {
  const asked: Asked[] = [];
  let given = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      asked.push({ headers: request.headers, body, path: request.url });
      if (body.includes('"ask"'))
        response.writeHead(typeof reachable === "number" ? reachable : 200).end(typeof reachable === "string" ? reachable : "");
      else response.writeHead(letters[given++] ?? 200).end("words of the supplier's");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => new Promise((done) => server.close(done)));
  return { asked, carrier: makeDigitalPost({ url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/post`), secret }) };
}
const yes = '{"reachable":true}';

type Summoned = { readonly caseId: string; readonly meetingId: string; readonly number: string };

/** A meeting to which a guardian with a number is called, and nobody is told yet. */
async function booked({ alone = false } = {}): Promise<Summoned & { readonly calledId: string; readonly childCalledId: string }> {
  const { house } = visit;
  const me = house.staff.caseworker;
  visit.at("2026-03-02");
  const { caseId } = await openCaseFor(house);
  await confirmClaims(house, me, caseId);
  const { child, guardians } = await lookAt(house, caseId);
  const [guardian] = guardians;
  const number = numberAt(adults, numbers++);
  await sql`update people.person set identity_number = ${number} where id = ${guardian?.id}::uuid`.execute(house.database.owner);
  const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret" };
  const about = { kind: "uppföljningsmöte", agenda: "Hur det går i skolan.", contact: "0123-45 60 11", childAbout: "Hur du har det." };
  const { meetingId } = await house.do(me, bookMeeting, {
    caseId,
    ...when,
    ...about,
    called: [...(alone ? [] : [child.id]), guardian?.guardianship_id],
  });
  const { meeting } = valueOf(await house.read(me, getMeeting, { caseId, meetingId }));
  const of = (capacity: string) => meeting.called.find((one) => one.capacity === capacity)?.id ?? "";
  return { caseId, meetingId, number, calledId: of("vårdnadshavare"), childCalledId: of("barnet") };
}

async function summoned() {
  const one = await booked();
  const { caseId, meetingId, calledId } = one;
  await visit.house.do(visit.house.staff.caseworker, summon, { caseId, meetingId, calledId, way: "digital post" });
  return one;
}

const calledOf = async ({ caseId, meetingId }: Summoned): Promise<CalledPart> => {
  const { meeting } = valueOf(await visit.house.read(visit.house.staff.caseworker, getMeeting, { caseId, meetingId }));
  const called = meeting.called.find((one) => one.capacity === "vårdnadshavare");
  if (!called) throw new Error("Nobody is called.");
  return called;
};
const asItStands = async (one: Summoned, number = 1) => {
  const called = await calledOf(one);
  return { words: toldWords(called, number), isToDo: isUntold(called, number) };
};

async function turnOf(one: Summoned, carrier: ReturnType<typeof makeDigitalPost>, place = -1): Promise<string | undefined> {
  return takeTurn(one, (await calledOf(one)).told.at(place)?.message_id ?? "", carrier);
}
async function takeTurn(
  one: { readonly number: string },
  messageId: string,
  carrier: ReturnType<typeof makeDigitalPost>,
): Promise<string | undefined> {
  const { house } = visit;
  const logged: unknown[] = [];
  const context: JobContext = {
    db: house.door.db,
    clock: house.door.clock,
    post: { carriers: { "digital post": carrier }, outbox: carrier, phone: "0123-45 60 00" },
    ...{ signal: new AbortController().signal, heads: null, log: (line: unknown) => logged.push(line) },
    runCommand: () => Promise.resolve({ code: 0, output: "" }),
  };
  const run = sendMessage.run({ municipalityId: house.municipalityId, messageId }, context);
  const fault = await run.then(
    () => undefined,
    (thrown: { code?: string }) => thrown.code,
  );
  expect(JSON.stringify(logged)).not.toContain(one.number);
  return fault;
}

describe("a letter by digital post", () => {
  test("is given to the supplier signed, once for each message: who it is to in the body alone, the letter as a PDF, words that say nothing", async () => {
    const one = await summoned();
    const { asked, carrier } = await startSupplier({ reachable: yes });
    await turnOf(one, carrier);
    expect(await asItStands(one)).toEqual({ words: "Digital post, skickat", isToDo: false });
    const [question, letter] = asked.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(question).toEqual({ ask: "reachable", to: one.number });
    const { attachment, ...words } = letter as { attachment: { name: string; type: string; content: string } };
    const messageId = (await calledOf(one)).told[0]?.message_id;
    expect(words).toMatchObject({ id: messageId, to: one.number, sender: "Kommun 0114", subject: "Du har ett brev från Kommun 0114" });
    expect(JSON.stringify(words)).not.toMatch(/skolan|möte|barn|Testsson/iu);
    expect(attachment).toMatchObject({ name: "brev.pdf", type: "application/pdf" });
    const { text } = await readPdf(Buffer.from(attachment.content, "base64"));
    expect(text).toContain("Kallelse till möte");
    expect(text).toContain("Hur det går i skolan.");
    expect(text).not.toContain("Hur du har det.");
    for (const { headers, body, path } of asked) {
      expect(headers["fortrogen-signature"]).toBe(signatureOf(secret, String(headers["fortrogen-moment"]), body));
      expect([path, JSON.stringify(headers).includes(one.number)]).toEqual(["/post", false]);
    }
    expect(asked.map(({ headers }) => headers["idempotency-key"])).toEqual([undefined, messageId]);
    // Its turn once more: nothing is left to send.
    await turnOf(one, carrier);
    expect(asked).toHaveLength(2);
  });

  test("to somebody without a letter box goes nowhere, and the case asks for another way, which is offered without this one", async () => {
    const one = await summoned();
    const { asked, carrier } = await startSupplier({ reachable: '{"reachable":false}' });
    const me = await visit.signIn("caseworker");
    const form = (id: string) => me.get(`/arenden/${one.caseId}/mote/${one.meetingId}/kalla/${id}`).then((answer) => answer.text());
    expect(await form(one.calledId)).toContain('value="digital post"');
    expect(await form(one.childCalledId)).not.toContain('value="digital post"');
    expect(await turnOf(one, carrier)).toBeUndefined();
    expect(asked).toHaveLength(1);
    const words = "Digital post, kom inte fram: personen har ingen digital brevlåda. Lämna brevet eller välj ett annat sätt";
    expect(await asItStands(one)).toEqual({ words, isToDo: true });
    const page = await form(one.calledId);
    expect(page).toContain("har ingen digital brevlåda, så brevet kom inte fram. Välj ett annat sätt.");
    expect(page).not.toContain('value="digital post"');
    const { caseId, meetingId, calledId } = one;
    await visit.house.do(visit.house.staff.caseworker, summon, { caseId, meetingId, calledId, way: "brev" });
    expect(await asItStands(one)).toEqual({ words: "Brev", isToDo: false });
  });

  test.each<[string, Answers, string]>([
    ["does not answer the question", { reachable: 503 }, "http 503"],
    ["answers something else", { reachable: "<html>" }, "odd answer"],
    ["answers without end", { reachable: `{"reachable":true,"more":"${"a".repeat(5_000)}"}` }, "odd answer"],
    ["does not take the letter now", { reachable: yes, letters: [429] }, "http 429"],
    ["does not know us", { reachable: 401 }, "http 401"],
  ])("is tried again where the supplier %s, by the same identifier", async (_what, answers, fault) => {
    const one = await summoned();
    const first = await startSupplier(answers);
    expect(await turnOf(one, first.carrier)).toBe(fault);
    expect((await asItStands(one)).words).toBe("Digital post, har inte gått fram än: ring om det är bråttom");
    const second = await startSupplier({ reachable: yes });
    await turnOf(one, second.carrier);
    expect((await asItStands(one)).words).toBe("Digital post, skickat");
    const keys = [...first.asked, ...second.asked].flatMap(({ headers }) => headers["idempotency-key"] ?? []);
    expect(new Set(keys).size).toBe(1);
  });

  test("that the supplier refuses for good is not tried again", async () => {
    const one = await summoned();
    const { carrier } = await startSupplier({ reachable: yes, letters: [422] });
    expect(await turnOf(one, carrier)).toBeUndefined();
    expect(await asItStands(one)).toMatchObject({ isToDo: true });
  });

  test("goes anew with what holds when the meeting is moved or called off, and as it is when its turn comes", async () => {
    const one = await summoned();
    const { asked, carrier } = await startSupplier({ reachable: yes });
    await turnOf(one, carrier);
    const me = visit.house.staff.caseworker;
    const { caseId, meetingId } = one;
    const when = { day: "2026-03-16", time: "09:00", minutes: "30", way: "besök", place: "Biblioteket" };
    await visit.house.do(me, moveMeeting, { caseId, meetingId, ...when, because: "Sjukdom." });
    await turnOf(one, carrier);
    const letters = asked.map(({ body }) => JSON.parse(body) as { attachment?: { content: string } }).filter((each) => each.attachment);
    const { text } = await readPdf(Buffer.from(letters.at(-1)?.attachment?.content ?? "", "base64"));
    expect(text).toContain("Ny tid för mötet");
    expect(text).toContain("Biblioteket");
    expect(text).not.toContain("Sjukdom");
    await visit.house.do(me, callOffMeeting, { caseId, meetingId, because: "Ingen kan." });
    await turnOf(one, carrier);
    expect(await asItStands(one, 3)).toEqual({ words: "Digital post, skickat", isToDo: false });
  });
});

describe("nothing is sent by digital post", () => {
  test("to somebody whose identity is protected: not offered, refused, and a constraint", async () => {
    const one = await booked({ alone: true });
    const { house } = visit;
    const { person_id: id } = await calledOf(one);
    await sql`update people.person set protected_identity = 'sekretessmarkering' where id = ${id}::uuid`.execute(house.database.owner);
    const { caseId, meetingId, calledId } = one;
    const me = await visit.signIn("caseworker");
    const page = await (await me.get(`/arenden/${caseId}/mote/${meetingId}/kalla/${calledId}`)).text();
    expect(page).toContain("Skyddad identitet");
    expect(page).not.toContain('value="digital post"');
    const refused = await house.act(house.staff.caseworker, summon, { caseId, meetingId, calledId, way: "digital post" });
    expect(refused).toMatchObject({ ok: false, error: { code: "protected-never-by-digital-post", field: "way" } });
    expect((await calledOf(one)).told).toEqual([]);
    const insert = sql`insert into messages.message (municipality_id, id, template, channel, address, recipient_protected, cleared_because, recorded_by, recorded_at)
      values (${house.municipalityId}, gen_random_uuid(), 'letter', 'digital post', ${one.number}, true, 'Säker.', ${house.staff.caseworker.staffId}::uuid, now())`;
    await expect(insert.execute(house.database.owner)).rejects.toThrow("protected_recipient_has_no_digital_post");
  });

  test("to somebody who has got a protected identity, or another number, since it was planned", async () => {
    for (const change of ["protected_identity = 'skyddad folkbokföring'", `identity_number = '${numberAt(adults, 40)}'`]) {
      const one = await summoned();
      const { person_id: id } = await calledOf(one);
      await sql`update people.person set ${sql.raw(change)} where id = ${id}::uuid`.execute(visit.house.database.owner);
      const { asked, carrier } = await startSupplier({ reachable: yes });
      await turnOf(one, carrier);
      expect(asked).toEqual([]);
      expect(await asItStands(one)).toEqual({ words: "Digital post, skickades inte: det får inte meddelas så längre", isToDo: true });
      await sql`update people.person set identity_number = null where id = ${id}::uuid`.execute(visit.house.database.owner);
    }
  });

  test("to the child, to somebody without a number, or where the operator has set up none", async () => {
    const one = await booked();
    const { house } = visit;
    const me = house.staff.caseworker;
    const { caseId, meetingId } = one;
    const summons = (calledId: string) => house.act(me, summon, { caseId, meetingId, calledId, way: "digital post" });
    expect(faultsOf(await summons(one.childCalledId))).toBe("way");
    const { person_id: id } = await calledOf(one);
    await sql`update people.person set identity_number = null where id = ${id}::uuid`.execute(house.database.owner);
    expect(await summons(one.calledId)).toMatchObject({ ok: false, error: { code: "invalid-address", field: "way" } });
    Object.assign(house.door, { channels: ["e-post"] });
    expect(await summons(one.calledId)).toMatchObject({ ok: false, error: { code: "channel-not-offered", field: "way" } });
    Object.assign(house.door, { channels: ["e-post", "sms", "digital post"] });
  });
});

describe("a letter to a party", () => {
  const day = "2026-03-02";
  const words = { kind: "kommunicerat", happenedOn: day, way: "digital post", replyBy: "2026-03-16", material: "MATERIAL-TO-MARIA" };
  const me = () => visit.house.staff.caseworker;

  async function ofParty() {
    visit.at(day);
    const secret = { reporterCategory: "privatperson", reporterName: "Gun Grannström", feedbackRequested: "nej" };
    const one = await investigatedCase(visit.house, secret);
    await visit.house.do(me(), maskReporter, {
      caseId: one.caseId,
      intakeId: one.intakeId,
      masked: "ja",
      ground: "fara för våld",
      maskReason: "Hot.",
    });
    const personId = (await lookAt(visit.house, one.caseId)).guardians[1]?.id ?? "";
    const number = numberAt(adults, numbers++);
    await sql`update people.person set identity_number = ${number} where id = ${personId}::uuid`.execute(visit.house.database.owner);
    return { ...one, personId, number, of: { caseId: one.caseId, investigationId: one.investigationId, personId } };
  }
  const messageOf = async (caseId: string) => {
    const { rows } = await sql<{ id: string }>`select message_id as id from party.communication where case_id = ${caseId}::uuid
      and message_id is not null`.execute(visit.house.database.owner);
    return rows[0]?.id ?? "";
  };
  const stateOf = async (caseId: string) => (await lookAt(visit.house, caseId)).communications.map(({ sent_state: state }) => state);

  test("goes with what is written, planned with it, and how it stands is in the case; what may tell something protected is not sent", async () => {
    const { of, caseId, number } = await ofParty();
    expect(saidOf(await visit.house.act(me(), communicate, { ...of, ...words, material: "Gun såg det." }))).toContain("vem som har anmält");
    expect(await stateOf(caseId)).toEqual([]);
    expect(faultsOf(await visit.house.act(me(), communicate, { ...of, ...words, happenedOn: "2026-03-01" }))).not.toBe("");
    await visit.house.do(me(), communicate, { ...of, ...words });
    expect(await stateOf(caseId)).toEqual(["väntar"]);
    const { asked, carrier } = await startSupplier({ reachable: yes });
    expect(await takeTurn({ number }, await messageOf(caseId), carrier)).toBeUndefined();
    const { attachment, ...around } = JSON.parse(asked[1]?.body ?? "{}") as { attachment: { content: string } };
    const { text } = await readPdf(Buffer.from(attachment.content, "base64"));
    expect(text).toContain("MATERIAL-TO-MARIA");
    expect(text).toContain("Vår beteckning");
    expect(JSON.stringify(around)).not.toContain("MATERIAL");
    expect(await stateOf(caseId)).toEqual(["skickat"]);
    const browser = await visit.signIn("caseworker");
    expect(await (await browser.get(`/arenden/${caseId}/journal`)).text()).toContain("Digital post: skickat.");
  });

  test("that did not come through has told nobody: the page says so, and nothing may be refused on it", async () => {
    const { of, caseId, investigationId, personId, number } = await ofParty();
    await visit.house.do(me(), communicate, { ...of, ...words });
    const { carrier } = await startSupplier({ reachable: '{"reachable":false}' });
    await takeTurn({ number }, await messageOf(caseId), carrier);
    expect(await stateOf(caseId)).toEqual(["ingen brevlåda"]);
    const browser = await visit.signIn("caseworker");
    expect(await (await browser.get(`/arenden/${caseId}/parter`)).text()).toContain(
      "Digital post: kom inte fram, personen har ingen digital brevlåda.",
    );
    const parts = await lookAt(visit.house, caseId);
    expect(hearingOf(parts.communications, investigationId, personId, "2026-03-20").heard).toBe(false);
  });

  test("is seen before it is sent, without JavaScript: what was typed is kept, and what it may tell is said", async () => {
    const { of, caseId, investigationId, personId } = await ofParty();
    const browser = await visit.signIn("caseworker");
    const typed = { ...words, material: "Gun såg det hända.", _look: "ja" };
    const page = await (
      await submit(browser, `/arenden/${caseId}/utredning/${investigationId}/part/${personId}/kommunicering`, typed)
    ).text();
    for (const said of [
      "Så blir brevet",
      "Kan visa vem som har anmält",
      "Du får ta del av materialet innan beslut fattas",
      ">Gun såg det hända.</textarea>",
    ])
      expect(page).toContain(said);
    expect((await lookAt(visit.house, of.caseId)).communications).toEqual([]);
  });
});
