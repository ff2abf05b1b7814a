import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stockholmInstant } from "../src/platform/basics/dates.ts";
import { valueOf } from "../src/platform/basics/result.ts";
import { createTestDatabase } from "../tests/support/database.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { dayOf } from "./calendar.ts";
import { loadDemo } from "./load.ts";
import { atUntil } from "./load/words.ts";
import { readData } from "./tables.ts";

/** A demo that is loaded in the morning says nothing of the afternoon, and its words name no day that its dates do not. */
const today = "2026-03-02";
const now = stockholmInstant(today, "07:00");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  valueOf(await loadDemo(database.ownerUrl, { seed: 1, children: 40, today, now }));
});
afterAll(() => database.drop());

test("nothing was written, came in or was held later than the moment it was loaded", async () => {
  const columns = await sql<{ name: string; at: string }>`select format('%I.%I', table_schema, table_name) as name, column_name as at
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and column_name in ('recorded_at', 'received_at', 'assessed_at')
      and table_schema in ('intake', 'investigation', 'decision', 'intervention', 'participation', 'people')`.execute(database.owner);
  expect(columns.rows.length).toBeGreaterThan(20);
  for (const { name, at } of columns.rows) {
    const late = await sql`select from ${sql.table(name.replaceAll('"', ""))} where ${sql.ref(at)} > ${now}`.execute(database.owner);
    expect(late.rows, `${name}.${at}`).toHaveLength(0);
  }
  const talks = await sql`select from participation.conversation where held_on + held_at > ${`${today} 07:00`}::timestamp`.execute(
    database.owner,
  );
  expect(talks.rows).toHaveLength(0);
});

describe("a moment of the demo", () => {
  const day = dayOf(today);
  test.each([
    ["later today becomes now", now, day, 16 * 60, `${today} 07:00`],
    ["earlier today stands", now, day, 6 * 60, `${today} 06:00`],
    ["yesterday's stands", now, day - 1, 16 * 60, "2026-03-01 16:00"],
    ["without a moment everything stands", undefined, day, 16 * 60, `${today} 16:00`],
    ["loaded for another day everything stands", stockholmInstant("2026-11-30", "07:00"), day, 16 * 60, `${today} 16:00`],
  ])("%s", (_what, at, on, minute, expected) => {
    expect(atUntil(at, day)(on, minute)).toBe(expected);
  });
});

test("the texts name no weekday and no day counted from another: the dates beside them are made for each child", () => {
  const text = JSON.stringify(readData("texts.json"));
  const days =
    /\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b|\bom (?:en|ett|två|tre|fyra|några) (?:dag|veck|månad)|\b(?:i ?morgon|i ?går|(?:förra|nästa) (?:vecka|månad)(?:n|en)?)\b/giu;
  expect(text.match(days) ?? []).toEqual([]);
});
