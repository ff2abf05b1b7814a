import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";
import { dangerous, plusDays } from "../../../../tests/support/reckoned-days.ts";
import { ageOn } from "../../../platform/basics/dates.ts";
import { readLeapDayPractice } from "../../../platform/basics/leap-day.ts";
import { ageInSql } from "./age-in-sql.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test.each([undefined, "03-01", "02-28,2027-01-01:03-01"])(
  "figures count ages as casework does, also of whoever is born on 29 February (%s)",
  async (setting) => {
    const practice = readLeapDayPractice(setting);
    const births = ["2008-02-29", "2012-02-29", "2008-02-28", "2008-03-01", "2010-12-31", "2011-01-01"];
    const days = [...dangerous, "2026-02-27", "2026-02-28", "2026-03-01", "2027-02-28", "2028-02-28", "2028-02-29", "2029-02-28"];
    const { rows } = await sql<{ born: string; day: string; age: number }>`
    select p.born::date as born, p.day::date as day, ${ageInSql("p.day", "p.born", practice)}::int as age
    from (select b::timestamp as born, d::date as day from unnest(${births}::date[]) b cross join unnest(${days}::date[]) d) p`.execute(
      database.owner,
    );
    expect(rows).toHaveLength(births.length * days.length);
    for (const { born, day, age } of rows) expect([born, day, age]).toEqual([born, day, ageOn(born, day, practice)]);
    expect(plusDays("2026-02-28", 1)).toBe("2026-03-01");
  },
);
