/** What the room contributes of a case: the case file, who works in it and has left it, and reports that were moved. */
import { describedBy } from "../../platform/core/about.ts";
import { closeCaseInput } from "./actions/close-case.ts";
import { endAssignmentInput } from "./actions/end-assignment.ts";
import { moveIntake } from "./actions/move-intake.ts";
import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../platform/access/need-to-know.ts";
import { findListedMunicipality } from "../../platform/basics/municipality-list.ts";
import { capital, stopped } from "../../platform/basics/text.ts";
import { answer } from "../../platform/core/answers.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all, nothingShown } from "../part/guardian-showing.ts";
import { writer } from "../part/made-parts.ts";
import { caseLink } from "../part/case-link.ts";
import { intakeLinks } from "./links.ts";

const filePart = describedBy(
  closeCaseInput.shape,
  z.object({
    id: answer.id,
    case_number: answer.code,
    opened_on: answer.day,
    unit: answer.text(200),
    closed_on: answer.day.nullable(),
    closure_reason: answer.code.nullable(),
    closure_note: answer.text().nullable(),
    /** The code of the municipality that has taken over the matter, and the days of the request and of its answer. */
    transferred_to: answer.code.nullable(),
    transfer_requested_on: answer.day.nullable(),
    transfer_accepted_on: answer.day.nullable(),
    /** When the closing was written, and by whom. */
    closure_recorded_at: answer.momentText.nullable(),
    closed_by: writer,
  }),
  {
    ...{ reason: "closure_reason", note: "closure_note" },
  },
);
type FilePart = z.output<typeof filePart>;

/** The case itself, with its closing. */
export const file = definePart<{ readonly file: FilePart }>()({
  schema: filePart,
  sql: ({
    m,
    c,
  }) => sql`(select json_build_object('id', f.id, 'case_number', f.case_number, 'opened_on', f.opened_on, 'unit', u.name, 'closed_on', k.closed_on,
        'closure_reason', k.reason, 'closure_note', k.note, 'transferred_to', k.transferred_to,
        'transfer_requested_on', k.transfer_requested_on, 'transfer_accepted_on', k.transfer_accepted_on, 'closure_recorded_at', k.recorded_at,
        'closed_by', (select w.name from access.staff w where w.municipality_id = k.municipality_id and w.id = k.recorded_by))
      from intake.case_file f join access.unit u on u.municipality_id = f.municipality_id and u.id = f.unit_id
      left join intake.case_closure k on k.municipality_id = f.municipality_id and k.case_id = f.id
      where f.municipality_id = ${m} and f.id = ${c})`,
  guardian: {
    ...all("shown", "id", "case_number", "opened_on", "closed_on", "closure_reason", "closure_recorded_at", "closed_by"),
    // A unit may be that of a part of the town, and a family lives where its matter has gone.
    ...all("text", "unit", "closure_note", "transferred_to", "transfer_requested_on", "transfer_accepted_on"),
  },
  events: [{ order: 110, of: ({ file: of }) => closingEvents(of) }],
  also: [{ order: 100, of: (_parts, { caseId }) => [{ text: "Avsluta ärendet", href: intakeLinks.close(caseId) }] }],
});

function closingEvents({
  closed_on: on,
  closure_recorded_at: recordedAt,
  closure_reason: reason,
  closure_note: note,
  closed_by: by,
  transferred_to: to,
  transfer_requested_on: requestedOn,
  transfer_accepted_on: acceptedOn,
}: FilePart): CaseEvent[] {
  if (on === null || recordedAt === null) return [];
  const name = to === null ? null : (findListedMunicipality(to)?.name ?? to);
  const transfer = name === null ? null : `Till ${name}: begärt ${requestedOn ?? ""}, övertaget ${acceptedOn ?? ""}.`;
  const text = [transfer, note].filter((one) => one !== null).join(" ");
  return [{ on, recordedAt, kind: "beslut", heading: `Ärendet avslutades: ${reason ?? ""}`, text: text === "" ? undefined : text, by }];
}

/** Who works in the case now. */
export const staff = definePart()({
  schema: answer.list(z.object({ staff_id: answer.id, name: answer.text(200), role: answer.code })),
  sql: ({
    m,
    c,
  }) => sql`(select coalesce(json_agg(json_build_object('staff_id', s.id, 'name', s.name, 'role', a.role) order by a.role), '[]')
      from intake.case_assignment a join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
      where a.municipality_id = ${m} and a.case_id = ${c} and a.ended_on is null)`,
  guardian: nothingShown,
});

