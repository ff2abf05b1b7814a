import { sql } from "kysely";
import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import type { SomeWords } from "../codes.ts";
import type { PersonField } from "../compare.ts";
import { getChildForGuardians } from "../guardians.ts";
import { personChangedMeanwhile } from "../in-case.ts";
import { markOf } from "../mark-of.ts";
import { correctionFields } from "../person-fields.ts";
import { recordEverywhere } from "../double-words.ts";
import { findLastChange } from "../person-reviews.ts";
import { isFree } from "../free-number.ts";
import { bornAfter, dayOfBirth, readNumberOf } from "../register-child.ts";
import { leadingNumber, wordColumns, wordsOf } from "../words-of.ts";

/** What of a child is corrected here; by what its identity is protected has a form of its own. */
const fields = [
  "givenName",
  "familyName",
  "birthDate",
  "sex",
  "language",
  "interpreterNeed",
  "identityNumber",
] as const satisfies readonly PersonField[];

/**
 * Corrects what is known of the child of the case, or says that it has changed and since when: a row that points at the change before it. A number
 * that is somebody else's is not taken. That tells that it is known, so it is counted, watched and logged as a search is, whoever it belongs to.
 */
export const correctChild = defineAction({
  name: "people.correct-child",
  title: "Rätta barnets uppgifter",
  input: formOf({ caseId: idField, mark: optionalText(24), ...correctionFields }),
  output: z.object({ changeId: answer.id, personId: answer.id }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  // What is corrected is not held against the birth date that was wrong.
  daysOfAnother: ["birthDate", "validFrom"],
  async run(tx, said, context) {
    const { id, birthDateKnown: knownBefore, isFollowing, ...known } = await readChild(tx, context, said.caseId);
    if (knownBefore === "väntat") return notBorn;
    const { birthDateKnown = "dag" } = said;
    const input = birthDateKnown === "år" ? { ...said, birthDate: `${said.birthDate.slice(0, 4)}-12-31` } : said;
    const follows = await findLastChange(tx, context, id);
    if (input.mark !== undefined && input.mark !== markOf(known)) return personChangedMeanwhile;
    const number = readNumberOf(input.identityNumber, context);
    const numberDate = number.ok ? number.value.numberDate : undefined;
    const receivedOn = await firstDayOf(tx, context, input.caseId);
    const faults = allFaults(
      number,
      dayOfBirth(
        { identityNumber: number.ok ? number.value.identityNumber : undefined, numberDate, birthDate: input.birthDate, birthDateKnown },
        context,
      ),
      bornAfter(receivedOn ?? context.today, { birthDate: input.birthDate, birthDateKnown }) ?? ok(undefined),
      input.validFrom !== undefined && input.validFrom < input.birthDate
        ? invalidField("validFrom", `Barnet är fött ${input.birthDate}. Ändringen kan inte ha börjat gälla före det.`)
        : ok(undefined),
    );
    if (faults) return faults;
    if (!number.ok) return number;
    const { givenName, familyName, birthDate, sex, language, interpreterNeed } = input;
    const now: SomeWords = {
      ...{ givenName, familyName, birthDate, sex, language: language ?? null, interpreterNeed: interpreterNeed ?? null },
      identityNumber: number.value.identityNumber ?? null,
    };
    const isOtherDay = (field: PersonField) => field === "birthDate" && birthDateKnown !== knownBefore;
    const changed = fields.filter((field) => now[field] !== known[field] || isOtherDay(field));
    if (changed.length === 0) return nothingChanged;
    if (changed.includes("identityNumber")) {
      if (isFollowing) return numberOfAnother;
      const free = await isFree(tx, context, id, number.value.identityNumber);
      if (!free.ok) return free;
    }
    const only = (of: SomeWords) => Object.fromEntries(changed.map((field) => [field, of[field] ?? null]));
    const changeId = await recordEverywhere(tx, context, {
      personId: id,
      ...{ caseId: input.caseId, change: input.change, validFrom: input.validFrom, follows },
      ...{ known: only(known), now: only(now), source: input.source, sourceDetail: input.sourceDetail, sourceOn: input.sourceOn },
    });
    if (changed.includes("birthDate"))
      await tx
        .updateTable("people.person")
        .set({ birth_date_known: birthDateKnown })
        .where("municipality_id", "=", context.actor.municipalityId)
        .where("id", "=", id)
        .execute();
    return ok({ changeId, personId: id });
  },
});

/** The child of the case as it is known. Waits while somebody else changes it. */
async function readChild(
  tx: Tx,
  context: Context,
  caseId: string,
): Promise<
  SomeWords & { readonly id: string; readonly birthDateKnown: CodeOf<"people.person.birth_date_known">; readonly isFollowing: boolean }
> {
  const { id } = await getChildForGuardians(tx, context, caseId);
  const row = await tx
    .selectFrom("people.person")
    .select([...wordColumns, "birth_date_known", "same_as"])
    .select(leadingNumber("people.person").as("identity_number"))
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const isFollowing = row.same_as !== null;
  return { id, ...wordsOf(row), identityNumber: row.identity_number, birthDateKnown: row.birth_date_known, isFollowing };
}

/** The day that the first report of the case came in. */
async function firstDayOf(tx: Tx, context: Context, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`select min(i.received_on) as day from intake.intake i
    where i.municipality_id = ${context.actor.municipalityId} and i.case_id = ${caseId}::uuid
      -- What came in while the child was expected came before its birth.
      and not exists (select 1 from intake.case_file f join people.person_review v on v.municipality_id = f.municipality_id and v.person_id = f.child_id
        and v.change = 'född' where f.municipality_id = i.municipality_id and f.id = i.case_id)`.execute(tx);
  return rows[0]?.day ?? undefined;
}

const numberOfAnother = invalidField(
  "identityNumber",
  "Barnet är registrerat två gånger och har numret från det andra ärendet. Rätta det där, eller ändra först det som är avgjort om dem.",
);

const notBorn = failed({
  code: "not-born",
  message: "Barnet är inte fött.",
  hint: "Skriv när det är fött, eller en ny beräknad dag, under ”Barnet är fött, eller en ny dag”.",
});

const nothingChanged = failed({
  code: "nothing-changed",
  message: "Inget är ändrat.",
  hint: "Ändra det som är fel, eller gå tillbaka utan att spara.",
});
