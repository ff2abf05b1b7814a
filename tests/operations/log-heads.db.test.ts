import { machineIn } from "../../src/platform/core/actor.ts";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { writeAuditEvent } from "../../src/platform/core/audit.ts";
import { exportHeads, lastExport } from "../../src/platform/core/export-heads.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { readHeads } from "../../src/platform/core/log-heads.ts";
import { publicText } from "../../src/platform/core/signing-key.ts";
import { isExportLate, readLogState } from "../../src/platform/core/log-state.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { sealLog } from "../../src/platform/core/seal.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { addressOf, runProgram, startProgram, until } from "./program.ts";

/** The heads of the log leave the database, signed; what they say is held against the log, and a log that is not whole is seen. */
let database: TestDatabase;
let municipality: number;
let folder: string;
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const place = (name: string) => join(folder, name);
const hour = 3_600_000;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "heads-"));
  writeFileSync(place("key.pem"), privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function fresh(): Promise<void> {
  database = await createTestDatabase();
  municipality = await addMunicipality(database, { code: "9901", name: "Norrby" });
  await addMunicipality(database, { code: "9902", name: "Söderby" });
  await addSeal();
}

async function addSeal(now = new Date()): Promise<void> {
  for (const id of [municipality, municipality + 1]) {
    const event = { actor: machineIn(id), requestId: newId(now), action: "test.look", kind: "read", outcome: "ok" } as const;
    await inMunicipality(database.app, id, (tx) => writeAuditEvent(tx, event, now));
  }
  await sealLog(database.app, now);
}

describe("telling the heads outside", () => {
  beforeEach(fresh);
  const exporting = (name: string) => ({ key: privateKey, place: { folder: place(name) } });

  it("is done once an hour, however many processes ask at once, signed, with the last seal of every municipality", async () => {
    const now = new Date();
    const counts = await Promise.all([1, 2, 3, 4].map(() => exportHeads(database.app, exporting("once"), now)));
    expect(counts.sort()).toEqual([0, 0, 0, 2]);
    expect(await exportHeads(database.app, exporting("once"), new Date(now.getTime() + hour - 1))).toBe(0);
    await addSeal();
    expect(await exportHeads(database.app, exporting("once"), new Date(now.getTime() + hour))).toBe(2);
    const files = readdirSync(place("once"));
    expect(files).toHaveLength(2);
    const [first, second] = files.map((file) => valueOf(readHeads(readFileSync(join(place("once"), file), "utf8"), publicKey, file)));
    expect(first?.heads.map(({ municipality: code, number }) => [code, number])).toEqual([
      ["9901", 1],
      ["9902", 1],
    ]);
    expect(second?.heads.map(({ number }) => number)).toEqual([2, 2]);
    expect(await lastExport(database.app)).toEqual(new Date(now.getTime() + hour));
    await database.drop();
  });

  it("goes to an address, and is tried again where the receiver does not take it", async () => {
    const received: string[] = [];
    let status = 500;
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString("utf8")));
      request.on("end", () => {
        received.push(`${request.method} ${request.url} ${request.headers.authorization}`, body);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/heads/`);
    const to = { key: privateKey, place: { url, token: "t" } };
    const now = new Date();
    await expect(exportHeads(database.app, to, now)).rejects.toThrow("500");
    expect(await lastExport(database.app)).toBeNull();
    status = 201;
    expect(await exportHeads(database.app, to, now)).toBe(2);
    expect(received[2]).toMatch(/^PUT \/heads\/fortrogen-log-heads-\d{8}T\d{6}Z\.json Bearer t$/u);
    expect(readHeads(received[3] ?? "", publicKey, "x").ok).toBe(true);
    server.close();
    await database.drop();
  });

  it("says when it is late", async () => {
    const now = new Date();
    expect(isExportLate(await readLogState(database.app), now)).toBe(true);
    await exportHeads(database.app, exporting("late"), now);
    const state = await readLogState(database.app);
    expect(isExportLate(state, new Date(now.getTime() + 2 * hour))).toBe(false);
    expect(isExportLate(state, new Date(now.getTime() + 2 * hour + 1))).toBe(true);
    await database.drop();
  });
});

describe("fortrogen serve", () => {
  it("writes the heads, one of two web processes alone, and says in its log where a check found a log changed", async () => {
    await fresh();
    const heads = place("serve");
    const settings = { DATABASE_APP_URL: database.appUrl, PORT: "0", LOG_KEY: place("key.pem"), LOG_HEADS: heads };
    const webs = [startProgram(["serve"], settings), startProgram(["serve"], settings)];
    await Promise.all(webs.map(addressOf));
    const present = () => {
      try {
        return readdirSync(heads).length;
      } catch {
        return 0;
      }
    };
    await until(() => present() > 0, "the heads");
    for (const web of webs) web.process.kill("SIGTERM");
    for (const web of webs) expect((await web.ended).code).toBe(0);
    expect(present()).toBe(1);

    await tamper(sql`update audit.event set action = 'test.other' where municipality_id = ${municipality}`);
    expect((await runProgram(["verify-log"], { DATABASE_URL: database.ownerUrl })).code).toBe(1);
    const watching = startProgram(["serve"], settings);
    await until(() => watching.said().includes("log not whole"), "the line about the log");
    expect(watching.said()).toContain("municipality 9901");
    expect(watching.said()).not.toContain("municipality 9902");
    watching.process.kill("SIGTERM");
    await watching.ended;
    await database.drop();
  });

  it.each([
    ["a key without a place", { LOG_KEY: "x" }, "LOG_HEADS"],
    ["a place without a key", { LOG_HEADS: "x" }, "LOG_KEY"],
    ["no key", { LOG_HEADS: "x", LOG_KEY: "/nowhere/key.pem" }, "finns inte"],
    ["an open place", { LOG_HEADS: "http://example.se/x", LOG_KEY: "KEY" }, "https"],
  ])("does not start with %s", async (_what, env, words) => {
    const settings = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value === "KEY" ? place("key.pem") : value]));
    const said = await runProgram(["serve"], { ...settings, DATABASE_APP_URL: "postgres://a@127.0.0.1:1/b" });
    expect(said).toMatchObject({ code: 1, stderr: expect.stringContaining(words) as string });
  });

  it("does not start with a key that others can read", async () => {
    writeFileSync(place("open.pem"), privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o644 });
    const settings = { LOG_HEADS: "x", LOG_KEY: place("open.pem"), DATABASE_APP_URL: "postgres://a@127.0.0.1:1/b" };
    expect(await runProgram(["serve"], settings)).toMatchObject({ code: 1, stderr: expect.stringContaining("chmod 600") as string });
  });
});

describe("fortrogen log-key", () => {
  it("makes a key that only its owner can read, shows its public half, and never writes over one", async () => {
    const file = place("new.pem");
    const made = await runProgram(["log-key", "create", file], {});
    expect(made.code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const shown = await runProgram(["log-key", "show", file, "--format", "json"], {});
    expect(made.stdout).toContain((JSON.parse(shown.stdout) as { publicKey: string }).publicKey);
    expect(made.stdout).not.toContain("PRIVATE");
    const before = readFileSync(file);
    expect(await runProgram(["log-key", "create", file], {})).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("finns redan") as string,
    });
    expect(readFileSync(file)).toEqual(before);
  });
});

/** Does as a malicious administrator of the database, who can pass every grant. */
async function tamper(...statements: ReturnType<typeof sql>[]): Promise<void> {
  await database.owner.transaction().execute(async (tx) => {
    for (const statement of statements) await statement.execute(tx);
  });
}

describe("fortrogen verify-log --expect", () => {
  let heads: string;
  const verify = (...more: string[]) =>
    runProgram(["verify-log", "--expect", heads, "--public-key", publicText(publicKey), ...more], { DATABASE_URL: database.ownerUrl });
  beforeEach(async () => {
    await fresh();
    heads = mkdtempSync(join(folder, "expect-"));
    const exporting = { key: privateKey, place: { folder: heads } };
    await exportHeads(database.app, exporting, new Date(Date.now() - 2 * hour));
    await addSeal();
    await exportHeads(database.app, exporting, new Date(Date.now() - hour));
    await addSeal();
    return () => database.drop();
  });

  it("holds the log against every head in the folder, as owner and as the program", async () => {
    const whole = await verify();
    expect(whole).toMatchObject({ code: 0, stderr: "" });
    expect(whole.stdout.match(/Jämfört med 2 utlämnade kontrollvärden/gu)).toHaveLength(2);
    const [file = ""] = readdirSync(heads);
    const one = await runProgram(["verify-log", "--expect", join(heads, file), "--public-key", publicText(publicKey)], {
      DATABASE_APP_URL: database.appUrl,
    });
    expect(one).toMatchObject({ code: 0, stdout: expect.stringContaining("Jämfört med 1 utlämnade") as string });
    const state = await readLogState(database.app);
    expect(state.checks.map(({ municipality: code, isWhole }) => [code, isWhole])).toEqual([
      ["9901", true],
      ["9902", true],
    ]);
  });

  const own = sql`municipality_id = 1`;
  const resealed = [
    sql`select set_config('fortrogen.municipality', '1', true)`,
    sql`insert into audit.unsealed select municipality_id, id from audit.event where ${own}`,
    sql`delete from audit.seal where ${own}`,
    sql`select audit.seal_batch(now(), 1000)`,
  ];
  it.each([
    ["rewritten from the beginning and sealed anew", [sql`update audit.event set action = 'test.other' where ${own}`, ...resealed]],
    [
      "cut off at its end, events and all",
      [
        sql`delete from audit.event where ${own} and id = any (select unnest(event_ids) from audit.seal where ${own} and number >= 2)`,
        sql`delete from audit.seal where ${own} and number >= 2`,
      ],
    ],
    ["emptied", [sql`delete from audit.event where ${own}`, sql`delete from audit.seal where ${own}`]],
  ])("finds a log that was %s, which without heads looks whole", async (_how, statements) => {
    await tamper(...statements);
    expect(await runProgram(["verify-log"], { DATABASE_URL: database.ownerUrl })).toMatchObject({ code: 0 });
    const found = await verify();
    expect(found).toMatchObject({ code: 1, stdout: expect.stringContaining("9901 Norrby: loggen är INTE HEL") as string });
    expect(found.stdout).toContain("har inte det kontrollvärde som lämnades ut");
    expect(found.stdout).toContain("9902 Söderby: loggen är hel");
    expect((await readLogState(database.app)).checks[0]).toMatchObject({ municipality: "9901", isWhole: false });
    const machine = JSON.parse((await verify("--format", "json")).stdout) as { ok: boolean; municipalities: { isWhole: boolean }[] };
    expect([machine.ok, machine.municipalities.map(({ isWhole }) => isWhole)]).toEqual([false, [false, true]]);
  });

  it("finds a municipality that is gone with its log", async () => {
    await tamper(
      ...["event", "seal", "head_export"].map((table) => sql`delete from audit.${sql.raw(table)} where ${own}`),
      sql`delete from core.municipality where id = 1`,
    );
    expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringContaining("LOGGEN SAKNAS") as string });
  });

  it("finds that the heads have not been told for hours while the log grew", async () => {
    await database.owner.transaction().execute(async (tx) => {
      await sql`update audit.seal set sealed_at = now() - interval '3 hours' where number = 3`.execute(tx);
    });
    const late = await verify();
    expect(late.stdout).toContain("mer än två timmar utan att något kontrollvärde");
    expect(late.code).toBe(1);
  });

  it("does not believe a file that was changed or signed by somebody else, nor a folder without any", async () => {
    const [file = ""] = readdirSync(heads);
    const path = join(heads, file);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace('"number": 1', '"number": 9'));
    expect(await verify()).toMatchObject({ code: 1, stderr: expect.stringContaining("inte undertecknad") as string });
    writeFileSync(path, text);
    const foreign = publicText(generateKeyPairSync("ed25519").publicKey);
    const other = await runProgram(["verify-log", "--expect", heads, "--public-key", foreign], { DATABASE_URL: database.ownerUrl });
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("inte undertecknad") as string });
    for (const name of readdirSync(heads)) rmSync(join(heads, name));
    expect(await verify()).toMatchObject({ code: 1, stderr: expect.stringContaining("inga kontrollvärden") as string });
  });

  it("asks for the key, and for a value that can be one", async () => {
    const settings = { DATABASE_URL: database.ownerUrl };
    const without = await runProgram(["verify-log", "--expect", heads], settings);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining("--public-key") as string });
    expect(await runProgram(["verify-log", "--expect", "abc"], settings)).toMatchObject({ code: 2 });
    const wrong = await runProgram(["verify-log", "--expect", heads, "--public-key", "abc"], settings);
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("Ed25519") as string });
  });
});
