import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runProgram } from "../operations/program.ts";
import type { TestApp } from "../support/app.ts";
import { PlainBrowser } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { startOpenIdApp } from "./oidc-app.ts";
import { startProvider } from "./provider.ts";
import type { TestProvider } from "./provider.ts";

/** A refused sign-on is logged whatever it says, or does not say, of a municipality: with its reason and where it came from. */
let database: TestDatabase;
let provider: TestProvider;
let app: TestApp;
beforeAll(async () => {
  database = await createTestDatabase();
  await addMunicipality(database, { code: "9901", name: "Ekdalen" });
  await addMunicipality(database, { code: "9902", name: "Björkvik" });
  provider = await startProvider();
  app = await startOpenIdApp(database, { issuer: provider.issuer, before: provider.allow });
});
afterAll(async () => {
  await app.close();
  await provider.close();
  await database.drop();
});

async function signIn(user: string): Promise<number> {
  const browser = new PlainBrowser(app.address);
  const start = await browser.get("/logga-in");
  const back = new URL(await provider.signIn(start.headers.get("location") ?? "", user));
  return (await browser.get(back.pathname + back.search, { "x-forwarded-for": "203.0.113.9" })).status;
}

const unplaced = async () =>
  (
    await sql<{ outcome: string; from: string }>`
      select outcome, host(source_address) as from from access.unplaced_sign_on order by id`.execute(database.owner)
  ).rows;

it.each([
  ["no municipality at all", {}, "no-municipality"],
  ["a municipality that is not there", { kommunkod: "9999" }, "no-municipality"],
  ["no role and no municipality", { groups: ["EKONOMI"] }, "no-role"],
  ["no name either", { name: "", groups: [] }, "claims-missing"],
])("keeps a refused sign-on that names %s, where there are several", async (_words, claims, outcome) => {
  await sql`truncate access.unplaced_sign_on`.execute(database.owner);
  provider.accounts.set("okand", { sub: "okand", name: "Olle Okänd", groups: ["SOC-HANDLAGGARE"], ...claims });
  expect(await signIn("okand")).toBeGreaterThanOrEqual(403);
  expect(await unplaced()).toEqual([{ outcome, from: "203.0.113.9" }]);
});

it("keeps one whose answer was never asked for", async () => {
  await sql`truncate access.unplaced_sign_on`.execute(database.owner);
  await new PlainBrowser(app.address).get("/logga-in/retur?code=x&state=y", { "x-forwarded-for": "203.0.113.9" });
  expect(await unplaced()).toEqual([{ outcome: "sign-on-expired", from: "203.0.113.9" }]);
});

it("writes it in the log of the municipality that it names, and nowhere else", async () => {
  await sql`truncate access.unplaced_sign_on`.execute(database.owner);
  provider.accounts.set("utan", { sub: "utan", name: "Ulf Utanroll", groups: ["EKONOMI"], kommunkod: "9902" });
  expect(await signIn("utan")).toBe(403);
  expect(await unplaced()).toEqual([]);
  const { rows } = await sql<{ code: string; outcome: string }>`
    select m.code, e.outcome from audit.event e join core.municipality m on m.id = e.municipality_id
    where e.action = 'access.sign-on' and e.kind = 'denied'`.execute(database.owner);
  expect(rows).toEqual([{ code: "9902", outcome: "no-role" }]);
});

it("is shown to the one who investigates, and cannot be read, changed or taken away by the program", async () => {
  provider.accounts.set("okand", { sub: "okand", name: "Olle Okänd", groups: ["SOC-HANDLAGGARE"] });
  expect(await signIn("okand")).toBe(403);
  const said = await runProgram(["investigate", "--municipality", "9901"], { DATABASE_URL: database.ownerUrl });
  expect(said.code).toBe(0);
  expect(said.stdout).toContain("ingen inloggad från 203.0.113.9");
  expect(said.stdout).toContain("access.sign-on: no-municipality");
  expect(said.stdout).not.toContain("Olle");
  for (const statement of ["select * from", "delete from"])
    await expect(sql.raw(`${statement} access.unplaced_sign_on`).execute(database.app)).rejects.toThrow(/permission denied/u);
  await expect(sql`update access.unplaced_sign_on set outcome = 'ok'`.execute(database.app)).rejects.toThrow(/permission denied/u);
});
