import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { inMunicipality } from "../../platform/database/connect.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("what counts of a unit is put into the query that asks, and found by the unit's key", async () => {
  const id = await addMunicipality(database, { code: "0114", name: "Provköping" });
  const { rows } = await inMunicipality(database.app, id, (tx) =>
    sql<{ "QUERY PLAN": string }>`explain select d.number from survey.unit u
      cross join lateral survey.counted_delivery(u.municipality_id, u.id) d where u.municipality_id = ${id}`.execute(tx),
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).not.toContain("Function Scan");
  expect(plan).toMatch(/Limit[^]*delivery_pkey/u);
});
