import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shippedAlone } from "../../../tests/support/answered-form.ts";
import { startTestApp } from "../../../tests/support/app.ts";
import type { TestApp } from "../../../tests/support/app.ts";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { addRound, agencyCode, newKeys } from "../../../tests/support/delivery.ts";
import { codeOf, faultsOf } from "../../../tests/support/outcomes.ts";
import { jobContext } from "../../../tests/survey/agency.ts";
import { machineIn } from "../../platform/core/actor.ts";
import { perform } from "../../platform/core/door.ts";
import { JobInterrupted } from "../../platform/core/job.ts";
import { publicText } from "../../platform/core/signing-key.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { openPost } from "../../platform/messages/settings.ts";
import { addressAnswers } from "../collection/actions/address-answers.ts";
import { beginAnswers } from "../collection/actions/begin-answers.ts";
import { noteKey } from "../collection/actions/note-key.ts";
import { savePage } from "../collection/actions/save-page.ts";
import { sendAnswers } from "../collection/actions/send-answers.ts";
import { setRecipient } from "../collection/actions/set-recipient.ts";
import { signAnswers } from "../collection/actions/sign-answers.ts";
import { mostTries } from "../collection/delivery/dispatch.ts";
import { makeOwnKey, readOwnKey } from "../collection/delivery/own-key.ts";
import { operation, postDelivery } from "../collection/delivery/post-delivery.ts";
import { readReceipt, writeReceipt } from "../collection/delivery/receipt.ts";
import { formOf } from "../collection/find-set.ts";
import { sendToAgency } from "../collection/jobs/send-to-agency.ts";
import { findRecipients } from "../collection/queries/find-recipients.ts";
import { getAnswerSet } from "../collection/queries/get-answer-set.ts";
import { getSending } from "../collection/queries/get-sending.ts";
import { digestOfSaved } from "../collection/signed.ts";
import { registerKey } from "./actions/unit-keys.ts";

/** The button that sends signed answers: to the agency's program and nowhere else, once whoever presses how often, and never believing what is answered. */
let municipality: House;
let agency: House;
let app: TestApp;
let liar: Server;
let folder: string;
let setId: string;
let agencyKey: string;
const now = new Date("2026-03-14T09:00:00+01:00");
/** What the receiver that is not to be trusted answers, and what it was sent. */
let lie: (response: ServerResponse) => void;
let heard: { readonly path: string; readonly body: string }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
  municipality = await openHouse({ code: "0114" });
  agency = await openHouse({ code: agencyCode, database: municipality.database });
  for (const house of [municipality, agency]) house.atMoment(now);
  app = await startTestApp(municipality.database, { now, signingKeys: folder });
  liar = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      heard.push({ path: request.url ?? "", body: Buffer.concat(pieces).toString() });
      lie(response);
    });
  });
  liar.listen(0, "127.0.0.1");
  await once(liar, "listening");
  const publicKey = await makeKey(municipality, "0114");
  agencyKey = await makeKey(agency, agencyCode);
  const { roundId, units } = await addRound(agency, ["0114"]);
  await agency.do(agency.staff.agency, registerKey, { unitId: units["0114"] ?? "", follows: 0, publicKey, cameFrom: "Brev." });
  const { analyst } = municipality.staff;
  setId = (await municipality.do(analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay: "2026-04-01" })).answerSetId;
  await municipality.do(analyst, addressAnswers, { answerSetId: setId, follows: 0, agency: agencyCode, roundId });
});
afterAll(async () => {
  liar?.closeAllConnections();
  liar?.close();
  await app?.close();
  await municipality.database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  heard = [];
  municipality.atMoment(now);
});

