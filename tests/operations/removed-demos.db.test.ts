import { machineIn } from "../../src/platform/core/actor.ts";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { removeDemo } from "../../demo/remove.ts";
import { writeAuditEvent } from "../../src/platform/core/audit.ts";
import { exportHeads } from "../../src/platform/core/export-heads.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { publicText } from "../../src/platform/core/signing-key.ts";
import { sealLog } from "../../src/platform/core/seal.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { runProgram } from "./program.ts";

/** `fortrogen verify-log` names the demos that were taken away with their logs, and never lets that explain a municipality's missing log. */
let database: TestDatabase;
let folder: string;
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const now = new Date();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "removed-"));
  database = await createTestDatabase();
  await addMunicipality(database, { code: "9902", name: "Söderby" });
  for (const [code, name] of [
    ["0000", "Demokommunen"],
    ["9901", "Norrby"],
  ] as const) {
    const id = await addMunicipality(database, { code, name, isDemo: true });
    const event = { actor: machineIn(id), requestId: newId(now), action: "test.look", kind: "read", outcome: "ok" } as const;
    await inMunicipality(database.app, id, (tx) => writeAuditEvent(tx, event, now));
  }
  await sealLog(database.app, now);
  await exportHeads(database.app, { key: privateKey, place: { folder } }, now);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const verify = (...more: string[]) =>
  runProgram(["verify-log", "--expect", folder, "--public-key", publicText(publicKey), ...more], { DATABASE_URL: database.ownerUrl });

it("says that Demokommunen was removed, with its log's length and end, and finds nothing amiss", async () => {
  const { rows } = await sql<{
    head: string;
  }>`select encode(hash, 'hex') as head from audit.seal s join core.municipality m on m.id = s.municipality_id where m.code = '0000'`.execute(
    database.owner,
  );
  expect(await removeDemo(database.ownerUrl, { now, code: "0000" })).toMatchObject({ ok: true });
  const said = await verify();
  expect(said.stdout).toMatch(/0000 Demokommunen: demon är borttagen \d{4}-\d\d-\d\d, med sin logg \(1 händelser, 1 sigill\)\./u);
  expect(said.stdout).toContain(`Kontrollvärde då: ${rows[0]?.head ?? "?"}`);
  expect(said.code).toBe(0);
  expect(JSON.parse((await verify("--format", "json")).stdout)).toMatchObject({
    ok: true,
    removedDemos: [{ code: "0000", events: 1, head: rows[0]?.head }],
  });
});

it("is not led to believe that a municipality was a demo: a log that was told outside and is gone is still missed", async () => {
  expect(await removeDemo(database.ownerUrl, { now, code: "9901" })).toMatchObject({ ok: true });
  const said = await verify();
  expect(said.code).toBe(1);
  expect(said.stdout).toContain("9901 Norrby: demon är borttagen");
  expect(said.stdout).toContain("9901: kontrollvärden har lämnats ut, men kommunen finns inte i databasen. LOGGEN SAKNAS.");
});
