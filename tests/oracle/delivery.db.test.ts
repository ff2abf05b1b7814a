import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvOf, encode, folderOf, tableOf } from "../extracts/build.ts";
import type { Rows } from "../extracts/build.ts";
import { runCommand } from "../support/command.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { oracleAnswers } from "./answers-oracle.ts";
import type { OracleExtract } from "./answers-oracle.ts";
import { randomMunicipality } from "./random-extract.ts";

/** Without the rows that an import refuses, as it should: tied to another child's record, or a conversation before the child was born. */
function wellFormed(extract: OracleExtract): OracleExtract {
  const owner = new Map([
    ...extract.utredningar.map((u) => [u.utredning_id, u.barn_id] as const),
    ...extract.insatser.map((i) => [i.insats_id, i.barn_id] as const),
  ]);
  const own = (row: { barn_id: string; utredning_id: string; insats_id: string }): boolean =>
    [row.utredning_id, row.insats_id].every((id) => id === "" || owner.get(id) === row.barn_id);
  const born = new Map(extract.barn.map((b) => [b.barn_id, b.fodelsedatum]));
  const samtal = extract.samtal.filter((s) => own(s) && s.datum >= (born.get(s.barn_id) ?? ""));
  return { ...extract, samtal, uteblivna_samtal: extract.uteblivna_samtal.filter(own) };
}

describe("from a delivered folder to the answered questionnaire", () => {
  let database: TestDatabase;
  const folders: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
    await database.drop();
  });

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCommand(args, { DATABASE_URL: database.ownerUrl });
    expect(code, stdout + stderr).toBe(0);
    return stdout;
  };

  it.each([13, 15, 21])(
    "municipality %i: import and answer equal the plain loops, from Windows-1252 with codes in any case",
    async (index) => {
      const { code, from, to, extract: drawn } = randomMunicipality(index);
      const extract = wellFormed(drawn);
      await addMunicipality(database, { code, name: `Prov ${code}` });
      const shouting = (rows: OracleExtract["samtal"]) =>
        rows.map((row) => ({ ...row, form: ` ${row.form.toUpperCase()}`, status: row.status.toUpperCase() }));
      const files: Record<string, string | Buffer> = {};
      const add = (name: Parameters<typeof tableOf>[0], rows: Rows) =>
        (files[`${name}.csv`] = encode(csvOf(tableOf(name, rows), ";"), "windows-1252"));
      add("barn", extract.barn);
      add("utredningar", extract.utredningar);
      add(
        "insatser",
        extract.insatser.map((row) => ({ ...row, mottagare: "barnet" })),
      );
      add("samtal", shouting(extract.samtal));
      add("uteblivna_samtal", extract.uteblivna_samtal);
      const folder = await folderOf(files);
      folders.push(folder);
      await run("import", folder, "--municipality", code);
      const answers: unknown = JSON.parse(await run("answer", "--municipality", code, "--period", `${from}..${to}`, "--format", "json"));
      expect(answers).toEqual(oracleAnswers(code, from, to, extract));
    },
  );
});