/** Makes a key as the command does, and gives its public half. */
async function makeKey(house: House, code: string): Promise<string> {
  const publicKey = publicText(valueOf(await makeOwnKey(folder, code, false)));
  valueOf(await perform(house.door, noteKey, machineIn(house.municipalityId), { publicKey }, { requestId: randomUUID() }));
  return publicKey;
}
const liarAt = () => `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
const doorWithKeys = () => ({ ...municipality.door, signingKeys: folder });

let recipients = 0;
/** Sets the agency's address as whoever runs the program does. */
async function reachAt(address: string | undefined): Promise<void> {
  const { operator } = municipality.staff;
  const given = { agency: agencyCode, agencyName: "Provmyndigheten", address, publicKey: agencyKey };
  recipients = (await municipality.do(operator, setRecipient, { follows: recipients, ...given })).number;
}

let saves = 0;
/** Another answer, signed: the next signature. */
async function signAnew(email?: string): Promise<void> {
  const { analyst, director } = municipality.staff;
  const page = { answerSetId: setId, page: "implementering", follows: saves, answers: { q1_1: saves % 2 === 0 ? "Ja" : "Nej" } };
  saves = (await municipality.do(analyst, savePage, page)).number;
  const set = valueOf(await municipality.read(director, getAnswerSet, { answerSetId: setId }));
  const digest = digestOfSaved(valueOf(await formOf(shippedAlone, set)), set);
  await municipality.do(director, signAnswers, { answerSetId: setId, digest, email });
}

const press = () => perform(doorWithKeys(), sendAnswers, municipality.staff.director, { answerSetId: setId }, { requestId: randomUUID() });
const work = (number: number, signal = new AbortController().signal) =>
  sendToAgency.run({ municipalityId: municipality.municipalityId, answerSetId: setId, number }, { ...jobContext(municipality), signal });
const sending = async () => valueOf(await municipality.read(municipality.staff.analyst, getSending, { answerSetId: setId }));
const state = async () => (await sending()).sending?.state;
/** Presses, and lets the job run once; gives what came of it. */
async function sendOnce() {
  const { number } = valueOf(await press());
  const fault = await work(number).then(
    () => null,
    (cause: unknown) => (cause as { code?: string }).code ?? "?",
  );
  return { number, fault, ...(await sending()).sending };
}
const deliveries = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from survey.delivery`.execute(agency.database.owner)).rows[0]?.n;
const jobs = async () =>
  (
    await sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs where task_identifier = ${sendToAgency.name}`.execute(
      municipality.database.owner,
    )
  ).rows[0]?.n;

describe("the agency that answers are sent to", () => {
  const set = (house: House, given: Readonly<Record<string, unknown>>, who: "operator" | "analyst" = "operator") =>
    house.act(house.staff[who], setRecipient, {
      ...{
        agency: agencyCode,
        follows: recipients,
        agencyName: "Provmyndigheten",
        address: "https://enkat.example.se",
        publicKey: agencyKey,
      },
      ...given,
    });

  test("is set by whoever runs the program, with an address of deliveries and nothing else", async () => {
    for (const address of ["http://example.se", "https://a:b@example.se", "https://example.se/annat", `https://example.se${operation}?a=b`, "file:///etc/passwd", "enkat.example.se", "http://169.254.169.254/latest"])
      expect([address, faultsOf(await set(municipality, { address }))]).toEqual([address, "address"]); // prettier-ignore
    for (const publicKey of ["x", agencyKey.slice(4), "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"])
      expect(faultsOf(await set(municipality, { publicKey }))).toBe("publicKey");
    expect(faultsOf(await set(municipality, { agency: "5", agencyName: "" }))).toBe("agency,agencyName");
    expect(codeOf(await set(municipality, {}, "analyst"))).toBe("not-permitted");
    expect((await municipality.read(municipality.staff.operator, findRecipients, {})).ok).toBe(true);
    recipients = valueOf(await set(municipality, { address: `https://enkat.example.se${operation}` })).number;
    expect(codeOf(await set(municipality, { follows: 0 }))).toBe("changed-meanwhile");
    const [shown] = valueOf(await municipality.read(municipality.staff.operator, findRecipients, {})).recipients;
    expect(shown).toMatchObject({ agency: agencyCode, address: "https://enkat.example.se", publicKey: agencyKey, number: recipients });
    expect(shown?.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/u);
  });

  test("is on the machine itself where the municipality is made up", async () => {
    const at = sql`update core.municipality set is_demo = not is_demo where id = ${municipality.municipalityId}`;
    await at.execute(municipality.database.owner);
    expect(faultsOf(await set(municipality, {}))).toBe("address");
    recipients = valueOf(await set(municipality, { address: "http://localhost:3000" })).number;
    await at.execute(municipality.database.owner);
  });
});

