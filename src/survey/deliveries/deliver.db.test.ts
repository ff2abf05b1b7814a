import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { problemBodyOf } from "../../app/web/problem-body.ts";
import { startTestApp } from "../../../tests/support/app.ts";
import type { TestApp } from "../../../tests/support/app.ts";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { addRound, agencyCode, answerFile, newKeys, sealed } from "../../../tests/support/delivery.ts";
import type { TestRound } from "../../../tests/support/delivery.ts";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { publicText } from "../../platform/core/signing-key.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { makeOwnKey } from "../collection/delivery/own-key.ts";
import { isReceiptOf, readReceipt } from "../collection/delivery/receipt.ts";
import type { Receipt } from "../collection/delivery/receipt.ts";
import { registerKey, withdrawKey } from "./actions/unit-keys.ts";
import { receiveFile } from "./actions/receive-file.ts";
import { notAccepted, refusalWords } from "./refusals.ts";

/** Signed deliveries as they come in over the network and as files: taken once, in order, by the signature alone, and everything else refused. */
let agency: House;
let app: TestApp;
let folder: string;
let round: TestRound;
const keys = newKeys();
const stranger = newKeys();
const number12 = numberAt(children, 0);
const now = new Date("2026-03-14T09:00:00+01:00");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
  agency = await openHouse({ code: agencyCode });
  agency.atMoment(now);
  await openHouse({ code: "0114", database: agency.database });
  app = await startTestApp(agency.database, { now, signingKeys: folder });
  round = await addRound(agency, ["0114", "0115"]);
  await register(round.units["0114"] ?? "", keys, 0);
});
afterAll(async () => {
  await app?.close();
  await agency.database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const register = (unitId: string, { publicKey }: typeof keys, follows: number) =>
  agency.do(agency.staff.agency, registerKey, { unitId, follows, publicKey: publicText(publicKey), cameFrom: "Ringt upp kommunen." });

/** Posts to the API as another program does: no cookie, no origin. */
async function post(body: unknown): Promise<{ status: number; code: string; text: string; receipt: Receipt }> {
  const response = await fetch(new URL("/api/actions/delivery.deliver", app.address), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const read = JSON.parse(text) as Receipt & { code?: string };
  return { status: response.status, code: read.code ?? "ok", text, receipt: read };
}

const counts = async () => {
  const { rows } = await sql<{ deliveries: number; findings: number; receipts: number; refused: number }>`select
    (select count(*)::int from survey.delivery) as deliveries, (select count(*)::int from survey.delivery_judgement) as findings,
    (select count(*)::int from survey.delivery_receipt) as receipts, (select count(*)::int from survey.refused_delivery) as refused`.execute(
    agency.database.owner,
  );
  return rows[0];
};
/** A round of its own with 0114 in it: what was delivered before does not matter. */
async function freshUnit(days: Parameters<typeof addRound>[2] = {}): Promise<{ readonly roundId: string; readonly unitId: string }> {
  const { roundId, units } = await addRound(agency, ["0114"], days);
  return { roundId, unitId: units["0114"] ?? "" };
}
const stored = async (unitId: string) => {
  const { rows } = await sql<{ number: number; content: string; serial: number; way: string; is_late: boolean }>`
    select number, content, serial, way, is_late from survey.delivery where unit_id = ${unitId}::uuid order by number`.execute(
    agency.database.owner,
  );
  return rows;
};
/** What was refused since the test began; each begins with nothing refused. */
const lastRefusal = async () => {
  const { rows } = await sql<{ reason: string; is_authentic: boolean; digest: string; row: string }>`select reason, is_authentic,
    encode(digest, 'hex') as digest, to_jsonb(r)::text as row from survey.refused_delivery r`.execute(agency.database.owner);
  expect(rows.length).toBe(1);
  return rows[0];
};
beforeEach(async () => void (await sql`truncate survey.refused_delivery`.execute(agency.database.owner)));

describe("a signed delivery", () => {
  test("is kept byte for byte, answered with a receipt, and sent again gives the same receipt and no second row", async () => {
    const to = await freshUnit();
    const content = await answerFile();
    const first = await post(sealed(content, keys, to));
    expect([first.status, first.text.includes("receipt")]).toEqual([200, true]);
    expect(await stored(to.unitId)).toEqual([{ number: 1, content, serial: 1, way: "signerat anrop", is_late: false }]);
    const again = await post(sealed(content, keys, to));
    expect(again.receipt).toEqual(first.receipt);
    const file = valueOf(await agency.act(agency.staff.agency, receiveFile, { deliveryFile: JSON.stringify(sealed(content, keys, to)) }));
    expect(file).toMatchObject({ number: 1, repeated: true, receipt: first.receipt.receipt });
    expect((await stored(to.unitId)).length).toBe(1);
    const said = valueOf(readReceipt(JSON.stringify(first.receipt))).content;
    expect(said).toMatchObject({ agency: agencyCode, round: to.roundId, unit: "0114", number: 1, late: false });
  });

  test("is answered with a receipt that the agency's key has signed, once it has one", async () => {
    const publicKey = valueOf(await makeOwnKey(folder, agencyCode, false));
    const { receipt } = await post(sealed(await answerFile(), keys, await freshUnit()));
    expect(isReceiptOf(receipt, publicKey)).toBe(true);
    expect(isReceiptOf({ ...receipt, receipt: receipt.receipt.replace('"number":1', '"number":2') }, publicKey)).toBe(false);
    expect(isReceiptOf(receipt, keys.publicKey)).toBe(false);
  });

  test("twice at once is one row; two numbers at once are one or two, the higher last", async () => {
    const to = await freshUnit();
    const same = sealed(await answerFile(), keys, to);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(same)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ receipt }) => receipt.receipt)).size).toBe(1);
    expect((await stored(to.unitId)).length).toBe(1);
    const files = await Promise.all([2, 3, 4, 5].map((number) => answerFile({ number })));
    const more = await Promise.all(files.map((file) => post(sealed(file, keys, to))));
    for (const { code } of more) expect(["ok", "serial-not-newer"]).toContain(code);
    const serials = (await stored(to.unitId)).map(({ serial }) => serial);
    expect(serials).toEqual([...serials].sort((a, b) => a - b));
    expect(serials.at(-1)).toBe(5);
  });

  test("after the last day is late and says so", async () => {
    const to = await freshUnit({ last_day: "2026-03-13", closes_on: "2026-03-27" });
    const { receipt } = await post(sealed(await answerFile(), keys, to));
    expect((await stored(to.unitId))[0]?.is_late).toBe(true);
    expect(valueOf(readReceipt(JSON.stringify(receipt))).content.late).toBe(true);
  });

  test("with markup in an answer is kept as it is, and judged", async () => {
    const to = await freshUnit();
    const value = `<script>alert(1)</script><img src=x onerror=alert(1)>`;
    const content = await answerFile({
      answers: [
        { column: "q4a_text", value },
        { column: "<b>q99</b>", value: "x" },
      ],
    });
    expect((await post(sealed(content, keys, to))).status).toBe(200);
    const { rows } = await sql<{ rule: number; finding: string }>`select rule, finding from survey.delivery_finding
      where unit_id = ${to.unitId}::uuid`.execute(agency.database.owner);
    expect(rows.filter(({ rule }) => rule === 9001)).toEqual([
      { rule: 9001, finding: "Kolumnen (inget giltigt namn) finns inte i formuläret." },
    ]);
    expect(rows.some(({ finding }) => finding.includes("<"))).toBe(false);
  });
});

