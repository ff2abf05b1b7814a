import { sql } from "kysely";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { requestFields } from "../approval/fields.ts";
import { approvalsIn } from "../approval/store.ts";
import { fits, subjectsOf } from "../approval/subjects.ts";

/** Puts what is to be decided before somebody else, where four eyes are asked for. One at a time of a kind. */
export const askApproval = defineAction({
  name: "decision.ask-approval",
  title: "Begär godkännande av ett beslut",
  input: formOf({ caseId: idField, ...requestFields }),
  output: z.object({ approvalId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, kind, subjectId, interventionType, extendedTo, proposal }, context) {
    const { municipalityId } = context.actor;
    const subjects = (await subjectsOf(tx, municipalityId, caseId)).filter((one) => fits(one, kind));
    const [only] = subjects;
    const subject = subjectId === undefined && subjects.length === 1 ? only : subjects.find(({ id }) => id === subjectId);
    if (only === undefined) return invalidField("kind", "Det finns inget i ärendet att fatta det beslutet om.");
    if (subject === undefined) return invalidField("subjectId", "Välj vilken anmälan eller utredning det gäller.");
    // Two who ask at once: the second sees that it waits.
    await waitForTurn(tx, `approval ${subject.id} ${kind}`);
    const waits = await approvalsIn(
      tx,
      municipalityId,
      sql<boolean>`c.id = ${caseId}::uuid and a.answer is null and r.kind = ${kind} and coalesce(r.intake_id, r.investigation_id) = ${subject.id}::uuid
        and r.intervention_type is not distinct from ${interventionType ?? null}`,
    );
    if (waits.length > 0) {
      return failed({
        code: "already-done",
        message: "Ett sådant förslag väntar redan på svar.",
        hint: "Ladda om sidan för att se det senaste.",
      });
    }
    context.touch(subject.id);
    const approvalId = newTouchedId(context);
    const of = subject.what === "intake" ? { intake_id: subject.id } : { investigation_id: subject.id };
    await tx
      .insertInto("decision.approval_request")
      .values({
        id: approvalId,
        case_id: caseId,
        ...of,
        kind,
        intervention_type: interventionType ?? null,
        extended_to: extendedTo ?? null,
        proposal,
        ...stamp(context),
      })
      .execute();
    return ok({ approvalId });
  },
});
