/** That the population register says something else than the case knows, as a part of the case: of whom, and how much waits. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";
import { populationAnswerLink } from "./links.ts";

const waiting = z.object({ person_id: answer.id, name: answer.fullName, notices: answer.count });
type Population = { readonly population: readonly z.output<typeof waiting>[] };

export const populationPart = definePart<Population>()({
  schema: answer.list(waiting),
  ...rare(
    ({ m, c }) => ({
      from: sql`people.population_notice n`,
      where: sql`n.municipality_id = ${m} and n.case_id = ${c}
        and not exists (select 1 from people.population_outcome o where o.municipality_id = n.municipality_id and o.notice_id = n.id)`,
    }),
    (
      _question,
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('person_id', w.person_id, 'name', p.given_name || ' ' || p.family_name, 'notices', w.notices)
        order by p.given_name, p.id), '[]')
      from (select n.municipality_id, n.person_id, count(*)::int as notices from ${from} where ${where} group by 1, 2) w
      join people.person p on p.municipality_id = w.municipality_id and p.id = w.person_id)`,
  ),
  guardian: nothingShown,
  next: [
    {
      order: 8,
      about: "Ärendet",
      of: ({ population }, { caseId }) =>
        population.map((one) => ({
          text: `Gå igenom uppgifter från folkbokföringen: ${one.name}`,
          href: populationAnswerLink(caseId, one.person_id),
          why: "Folkbokföringen säger något annat än det som står i ärendet.",
        })),
    },
  ],
});
