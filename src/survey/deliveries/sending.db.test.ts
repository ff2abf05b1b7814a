import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shippedAlone } from "../../../tests/support/answered-form.ts";
import { startTestApp } from "../../../tests/support/app.ts";
import type { TestApp } from "../../../tests/support/app.ts";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { addRound, agencyCode } from "../../../tests/support/delivery.ts";
import { codeOf, faultsOf } from "../../../tests/support/outcomes.ts";
import { machineIn } from "../../platform/core/actor.ts";
import { ask, perform } from "../../platform/core/door.ts";
import type { Door } from "../../platform/core/door.ts";
import { publicText } from "../../platform/core/signing-key.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { addressAnswers } from "../collection/actions/address-answers.ts";
import { beginAnswers } from "../collection/actions/begin-answers.ts";
import { keepReceiptOfFile } from "../collection/actions/keep-receipt.ts";
import { noteKey } from "../collection/actions/note-key.ts";
import { savePage } from "../collection/actions/save-page.ts";
import { setRecipient } from "../collection/actions/set-recipient.ts";
import { signAnswers } from "../collection/actions/sign-answers.ts";
import { formOf } from "../collection/find-set.ts";
import { makeOwnKey } from "../collection/delivery/own-key.ts";
import { postDelivery } from "../collection/delivery/post-delivery.ts";
import { getAnswerSet } from "../collection/queries/get-answer-set.ts";
import { getSealedAnswers, sealAtCommand } from "../collection/queries/seal-answers.ts";
import { getSending } from "../collection/queries/get-sending.ts";
import { digestOfSaved } from "../collection/signed.ts";
import { registerKey } from "./actions/unit-keys.ts";

