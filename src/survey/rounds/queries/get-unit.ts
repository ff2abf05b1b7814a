import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { getUnitOf } from "../find-in-round.ts";
import { unitStates } from "../states.ts";

const event = z.object({
  on: answer.day,
  at: answer.momentText,
  kind: z.enum(["adress", "länk", "utskick", "mer tid", "anteckning", "leverans"]),
  /** What it was: the address, the kind of sending, the new last day, how there was contact, how it was delivered. */
  what: answer.text(254),
  /** More words: how a message went, why there is more time, what was said. */
  more: answer.text(2000).nullable(),
  by: answer.text(200).nullable(),
});
export type UnitEvent = z.output<typeof event>;

const shown = z.object({
  id: answer.id,
  roundId: answer.id,
  title: answer.text(200),
  code: answer.text(7),
  name: answer.text(200),
  opensOn: answer.day,
  lastDay: answer.day,
  closesOn: answer.day,
  isExtended: answer.yesNo,
  state: answer.oneOf(unitStates),
  address: answer.text(254).nullable(),
  contactName: answer.text(100).nullable(),
  links: answer.count,
});

/** A unit with all that the help desk has done with it, the latest first. Problem: `not-found`. */
export const getUnit = defineQuery({
  name: "rounds.get-unit",
  title: "Visa en enhet i en omgång",
  input: z.object({ unitId: idField }),
  output: z.object({ unit: shown, events: answer.list(event) }),
  permit: [runsSurveys],
  async run(tx, { unitId }, context) {
    const found = await getUnitOf(tx, context, unitId);
    if (!found.ok) return found;
    const { municipalityId } = context.actor;
    const here = sql`x.municipality_id = ${municipalityId} and x.unit_id = ${unitId}::uuid`;
    const day = sql`to_char(x.recorded_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD')`;
    const [standing, events] = await Promise.all([
      sql<Pick<z.output<typeof shown>, "state" | "address" | "contactName" | "links">>`
        select x.state, x.address, x.contact_name as "contactName",
          (select count(*)::int from survey.unit_link l where l.municipality_id = x.municipality_id and l.unit_id = x.unit_id) as links
        from survey.unit_standing x where ${here}`.execute(tx),
      sql<UnitEvent>`select e.on, to_json(e.at)#>>'{}' as at, e.kind, e.what, e.more, s.name as by from (
          select ${day} as on, x.recorded_at as at, 'adress' as kind, x.address as what, x.name as more, x.recorded_by as who
            from survey.unit_contact x where ${here}
          union all select ${day}, x.recorded_at, 'länk', 'nummer ' || x.number, null, x.recorded_by
            from survey.unit_link x where ${here} and x.number > 1
          union all select ${day}, x.recorded_at, 'utskick', p.kind, m.state, p.recorded_by from survey.unit_sending x
            join survey.sending p on p.municipality_id = x.municipality_id and p.id = x.sending_id
            join messages.standing m on m.municipality_id = x.municipality_id and m.id = x.message_id where ${here}
          union all select ${day}, x.recorded_at, 'mer tid', x.last_day::text, x.reason, x.recorded_by from survey.unit_extension x where ${here}
          union all select x.on_day::text, x.recorded_at, 'anteckning', x.way, x.words, x.recorded_by from survey.unit_note x where ${here}
          union all select to_char(x.received_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD'), x.received_at, 'leverans', x.way,
            case when x.is_late then 'efter sista svarsdagen' end, x.recorded_by from survey.delivery x where ${here}
        ) e left join access.staff s on s.municipality_id = ${municipalityId} and s.id = e.who order by e.at desc, e.kind, e.what`.execute(
        tx,
      ),
    ]);
    const { id, round_id, title, code, name, opens_on, last_day, closes_on, is_extended } = found.value;
    const about = {
      id,
      roundId: round_id,
      title,
      code,
      name,
      opensOn: opens_on,
      lastDay: last_day,
      closesOn: closes_on,
      isExtended: is_extended,
    };
    const state = standing.rows[0] ?? { state: "inte inbjuden" as const, address: null, contactName: null, links: 0 };
    context.touch(unitId);
    return ok({ unit: { ...about, ...state }, events: events.rows });
  },
});
