/** That the child stands here twice, as a part of the case: told in both, and never where the other is. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";
import { doubleFields } from "./double-fields.ts";
import { sourceLine } from "./review-words.ts";

const same = describedBy(
  doubleFields,
  z.object({
    decided_on: answer.day,
    reason: answer.text(2000),
    source: answer.oneOf(codes["people.double_outcome.source"]),
    source_detail: answer.text(200).nullable(),
    source_on: answer.day,
    recorded_at: answer.momentText,
    by: answer.text(200),
    /** False where it was later found that they are two. */
    stands: answer.yesNo,
  }),
);
type Doubles = { readonly doubles: readonly z.output<typeof same>[] };

export const doublesPart = definePart<Doubles>()({
  schema: answer.list(same),
  ...rare(
    ({ m, c }) => ({
      from: sql`people.double_outcome d`,
      where: sql`d.municipality_id = ${m} and d.outcome = 'samma'
        and (select f.child_id from intake.case_file f where f.municipality_id = ${m} and f.id = ${c}) in (d.one_id, d.other_id)`,
    }),
    (
      _question,
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('decided_on', d.decided_on, 'reason', d.reason, 'source', d.source,
        'source_detail', d.source_detail, 'source_on', d.source_on, 'recorded_at', d.recorded_at, 'by', w.name,
        'stands', not exists (select 1 from people.double_outcome n where n.municipality_id = d.municipality_id and n.one_id = d.one_id
          and n.other_id = d.other_id and n.corrects_id = d.id)) order by d.recorded_at, d.id), '[]')
      from ${from} join access.staff w on w.municipality_id = d.municipality_id and w.id = d.recorded_by where ${where})`,
  ),
  guardian: nothingShown,
  events: [
    {
      order: 88,
      of: ({ doubles }) =>
        doubles.map((one) => ({
          on: one.decided_on,
          recordedAt: one.recorded_at,
          kind: "anteckning" as const,
          heading: "Barnet är registrerat två gånger",
          text: [
            one.stands ? "Uppgifterna om barnet följs åt i båda ärendena." : "Det togs tillbaka senare: det är två olika barn.",
            `Skäl: ${one.reason}`,
            sourceLine({ source: one.source, sourceDetail: one.source_detail, sourceOn: one.source_on }),
          ].join("\n"),
          by: one.by,
        })),
    },
  ],
});
