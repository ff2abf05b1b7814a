import { sql } from "kysely";
import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { addDays } from "../../../platform/basics/dates.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { standInNames } from "../../people/born-words.ts";
import type { SomeWords } from "../../people/codes.ts";
import { recordEverywhere } from "../../people/double-words.ts";
import { isFree } from "../../people/free-number.ts";
import { getChildForGuardians } from "../../people/guardians.ts";
import { findLastChange } from "../../people/person-reviews.ts";
import { readNumberOf } from "../../people/register-child.ts";
import { birthFields } from "../birth-fields.ts";
import type { IntakeType } from "../codes.ts";
import { startPreliminaryAssessment } from "../start-preliminary.ts";

const longestBeforeDays = 44 * 7;

/**
 * Writes that a child who was expected is born: its name, day and number in place of what stood in for them. The case is the child's own from then on with
 * all that stands in it, and what the law asks of the reports that had come in begins on the day that the birth was known. Or writes that it is
 * expected another day.
 */
export const recordBirth = defineAction({
  name: "intake.record-birth",
  title: "Skriv att barnet är fött",
  input: formOf({ caseId: idField, ...birthFields }),
  output: z.object({ personId: answer.id, isBorn: answer.yesNo }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  daysOfAnother: ["expectedOn", "bornOn", "sourceOn"],
  async run(tx, input, context) {
    const child = await readExpected(tx, context, input.caseId);
    if (!child) return alreadyBorn;
    const read = readBirth(input, child, context);
    if (!read.ok) return read;
    const { now, number } = read.value;
    if (number !== undefined) {
      const free = await isFree(tx, context, child.id, number);
      if (!free.ok) return free;
    }
    const isBorn = input.happened === "fött";
    const known = Object.fromEntries(Object.keys(now).map((field) => [field, child.words[field as keyof SomeWords] ?? null]));
    const validFrom = isBorn ? input.bornOn : context.today;
    await recordEverywhere(tx, context, {
      ...{ personId: child.id, caseId: input.caseId, change: isBorn ? "född" : "ändrad", validFrom, known, now },
      follows: await findLastChange(tx, context, child.id),
      ...{ source: input.source, sourceDetail: input.sourceDetail, sourceOn: input.sourceOn },
    });
    if (isBorn) await beginForTheChild(tx, context, input.caseId, input.sourceOn);
    else await stayExpected(tx, context, child.id);
    return ok({ personId: child.id, isBorn });
  },
});

type Input = z.output<typeof recordBirth.input>;
type Expected = { readonly id: string; readonly words: SomeWords };

async function readExpected(tx: Tx, context: Context, caseId: string): Promise<Expected | undefined> {
  const { id } = await getChildForGuardians(tx, context, caseId);
  const row = await tx
    .selectFrom("people.person")
    .select(["given_name", "family_name", "birth_date", "sex", "birth_date_known"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (row.birth_date_known !== "väntat") return undefined;
  return { id, words: { givenName: row.given_name, familyName: row.family_name, birthDate: row.birth_date, sex: row.sex } };
}

/** What is known of the child from now on, or every fault at its field. */
function readBirth(
  input: Input,
  child: Expected,
  context: Context,
): Result<{ readonly now: SomeWords; readonly number: string | undefined }> {
  if (input.happened === "ny dag") {
    const { expectedOn = "" } = input;
    if (expectedOn === child.words.birthDate) return invalidField("expectedOn", "Det är den dag som redan står.");
    if (expectedOn < addDays(context.today, -longestBeforeDays) || expectedOn > addDays(context.today, longestBeforeDays))
      return invalidField("expectedOn", "Stämmer dagen? Barnet ska väntas inom tio månader.");
    return ok({ now: { birthDate: expectedOn }, number: undefined });
  }
  const { bornOn = "", sourceOn } = input;
  const number = readNumberOf(input.identityNumber, context);
  const far = addDays(child.words.birthDate ?? bornOn, -longestBeforeDays);
  const faults = allFaults(
    bornOn < far ? invalidField("bornOn", "Stämmer dagen? Den ligger mer än tio månader före den beräknade.") : ok(undefined),
    number,
    sourceOn < bornOn ? invalidField("sourceOn", `Barnet föddes ${bornOn}. Ni kan inte ha fått veta det tidigare.`) : ok(undefined),
  );
  if (faults) return faults;
  if (!number.ok) return number;
  const { givenName = standInNames.newborn, familyName = "", sex = "okänt" } = input;
  const { identityNumber } = number.value;
  const said: SomeWords = { givenName, familyName, sex, birthDate: bornOn, ...(identityNumber === undefined ? {} : { identityNumber }) };
  // The day of birth is always said, also where it is the day that was expected.
  const changed = Object.entries(said).filter(([field, word]) => field === "birthDate" || word !== child.words[field as keyof SomeWords]);
  return ok({ now: Object.fromEntries(changed), number: identityNumber });
}

/** The reports that have come in are assessed from the day that the birth was known. */
async function beginForTheChild(tx: Tx, context: Context, caseId: string, knownOn: string): Promise<void> {
  const { rows } = await sql<{ id: string; type: IntakeType; received_on: string }>`select i.id, i.type, i.received_on from intake.intake i
    where i.municipality_id = ${context.actor.municipalityId} and i.case_id = ${caseId}::uuid and i.type = 'anmälan'
      and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
    order by i.received_at, i.id`.execute(tx);
  for (const { id, type, received_on: receivedOn } of rows)
    await startPreliminaryAssessment(tx, context, caseId, id, { type, receivedOn: receivedOn > knownOn ? receivedOn : knownOn });
}

/** Another day is a day that is known, but for who is expected. */
async function stayExpected(tx: Tx, context: Context, personId: string): Promise<void> {
  await tx
    .updateTable("people.person")
    .set({ birth_date_known: "väntat" })
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", personId)
    .execute();
}

const alreadyBorn = failed({
  code: "already-done",
  message: "Barnet är redan fött.",
  hint: "Rätta dagen eller namnet bland barnets uppgifter.",
});