describe("signed answers", () => {
  test("are not sent before they are signed, nor without an address", async () => {
    expect(codeOf(await press())).toBe("not-signed");
    await signAnew();
    await reachAt(undefined);
    expect(codeOf(await press())).toBe("no-recipient-address");
    expect((await sending()).recipient).toMatchObject({ agencyName: "Provmyndigheten", host: null });
    expect(await jobs()).toBe(0);
  });

  test("are sent once however often somebody presses, and their receipt is kept; who signed is told", async () => {
    await reachAt(app.address);
    await signAnew("chefen@kommun.example.se");
    const pressed = await Promise.all([1, 2, 3, 4].map(() => press()));
    expect(new Set(pressed.map((one) => valueOf(one).number)).size).toBe(1);
    expect([await jobs(), await state()]).toEqual([1, "väntar"]);
    const { number } = valueOf(await press());
    const post = openPost({ smtp: null, sms: null, letters: null, outbox: join(folder, "ut"), phone: null });
    const about = { municipalityId: municipality.municipalityId, answerSetId: setId, number };
    await Promise.allSettled([1, 2].map(() => sendToAgency.run(about, { ...jobContext(municipality), post })));
    await sendToAgency.run(about, { ...jobContext(municipality), post });
    const shown = await sending();
    expect(shown.sending).toMatchObject({ state: "mottagen", signature: shown.signature, isGoing: false, isToThis: true });
    expect(shown.receipts).toMatchObject([{ signature: shown.signature, delivery: 1, verified: true }]);
    expect([valueOf(await press()).number, await deliveries()]).toEqual([number, 1]);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from messages.message
      where address = 'chefen@kommun.example.se'`.execute(municipality.database.owner);
    expect(rows[0]?.n).toBe(2);
  });

  test("are sent again, to the byte, where the process was killed in the middle", async () => {
    await signAnew();
    await reachAt(liarAt());
    const stopping = new AbortController();
    lie = () => stopping.abort();
    const { number } = valueOf(await press());
    await expect(work(number, stopping.signal)).rejects.toThrow(JobInterrupted);
    expect([await state(), valueOf(await press()).number]).toEqual(["försök", number]);
    const [first] = heard;
    // It had come, and the answer was lost.
    const taken = await postDelivery(app.address, first?.body ?? "");
    lie = (response) => void response.writeHead(200).end(valueOf(taken));
    await work(number);
    expect([heard[1], await state()]).toEqual([first, "mottagen"]);
    expect(await deliveries()).toBe(2);
    await work(number);
    expect(heard).toHaveLength(2);
  });
});

describe("an answer is not believed that", () => {
  const keysOfAgency = async () => valueOf(await readOwnKey(folder, agencyCode));
  const saying =
    (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
    (response: ServerResponse) =>
      void response.writeHead(status, headers).end(text);
  /** A receipt of what was sent last, changed as is said, signed with the agency's key or another. */
  const forged = async (change: (receipt: string) => string, keys: Awaited<ReturnType<typeof keysOfAgency>> | null) => {
    const taken = valueOf(await postDelivery(app.address, heard.at(-1)?.body ?? ""));
    const { receipt } = valueOf(readReceipt(taken)).receipt;
    return JSON.stringify(
      writeReceipt(valueOf(readReceipt(JSON.stringify({ receipt: change(receipt), keyId: null, signature: null }))).content, keys),
    );
  };
  const later = (make: () => Promise<string>) => (response: ServerResponse) => void make().then((text) => response.end(text));

  beforeAll(async () => {
    await signAnew();
    await reachAt(liarAt());
  });

  test("refuses, leads elsewhere, or is no receipt: that ends it, in words, and it may be sent again", async () => {
    let earlier = "";
    const told = (title: string, detail: string) => saying(422, JSON.stringify({ title, detail }));
    for (const [what, answer, ends, words] of [
      ["a refusal", told("Enkäten är stängd.", "Kontakta myndigheten."), "nekad", "Enkäten är stängd. Kontakta myndigheten."],
      ["a refusal that hides", told("\u0000\u202eabc\ud800", "<script>"), "nekad", "abc"],
      ["a refusal without end", told("x".repeat(100_000), "y".repeat(100_000)), "nekad", "xxx"],
      ["a redirect", saying(302, "", { location: `${liarAt()}/hemligt` }), "nekad", "(302)"],
      ["not found", saying(404, "<html>"), "nekad", "(404)"],
      ["a page", saying(200, "<html>Välkommen</html>"), "fel kvitto", "inget kvitto"],
      ["an empty one", saying(200, ""), "fel kvitto", "inget kvitto"],
      [
        "one without end",
        (response: ServerResponse) => void response.writeHead(200).end(Buffer.alloc(400_000, "x")),
        "fel kvitto",
        "inget kvitto",
      ],
      ["one that goes deep", saying(200, "[".repeat(50_000)), "fel kvitto", "inget kvitto"],
      ["a receipt without signature", later(() => forged((one) => one, null)), "fel kvitto", "undertecknat"],
      ["a receipt by another", later(() => forged((one) => one, newKeys())), "fel kvitto", "undertecknat"],
      [
        "a receipt of another round",
        later(async () => forged((one) => one.replace(/"round":"[^"]*"/u, `"round":"${randomUUID()}"`), await keysOfAgency())),
        "fel kvitto",
        "gäller inte",
      ],
      [
        "a receipt of another unit",
        later(async () => forged((one) => one.replace('"0114"', '"0115"'), await keysOfAgency())),
        "fel kvitto",
        "gäller inte",
      ],
      [
        "a receipt of other answers",
        later(async () => forged((one) => one.replace(/"digest":"[^"]*"/u, `"digest":"${"0".repeat(64)}"`), await keysOfAgency())),
        "fel kvitto",
        "gäller inte",
      ],
    ] as const) {
      // prettier-ignore
      lie = answer;
      heard = [];
      const { number, fault, state: ended, said, isGoing } = await sendOnce();
      expect([what, fault, ended, isGoing]).toEqual([what, null, ends, false]);
      expect([what, said]).toEqual([what, expect.stringContaining(words) as string]);
      expect(said?.match(/[\p{Cc}\p{Cf}\p{Cs}]/u) ?? null).toBeNull();
      // It was sent to the one address, once.
      expect(heard.map(({ path }) => path)).toEqual([operation]);
      expect(`${number}`).not.toBe(earlier);
      earlier = `${number}`;
    }
    expect((await sending()).receipts[0]?.signature).not.toBe((await sending()).signature);
  });

  test("is the receipt of what was signed before", async () => {
    lie = later(async () => valueOf(await postDelivery(app.address, heard.at(-1)?.body ?? "")));
    expect((await sendOnce()).state).toBe("mottagen");
    const old = valueOf(await postDelivery(app.address, heard.at(-1)?.body ?? ""));
    await signAnew();
    lie = saying(200, old);
    const { state: ended, said } = await sendOnce();
    expect([ended, said]).toEqual(["fel kvitto", expect.stringContaining("gäller inte") as string]);
    expect((await sending()).receipts[0]?.signature).not.toBe((await sending()).signature);
  });
});

describe("an agency that cannot be reached", () => {
  test("is tried so often and then no more; whoever presses sends it anew", async () => {
    await signAnew();
    await reachAt(liarAt());
    lie = (response) => void response.writeHead(503).end();
    const { number } = valueOf(await press());
    for (let tried = 1; tried < mostTries; tried++) {
      await expect(work(number)).rejects.toMatchObject({ code: "agency-busy" });
      expect([await state(), (await sending()).sending?.isGoing]).toEqual(["inget svar", true]);
    }
    await work(number);
    expect([await state(), heard.length]).toEqual(["uppgiven", mostTries]);
    await work(number);
    expect(heard.length).toBe(mostTries);
    await reachAt(app.address);
    expect(await sendOnce()).toMatchObject({ number: number + 1, state: "mottagen" });
  });

  test("is not reached at an address that has been taken away, and what was signed before is sent no more", async () => {
    await signAnew();
    await reachAt(liarAt());
    const { number } = valueOf(await press());
    await reachAt(undefined);
    await work(number);
    expect([await state(), heard.length]).toEqual(["uppgiven", 0]);
    await reachAt(app.address);
    const before = valueOf(await press()).number;
    await signAnew();
    const after = valueOf(await press()).number;
    await work(before);
    await work(after);
    const { rows } = await sql<{ number: number; state: string }>`select number, state from survey.dispatch_standing
      where number in (${before}, ${after}) order by number`.execute(municipality.database.owner);
    expect(rows.map((one) => one.state)).toEqual(["ersatt", "mottagen"]);
  });

  test("may be sent to anew where nothing has come of a sending for longer than any pause", async () => {
    await signAnew();
    const { number } = valueOf(await press());
    municipality.atMoment(new Date(now.getTime() + 13 * 3_600_000));
    expect((await sending()).sending?.isGoing).toBe(false);
    expect(valueOf(await press()).number).toBe(number + 1);
  });

  test("that answers a byte at a time is not waited for longer than patience lasts", async () => {
    let drips: NodeJS.Timeout | undefined;
    lie = (response) => {
      response.writeHead(200);
      drips = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drips));
    };
    expect(codeOf(await postDelivery(liarAt(), "{}", { patience: 300 }))).toBe("agency-unreachable");
    clearInterval(drips);
  });
});
