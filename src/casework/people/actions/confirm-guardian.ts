import { sourceFields } from "../guardian-fields.ts";
import { guardianFields } from "../guardian-fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { changedMeanwhile, faultInDays, getChildForGuardians, guardianPerson, readGuardianNumber } from "../guardians.ts";
import { answerClaim, isOpenClaim } from "../claims.ts";

export const confirmGuardianInput = formOf({ caseId: idField, claimId: optionalId(), ...guardianFields, ...sourceFields });

/**
 * Makes somebody the child's guardian, on a source that the responsible caseworker has read: the only way to become one.
 * With `claimId` what a report said is answered by it. Gives the guardianship's id.
 */
export const confirmGuardian = defineAction({
  name: "people.confirm-guardian",
  title: "Bekräfta en vårdnadshavare",
  input: confirmGuardianInput,
  output: z.object({ guardianshipId: answer.id }),
  permit: [isResponsibleForCase],
  async run(tx, input, context) {
    const child = await getChildForGuardians(tx, context, input.caseId);
    // Before anybody is looked for: what cannot be done must not be a way to try numbers.
    if (input.claimId !== undefined && !(await isOpenClaim(tx, context, child.id, input.claimId))) return changedMeanwhile;
    const days = faultInDays(context, child, input);
    if (!days.ok) return days;
    const number = readGuardianNumber(context, child, input.identityNumber);
    if (!number.ok) return number;
    const person = await guardianPerson(tx, context, { ...input, identityNumber: number.value });
    if (!person.ok) return person;
    const guardianId = person.value;
    if (await isGuardianFrom(tx, context, child.id, guardianId, input.validFrom)) {
      return failed({
        code: "already-guardian",
        message: "Personen är redan bekräftad som vårdnadshavare för barnet.",
        hint: "Rätta uppgiften som finns om något i den är fel.",
      });
    }
    const guardianshipId = newTouchedId(context);
    await tx
      .insertInto("people.guardianship")
      .values({
        id: guardianshipId,
        child_id: child.id,
        guardian_id: guardianId,
        change: "bekräftad",
        kind: input.kind,
        given_name: input.givenName,
        family_name: input.familyName,
        phone: input.phone ?? null,
        valid_from: input.validFrom,
        source: input.source,
        source_detail: input.sourceDetail ?? null,
        source_on: input.sourceOn,
        ...stamp(context),
      })
      .execute();
    if (input.claimId !== undefined && !(await answerClaim(tx, context, child.id, input.claimId, { guardianshipId })))
      return changedMeanwhile;
    return ok({ guardianshipId });
  },
});

/** True where custody that stands holds on the day or later: nobody is confirmed twice for the same time. */
async function isGuardianFrom(tx: Tx, context: Context, childId: string, guardianId: string, validFrom: string): Promise<boolean> {
  const found = await tx
    .selectFrom("people.standing_guardianship")
    .select("id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("child_id", "=", childId)
    .where("guardian_id", "=", guardianId)
    .where((where) => where.or([where("valid_to", "is", null), where("valid_to", ">=", validFrom)]))
    .executeTakeFirst();
  return found !== undefined;
}
