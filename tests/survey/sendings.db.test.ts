import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import type { Post } from "../../src/platform/core/post.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { makeSmtp } from "../../src/platform/messages/carriers/smtp.ts";
import { sendMessage } from "../../src/platform/messages/jobs/send.ts";
import { most } from "../../src/platform/messages/plan.ts";
import { callOffSending } from "../../src/survey/rounds/actions/call-off-sending.ts";
import { planSending } from "../../src/survey/rounds/actions/plan-sending.ts";
import { sendLink } from "../../src/survey/rounds/actions/send-link.ts";
import { setContact } from "../../src/survey/rounds/actions/set-contact.ts";
import { sendRounds } from "../../src/survey/rounds/jobs/send.ts";
import { tokenFor } from "../../src/survey/rounds/link.ts";
import { getRound } from "../../src/survey/rounds/queries/get-round.ts";
import { faultsInText, fillIn, usualTexts } from "../../src/survey/rounds/sending-text.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { localhost } from "../support/localhost-certificate.ts";
import { testLinkKey, testLinks } from "../support/link-key.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { deliver, openRound, letter } from "../support/rounds.ts";
import type { TestRound } from "../support/rounds.ts";

// A real mail server on a free port and a real database; the clock is the test's, and what runs by it runs when told.

let agency: House;
let post: Post;
let server: SMTPServer;
const received: { to: string[]; text: string }[] = [];
const logged: unknown[] = [];

beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  server = new SMTPServer({
    ...localhost,
    logger: false,
    authOptional: true,
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString("utf8") });
        callback();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const settings = { host: "localhost", port, tls: "required", account: null, from: "no-reply@example.se", ca: localhost.cert } as const;
  post = { carriers: { "e-post": makeSmtp(settings) }, outbox: null, phone: null };
});
afterAll(async () => {
  await new Promise<void>((done) => server.close(done));
  await agency.database.drop();
});

const context = (given: Partial<JobContext> = {}): JobContext => ({
  db: agency.database.app,
  clock: agency.door.clock,
  signal: new AbortController().signal,
  log: (line) => logged.push(line),
  runCommand: () => Promise.resolve({ code: 0, output: "" }),
  heads: null,
  post,
  links: testLinks,
  ...given,
});
/** Runs what is planned, and then what was asked for by it. */
async function work(given: Partial<JobContext> = {}): Promise<void> {
  await sendRounds.run({}, context(given));
  const { rows } = await sql<{
    id: string;
  }>`select id from messages.standing where state in ('väntar', 'försöks igen') order by id`.execute(agency.database.owner);
  for (const { id } of rows)
    await sendMessage.run({ municipalityId: agency.municipalityId, messageId: id }, context(given)).catch(() => undefined);
}
const mine = (round: TestRound) =>
  received.filter(({ to }) => to.some((one) => [...round.units.keys()].some((code) => one === `${code}.${tag(round)}@example.se`)));
const tag = ({ roundId }: TestRound) => roundId.slice(-12);

/** A round whose units have addresses that no other round has. */
async function newRound(size = 3): Promise<TestRound> {
  const round = await openRound(agency, { size, addresses: false });
  for (const [code, unitId] of round.units)
    await agency.do(agency.staff.agency, setContact, { unitId, email: `${code}.${tag(round)}@example.se` });
  return round;
}
const plan = (roundId: string, kind: "inbjudan" | "påminnelse", sendOn: string, given: object = {}) =>
  agency.act(agency.staff.agency, planSending, { roundId, kind, sendOn, ...letter(kind), ...given });
