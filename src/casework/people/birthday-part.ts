/** What was done before a birthday, as a part of the case. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { definePart, rare } from "../part/case-part.ts";
import { birthdayFields } from "./birthday-fields.ts";
import { birthdayAges } from "./codes.ts";
import { nothingShown } from "../part/guardian-showing.ts";

const prepared = describedBy(
  birthdayFields,
  z.object({
    age: answer.oneOf(birthdayAges),
    prepared_on: answer.day,
    content: answer.text(2000),
    recorded_at: answer.momentText,
    by: answer.text(200),
  }),
);
type Birthdays = { readonly birthdays: readonly z.output<typeof prepared>[] };

export const birthdaysPart = definePart<Birthdays>()({
  schema: answer.list(prepared),
  ...rare(
    ({ m, c }) => ({ from: sql`people.birthday_prepared b`, where: sql`b.municipality_id = ${m} and b.case_id = ${c}` }),
    (
      _question,
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('age', b.age, 'prepared_on', b.prepared_on, 'content', b.content, 'recorded_at', b.recorded_at,
        'by', w.name) order by b.age), '[]')
      from ${from} join access.staff w on w.municipality_id = b.municipality_id and w.id = b.recorded_by where ${where})`,
  ),
  // What a child says before it is a party of its own is the child's.
  guardian: nothingShown,
  events: [
    {
      order: 85,
      of: ({ birthdays }) =>
        birthdays.map((one) => ({
          on: one.prepared_on,
          recordedAt: one.recorded_at,
          kind: "anteckning" as const,
          heading: `Inför att barnet fyller ${one.age} år`,
          text: journalLines(birthdayFields, one).join("\n"),
          by: one.by,
        })),
    },
  ],
});
