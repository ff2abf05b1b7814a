import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generateTypes } from "../../../scripts/generate-types.mjs";
import { createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

it("generated.ts is what the migrated database says (else: npm run generate:types)", async () => {
  const present = readFileSync(join(import.meta.dirname, "generated.ts"), "utf8");
  expect(await generateTypes(database.ownerUrl)).toBe(present);
});