/** Both ends: a municipality signs, seals and sends; the agency takes it and answers with a receipt that the municipality can prove. */
let municipality: House;
let agency: House;
let app: TestApp;
let folder: string;
let setId: string;
let roundId: string;
let agencyKey: string;
const now = new Date("2026-03-14T09:00:00+01:00");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
  municipality = await openHouse({ code: "0114" });
  agency = await openHouse({ code: agencyCode, database: municipality.database });
  for (const house of [municipality, agency]) house.atMoment(now);
  app = await startTestApp(municipality.database, { now, signingKeys: folder });
  const { analyst, director } = municipality.staff;
  setId = (await municipality.do(analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay: "2026-04-01" })).answerSetId;
  await municipality.do(analyst, savePage, {
    answerSetId: setId,
    page: "implementering",
    follows: 0,
    answers: { q1_1: "Ja", q1_2: "Nej" },
  });
  await sign(director);
  const round = await addRound(agency, ["0114"]);
  roundId = round.roundId;
  const publicKey = await noted(municipality, "0114");
  agencyKey = await noted(agency, agencyCode);
  const at = { unitId: round.units["0114"] ?? "", follows: 0, publicKey, cameFrom: "Brev och samtal." };
  await agency.do(agency.staff.agency, registerKey, at);
});
afterAll(async () => {
  await app?.close();
  await municipality.database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function sign(director: House["staff"]["director"]) {
  const set = valueOf(await municipality.read(director, getAnswerSet, { answerSetId: setId }));
  const digest = digestOfSaved(valueOf(await formOf(shippedAlone, set)), set);
  await municipality.do(director, signAnswers, { answerSetId: setId, digest });
}

const doorOf = ({ door }: House): Door => ({ ...door, signingKeys: folder });
const asProgram = (house: House) => machineIn(house.municipalityId);
const mark = () => ({ requestId: randomUUID() });

/** Makes a key as the command does, and gives its public half. */
async function noted(house: House, code: string, replace = false): Promise<string> {
  const publicKey = publicText(valueOf(await makeOwnKey(folder, code, replace)));
  valueOf(await perform(doorOf(house), noteKey, asProgram(house), { publicKey }, mark()));
  return publicKey;
}
const address = (given: Readonly<Record<string, unknown>>) =>
  municipality.act(municipality.staff.analyst, addressAnswers, { answerSetId: setId, agency: agencyCode, roundId, follows: 0, ...given });
const sealed = () => ask(doorOf(municipality), getSealedAnswers, municipality.staff.analyst, { answerSetId: setId }, mark());
const sending = async () => valueOf(await municipality.read(municipality.staff.director, getSending, { answerSetId: setId }));
const keep = (receiptFile: string) => municipality.act(municipality.staff.analyst, keepReceiptOfFile, { answerSetId: setId, receiptFile });

describe("a municipality", () => {
  test("keeps its key where its owner alone reads it, and nowhere in the database or the log", async () => {
    const file = join(folder, "0114.pem");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secret = readFileSync(file, "utf8").split("\n")[1] ?? "?";
    const { rows } = await sql<{
      all: string;
    }>`select coalesce(string_agg(k::text, ''), '') || (select string_agg(e::text, '') from audit.event e)
      as all from survey.signing_key k`.execute(municipality.database.owner);
    expect(rows[0]?.all.includes(secret)).toBe(false);
    expect(codeOf(await makeOwnKey(folder, "0114", false))).toBe("survey-key-exists");
  });

  test("says where the answers go, every fault at its field", async () => {
    expect(codeOf(await sealed())).toBe("no-addressee");
    expect(faultsOf(await address({ agency: "5", roundId: "x" }))).toBe("agency,roundId");
    expect(codeOf(await address({}))).toBe("ok");
    expect(codeOf(await address({}))).toBe("changed-meanwhile");
    const recipient = { agency: agencyCode, follows: 0, agencyName: "Provmyndigheten", publicKey: agencyKey };
    await municipality.do(municipality.staff.operator, setRecipient, recipient);
    expect(await sending()).toMatchObject({
      addressee: { number: 1, agency: agencyCode, roundId },
      recipient: { host: null },
      sending: null,
    });
  });

  test("sends what was signed, and keeps a receipt that it can prove", async () => {
    const delivery = valueOf(await sealed());
    expect(delivery.delivery).toBe(valueOf(await sealed()).delivery);
    const receipt = valueOf(await postDelivery(app.address, delivery.delivery));
    expect(valueOf(await keep(receipt))).toEqual({ number: 1, verified: true });
    expect(valueOf(await keep(receipt))).toEqual({ number: 1, verified: true });
    const { rows } = await sql<{ same: boolean }>`select d.content = g.content as same from survey.delivery d, survey.signature g
      where g.answer_set_id = ${setId}::uuid`.execute(municipality.database.owner);
    expect(rows).toEqual([{ same: true }]);
    const [shown] = (await sending()).receipts;
    expect(shown).toMatchObject({ signature: 1, delivery: 1, verified: true, late: false });
    expect(valueOf(await postDelivery(app.address, delivery.delivery))).toBe(receipt);
  });

  test("keeps no receipt that is altered, forged, unsigned or of something else", async () => {
    const receipt = valueOf(await postDelivery(app.address, valueOf(await sealed()).delivery));
    const file = JSON.parse(receipt) as Record<string, string | null>;
    const altered = { ...file, receipt: file["receipt"]?.replace('"late":false', '"late":true') };
    expect(codeOf(await keep(JSON.stringify(altered)))).toBe("receipt-not-genuine");
    expect(codeOf(await keep(JSON.stringify({ ...file, signature: null, keyId: null })))).toBe("receipt-not-genuine");
    const other = { ...file, receipt: file["receipt"]?.replace(/"digest":"./u, '"digest":"0') };
    expect(codeOf(await keep(JSON.stringify({ ...other, receipt: other.receipt?.replace(roundId, randomUUID()) })))).toBe(
      "receipt-of-another",
    );
    for (const text of ["{}", "x", receipt.replace("{", '{"keyId":null,'), `${"[".repeat(20_000)}`])
      expect(codeOf(await keep(text))).toBe("receipt-unreadable");
  });

  test("signs anew, sends anew, and the last counts; a new key is taken when the agency has registered it", async () => {
    await municipality.do(municipality.staff.analyst, savePage, {
      answerSetId: setId,
      page: "implementering",
      follows: 1,
      answers: { q1_1: "Nej" },
    });
    await sign(municipality.staff.director);
    await noted(municipality, "0114", true);
    const refused = await postDelivery(app.address, valueOf(await sealed()).delivery);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: "delivery-refused", message: expect.stringContaining("tog inte emot") as string },
    });
    const { rows } = await sql<{ id: string }>`select id from survey.unit where round_id = ${roundId}::uuid`.execute(agency.database.owner);
    const publicKey = (await sending()).key?.publicKey;
    await agency.do(agency.staff.agency, registerKey, { unitId: rows[0]?.id, follows: 1, publicKey, cameFrom: "Ny nyckel i brev." });
    const receipt = valueOf(await postDelivery(app.address, valueOf(await sealed()).delivery));
    expect(valueOf(await keep(receipt))).toEqual({ number: 2, verified: true });
    expect((await sending()).receipts[0]).toMatchObject({ signature: 2, delivery: 2 });
  });

  test("is told in words where nobody answers, and sends to no address that is not safe", async () => {
    const { delivery } = valueOf(
      await ask(doorOf(municipality), getSealedAnswers, municipality.staff.director, { answerSetId: setId }, mark()),
    );
    for (const wrong of ["http://example.se", "ftp://example.se", "file:///etc/passwd", "x", "", "https://a:b@example.se"])
      expect(codeOf(await postDelivery(wrong, delivery))).toBe("address-wrong");
    expect(codeOf(await postDelivery("http://127.0.0.1:1", delivery))).toBe("agency-unreachable");
    expect(codeOf(await postDelivery(`${app.address}/halsa`, delivery))).toBe("delivery-refused");
  });

  test("finds its latest answers by the questionnaire's name, at the command line", async () => {
    const at = await ask(doorOf(municipality), sealAtCommand, asProgram(municipality), { questionnaire: "delaktighet-2024" }, mark());
    expect(valueOf(at).answerSetId).toBe(setId);
    const none = await ask(doorOf(municipality), sealAtCommand, asProgram(municipality), { questionnaire: "finns-inte" }, mark());
    expect(codeOf(none)).toBe("not-found");
    const without = await ask(municipality.door, getSealedAnswers, municipality.staff.analyst, { answerSetId: setId }, mark());
    expect(codeOf(without)).toBe("survey-key-missing");
  });
});