const look = async (roundId: string) => valueOf(await agency.read(agency.staff.agency, getRound, { roundId }));
/** The text of a mail without its line ends of quoted-printable. */
const plainOf = (text: string) =>
  Buffer.from(
    text.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

describe("an invitation", () => {
  test("goes once to every unit with its own link, over a real mail server, and nothing of the link is kept or logged", async () => {
    agency.at("2026-03-02");
    const round = await newRound();
    valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
    await work();
    await work();
    const mails = mine(round);
    expect(mails.map(({ to }) => to[0]).sort()).toEqual([...round.units.keys()].map((code) => `${code}.${tag(round)}@example.se`));
    const { municipalityId } = agency;
    for (const [code, unitId] of round.units) {
      const token = tokenFor(testLinkKey, { municipalityId, unitId, number: 1 });
      const text = plainOf(mails.find(({ to }) => to[0]?.startsWith(code))?.text ?? "");
      expect(text).toContain(`https://enkat.example.se/svara/${token}`);
      expect(text).toContain("Sista svarsdag är 2026-04-30.");
      expect(text).toContain("Undersökningsledaren, 075-247 30 00");
      expect(JSON.stringify(logged)).not.toContain(token);
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
        select to_jsonb(m)::text as t from messages.message m union all select to_jsonb(l)::text from survey.unit_link l
        union all select to_jsonb(e)::text from audit.event e union all select j.payload::text from graphile_worker._private_jobs j) all_rows
        where position(${token} in t) > 0`.execute(agency.database.owner);
      expect(rows[0]?.n).toBe(0);
    }
    const { sendings, units } = await look(round.roundId);
    expect(sendings).toMatchObject([{ kind: "inbjudan", sent: 3, waiting: 0, failed: 0, left: 0 }]);
    expect(units.map(({ state }) => state)).toEqual(["inbjuden", "inbjuden", "inbjuden"]);
  });

  test("holds the link that is good when it is sent, and none that was withdrawn", async () => {
    const round = await newRound(1);
    const unitId = round.units.get("0114") ?? "";
    valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
    await sendRounds.run({}, context());
    valueOf(await agency.act(agency.staff.agency, sendLink, { unitId, which: "en ny länk" }));
    await work();
    const { municipalityId } = agency;
    const [old, good] = [1, 2].map((number) => tokenFor(testLinkKey, { municipalityId, unitId, number }));
    const texts = mine(round).map(({ text }) => plainOf(text));
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text).toContain(good);
      expect(text).not.toContain(old);
    }
  });

  test("that waits goes to no address that is the unit's no longer: whoever had it would get the link that is good", async () => {
    const round = await newRound(1);
    const unitId = round.units.get("0114") ?? "";
    valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
    await sendRounds.run({}, context());
    await agency.do(agency.staff.agency, setContact, { unitId, email: `ny.${tag(round)}@example.se` });
    valueOf(await agency.act(agency.staff.agency, sendLink, { unitId, which: "en ny länk" }));
    await work();
    expect(received.flatMap(({ to }) => to).filter((one) => one.endsWith(`.${tag(round)}@example.se`))).toEqual([
      `ny.${tag(round)}@example.se`,
    ]);
  });

  test("that came to nobody goes anew when the address is changed: to the new one, once", async () => {
    const round = await newRound(2);
    const [[kept = "", first = ""] = [], [moved = "", second = ""] = []] = [...round.units].reverse();
    const to = (who: string) => `${who}.${tag(round)}@example.se`;
    const sent = () => received.filter((mail) => mail.to[0]?.endsWith(`.${tag(round)}@example.se`));
    const addressed = () => sent().map((mail) => mail.to[0]);
    const change = (unitId: string, who: string) => agency.do(agency.staff.agency, setContact, { unitId, email: to(who) });
    valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
    await sendRounds.run({}, context());
    // One is withheld, because the address is another when it is its turn. The other has gone, and goes to nobody else.
    await change(second, "ny");
    await work();
    expect(addressed()).toEqual([to(kept)]);
    await change(first, "annan");
    for (let turn = 0; turn < 3; turn++) await work();
    expect(addressed()).toEqual([to(kept), to("ny")]);
    expect(addressed()).not.toContain(to(moved));
    expect((await look(round.roundId)).sendings).toMatchObject([{ sent: 2, waiting: 0, failed: 0, left: 0 }]);
    // So does what the help desk sends, with the link that is good; an address that comes back is no new one.
    valueOf(await agency.act(agency.staff.agency, sendLink, { unitId: second, which: "en ny länk" }));
    await change(second, "tredje");
    for (let turn = 0; turn < 3; turn++) await work();
    expect(addressed()).toEqual([to(kept), to("ny"), to("tredje")]);
    const token = tokenFor(testLinkKey, { municipalityId: agency.municipalityId, unitId: second, number: 2 });
    expect(plainOf(sent().at(-1)?.text ?? "")).toContain(token);
    await change(second, "ny");
    await work();
    expect(addressed()).toHaveLength(3);
  });

  test("is not sent where the key is another than the links were made with, or where nobody knows our address", async () => {
    const round = await newRound(1);
    valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
    for (const links of [{ ...testLinks, key: Buffer.alloc(32, 9) }, null]) await work({ links });
    expect(mine(round)).toEqual([]);
    expect((await look(round.roundId)).sendings).toMatchObject([{ sent: 0, waiting: 1 }]);
    await work();
    expect(mine(round)).toHaveLength(1);
  });

  test("is to be a subject of one line, with places that mean something, and a link in the text alone", async () => {
    const { roundId } = await newRound(1);
    expect(faultsOf(await plan(roundId, "inbjudan", "2026-03-02", { subjectLine: "Ämne\r\nBcc: mallory@example.se" }))).toBe("subjectLine");
    expect(faultsOf(await plan(roundId, "inbjudan", "2026-02-01", { subjectLine: "{länk} {token}", words: "Hej {fnord}" }))).toBe(
      "subjectLine,words,subjectLine,words,sendOn",
    );
    expect(faultsOf(await plan(roundId, "inbjudan", "2026-05-15"))).toBe("sendOn");
    expect(faultsInText(usualTexts.inbjudan)).toEqual([]);
    const values = { enhet: "{länk}", enkät: "$&", "sista dag": "d", länk: "L", kontakt: "k", myndighet: "m" };
    expect(fillIn("{enhet} {enkät} {länk}", values)).toBe("{länk} $& L");
  });
});

describe("a reminder", () => {
  test("waits for its day and the morning, goes to those alone who have not delivered, and twice to nobody whoever works at it", async () => {
    agency.at("2026-03-02");
    const round = await newRound(4);
    const [first = "", second = ""] = round.units.values();
    valueOf(await plan(round.roundId, "påminnelse", "2026-03-10"));
    await work();
    agency.at("2026-03-10", "07:59");
    await work();
    expect(mine(round)).toEqual([]);
    await deliver(agency, first);
    agency.at("2026-03-10", "08:00");
    // Two processes at once, and then again.
    await Promise.all([sendRounds.run({}, context()), sendRounds.run({}, context()), sendRounds.run({}, context())]);
    // One delivers when its message waits already: it is not sent.
    await deliver(agency, second);
    await work();
    await work();
    expect(
      mine(round)
        .map(({ to }) => to[0]?.slice(0, 4))
        .sort(),
    ).toEqual([...round.units.keys()].slice(2));
    expect((await look(round.roundId)).sendings).toMatchObject([{ sent: 2, failed: 1, left: 0 }]);
    expect((await look(round.roundId)).units.map(({ state }) => state)).toEqual(["levererad", "levererad", "påmind", "påmind"]);
    agency.at("2026-03-02");
  });

  test("is planned once for a day; called off it goes to nobody more, and may be planned anew", async () => {
    const round = await newRound(2);
    const both = await Promise.all([plan(round.roundId, "påminnelse", "2026-03-12"), plan(round.roundId, "påminnelse", "2026-03-12")]);
    expect(both.map(codeOf).sort()).toEqual(["already-planned", "ok"]);
    const made = both.find((one) => one.ok);
    const sendingId = made?.ok ? made.value.sendingId : "";
    agency.at("2026-03-12");
    await sendRounds.run({}, context());
    for (let turn = 0; turn < 2; turn++) expect(codeOf(await agency.act(agency.staff.agency, callOffSending, { sendingId }))).toBe("ok");
    await work();
    expect(mine(round)).toEqual([]);
    expect(codeOf(await plan(round.roundId, "påminnelse", "2026-03-12"))).toBe("ok");
    await work();
    expect(mine(round)).toHaveLength(2);
    agency.at("2026-03-02");
  });

  test("goes to a unit that gets an address later, and not after the closing day", async () => {
    const round = await openRound(agency, { size: 1, addresses: false });
    const unitId = round.units.get("0114") ?? "";
    valueOf(await plan(round.roundId, "påminnelse", "2026-03-02"));
    await work();
    expect((await look(round.roundId)).sendings).toMatchObject([{ sent: 0, left: 1 }]);
    agency.at("2026-05-15");
    await agency.do(agency.staff.agency, setContact, { unitId, email: `0114.${tag(round)}@example.se` });
    await work();
    expect(mine(round)).toEqual([]);
    agency.at("2026-05-14");
    await work();
    expect(mine(round)).toHaveLength(1);
    agency.at("2026-03-02");
  });

  test("keeps to the limits of messages: what is over them waits, and is told", async () => {
    const round = await newRound(8);
    const shared = `forvaltningen.${tag(round)}@example.se`;
    for (const unitId of round.units.values()) await agency.do(agency.staff.agency, setContact, { unitId, email: shared });
    valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
    await work();
    await work();
    expect(received.filter(({ to }) => to[0] === shared)).toHaveLength(most.toOneAddress);
    expect((await look(round.roundId)).sendings).toMatchObject([{ sent: most.toOneAddress, left: 2 }]);
    agency.at("2026-03-03", "12:00");
    await work();
    expect(received.filter(({ to }) => to[0] === shared)).toHaveLength(8);
    agency.at("2026-03-02");
  });
});

test("nothing is planned where e-mail is not set up, and the page says so", async () => {
  const round = await newRound(1);
  valueOf(await plan(round.roundId, "inbjudan", "2026-03-02"));
  await work({ post: null });
  expect((await look(round.roundId)).sendings).toMatchObject([{ sent: 0, left: 1 }]);
  const { n } = await inMunicipality(agency.database.app, agency.municipalityId, (tx) =>
    tx
      .selectFrom("survey.unit_sending")
      .select((select) => select.fn.countAll<number>().as("n"))
      .where("unit_id", "=", round.units.get("0114") ?? "")
      .executeTakeFirstOrThrow(),
  );
  expect(Number(n)).toBe(0);
});
