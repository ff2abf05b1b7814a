import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addressOf, runProgram, startProgram } from "../operations/program.ts";
import type { Running } from "../operations/program.ts";
import { PlainBrowser } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { adults, numberAt } from "../support/identities.ts";
import { freePort } from "./oidc-app.ts";
import { clientId, clientSecret, startProvider } from "./provider.ts";
import type { TestProvider } from "./provider.ts";

/** docs/security.md, "The first person of a new municipality": its commands and its mapping as they stand there; only addresses and secrets are the test's. */
const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", "security.md"), "utf8");
const mapping = /```json\n([\s\S]*?)```/u.exec(text)?.[1] ?? "";
const section = text.slice(text.indexOf("## The first person of a new municipality"));
const typed = (/```sh\n([\s\S]*?)```/u.exec(section)?.[1] ?? "").trim().split("\n");
let database: TestDatabase;
let provider: TestProvider;
let served: Running | undefined;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  provider = await startProvider();
  folder = mkdtempSync(join(tmpdir(), "first-person-"));
});
afterAll(async () => {
  served?.process.kill("SIGTERM");
  await served?.ended;
  await provider.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

it("lets the first operator and the first caseworker in, as typed in an empty database", async () => {
  const address = `http://127.0.0.1:${await freePort()}`;
  const own: Readonly<Record<string, string>> = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_MAPPING: join(folder, "mapping.json"),
    BASE_URL: address,
  };
  writeFileSync(own["OIDC_MAPPING"] ?? "", mapping);
  const settings: Record<string, string> = {
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    PORT: new URL(address).port,
    HOST: "127.0.0.1",
  };
  const exported = typed
    .filter((line) => line.startsWith("export "))
    .flatMap((line) => [...line.matchAll(/(\w+)=/gu)].map(([, name]) => name));
  for (const name of exported) settings[name ?? ""] = own[name ?? ""] ?? "";
  const commands = typed.filter((line) => line.startsWith("npx fortrogen ")).map((line) => line.split(" ").slice(2));
  expect(commands).toEqual([["municipality", "add", "0680"], ["serve"]]);
  const added = await runProgram(commands[0] ?? [], settings);
  expect(added).toMatchObject({ code: 0 });
  expect(added.stdout).toContain("0680 Jönköping är tillagd.");
  for (const words of ["Nu den första personen", "operator", "Konton", ...exported]) expect(added.stdout, words).toContain(words);

  provider.allow(address);
  served = startProgram(commands[1] ?? [], settings);
  await addressOf(served);
  const enter = async (user: string) => {
    const browser = new PlainBrowser(address);
    const start = await browser.get("/logga-in");
    const back = new URL(await provider.signIn(start.headers.get("location") ?? "", user));
    expect((await browser.get(back.pathname + back.search)).status, served?.said()).toBe(303);
    return browser;
  };
  const person = (sub: string, group: string, place: number) =>
    provider.accounts.set(sub, {
      sub,
      name: `Test ${sub}`,
      title: "provare",
      groups: [group],
      personnummer: numberAt(adults, place),
      department: "Barn och familj",
    });
  person("drift", "IT-Drift", 0);
  person("handlaggare", "SOC-Handlaggare", 1);
  const operator = await enter("drift");
  const caseworker = await enter("handlaggare");
  const list = await operator.get("/konton");
  expect(list.status).toBe(200);
  const accounts = await list.text();
  for (const words of ["Test drift", "Test handlaggare", "Barn och familj"]) expect(accounts).toContain(words);
  expect((await operator.get("/arenden")).status).toBe(403);
  expect((await caseworker.get("/arenden")).status).toBe(200);
  expect((await caseworker.get("/konton")).status).toBe(403);
});
