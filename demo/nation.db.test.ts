import { sql } from "kysely";
import { expect, test } from "vitest";
import { addMunicipality, createTestDatabase } from "../tests/support/database.ts";
import { dayOf } from "./calendar.ts";
import { countLife, emptyCount } from "./count.ts";
import { lifeOf } from "./lives.ts";
import { demoMunicipality, tenants } from "./municipality.ts";
import { childrenInSweden, identitiesPerTenant, loadNation, shareChildren } from "./nation.ts";

const today = "2026-11-22";

test("the nation is 303 tenants with 2 176 224 children in proportion to the inhabitants", () => {
  const shares = shareChildren(childrenInSweden);
  expect(tenants).toHaveLength(303);
  expect(tenants.some(({ code }) => code === "0180" || code === "1480")).toBe(false);
  expect(shares.reduce((sum, n) => sum + n, 0)).toBe(childrenInSweden);
  const place = tenants.findIndex(({ code }) => code === "0114");
  expect((shares[place] ?? 0) / childrenInSweden).toBeCloseTo(50323 / 10_587_710, 4);
});

test("a small nation is loaded with its keys and indexes, and holds what the lives say", async () => {
  const database = await createTestDatabase();
  try {
    const before = await indexesOf(database);
    const loaded = await loadNation(database.ownerUrl, { seed: 3, today, children: 6000 });
    expect(loaded).toMatchObject({ ok: true, value: { tenants: 303, children: 6000 } });
    expect(await indexesOf(database)).toEqual(before);
    const shares = shareChildren(6000);
    const place = tenants.findIndex(({ code }) => code === "0380");
    const municipality = demoMunicipality({
      seed: 3,
      code: "0380",
      referenceDay: today,
      identities: { from: place * identitiesPerTenant, count: identitiesPerTenant },
    });
    const count = emptyCount();
    let conversations = 0;
    for (let number = 1; number <= (shares[place] ?? 0); number++) {
      const life = lifeOf(municipality, number);
      countLife(count, life, dayOf("2023-02-01"), dayOf("2024-01-31"));
      conversations += life.conversations.length;
    }
    const { rows } = await sql<{ children: number; investigated: number; conversations: number }>`
      select (select count(*)::int from extract.child c where c.municipality_id = m.id) as children,
        (select count(distinct i.child_id)::int from extract.investigation i join extract.child c on c.municipality_id = i.municipality_id and c.id = i.child_id
          where i.municipality_id = m.id and i.started_on <= '2024-01-31' and (i.ended_on is null or i.ended_on >= '2023-02-01')
            and greatest(i.started_on, '2023-02-01'::date) < c.birth_date + interval '18 years') as investigated,
        (select count(*)::int from extract.conversation s where s.municipality_id = m.id) as conversations
      from core.municipality m where m.code = '0380'`.execute(database.owner);
    expect(rows[0]).toEqual({ children: shares[place], investigated: count.utredning.children, conversations });
    expect(await loadNation(database.ownerUrl, { seed: 3, today, children: 10 })).toMatchObject({
      ok: false,
      error: { code: "demo-already-loaded" },
    });
  } finally {
    await database.drop();
  }
});

test("the nation is not loaded beside a real municipality", async () => {
  const database = await createTestDatabase();
  try {
    await addMunicipality(database, { code: "0114", name: "Upplands Väsby" });
    expect(await loadNation(database.ownerUrl, { seed: 3, today, children: 10 })).toMatchObject({
      ok: false,
      error: { code: "not-a-demo" },
    });
  } finally {
    await database.drop();
  }
});

async function indexesOf(database: Awaited<ReturnType<typeof createTestDatabase>>): Promise<string[]> {
  const { rows } = await sql<{
    definition: string;
  }>`select indexdef as definition from pg_indexes where schemaname = 'extract' order by 1`.execute(database.owner);
  return rows.map((row) => row.definition);
}