describe("whoever is known is refused in words, with a row and nothing half saved", () => {
  const future = "2026-03-14T09:00:00.000Z";
  test.each<[string, string, (to: { roundId: string }) => Promise<unknown>, Parameters<typeof addRound>[2]?]>([
    ["an older number with other answers", "serial-not-newer", async (to) => sealed(await answerFile({ answers: [] }), keys, to)],
    ["other answers with the same number", "serial-not-newer", async (to) => sealed(await answerFile({ number: 2, answers: [] }), keys, to)],
    ["another unit's answers", "other-unit", async (to) => sealed(await answerFile({ municipality: "0115", number: 3 }), keys, to)],
    ["another questionnaire", "other-questionnaire", async (to) => sealed(await answerFile({ questionnaire: "fem-fragor", number: 3 }), keys, to)],
    ["another fingerprint", "other-questionnaire", async (to) => sealed(await answerFile({ fingerprint: "0".repeat(64), number: 3 }), keys, to)],
    ["a time that has not been", "signed-in-future", async (to) => sealed(await answerFile({ signedAt: future, number: 3 }), keys, to)],
    ["an identity number in a text", "answers-not-taken", async (to) => sealed(await answerFile({ number: 3, answers: [{ column: "q4a_text", value: `Om ${number12.slice(0, 8)}-${number12.slice(8)}.` }] }), keys, to)],
    ["an identity number in no column", "answers-not-taken", async (to) => sealed(await answerFile({ number: 3, answers: [{ column: `x ${number12}`, value: "a" }] }), keys, to)],
    ["a field of its own", "content-unreadable", async (to) => sealed((await answerFile({ number: 3 })).replace("{", '{"extra":1,'), keys, to)],
    ["a field twice", "content-unreadable", async (to) => sealed((await answerFile({ number: 3 })).replace("{", '{"version":1,'), keys, to)],
    ["a prototype", "content-unreadable", async (to) => sealed((await answerFile({ number: 3 })).replace("{", '{"__proto__":{"a":1},'), keys, to)],
    ["blanks between", "content-unreadable", async (to) => sealed((await answerFile({ number: 3 })).replace(",", ", "), keys, to)],
    ["a huge number", "content-unreadable", async (to) => sealed((await answerFile({ number: 3 })).replace('"number":3', '"number":1e400'), keys, to)],
    ["a number beyond the column's", "content-unreadable", async (to) => sealed(await answerFile({ number: 4_000_000_000 }), keys, to)],
    ["a column twice", "content-unreadable", async (to) => sealed(await answerFile({ number: 3, answers: [{ column: "q13", value: "Ja" }, { column: "q13", value: "Nej" }] }), keys, to)],
    ["an answer with a zero byte", "content-unreadable", async (to) => sealed(await answerFile({ number: 3, answers: [{ column: "q4a_text", value: "a\0b" }] }), keys, to)],
    ["an answer with half a pair", "content-unreadable", async (to) => sealed(await answerFile({ number: 3, answers: [{ column: "q4a_text", value: "a\ud800" }] }), keys, to)],
    ["what goes deep", "content-unreadable", (to) => Promise.resolve(sealed(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`, keys, to))],
    ["no JSON", "content-unreadable", (to) => Promise.resolve(sealed("inget", keys, to))],
    ["a survey that is closed", "survey-closed", async (to) => sealed(await answerFile({ number: 3 }), keys, to), { last_day: "2026-02-10", closes_on: "2026-02-20" }],
    ["a survey that has not opened", "survey-not-open", async (to) => sealed(await answerFile({ number: 3 }), keys, to), { opens_on: "2026-03-20" }],
  ])("%s: %s", async (_what, reason, make, days) => {
    const to = await freshUnit(days);
    if (days === undefined) expect((await post(sealed(await answerFile({ number: 2 }), keys, to))).status).toBe(200);
    const before = await counts();
    const answer = await post(await make(to));
    expect([answer.code, answer.status]).toEqual([reason, 422]);
    expect(answer.text).toContain(refusalWords[reason] ?? "?");
    expect(answer.text).not.toContain(number12.slice(0, 8));
    expect(await counts()).toEqual({ ...before, refused: (before?.refused ?? 0) + 1 });
    const row = await lastRefusal();
    expect([row?.reason, row?.is_authentic]).toEqual([reason, true]);
    expect(row?.row).not.toContain(number12.slice(0, 8));
  }); // prettier-ignore

  test("more than fifty in a day", async () => {
    const to = await freshUnit();
    const content = await answerFile();
    await sql`insert into survey.delivery select ${agency.municipalityId}, ${to.unitId}::uuid, n, 'signerad fil', ${content},
      sha256(n::text::bytea), n, now(), false, ${now}::timestamptz, null from generate_series(1, 50) n`.execute(agency.database.owner);
    const answer = await post(sealed(await answerFile({ number: 51 }), keys, to));
    expect(answer.code).toBe("too-many-deliveries");
  });
});

describe("whoever is not known is told the same whatever was wrong", () => {
  const neutral = problemBodyOf(notAccepted, 422);
  const altered = (text: string) => text.replace('"Ja"', '"Nej"');
  test.each<[string, string | null, (to: { roundId: string }, content: string) => unknown]>([
    ["an answer altered on the way", "signature-wrong", (to, content) => ({ ...sealed(content, keys, to), content: altered(content) })],
    ["one byte more", "signature-wrong", (to, content) => ({ ...sealed(content, keys, to), content: `${content} ` })],
    ["another round", "unit-unknown", (to, content) => ({ ...sealed(content, keys, to), round: randomUUID() })],
    ["an existing round, re-addressed", "signature-wrong", (to, content) => ({ ...sealed(content, keys, to), round: round.roundId })],
    ["another unit, re-addressed", "unit-unknown", (to, content) => ({ ...sealed(content, keys, to), unit: "0115" })],
    ["a guessed unit", "unit-unknown", (to, content) => sealed(content, keys, { ...to, unit: "2584" })],
    ["another's key, in another's name", "key-unknown", (to, content) => sealed(content, stranger, to)],
    ["another's signature under the key's name", "signature-wrong", (to, content) => ({ ...sealed(content, keys, to), signature: sealed(content, stranger, to).signature })],
    ["an agency that is not here", null, (to, content) => sealed(content, keys, { ...to, agency: "202100-1234" })],
    ["an agency that is not here, re-addressed", null, (to, content) => ({ ...sealed(content, keys, to), agency: "202100-1234" })],
  ])("%s", async (_what, reason, make) => {
    const to = await freshUnit();
    const before = await counts();
    const answer = await post(make(to, await answerFile()));
    expect([answer.status, answer.code]).toEqual([422, "delivery-not-accepted"]);
    expect(JSON.parse(answer.text)).toEqual(neutral);
    expect(await counts()).toEqual({ ...before, refused: (before?.refused ?? 0) + (reason === null ? 0 : 1) });
    if (reason !== null) expect(await lastRefusal()).toMatchObject({ reason, is_authentic: false });
  }); // prettier-ignore

  test("a key that was withdrawn or replaced opens nothing, and its owner is told no more", async () => {
    const { units, roundId } = await addRound(agency, ["1480"]);
    const [unitId, other] = [units["1480"] ?? "", newKeys()];
    const file = await answerFile({ municipality: "1480" });
    await register(unitId, stranger, 0);
    expect((await post(sealed(file, stranger, { roundId, unit: "1480" }))).status).toBe(200);
    await register(unitId, other, 1);
    const next = await answerFile({ municipality: "1480", number: 2 });
    expect((await post(sealed(next, stranger, { roundId, unit: "1480" }))).code).toBe("delivery-not-accepted");
    expect(await lastRefusal()).toMatchObject({ reason: "key-withdrawn" });
    await sql`truncate survey.refused_delivery`.execute(agency.database.owner);
    await agency.do(agency.staff.agency, withdrawKey, { unitId, follows: 2, cameFrom: "Den har kommit bort." });
    expect((await post(sealed(next, other, { roundId, unit: "1480" }))).code).toBe("delivery-not-accepted");
    expect((await stored(unitId)).length).toBe(1);
    const staff = await agency.act(agency.staff.agency, receiveFile, {
      deliveryFile: JSON.stringify(sealed(next, other, { roundId, unit: "1480" })),
    });
    expect(staff).toMatchObject({ ok: false, error: { code: "key-withdrawn", message: refusalWords["key-withdrawn"] } });
  });

  test("what is no envelope is refused at its fields, and leaves no row", async () => {
    const to = await freshUnit();
    const good = sealed(await answerFile(), keys, to);
    const before = await counts();
    for (const [body, status, code] of [
      [{ ...good, content: "a\0b" }, 422, "invalid-input"],
      [{ ...good, content: "\ud800".repeat(5) }, 422, "invalid-input"],
      [{ ...good, extra: 1 }, 422, "invalid-input"],
      [{ ...good, round: 7, version: 1e300 }, 422, "invalid-input"],
      [{ ...good, content: { deep: [[[]]] } }, 422, "invalid-input"],
      [{ ...good, content: "x".repeat(400_000) }, 422, "invalid-input"],
      [JSON.stringify(good).replace("{", '{"agency":"202100-1234",'), 400, "not-json"],
      [JSON.stringify(good).replace("{", '{"__proto__":{"agency":"202100-0555"},'), 422, "invalid-input"],
      ['{"agency":', 400, "not-json"],
      ["[]", 422, "delivery-not-accepted"],
      ["null", 422, "delivery-not-accepted"],
      [`${"[".repeat(50_000)}${"]".repeat(50_000)}`, 422, "delivery-not-accepted"],
    ] as const) {
      const answer = await post(body);
      expect([answer.status, answer.code]).toEqual([status, code]);
    }
    const large = await fetch(new URL("/api/actions/delivery.deliver", app.address), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...good, content: "x".repeat(10_000_000) }),
    });
    expect(large.status).toBe(413);
    expect(await counts()).toEqual(before);
  });

  test("and after many failures from a network, nothing is read until a while has gone", async () => {
    const own = await startTestApp(agency.database, { now, config: { trustProxy: true } });
    const call = (body: string, from: string) =>
      fetch(new URL("/api/actions/delivery.deliver", own.address), {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-for": from },
        body,
      });
    for (let turn = 0; turn < 60; turn++) expect((await call("{}", "192.0.2.7")).status).toBe(422);
    const over = await call("{", "192.0.2.7");
    expect([over.status, Number(over.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await call("{}", "192.0.2.8")).status).toBe(422);
    await own.close();
  });
});

test("what was refused and what was taken stand in the log, without a word of it", async () => {
  const { rows } = await sql<{
    outcome: string;
    actor_role: string;
    n: number;
  }>`select outcome, actor_role, count(*)::int as n from audit.event
    where action = 'delivery.deliver' group by 1, 2`.execute(agency.database.owner);
  expect(new Set(rows.map(({ actor_role }) => actor_role))).toEqual(new Set(["public"]));
  for (const code of ["ok", "delivery-not-accepted", "serial-not-newer"]) expect(rows.map(({ outcome }) => outcome)).toContain(code);
  expect(JSON.stringify(app.log)).not.toMatch(/signature|fortrogen-survey|q4a_text/u);
});
