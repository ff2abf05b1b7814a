import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { byOf } from "./by-of.ts";

/** Who took the decision whose identifier the column holds, and whether the board has been told of it. */
export const madeBy = (
  id: string,
): RawBuilder<unknown> => sql`(select to_jsonb(m) || jsonb_build_object('staff', ms.name, 'typed_by', mt.name, 'reported', to_jsonb(mr) || ${byOf("mr")})
  from decision.maker m
  left join access.staff ms on ms.municipality_id = m.municipality_id and ms.id = m.staff_id
  left join access.staff mt on mt.municipality_id = m.municipality_id and mt.id = m.recorded_by
  left join decision.board_report mr on mr.municipality_id = m.municipality_id and mr.maker_id = m.id
  where m.municipality_id = ${sql.raw(id.slice(0, id.indexOf(".")))}.municipality_id and m.id = ${sql.raw(id)})`;
