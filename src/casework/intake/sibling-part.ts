/** The other children of a report that is about several, for whoever may see their cases; to others they are not there. */
import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../platform/access/need-to-know.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";

const siblingPart = z.object({
  /** What came in, in this case. */
  intake_id: answer.id,
  case_id: answer.id,
  name: answer.fullName,
  protected_identity: answer.oneOf(codes["people.person.protected_identity"]),
  /** What the preliminary assessment of the sibling came to; null while it goes on, and where there is none. */
  result: answer.oneOf(codes["intake.preliminary_decision.result"]).nullable(),
  closed: answer.yesNo,
});

/** Whose the other cases of the same report are. Never in what is printed or handed out: each child's file is its own. */
export const siblings = definePart()({
  schema: answer.list(siblingPart),
  ...rare(
    ({ m, c }) => ({
      from: sql`intake.intake i`,
      where: sql`i.municipality_id = ${m} and i.case_id = ${c} and i.report_id is not null`,
    }),
    (
      { context },
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('intake_id', i.id, 'case_id', c.id, 'name', p.given_name || ' ' || p.family_name,
          'protected_identity', p.protected_identity, 'result', d.result, 'closed', exists (select 1 from intake.case_closure k
            where k.municipality_id = c.municipality_id and k.case_id = c.id)) order by p.birth_date, p.given_name, s.id), '[]')
        from ${from}
        join intake.intake s on s.municipality_id = i.municipality_id and s.report_id = i.report_id and s.case_id <> i.case_id
        join intake.case_file c on c.municipality_id = s.municipality_id and c.id = s.case_id
        join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
        left join intake.preliminary_assessment f on f.municipality_id = s.municipality_id and f.intake_id = s.id
        left join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.preliminary_assessment_id = f.id
        where ${where} and ${maySeeCase(context.actor, context.today)})`,
  ),
  guardian: nothingShown,
});

const outcomes: Readonly<Record<NonNullable<z.output<typeof siblingPart>["result"]>, string>> = {
  inleda: "utredning inleds",
  "inte inleda": "utredning inleds inte",
  "pågående utredning finns": "förd till pågående utredning",
};

/** How far it has come for the sibling: "utredning inleds". */
export function siblingWords({ result, closed }: Pick<z.output<typeof siblingPart>, "result" | "closed">): string {
  if (closed) return "ärendet är avslutat";
  return result === null ? "inte beslutat än" : outcomes[result];
}
