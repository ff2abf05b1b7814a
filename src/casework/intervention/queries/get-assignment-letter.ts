import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { assignmentLetter } from "../assignment-letter.ts";
import type { GivenStatement } from "../assignment-letter.ts";

type Row = {
  provider: string;
  type: string;
  startedOn: string;
  firstFollowUpOn: string;
  goals: string;
  childGoals: string | null;
  caseNumber: string;
  municipality: string;
  childId: string;
  child: string;
  born: string;
  fingerade: boolean;
};

/**
 * What stands in the letter that gives the provider its assignment: the plan, and of what the child has said what was chosen, as it stands. What guardians may not be
 * shown of it says so. The log says whose statements were told. Problems: `not-found` where nothing is planned, `identity-protected` for a child with a new
 * identity, which the letter would tell.
 */
export const getAssignmentLetter = defineLetter({
  kind: "assignment",
  name: "intervention.get-assignment-letter",
  title: "Hämta uppdraget till utföraren",
  input: z.object({ caseId: idField, interventionId: idField }),
  async compose(tx, at, { caseId, interventionId }) {
    const { municipalityId, name: by } = at.actor;
    const { rows } =
      await sql<Row>`select l.provider, i.type, l.started_on as "startedOn", l.first_follow_up_on as "firstFollowUpOn", l.goals,
        l.child_goals as "childGoals", f.case_number as "caseNumber", m.name as municipality, p.id as "childId",
        p.given_name || ' ' || p.family_name as child, p.protected_identity = 'fingerade personuppgifter' as fingerade,
        coalesce(p.identity_number, case when p.birth_date_known <> 'år' then 'född ' || p.birth_date else 'född ' || extract(year from p.birth_date) end) as born
      from intervention.plan l
      join intervention.intervention i on i.municipality_id = l.municipality_id and i.case_id = l.case_id and i.id = l.intervention_id
      join intake.case_file f on f.municipality_id = l.municipality_id and f.id = l.case_id
      join core.municipality m on m.id = l.municipality_id
      join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
      where l.municipality_id = ${municipalityId} and l.case_id = ${caseId}::uuid and l.intervention_id = ${interventionId}::uuid`.execute(
        tx,
      );
    const [row] = rows;
    if (!row)
      return failed({ code: "not-found", message: "Det finns inget uppdrag: insatsen är inte planerad.", hint: "Planera insatsen först." });
    if (row.fingerade) {
      return failed({
        code: "identity-protected",
        message: "Barnet har fingerade personuppgifter. Ett brev skulle visa dem.",
        hint: "Lämna uppdraget på ett sätt som ni har kommit överens om med den som ansvarar för skyddade personuppgifter.",
      });
    }
    const { rows: given } = await sql<
      GivenStatement & { readonly conversationId: string }
    >`select s.conversation_id as "conversationId", s.part,
        s.held_on as "heldOn", s.choice, coalesce(s.given_words, s.words) as words
      from intervention.statement_for s
      where s.municipality_id = ${municipalityId} and s.case_id = ${caseId}::uuid and s.intervention_id = ${interventionId}::uuid
        and s.choice in ('i sin helhet', 'begränsat')
      order by s.held_on, s.conversation_id, s.part`.execute(tx);
    at.touch(interventionId, row.childId, ...given.map((one) => one.conversationId));
    return ok({
      receiver: { personId: null, name: row.provider },
      reference: row.caseNumber,
      by,
      madeAt: at.now,
      // Somebody has chosen of each: what the provider is given of it is told on purpose.
      tells: given.filter(({ part }) => part === "skyddat").map(({ words }) => words),
      said: assignmentLetter({ ...row, by, given }),
    });
  },
});
