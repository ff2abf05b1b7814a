import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { LEAP_DAY_PRACTICE } from "../../../platform/basics/leap-day.ts";

/**
 * Completed years on a day, as `ageOn` counts them. PostgreSQL's `age` completes a year of whoever is born on 29 February on 1 March; the house
 * says 28 February unless the installation says otherwise (platform/basics/leap-day.ts), and the two differ on that one day of a common year alone.
 * `day` and `born` are the names of columns, of dates or timestamps.
 */
export function ageInSql(day: string, born: string, practice = LEAP_DAY_PRACTICE): RawBuilder<number> {
  const [on, from] = [sql.raw(day), sql.raw(born)];
  const periods = practice.map((one) => sql`when ${on} >= ${one.validFrom}::date then ${sql.lit(one.completesOn === "02-28" ? 1 : 0)}`);
  return sql<number>`(date_part('year', age(${on}::timestamp, ${from}::timestamp))
    + case when to_char(${from}, 'MMDD') = '0229' and to_char(${on}, 'MMDD') = '0228' and to_char(${on} + interval '1 day', 'MMDD') = '0301'
      then case ${sql.join(periods, sql` `)} else 0 end else 0 end)`;
}
