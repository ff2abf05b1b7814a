import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { admitStaff } from "../../src/platform/access/sign-on/staff.ts";
import { signOnMapping, standingOf } from "../../src/platform/access/sign-on/mapping.ts";
import { rewriteStanding } from "../../src/platform/access/sign-on/accounts.ts";
import type { Role } from "../../src/platform/core/actor.ts";
import { roles } from "../../src/platform/core/actor.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { makeMunicipalities } from "../../src/app/web/municipalities.ts";
import { runCommand } from "../support/command.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** An agency is a tenant beside the municipalities: what walks the tenants knows it, and nothing of casework does. */
let database: TestDatabase;
const run = async (...args: string[]) => {
  const { code, ...said } = await runCommand(args, { DATABASE_URL: database.ownerUrl });
  return { status: code, ...said };
};
const idOf = async (code: string) =>
  (await database.app.selectFrom("core.municipality").select("id").where("code", "=", code).executeTakeFirstOrThrow()).id;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("an agency on the command line", () => {
  test("is added once by its organisation number, and listed", async () => {
    const added = await run("municipality", "add", "--agency", "2021000555", "Socialstyrelsen");
    expect(added.stdout).toContain("202100-0555 Socialstyrelsen är tillagd.");
    expect(added.stdout).toContain("rollen agency (myndighet)");
    expect((await run("municipality", "add", "--agency", "202100-0555", "Socialstyrelsen", "--format", "json")).stdout).toContain(
      '"isNew":false',
    );
    await run("municipality", "add", "0680");
    const listed = await run("municipality", "list");
    expect(listed.stdout).toContain("202100-0555  Socialstyrelsen  myndighet          –");
    expect(JSON.parse((await run("municipality", "list", "--format", "json")).stdout)).toMatchObject({
      municipalities: [{ code: "0680" }, { code: "202100-0555", name: "Socialstyrelsen", kind: "myndighet", isDemo: false }],
    });
  });

  test.each([
    ["a number whose last digit is wrong", ["--agency", "202100-0556", "Fel"], "inget organisationsnummer"],
    ["a municipality's code", ["--agency", "0680", "Fel"], "inget organisationsnummer"],
    ["two names", ["--agency", "202100-0555", "Statistiska", "centralbyrån"], "inom citattecken"],
    ["a name that says nothing", ["--agency", "202100-0555", " \u200b "], "myndighetens namn"],
    ["a name of two lines", ["--agency", "202100-0555", "Fel\nBcc: x@example.se"], "myndighetens namn"],
  ])("is not added with %s", async (_, args, words) => {
    const { status, stderr } = await run("municipality", "add", ...args);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });

  test("answers no national questionnaire, delivers and takes no extract; the one municipality beside it is found unasked", async () => {
    const answered = await run("answer", "--all", "--period", "2023-02-01..2024-01-31", "--format", "json");
    expect(JSON.parse(answered.stdout)).toMatchObject([{ municipality: "0680" }]);
    expect(JSON.parse((await run("answer", "--format", "json")).stdout)).toMatchObject({ municipality: "0680" });
    for (const args of [["answer"], ["export", "uttag", "--out", "-"], ["import", "x"]]) {
      const { status, stdout, stderr } = await run(...args, "--municipality", "202100-0555");
      expect(stdout + stderr).toContain("Ingen kommun i databasen har koden 202100-0555.");
      expect(status).toBe(2);
    }
  });

  test("has a log that is checked as everybody's", async () => {
    const { status, stdout } = await run("verify-log", "--format", "json");
    expect(status).toBe(0);
    expect(stdout).toContain("202100-0555");
  });
});

describe("a sign-on to an agency", () => {
  const mapping = signOnMapping.parse({
    municipality: { claim: "org" },
    roles: { claim: "groups", values: Object.fromEntries(roles.map((role) => [role, role])) },
  });
  const mark = { requestId: crypto.randomUUID() };
  const now = new Date("2026-03-02T09:00:00Z");
  const rolesAt = async (code: string) =>
    inMunicipality(database.app, await idOf(code), async (tx) =>
      (await tx.selectFrom("access.staff_role").select("role").orderBy("role").execute()).map(({ role }) => role as Role),
    );

  test("is by its organisation number, and gives the roles that mean something there alone", async () => {
    const claims = { sub: "kim", org: ["202100-0555", "0680", "202100-05550", "20210"], groups: [...roles] };
    const standing = standingOf(mapping, "https://inloggning.example", claims);
    expect(standing).toMatchObject({ municipalities: ["202100-0555", "0680"] });
    for (const code of ["202100-0555", "0680"]) {
      const id = await idOf(code);
      const identity = { ...standing, name: "Kim", title: "", identityNumber: null };
      valueOf(await inMunicipality(database.app, id, (tx) => admitStaff(tx, id, identity as never, mark, now)));
    }
    expect(await rolesAt("202100-0555")).toEqual(["agency", "operator"]);
    expect(await rolesAt("0680")).toEqual(["analyst", "caseworker", "director", "operator", "team_leader"]);
    // The directory says it anew: neither gets what means nothing there.
    const again = { ...standing, roles: ["agency", "caseworker"] };
    await rewriteStanding(database.app, again as never, mark, now);
    expect(await rolesAt("202100-0555")).toEqual(["agency"]);
    expect(await rolesAt("0680")).toEqual(["caseworker"]);
  });

  test("finds the agency by its code in the cookie", async () => {
    const municipalities = makeMunicipalities(database.app, { demo: false });
    expect(await municipalities.findNow("202100-0555")).toMatchObject({ name: "Socialstyrelsen" });
    expect(await municipalities.find("202100-0555' or 1=1 --")).toBeUndefined();
  });
});
