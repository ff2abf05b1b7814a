import { sql } from "kysely";
import { PHASES } from "./rules.ts";

/** The kinds of the phases of a case `c` that run, each once, in the order of the work: `array(select …)`. */
export const runningPhases = sql`array(select f.kind from participation.phase f
  where f.municipality_id = c.municipality_id and f.case_id = c.id and not exists (select 1 from participation.phase_closure e
    where e.municipality_id = f.municipality_id and e.case_id = f.case_id and e.phase_id = f.id)
  group by f.kind order by array_position(${[...PHASES]}::text[], f.kind))`;
