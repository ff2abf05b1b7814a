import { sourceFields, withGuardians } from "../guardian-fields.ts";
import { guardianFields } from "../guardian-fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import type { GuardianSource } from "../codes.ts";
import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalDate, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { isMoreProtected } from "../compare.ts";
import { carryDetails } from "../carry-details.ts";
import { recordReview } from "../person-reviews.ts";
import type { Source } from "../same-person.ts";
import { changedMeanwhile, faultInDays, findGuardianship, getChildForGuardians, guardianPerson, readGuardianNumber } from "../guardians.ts";
import type { ChildOfCase } from "../guardians.ts";

type Row = NonNullable<Awaited<ReturnType<typeof findGuardianship>>>;
type Changed = { readonly guardianshipId: string };

const which = { caseId: idField, guardianshipId: idField } as const;
const whoMay = [isResponsibleForCase, leadsUnitOfCase] as const;

/** Writes what stands from now on as a row that points back at the former: nothing is overwritten. */
async function writeAfter(tx: Tx, context: Context, former: Row, said: Partial<Row>): Promise<Changed> {
  const id = newTouchedId(context);
  context.touch(former.id);
  await tx
    .insertInto("people.guardianship")
    .values({ ...former, reason: null, ...said, id, corrects_id: former.id, ...stamp(context) })
    .execute();
  return { guardianshipId: id };
}

async function change<Input extends { readonly caseId: string; readonly guardianshipId: string }>(
  tx: Tx,
  input: Input,
  context: Context,
  said: (former: Row, child: ChildOfCase) => Promise<Result<Partial<Row>>> | Result<Partial<Row>>,
): Promise<Result<Changed>> {
  const child = await getChildForGuardians(tx, context, input.caseId);
  const former = await findGuardianship(tx, context, child.id, input.guardianshipId);
  if (!former) return changedMeanwhile;
  const now = await said(former, child);
  return now.ok ? ok(await writeAfter(tx, context, former, now.value)) : now;
}

/** Corrects what stands about a guardian: the name, the number, the kind or the days. Asks for the source that shows it. */
export const correctGuardian = defineAction({
  name: "people.correct-guardian",
  title: "Rätta en vårdnadshavare",
  input: formOf({
    ...which,
    ...guardianFields,
    validTo: about(optionalDate(), { quiet: withGuardians, label: "Till och med" }),
    ...sourceFields,
  }),
  output: z.object({ guardianshipId: answer.id }),
  permit: whoMay,
  run: (tx, input, context) =>
    change(tx, input, context, async (former, child) => {
      const days = faultInDays(context, child, input);
      if (!days.ok) return days;
      const number = readGuardianNumber(context, child, input.identityNumber);
      if (!number.ok) return number;
      const person = await personAfter(tx, context, former, { ...input, identityNumber: number.value });
      if (!person.ok) return person;
      await keepProtection(tx, context, former, { ...input, personId: person.value });
      await carryDetails(tx, context, { caseId: input.caseId, childId: child.id, former, personId: person.value });
      return ok({
        change: "rättad",
        guardian_id: person.value,
        kind: input.kind,
        given_name: input.givenName,
        family_name: input.familyName,
        phone: await phoneAfter(tx, context, former, input.phone),
        valid_from: input.validFrom,
        valid_to: input.validTo ?? null,
        ...sourceOf(input),
      });
    }),
});

/** The same person when neither the former nor the corrected has a number; otherwise whoever has the number. */
async function personAfter(tx: Tx, context: Context, former: Row, guardian: Parameters<typeof guardianPerson>[2]): Promise<Result<string>> {
  const person = await tx
    .selectFrom("people.person")
    .select("identity_number")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", former.guardian_id)
    .executeTakeFirstOrThrow();
  if (guardian.identityNumber === undefined && person.identity_number === null) return ok(former.guardian_id);
  return guardianPerson(tx, context, guardian);
}

/** By what the guardian's identity is protected holds under the number that is corrected too, in every case at once. Never takes a stronger one away. */
async function keepProtection(
  tx: Tx,
  context: Context,
  former: Row,
  { personId, caseId, ...source }: { readonly personId: string; readonly caseId: string } & Source,
): Promise<void> {
  if (personId === former.guardian_id) return;
  const protectionOf = async (id: string) => {
    const { protected_identity: identity } = await tx
      .selectFrom("people.person")
      .select("protected_identity")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return { protectedIdentity: identity };
  };
  const [typed, known] = [await protectionOf(former.guardian_id), await protectionOf(personId)];
  if (!isMoreProtected(known.protectedIdentity, typed.protectedIdentity)) return;
  const review = { personId, known, typed, taken: ["protectedIdentity"] as const, kept: [], source };
  await recordReview(tx, context, { personId, taken: typed, review }, { caseId });
}

/** The telephone of a protected guardian does not stand in the form: what is left empty there is left as it is. */
async function phoneAfter(tx: Tx, context: Context, former: Row, phone: string | undefined): Promise<string | null> {
  if (phone !== undefined) return phone;
  const { protected_identity: identity } = await tx
    .selectFrom("people.person")
    .select("protected_identity")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", former.guardian_id)
    .executeTakeFirstOrThrow();
  return identity === "ingen" ? null : former.phone;
}

/** Says that somebody is no longer guardian, since when and on which source. That it was so until then stands. */
export const endGuardianship = defineAction({
  name: "people.end-guardianship",
  title: "Skriv att vårdnaden har upphört",
  input: formOf({
    ...which,
    endedOn: about(requiredDate("sista dagen som vårdnadshavare"), {
      quiet: withGuardians,
      label: "Sista dagen som vårdnadshavare",
      start: "today",
    }),
    ...sourceFields,
  }),
  output: z.object({ guardianshipId: answer.id }),
  permit: whoMay,
  run: (tx, input, context) =>
    change(tx, input, context, (former, child) => {
      const days = faultInDays(context, child, { ...input, validFrom: former.valid_from, validTo: input.endedOn }, { validTo: "endedOn" });
      return days.ok ? ok({ change: "upphörd", valid_to: input.endedOn, ...sourceOf(input) }) : days;
    }),
});

/** Says that somebody never was the child's guardian, and why. The row stays, and no longer counts. */
export const withdrawGuardianship = defineAction({
  name: "people.withdraw-guardianship",
  title: "Återta en vårdnadshavare som var fel",
  input: formOf({
    ...which,
    reason: about(requiredText("varför uppgiften var fel", 2000), { quiet: withGuardians, label: "Varför blev det fel?", rows: 2 }),
    ...sourceFields,
  }),
  output: z.object({ guardianshipId: answer.id }),
  permit: whoMay,
  run: (tx, input, context) =>
    change(tx, input, context, (former, child) => {
      const days = faultInDays(context, child, { ...input, validFrom: former.valid_from });
      return days.ok ? ok({ change: "återtagen", reason: input.reason, ...sourceOf(input) }) : days;
    }),
});

function sourceOf(input: { readonly source: GuardianSource; readonly sourceDetail?: string | undefined; readonly sourceOn: string }) {
  return { source: input.source, source_detail: input.sourceDetail ?? null, source_on: input.sourceOn };
}
