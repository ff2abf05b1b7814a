import { childFields } from "../child-fields.ts";
import { sql } from "kysely";
import { isResponsibleForCase, leadsUnitOfCase, worksInCase } from "../../../platform/access/permits.ts";
import { flagSelfGiven, putOnReviewList } from "../../../platform/access/review-items.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { bornAfter, readNumberOf, registerChild } from "../../people/register-child.ts";
import { followReview } from "../../people/double-words.ts";
import { recordReview, takeBackReviews } from "../../people/person-reviews.ts";
import { assignCase, findOpenCase, mayBeGiven, openCase } from "../case-file.ts";
import { startPreliminaryAssessment } from "../start-preliminary.ts";
import type { IntakeType } from "../codes.ts";
import { receipt } from "./register-intake.ts";

const decided = failed({
  code: "decided",
  message: "Något är redan beslutat om det som kom in, och ett beslut kan inte flyttas till ett annat barn.",
  hint: "Registrera det som kom in på rätt barn, och skriv en anteckning här om vad som blev fel.",
});
const elsewhere = failed({
  code: "changed-meanwhile",
  message: "Det som kom in finns inte längre i det här ärendet.",
  hint: "Öppna ärendet på nytt för att se det senaste.",
});
const mayBeOwnFamily = failed({
  code: "may-be-own-family",
  message: "En uppgift i ärendet kan gälla dig eller någon med samma namn. Då flyttar någon annan det som kom in.",
  hint: "Be gruppledaren att granska det, eller att flytta det.",
});
const closed = failed({
  code: "case-closed",
  message: "Ärendet är avslutat, eller har avslutats på det rätta barnet under tiden. I ett avslutat ärende ändras inget.",
  hint: "Registrera det som kom in på rätt barn, och rätta anteckningen om vad som blev fel i det avslutade ärendet.",
});

/**
 * Moves what came in from the case of the wrong child to the right child's: the open case, or a new one. What hangs on it follows under the
 * same identifiers (the database's `intake.move_intake`); notes, guardians that were confirmed and whoever works in the case stay. Gives the
 * case to whoever may see it, and nothing of it to others. The leader of the case that it left reviews the move; whoever may be the family of
 * the child there moves nothing.
 */
export const moveIntake = defineAction({
  name: "intake.move-intake",
  title: "Flytta en anmälan till rätt barn",
  input: formOf({
    caseId: idField,
    intakeId: idField,
    reason: about(requiredText("varför den hamnade fel", 2000), {
      label: "Varför hamnade det på fel barn?",
      hint: "Syns i båda ärendena. Skriv inte vem det gäller.",
      rows: 3,
    }),
    ...childFields,
  }),
  output: receipt,
  permit: [isResponsibleForCase, leadsUnitOfCase],
  daysOfAnother: ["birthDate", "correctionSourceOn"],
  async run(tx, input, context) {
    const { actor } = context;
    const from = await caseOfIntake(tx, context, input.caseId, input.intakeId);
    if (!from) return elsewhere;
    // Before anybody is looked for: what cannot be moved must not be a way to try numbers.
    if (from.isClosed) return closed;
    if (from.isDecided) return decided;
    // Nobody takes away what may be about themselves before a second person has looked.
    if ((await mayBeGiven(tx, context, input.caseId, actor.staffId)) !== "yes") return mayBeOwnFamily;
    const number = readNumberOf(input.identityNumber, context);
    if (!number.ok) return allFaults(number, bornAfter(from.receivedOn, { birthDate: input.birthDate, numberDate: undefined })) ?? number;
    const born = bornAfter(from.receivedOn, { birthDate: input.birthDate, numberDate: number.value.numberDate });
    if (born) return born;
    const { correctionSource: source, correctionSourceDetail: sourceDetail, correctionSourceOn: sourceOn } = input;
    const child = await registerChild(tx, context, { ...input, ...number.value, correction: { source, sourceDetail, sourceOn } });
    if (!child.ok) return child;
    const childId = child.value.personId;
    if (childId === from.childId)
      return invalidField(
        input.identityNumber === undefined ? "givenName" : "identityNumber",
        "Det är samma barn som anmälan redan ligger på.",
      );
    const existing = await findOpenCase(tx, actor.municipalityId, childId);
    const target = existing ?? (await openCase(tx, context, childId, actor.unitId ?? from.unitId, from.receivedOn));
    await recordReview(tx, context, child.value, { caseId: target.id });
    await followReview(tx, context, child.value, target.id);
    const moveId = newTouchedId(context);
    const { rows } = await sql<{
      became: string;
    }>`select intake.move_intake(${moveId}::uuid, ${input.intakeId}::uuid, ${input.caseId}::uuid,
      ${target.id}::uuid, ${context.today}::date, ${input.reason}, ${actor.staffId}::uuid, ${context.now}) as became`.execute(tx);
    if (rows[0]?.became === "decided") return decided;
    if (rows[0]?.became === "closed") return closed;
    if (rows[0]?.became !== "moved") return elsewhere;
    await putOnReviewList(tx, context, { kind: "flyttade det som kom in", unitId: from.unitId, caseId: input.caseId, moveId });
    await takeBackReviews(tx, context, moveId, input.caseId);
    context.touch(input.intakeId, target.id);
    if (!from.hasPreliminary) await startPreliminaryAssessment(tx, context, target.id, input.intakeId, from);
    if (!existing && hasRole(actor, "caseworker") && (await mayBeGiven(tx, context, target.id, actor.staffId)) === "yes") {
      await flagSelfGiven(tx, context, target.id);
      await assignCase(tx, context, target.id, actor.staffId, "ansvarig");
    }
    const maySee = await worksInCase.holds(tx, actor, { caseId: target.id }, context);
    return ok(maySee ? { maySee, caseId: target.id, intakeId: input.intakeId } : { maySee });
  },
});

async function caseOfIntake(tx: Tx, context: Context, caseId: string, intakeId: string) {
  const row = await tx
    .selectFrom("intake.intake as i")
    .innerJoin("intake.case_file as c", (join) => join.onRef("c.municipality_id", "=", "i.municipality_id").onRef("c.id", "=", "i.case_id"))
    .leftJoin("intake.preliminary_assessment as f", (join) =>
      join.onRef("f.municipality_id", "=", "i.municipality_id").onRef("f.intake_id", "=", "i.id"),
    )
    .select(["c.child_id", "c.unit_id", "i.received_on", "i.type", "f.id as preliminary_id"])
    .select(
      sql<boolean>`exists (select 1 from intake.preliminary_decision d where d.municipality_id = f.municipality_id and d.preliminary_assessment_id = f.id)
        or exists (select 1 from investigation.investigation u where u.municipality_id = i.municipality_id and u.intake_id = i.id)
        or exists (select 1 from intake.application_outcome o where o.municipality_id = i.municipality_id and o.intake_id = i.id)`.as(
        "is_decided",
      ),
    )
    .select(
      sql<boolean>`exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id)`.as(
        "is_closed",
      ),
    )
    .where("i.municipality_id", "=", context.actor.municipalityId)
    .where("i.case_id", "=", caseId)
    .where("i.id", "=", intakeId)
    .executeTakeFirst();
  return (
    row && {
      childId: row.child_id,
      unitId: row.unit_id,
      receivedOn: row.received_on,
      type: row.type as IntakeType,
      hasPreliminary: row.preliminary_id !== null,
      isDecided: row.is_decided,
      isClosed: row.is_closed,
    }
  );
}
