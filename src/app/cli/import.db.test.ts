import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, folderOf, scratch, soundExtract } from "../../../tests/extracts/build.ts";
import { runCommand } from "../../../tests/support/command.ts";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";

describe("fortrogen import and export uttag", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await addMunicipality(database, { code: "0001", name: "Provkommun" });
  });
  afterAll(async () => database.drop());

  const run = async (...args: string[]): Promise<{ exit: number; out: string; err: string }> => {
    const { code, stdout, stderr } = await runCommand(args, { DATABASE_URL: database.ownerUrl });
    return { exit: code, out: stdout, err: stderr };
  };
  const broken = (): Promise<string> => folderOf({ "barn.csv": "barn_id,kon,fodelsedatum\nB1,flicka,2014-02-30\nB2,pojke,2014-02-01\n" });

  it("lists every error and leaves with 1; imports the rest when asked and leaves with 0", async () => {
    const source = await broken();
    const refused = await run("import", source);
    expect(refused.exit).toBe(1);
    expect(refused.err).toContain('barn.csv, rad 2, kolumn fodelsedatum: "2014-02-30" finns inte i kalendern.');
    expect(refused.err).toContain("Ingenting har lästs in");
    const json = await run("import", source, "--format", "json");
    expect(json.exit).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      error: { code: "data-errors" },
      errors: [{ file: "barn.csv", row: 2, column: "fodelsedatum" }],
    });
    const skipped = await run("import", source, "--skip-errors", "--format", "json");
    expect(skipped.exit).toBe(0);
    expect(JSON.parse(skipped.out)).toMatchObject({ ok: true, files: [{ file: "barn", added: 1, leftOut: 1 }] });
  });

  it("imports, exports and imports again without a change", async () => {
    const target = join(await scratch(), "ut.zip");
    expect(await run("import", await deliver(soundExtract()), "--municipality", "0001", "--replace")).toMatchObject({ exit: 0 });
    expect(await run("export", "uttag", "--out", target)).toMatchObject({ exit: 0, err: "" });
    const again = await run("import", target, "--format", "json");
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, files: Array(6).fill({ added: 0, changed: 0, missing: 0 }) });
    expect((await run("import", target)).out).toMatch(
      /^Fil +lästa +nya +ändrade +oförändrade +utelämnade +saknas +borttagna\nbarn +2 +0 +0 +2/,
    );
  });

  it("leaves with 2 when used wrongly", async () => {
    const source = await broken();
    const wrong = [
      ["import"],
      ["import", join(source, "finns-inte")],
      ["import", source, "--replace", "--skip-errors"],
      ["import", source, "--municipality", "9999"],
      ["export", "uttag"],
      ["export", "uttag", "--out", source],
    ];
    const ended: unknown[] = [];
    for (const args of wrong) ended.push([args, (await run(...args)).exit]);
    expect(ended).toEqual(wrong.map((args) => [args, 2]));
  });
});
