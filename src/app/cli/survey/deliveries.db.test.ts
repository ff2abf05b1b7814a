import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shippedAlone } from "../../../../tests/support/answered-form.ts";
import { startTestApp } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { openHouse } from "../../../../tests/support/casework.ts";
import type { House } from "../../../../tests/support/casework.ts";
import { runCommand } from "../../../../tests/support/command.ts";
import { addRound, agencyCode } from "../../../../tests/support/delivery.ts";
import { valueOf } from "../../../platform/basics/result.ts";
import { addressAnswers } from "../../../survey/collection/actions/address-answers.ts";
import { beginAnswers } from "../../../survey/collection/actions/begin-answers.ts";
import { savePage } from "../../../survey/collection/actions/save-page.ts";
import { setRecipient } from "../../../survey/collection/actions/set-recipient.ts";
import { signAnswers } from "../../../survey/collection/actions/sign-answers.ts";
import { formOf } from "../../../survey/collection/find-set.ts";
import { getAnswerSet } from "../../../survey/collection/queries/get-answer-set.ts";
import { digestOfSaved } from "../../../survey/collection/signed.ts";
import { registerKey } from "../../../survey/deliveries/actions/unit-keys.ts";

/** `fortrogen survey key`, `send` and `receive`, as typed: both ends over one database. */
/** The commands read the machine's clock: the round is open whatever it says. */
const always = { opens_on: "2000-01-01", last_day: "2099-12-01", closes_on: "2099-12-31" };
let municipality: House;
let agency: House;
let app: TestApp;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "deliveries-"));
  municipality = await openHouse({ code: "0114" });
  agency = await openHouse({ code: agencyCode, database: municipality.database });
  app = await startTestApp(municipality.database, { signingKeys: join(folder, "keys") });
});
afterAll(async () => {
  await app?.close();
  await municipality.database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  const settings = { DATABASE_URL: municipality.database.ownerUrl, FORTROGEN_DATA: folder, SIGNING_KEYS: join(folder, "keys") };
  const { code, stdout, stderr } = await runCommand(["survey", ...args], settings);
  return { exit: code, out: stdout, err: stderr };
}
const json = async (...args: string[]): Promise<unknown> => JSON.parse((await run(...args, "--format", "json")).out);

test("a key is made and shown, the answers are sent, written and taken, each in words", async () => {
  const here = ["--municipality", "0114"];
  const there = ["--municipality", agencyCode];
  expect(await run("key", "--show", ...here)).toMatchObject({ exit: 1, err: expect.stringContaining("ingen nyckel") as string });
  const made = (await json("key", ...here)) as { publicKey: string; keyId: string };
  expect(statSync(join(folder, "keys", "0114.pem")).mode & 0o777).toBe(0o600);
  expect(await json("key", "--show", ...here)).toMatchObject(made);
  expect(await run("key", ...here)).toMatchObject({ exit: 1, err: expect.stringContaining("har redan en nyckel") as string });
  const replaced = (await json("key", "--replace", ...here)) as typeof made;
  expect(replaced.keyId).not.toBe(made.keyId);
  const agencyKey = ((await json("key", ...there)) as typeof made).publicKey;
  expect(await run("send", "delaktighet-2024", "--out", join(folder, "ut.json"), ...here)).toMatchObject({ exit: 1 });

  const { analyst, director } = municipality.staff;
  const { answerSetId } = await municipality.do(analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay: "2026-04-01" });
  const answered = { page: "implementering", follows: 0, answers: { q1_1: "Ja" }, contact: {} };
  await municipality.do(analyst, savePage, { answerSetId, ...answered });
  const set = valueOf(await municipality.read(director, getAnswerSet, { answerSetId }));
  const digest = digestOfSaved(valueOf(await formOf(shippedAlone, set)), set);
  await municipality.do(director, signAnswers, { answerSetId, digest });
  const { roundId, units } = await addRound(agency, ["0114"], always);
  await municipality.do(analyst, addressAnswers, { answerSetId, follows: 0, agency: agencyCode, roundId });
  const recipient = { agency: agencyCode, follows: 0, agencyName: "Provmyndigheten", publicKey: agencyKey };
  await municipality.do(municipality.staff.operator, setRecipient, recipient);
  const key = { follows: 0, publicKey: replaced.publicKey, cameFrom: "Brev." };
  await agency.do(agency.staff.agency, registerKey, { unitId: units["0114"], ...key });

  const file = join(folder, "ut.json");
  expect(await run("send", "delaktighet-2024", "--out", file, ...here)).toMatchObject({ exit: 0, err: "" });
  writeFileSync(join(folder, "trasig.json"), readFileSync(file, "utf8").replace('"0114"', '"0115"'));
  const received = await run("receive", file, join(folder, "trasig.json"), join(folder, "finns-inte.json"), "--receipts", folder, ...there);
  expect(received).toMatchObject({ exit: 1, err: "" });
  expect(received.out.split("\n").map((line) => line.replace(`${folder}/`, "").slice(0, 60))).toEqual([
    "ut.json: mottagen som nummer 1.",
    "trasig.json: Ingen omgång här har den enheten. Kontrollera o",
    "finns-inte.json: Filen går inte att läsa. Kontrollera att de",
    "",
  ]);
  expect(readdirSync(folder)).toContain("kvitto-ut.json");
  expect(await json("receive", file, ...there)).toMatchObject({ ok: true, deliveries: [{ ok: true, number: 1, repeated: true }] });

  expect(await json("send", "delaktighet-2024", "--to", app.address, ...here)).toEqual({ ok: true, verified: true });
  expect(await run("send", "delaktighet-2024", "--to", "http://example.se", ...here)).toMatchObject({ exit: 1 });
  expect(await run("send", "delaktighet-2024", ...here)).toMatchObject({ exit: 2 });
  const { rows } = await sql<{ action: string; role: string }>`select distinct action, actor_role as role from audit.event
    where actor_role = 'machine' order by 1`.execute(municipality.database.owner);
  expect(rows.map(({ action }) => action)).toEqual([
    "delivery.receive-file",
    "survey.keep-receipt",
    "survey.note-key",
    "survey.seal-at-command",
  ]);
});
