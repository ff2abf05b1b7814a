import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework, worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { protectedIdentities } from "../../people/codes.ts";
import { agendaOutcomes } from "../board/agenda-fields.ts";

const item = z.object({
  agendaItemId: answer.id,
  caseId: answer.id,
  investigationId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  protectedIdentity: answer.oneOf(protectedIdentities),
  body: answer.text(200),
  meetingOn: answer.day,
  proposal: answer.text(),
  by: answer.text(200).nullable(),
  outcome: answer.oneOf(agendaOutcomes).nullable(),
  otherDecision: answer.text().nullable(),
  heldOn: answer.day.nullable(),
  minutesNumber: answer.text(50).nullable(),
  participants: answer.text(2000).nullable(),
  reservation: answer.text(5000).nullable(),
  /** The decision is written in the investigation. */
  decided: answer.yesNo,
});
export type AgendaItem = z.output<typeof item>;
const output = z.object({ items: answer.list(item) });
const most = 500;

async function agenda(tx: Tx, municipalityId: number, which: RawBuilder<boolean>): Promise<AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select a.id as "agendaItemId", c.id as "caseId", a.investigation_id as "investigationId", c.case_number as "caseNumber",
      p.given_name || ' ' || p.family_name as "childName", p.protected_identity as "protectedIdentity", a.body, a.meeting_on as "meetingOn", a.proposal,
      s.name as by, o.outcome, o.other_decision as "otherDecision", o.held_on as "heldOn", o.minutes_number as "minutesNumber", o.participants, o.reservation,
      exists (select 1 from decision.decision d where d.municipality_id = a.municipality_id and d.case_id = a.case_id and d.investigation_id = a.investigation_id) as decided
    from decision.agenda_item a
    join intake.case_file c on c.municipality_id = a.municipality_id and c.id = a.case_id
    join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    left join access.staff s on s.municipality_id = a.municipality_id and s.id = a.recorded_by
    left join decision.agenda_outcome o on o.municipality_id = a.municipality_id and o.item_id = a.id
    where a.municipality_id = ${municipalityId} and ${which}
    order by a.meeting_on, a.body, a.recorded_at, a.id limit ${most}`.execute(tx);
  return rows;
}

/** The agendas of committees and the board, of the cases that the actor may see: what waits for a meeting or for its decision to be written. */
export const findAgenda = defineQuery({
  name: "decision.find-agenda",
  title: "Visa ärendelistan till utskott och nämnd",
  input: z.object({}),
  output,
  permit: [doesCasework],
  async run(tx, _input, context) {
    const open = sql<boolean>`(o.item_id is null or (o.outcome in ('enligt förslaget', 'på annat sätt') and not exists (select 1 from decision.decision d
      where d.municipality_id = a.municipality_id and d.case_id = a.case_id and d.investigation_id = a.investigation_id)))`;
    const items = await agenda(tx, context.actor.municipalityId, sql<boolean>`${open} and ${maySeeCase(context.actor, context.today)}`);
    context.touch(...new Set(items.map((one) => one.caseId)));
    return ok({ items });
  },
});

/** What one case has before committees and the board, what has been decided too. */
export const findAgendaOfCase = defineQuery({
  name: "decision.find-agenda-of-case",
  title: "Visa ärendets förslag till utskott och nämnd",
  input: z.object({ caseId: idField }),
  output,
  permit: [worksInCase],
  async run(tx, { caseId }, context) {
    const items = await agenda(tx, context.actor.municipalityId, sql<boolean>`a.case_id = ${caseId}::uuid`);
    context.touch(...items.map((one) => one.agendaItemId));
    return ok({ items });
  },
});
