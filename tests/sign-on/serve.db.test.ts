import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addDemoStaff } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const command = join(import.meta.dirname, "..", "..", "src", "app", "cli", "main.ts");
let database: TestDatabase;
let municipality: number;

beforeAll(async () => {
  database = await createTestDatabase();
  municipality = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  await addDemoStaff(database, municipality, { name: "Amina Lindqvist", title: "socialsekreterare", roles: ["caseworker"] });
});
afterAll(() => database?.drop());

type Served = { process: ChildProcess; said: () => string; exit: Promise<number | null> };

function serve(env: Record<string, string>): Served {
  const settings = {
    ...process.env,
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    PORT: "0",
    OIDC_ISSUER: "",
    BASE_URL: "",
    ...env,
  };
  const child = spawn(process.execPath, [command, "serve"], { env: settings, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (text += part.toString("utf8")));
  return { process: child, said: () => text, exit: new Promise((resolve) => child.on("exit", resolve)) };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 2_400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe("fortrogen serve", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "tells its address and the demo's people, answers, seals the log, and stops at %s",
    async (signal) => {
      const served = serve({});
      await until(() => served.said().includes("Ctrl+C"));
      expect(served.said()).toContain("Amina Lindqvist, socialsekreterare");
      const address = /är igång: (\S+)/u.exec(served.said())?.[1] ?? "";
      const person = /name="person" value="([^"]+)"/u.exec(await (await fetch(address)).text())?.[1] ?? "";
      const signedIn = await fetch(`${address}/logga-in/demo`, {
        method: "POST",
        redirect: "manual",
        headers: { origin: new URL(address).origin },
        body: new URLSearchParams({ municipality: "9901", person }),
      });
      expect(signedIn.status).toBe(303);
      served.process.kill(signal);
      expect(await served.exit).toBe(0);
      const [waiting, seals] = await inMunicipality(database.app, municipality, async (tx) => [
        await tx.selectFrom("audit.unsealed").select("event_id").execute(),
        await tx.selectFrom("audit.seal").select("number").execute(),
      ]);
      expect(waiting).toEqual([]);
      expect(seals.length).toBeGreaterThan(0);
    },
    300_000,
  );

  it("says which setting is missing, and does not start", async () => {
    const served = serve({ OIDC_ISSUER: "https://inloggning.example" });
    expect(await served.exit).toBe(1);
    expect(served.said()).toContain("OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_MAPPING, BASE_URL");
  });

  it("says what to do when the port is taken", async () => {
    const first = serve({});
    await until(() => first.said().includes("Ctrl+C"));
    const port = new URL(/är igång: (\S+)/u.exec(first.said())?.[1] ?? "").port;
    const second = serve({ PORT: port });
    expect(await second.exit).toBe(1);
    expect(second.said()).toContain(`Porten ${port} går inte att använda`);
    first.process.kill("SIGTERM");
    expect(await first.exit).toBe(0);
  });
});
