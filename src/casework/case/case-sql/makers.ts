import { sql } from "kysely";
import { byOf } from "./by-of.ts";
import type { PartSql } from "./part-sql.ts";

/** Who took the decisions of the case, by the decision's identifier, and whether the board has been told of it: `{ [id]: MadePart }`. */
export const makersSql: PartSql = ({ m, c }) => sql`(select coalesce(
      jsonb_object_agg(k.id, to_jsonb(k) || jsonb_build_object('staff', ms.name, 'typed_by', mt.name, 'reported', to_jsonb(mr) || ${byOf("mr")})), '{}')
    from decision.maker k
    left join access.staff ms on ms.municipality_id = k.municipality_id and ms.id = k.staff_id
    left join access.staff mt on mt.municipality_id = k.municipality_id and mt.id = k.recorded_by
    left join decision.board_report mr on mr.municipality_id = k.municipality_id and mr.maker_id = k.id
    where k.municipality_id = ${m} and k.case_id = ${c})`;