const leftPart = describedBy(
  endAssignmentInput.shape,
  z.object({
    name: answer.text(200),
    role: answer.code,
    ended_on: answer.day,
    reason: answer.code,
    note: answer.text().nullable(),
    by: answer.text(200),
    recorded_at: answer.momentText,
  }),
  { staffId: "name" },
);
type LeftPart = z.output<typeof leftPart>;

/** Those who have left the case, with what was said of it and by whom. */
export const left = definePart<{ readonly left: readonly LeftPart[] }>()({
  schema: answer.list(leftPart),
  ...rare(
    ({ m, c }) => ({ from: sql`intake.assignment_ending e`, where: sql`e.municipality_id = ${m} and e.case_id = ${c}` }),
    (
      _question,
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('name', s.name, 'role', a.role, 'ended_on', e.ended_on, 'reason', e.reason, 'note', e.note, 'by', b.name, 'recorded_at', e.recorded_at)
        order by e.ended_on, e.recorded_at), '[]')
      from ${from}
      join intake.case_assignment a on a.municipality_id = e.municipality_id and a.case_id = e.case_id and a.id = e.assignment_id
      join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
      join access.staff b on b.municipality_id = e.municipality_id and b.id = e.recorded_by
      where ${where})`,
  ),
  guardian: nothingShown,
  events: [
    {
      order: 80,
      of: (parts) => parts.left.filter((one) => one.reason !== "ärendet är avslutat").map(leavingEvent),
    },
  ],
});

function leavingEvent({ name, role, ended_on: on, reason, note, by, recorded_at: recordedAt }: LeftPart): CaseEvent {
  return { on, recordedAt, kind: "anteckning", heading: `${name} lämnade ärendet (${role})`, text: stopped(note ?? capital(reason)), by };
}

const movePart = describedBy(
  moveIntake.input.shape,
  z.object({
    intake_id: answer.id,
    type: answer.code,
    received_on: answer.day,
    moved_on: answer.day,
    reason: answer.text(2000),
    away: answer.yesNo,
    by: answer.text(200),
    recorded_at: answer.momentText,
    /** The case it was moved to or from, for whoever may see it; null for others. */
    other_case_id: answer.id.nullable(),
  }),
);
type MovePart = z.output<typeof movePart>;

/** Reports that were moved here or away: registered on the wrong child. */
export const moves = definePart<{ readonly moves: readonly MovePart[] }>()({
  schema: answer.list(movePart),
  ...rare(
    ({ m, c }) => ({
      from: sql`intake.intake_move v`,
      where: sql`v.municipality_id = ${m} and (v.from_case_id = ${c} or v.to_case_id = ${c})`,
    }),
    (
      { c, context },
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('intake_id', v.intake_id, 'type', i.type, 'received_on', i.received_on, 'moved_on', v.moved_on,
          'reason', v.reason, 'away', v.from_case_id = ${c}, 'by', b.name, 'recorded_at', v.recorded_at,
          'other_case_id', (select c.id from intake.case_file c where c.municipality_id = v.municipality_id
            and c.id = case when v.from_case_id = ${c} then v.to_case_id else v.from_case_id end and ${maySeeCase(context.actor, context.today)}))
        order by v.recorded_at, v.id), '[]')
      from ${from}
      join intake.intake i on i.municipality_id = v.municipality_id and i.id = v.intake_id
      join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
      where ${where})`,
  ),
  guardian: nothingShown,
  events: [{ order: 100, of: (parts) => parts.moves.map(moveEvent) }],
});

/** A report was moved here or away. Whose case the other is stands nowhere; the link is for whoever may open it. */
function moveEvent(of: MovePart): CaseEvent {
  const what = `${capital(of.type)} som kom in ${of.received_on}`;
  return {
    on: of.moved_on,
    recordedAt: of.recorded_at,
    kind: "inkommet",
    heading: of.away ? `${what} flyttades till ett annat ärende` : `${what} flyttades hit från ett annat ärende`,
    text: of.reason,
    by: of.by,
    href: of.other_case_id === null ? undefined : caseLink(of.other_case_id),
  };
}
