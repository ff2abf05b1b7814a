import { guardianFields, sourceFields, withGuardians } from "../guardian-fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId, optionalIds } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { failed, inOneLine, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { changedMeanwhile, faultInDays, getChildForGuardians, guardianPerson, readGuardianNumber } from "../guardians.ts";
import type { ChildOfCase, Confirmation, GuardianDetails } from "../guardians.ts";
import { isExpected } from "../expected.ts";
import { answerClaim, findOpenClaim } from "../claims.ts";

export const confirmGuardianInput = formOf({
  caseId: idField,
  claimId: optionalId(),
  ...guardianFields,
  ...sourceFields,
  alsoClaimIds: about(optionalIds(), {
    quiet: withGuardians,
    label: "Visar samma källa att fler är vårdnadshavare?",
    hint: "De bekräftas som anmälan skrev dem, från samma dag. Stämmer något inte: bekräfta var och en för sig.",
  }),
});

/**
 * Makes somebody the child's guardian, on a source that the responsible caseworker has read: the only way to become one.
 * With `claimId` what a report said is answered by it; `alsoClaimIds` are others that the same source shows, as the report named them. Gives the first's id.
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
    if (input.claimId !== undefined && !(await findOpenClaim(tx, context, child.id, input.claimId))) return changedMeanwhile;
    if (await isExpected(tx, context, child.id)) return notBornYet;
    const days = faultInDays(context, child, input);
    if (!days.ok) return days;
    const first = await confirmOne(tx, context, child, input);
    if (!first.ok) return first;
    for (const claimId of new Set(input.alsoClaimIds)) {
      if (claimId === input.claimId) continue;
      const claim = await findOpenClaim(tx, context, child.id, claimId);
      if (!claim) return changedMeanwhile;
      const other = await confirmOne(tx, context, child, { ...input, ...claim, claimId });
      if (!other.ok) return invalidField("alsoClaimIds", `Någon av dem måste bekräftas för sig: ${inOneLine(other.error)}`);
    }
    return first;
  },
});

const notBornYet = failed({
  code: "not-born",
  message: "Barnet är inte fött.",
  hint: "Vårdnaden börjar vid födelsen. Skriv först när barnet föddes, och bekräfta sedan vem som är vårdnadshavare.",
});

type One = GuardianDetails & Confirmation & { readonly caseId: string; readonly claimId?: string | undefined };

/** Makes one person a guardian, and answers the claim that named her or him. */
async function confirmOne(tx: Tx, context: Context, child: ChildOfCase, input: One): Promise<Result<{ guardianshipId: string }>> {
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
}

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
