import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { addDays } from "../../../platform/basics/dates.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredDate } from "../../../platform/core/fields.ts";
import { caseFile, childOfCase } from "../../../casework/intake/cases.ts";
import { meetingKinds, meetingWays } from "../../../casework/meeting/codes.ts";
import { meetingsBetween } from "../../../casework/meeting/meetings-between.ts";
import { openPromisesBetween } from "../../../casework/participation/promised.ts";
import { nearCases } from "./near-cases.ts";

const entry = z.object({
  id: answer.id,
  caseId: answer.id,
  childName: answer.fullName,
  /** The moment of a meeting; null for what is promised for a day. */
  startsAt: answer.momentText.nullable(),
  /** The day of what is promised. */
  promisedFor: answer.day.nullable(),
  minutes: answer.count.nullable(),
  kind: answer.oneOf(meetingKinds).nullable(),
  way: answer.oneOf(meetingWays).nullable(),
  /** Null where an identity is protected: it is read in the meeting. */
  place: answer.text(300).nullable(),
  interpreter: answer.text(100).nullable(),
  promise: answer.text(1000).nullable(),
});
export type CalendarEntry = z.output<typeof entry>;

/** Days from the first one. */
const days = 7;
/** More than anybody has in a week. */
const most = 500;

/** Meetings that are booked and promises to children that are not settled, in one's own cases, a week from a day on. `maySeeCase` decides which cases there are. */
export const getCalendar = defineQuery({
  name: "workplace.get-calendar",
  title: "Visa min kalender",
  input: z.object({ from: requiredDate("första dagen") }),
  output: z.object({ entries: answer.list(entry) }),
  permit: [doesCasework],
  async run(tx, { from }, context) {
    const m = context.actor.municipalityId;
    const own = sql`own as materialized (select c.id, c.municipality_id, p.given_name || ' ' || p.family_name as child, p.protected_identity <> 'ingen' as hidden
      from ${caseFile} c join ${childOfCase}
      where c.municipality_id = ${m} and c.is_open and ${nearCases(context.actor, "mina")} and ${maySeeCase(context.actor, context.today)})`;
    const until = addDays(from, days);
    const { rows } = await sql<CalendarEntry>`with ${own}
      select t.id, o.id as "caseId", o.child as "childName", to_json(t.starts_at) #>> '{}' as "startsAt", null::date as "promisedFor", t.minutes, t.kind, t.way,
        case when not o.hidden then t.place end as place, t.interpreter, null as promise
      from own o join ${meetingsBetween(from, until)} t on t.municipality_id = o.municipality_id and t.case_id = o.id
      union all
      select l.id, o.id, o.child, null, l.promised_for, null, null, null, null, null, l.promise
      from own o join ${openPromisesBetween(from, until)} l on l.municipality_id = o.municipality_id and l.case_id = o.id
      order by 4 nulls first, 1 limit ${most}`.execute(tx);
    context.touch(...new Set(rows.map((row) => row.caseId)));
    return ok({ entries: rows });
  },
});
