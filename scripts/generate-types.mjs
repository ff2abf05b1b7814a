// Writes src/platform/database/generated.ts, types and lists of codes, from a freshly migrated database. `--check` only says whether the file is up to date (exit 1 if not).
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as prettier from "prettier";
import { makeClient } from "../src/platform/database/connect.ts";
import { atDatabase, prepareTestServer } from "../tests/support/template.ts";
import { withCodes } from "./generated-codes.mjs";

/** Schemas that no statement of the program names: the queue's library and the migrations have ways of their own. */
const left = ["public", "information_schema", "migration", "graphile_worker"];
const target = join(import.meta.dirname, "..", "src", "platform", "database", "generated.ts");

/** Gives the text of generated.ts for the database at `url` (owner). */
export async function generateTypes(url) {
  const folder = await mkdtemp(join(tmpdir(), "fortrogen-types-"));
  const out = join(folder, "generated.ts");
  const schemas = await readSchemas(url);
  // The same as the parsers in connect.ts: counts are numbers, dates and times without zone are text, exact numbers are text.
  const mapping = { int8: "number", timestamp: "string" };
  const options = [
    ...["--dialect", "postgres", "--url", url, "--out-file", out, "--log-level", "error"],
    ...["--date-parser", "string", "--numeric-parser", "string", "--type-mapping", JSON.stringify(mapping)],
    ...["--include-pattern", `{${schemas.join(",")}}.*`],
  ];
  const program = join(import.meta.dirname, "..", "node_modules", "kysely-codegen", "dist", "cli", "bin.js");
  try {
    await promisify(execFile)(process.execPath, [program, ...options]);
    const style = await prettier.resolveConfig(target);
    return await prettier.format(await withCodes(await readFile(out, "utf8"), url, schemas), { ...style, parser: "typescript" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every schema that rooms keep something in. */
async function readSchemas(url) {
  const client = makeClient(url);
  await client.connect();
  try {
    const { rows } = await client.query(
      "select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> all ($1) order by 1",
      [left],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const server = await prepareTestServer();
  try {
    const text = await generateTypes(atDatabase(server.ownerUrl, server.template));
    const present = await readFile(target, "utf8").catch(() => "");
    if (text === present) console.log("src/platform/database/generated.ts is up to date.");
    else if (process.argv.includes("--check")) {
      console.error("src/platform/database/generated.ts is out of date: run npm run generate:types");
      process.exitCode = 1;
    } else {
      await writeFile(target, text);
      console.log("src/platform/database/generated.ts written.");
    }
  } finally {
    await server.stop();
  }
}
