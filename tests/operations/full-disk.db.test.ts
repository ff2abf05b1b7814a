import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAsProgram } from "../../src/platform/database/connect.ts";
import type { ProgramDatabase } from "../../src/platform/database/connect.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { ensureServer } from "../../src/platform/database/embedded.ts";
import type { EmbeddedServer } from "../../src/platform/database/embedded.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";

/** A disk of the test's own, small enough to fill; only root may mount one. */
const disk = mkdtempSync(join(tmpdir(), "fortrogen-disk-"));
const isMounted =
  process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=400m,mode=0755", "tmpfs", disk]).status === 0;
afterAll(() => {
  // A helper of the server may stand in it for a moment longer: it is taken out of the tree now, and gone when the helper is.
  if (isMounted) spawnSync("umount", ["--lazy", disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Writes until nothing more goes in. */
function fill(file: string): void {
  const piece = Buffer.alloc(64 * 1024);
  const open = openSync(file, "w");
  for (const size of [piece.length, 512]) {
    try {
      for (;;) writeSync(open, piece, 0, size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(open);
}

describe.skipIf(!isMounted)("a truly full disk (skipped where the test may not mount one)", () => {
  let server: EmbeddedServer;
  let db: ProgramDatabase;
  let app: TestApp;
  const ballast = join(disk, "ballast");
  beforeAll(async () => {
    server = valueOf(await ensureServer(join(disk, "data"), { durable: false }));
    valueOf(await migrate(server.ownerUrl));
    db = openAsProgram({ appUrl: server.appUrl, poolSize: 2 });
    app = await startTestApp({ app: db.app, appUrl: server.appUrl });
  });
  afterAll(async () => {
    rmSync(ballast, { force: true });
    await app.close();
    await db.close();
    await server.stop();
  });

  const redo = () => fetch(`${app.address}/redo`);
  const until = async (status: number) => {
    let answer = await redo();
    // An answer does for a second for everybody who asks.
    while (answer.status !== status) {
      await new Promise((done) => setTimeout(done, 200));
      answer = await redo();
    }
    return answer;
  };

  test("/redo says that nothing can be saved, /halsa lives on, and when there is room all is well by itself", async () => {
    expect((await redo()).status).toBe(200);
    fill(ballast);
    const full = await until(503);
    expect(await full.json()).toMatchObject({ code: "database-unwritable" });
    expect(Number(full.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await fetch(`${app.address}/halsa`)).status).toBe(200);
    rmSync(ballast);
    expect(existsSync(ballast)).toBe(false);
    await until(200);
  });
});
