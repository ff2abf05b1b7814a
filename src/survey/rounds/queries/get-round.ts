import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { formOf } from "../../collection/find-set.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { getRoundOf } from "../find-in-round.ts";
import { unitStates } from "../states.ts";

const unitLine = z.object({
  id: answer.id,
  code: answer.text(7),
  name: answer.text(200),
  storlek: answer.text(100).nullable(),
  state: answer.oneOf(unitStates),
  has_address: answer.yesNo,
  reminders: answer.count,
  last_day: answer.day,
  is_extended: answer.yesNo,
});
export type UnitLine = z.output<typeof unitLine>;

const sendingLine = z.object({
  id: answer.id,
  kind: answer.code,
  send_on: answer.day,
  subject: answer.text(150),
  /** Who planned it; null from the command line. */
  by: answer.text(200).nullable(),
  is_called_off: answer.yesNo,
  /** Messages that were planned of it, by how they went. */
  sent: answer.count,
  waiting: answer.count,
  failed: answer.count,
  /** Units that it is still to go to. */
  left: answer.count,
});
export type SendingLine = z.output<typeof sendingLine>;

/** A round with how each of its units stands, by code, and its sendings to all, by day. Problem: `not-found`. */
export const getRound = defineQuery({
  name: "rounds.get-round",
  title: "Visa en omgång",
  input: z.object({ roundId: idField }),
  output: z.object({
    round: z.object({
      id: answer.id,
      title: answer.text(200),
      questionnaire: answer.text(64),
      /** What the questionnaire is called. */
      form: answer.text(1000),
      version: answer.count,
      opens_on: answer.day,
      last_day: answer.day,
      closes_on: answer.day,
      contact: answer.text(500),
    }),
    units: answer.list(unitLine),
    sendings: answer.list(sendingLine),
    /** Whether messages by e-mail can be sent here. */
    hasMail: answer.yesNo,
  }),
  permit: [runsSurveys],
  async run(tx, { roundId }, context) {
    const { municipalityId } = context.actor;
    const found = await getRoundOf(tx, context.actor.municipalityId, roundId);
    if (!found.ok) return found;
    const { id, title, questionnaire, version, opens_on, last_day, closes_on, contact } = found.value;
    const asked = await formOf(storedIn(tx, municipalityId), found.value);
    const form = asked.ok ? asked.value.title : questionnaire;
    const round = { id, title, questionnaire, form, version, opens_on, last_day, closes_on, contact };
    const [units, sendings] = await Promise.all([
      sql<UnitLine>`select u.id, u.code, u.name, u.storlek, s.state, s.address is not null as has_address, coalesce(s.reminders, 0) as reminders,
          a.last_day, a.is_extended
        from survey.unit u join survey.unit_standing s on s.municipality_id = u.municipality_id and s.unit_id = u.id
        join survey.asked_unit a on a.municipality_id = u.municipality_id and a.id = u.id
        where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid order by u.code`.execute(tx),
      sql<SendingLine>`select p.id, p.kind, p.send_on, p.subject, w.name as by, c.sending_id is not null as is_called_off,
          count(m.id) filter (where m.state = 'skickat')::int as sent,
          count(m.id) filter (where m.state in ('väntar', 'skickas', 'försöks igen'))::int as waiting,
          count(m.id) filter (where m.state in ('nekat', 'oklart', 'återtaget'))::int as failed,
          case when c.sending_id is not null then 0 else (select count(*)::int from survey.unit_standing s
            where s.municipality_id = p.municipality_id and s.round_id = p.round_id and s.deliveries is null
              and not exists (select from survey.unit_sending z
                where z.municipality_id = s.municipality_id and z.sending_id = p.id and z.unit_id = s.unit_id)) end as left
        from survey.sending p left join access.staff w on w.municipality_id = p.municipality_id and w.id = p.recorded_by
        left join survey.sending_call_off c on c.municipality_id = p.municipality_id and c.sending_id = p.id
        left join survey.unit_sending x on x.municipality_id = p.municipality_id and x.sending_id = p.id
          and not exists (select from survey.unit_sending y where y.municipality_id = x.municipality_id and y.sending_id = x.sending_id
            and y.unit_id = x.unit_id and y.number > x.number)
        left join messages.standing m on m.municipality_id = x.municipality_id and m.id = x.message_id
        where p.municipality_id = ${municipalityId} and p.round_id = ${roundId}::uuid and p.unit_id is null
        group by p.municipality_id, p.id, w.name, c.sending_id order by p.send_on, p.recorded_at, p.id`.execute(tx),
    ]);
    context.touch(roundId);
    return ok({ round, units: units.rows, sendings: sendings.rows, hasMail: context.channels.includes("e-post") });
  },
});
