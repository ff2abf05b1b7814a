import { sql } from "kysely";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { ageOn } from "../../platform/basics/dates.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { inOneLine, invalidField, ok } from "../../platform/basics/result.ts";
import type { Failed, Question, Result } from "../../platform/basics/result.ts";
import type { PersonWords, SomeWords } from "./codes.ts";
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";
import { chooseAlike } from "./alike.ts";
import { joinKnown, numberOverLimit } from "./same-person.ts";
import type { Joined, Known, Source } from "./same-person.ts";
import { wordColumns, wordsOf } from "./words-of.ts";

export type ChildDetails = Omit<SomeWords, "birthDate"> &
  Pick<PersonWords, "givenName" | "familyName" | "sex"> & {
    readonly identityNumber?: string | undefined;
    /** The day in the identity number, when it says one. */
    readonly numberDate?: string | null | undefined;
    /** The day of birth, when it was typed. */
    readonly birthDate?: string | undefined;
    /** Left out: the day is known. */
    readonly birthDateKnown?: CodeOf<"people.person.birth_date_known"> | undefined;
    /** False of a child whom nobody knows by name. */
    readonly nameKnown?: boolean | undefined;
    /** Where whoever corrects what is known has read it. */
    readonly correction: Source;
  };

/** Nobody is registered as a child from this age; the latest that care and support for the young can last (LVU 21 §). */
const OLDEST_AGE = 21;

/** The child's number in twelve digits and the day in it, where there is one; or a fault at `identityNumber`. */
export function readNumberOf(
  text: string | undefined,
  context: Pick<Context, "today">,
): Result<{ readonly identityNumber: string | undefined; readonly numberDate: string | null | undefined }> {
  if (text === undefined) return ok({ identityNumber: undefined, numberDate: undefined });
  const read = readIdentityNumber({ text, today: context.today, field: names.identityNumber });
  if (!read.ok) return invalidField(names.identityNumber, inOneLine(read.error));
  return ok({ identityNumber: read.value.normalized, numberDate: read.value.datePart });
}

/**
 * A fault where the child was not born on the day that something came in, as the birth date that was typed says, or else the number. Of what
 * is known nothing is asked: a fault must not tell it.
 */
export function bornAfter(
  receivedOn: string,
  { birthDate, numberDate, birthDateKnown }: Pick<ChildDetails, "birthDate" | "numberDate" | "birthDateKnown">,
): Failed | undefined {
  if (birthDateKnown === "väntat" || (birthDateKnown === "år" && birthDate?.slice(0, 4) === receivedOn.slice(0, 4))) return undefined;
  if (birthDate !== undefined)
    return birthDate > receivedOn
      ? invalidField("birthDate", `Barnet var inte fött när det kom in. Kontrollera båda dagarna. ${ofTheUnborn}`)
      : undefined;
  if (!numberDate || numberDate <= receivedOn) return undefined;
  return invalidField(
    names.identityNumber,
    `Barnet var inte fött när det kom in, säger numret. Kontrollera båda, eller ange födelsedatum om det är ett annat. ${ofTheUnborn}`,
  );
}

/** A child has a case of its own from its birth; who is expecting it may have one before. */
const ofTheUnborn = "Är barnet inte fött hör det till den som väntar barnet: välj i så fall att barnet inte är fött.";

/** How the fields of a child are called in the form that registers it. */
const names = {
  identityNumber: "identityNumber",
  source: "correctionSource",
  sourceDetail: "correctionSourceDetail",
  sourceOn: "correctionSourceOn",
} as const;

/**
 * The child: the person known by the identity number, or a new one. What was typed must be what is known, or be answered for
 * (`joinKnown`); the review it led to is for `recordReview`. One whose number nobody knows, or who has none, may be known by name and birth
 * date, and is asked about (`chooseAlike`). A child that came with an import keeps the identifier it got there, so that
 * it is counted once.
 */
export async function registerChild(tx: Tx, context: Context, child: ChildDetails): Promise<Result<Joined>> {
  const birthDate = dayOfBirth(child, context);
  if (!birthDate.ok) return birthDate;
  const known = child.identityNumber === undefined ? undefined : await findPerson(tx, context, child.identityNumber);
  const over = child.identityNumber === undefined ? undefined : await numberOverLimit(tx, context, known, names.identityNumber);
  if (over) return over;
  if (known) return joinChild(tx, context, known, child);
  const imported = child.identityNumber === undefined ? undefined : await findImported(tx, context, child.identityNumber);
  // Nobody is like another by having no name.
  const alike =
    imported || child.nameKnown === false ? ok(undefined) : await chooseAlike(tx, context, { ...child, birthDate: birthDate.value });
  if (!alike.ok) return alike;
  if (alike.value) return joinChild(tx, context, alike.value.known, child, alike.value.questions);
  const joined = imported && (await joinChild(tx, context, imported, child));
  if (joined && !joined.ok) return joined;
  const id = imported?.id ?? newTouchedId(context);
  // Where it is the same child and the import is to be believed, what it says stands.
  const stands = joined?.value.review?.kept ?? [];
  const added = await tx
    .insertInto("people.person")
    .values({
      id,
      identity_number: child.identityNumber ?? null,
      birth_date_known: child.birthDateKnown ?? "dag",
      name_known: child.nameKnown ?? true,
      birth_date: stands.includes("birthDate") ? imported?.words.birthDate : birthDate.value,
      given_name: child.givenName,
      family_name: child.familyName,
      sex: stands.includes("sex") ? (imported?.words.sex ?? child.sex) : child.sex,
      protected_identity: child.protectedIdentity ?? "ingen",
      language: child.language ?? null,
      interpreter_need: child.interpreterNeed ?? null,
      ...stamp(context),
    })
    // Two may register the same child at once: the second waits here for the first, and is asked as anybody is about a known child.
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (added) return joined ?? ok({ personId: id, taken: {}, review: undefined });
  const first = child.identityNumber === undefined ? undefined : await findPerson(tx, context, child.identityNumber);
  return first ? joinChild(tx, context, first, child) : ok({ personId: id, taken: {}, review: undefined });
}

/**
 * The day of birth, or what is wrong with it. Judged before anybody is looked for, so that a fault tells the same whether the number is
 * known or not; and a grown-up's number would make a case about a grown-up, whatever birth date is written beside it.
 */
export function dayOfBirth(
  {
    identityNumber,
    numberDate,
    birthDate,
    birthDateKnown,
  }: Pick<ChildDetails, "identityNumber" | "numberDate" | "birthDate" | "birthDateKnown">,
  { today }: Pick<Context, "today">,
): Result<string> {
  if (numberDate && ageOn(numberDate, today) >= OLDEST_AGE) return tooOld("identityNumber");
  const born = birthDate ?? numberDate ?? undefined;
  if (born === undefined) {
    if (identityNumber === undefined) return invalidField("birthDate", "Ange personnummer eller födelsedatum.");
    return invalidField("birthDate", "Numret säger inte vilken dag barnet är fött. Ange födelsedatum.");
  }
  if (birthDateKnown === "väntat") return ok(born);
  // Of this year the day that is reckoned is still to come.
  if (birthDateKnown === "år" && born.slice(0, 4) === today.slice(0, 4)) return ok(born);
  if (born > today) return invalidField("birthDate", `Dagen har inte varit än. Kontrollera födelsedatumet. ${ofTheUnborn}`);
  return ageOn(born, today) >= OLDEST_AGE ? tooOld("birthDate") : ok(born);
}

async function joinChild(
  tx: Tx,
  context: Context,
  known: Known,
  child: ChildDetails,
  chosenBy?: readonly Question[],
): Promise<Result<Joined>> {
  const { correction, numberDate, birthDate, birthDateKnown: _known, nameKnown: _named, ...words } = child;
  // The day in a number need not be the birth date (18 § folkbokföringslagen): it is compared only where nothing better is known.
  const born = birthDate ?? (known.words.birthDate && !known.isImported ? undefined : (numberDate ?? undefined));
  const typed = { ...words, ...(born === undefined ? {} : { birthDate: born }) };
  const joined = await joinKnown(tx, context, known, typed, { who: "barn", source: correction, names, ...(chosenBy && { chosenBy }) });
  if (joined.ok) context.touch(known.id);
  return joined;
}

const tooOld = (field: string) => invalidField(field, `Personen har fyllt ${OLDEST_AGE} år. Kontrollera att det är barnets uppgifter.`);

/** The person of the municipality with the identity number (twelve digits), and what is known; or nothing. Of a child that stands here twice the row that leads. */
export async function findPerson(tx: Tx, context: Context, identityNumber: string): Promise<Known | undefined> {
  const row = await tx
    .selectFrom("people.person as n")
    .innerJoin("people.person as p", (join) =>
      join.onRef("p.municipality_id", "=", "n.municipality_id").on("p.id", "=", sql<string>`coalesce(n.same_as, n.id)`),
    )
    .select(["p.id", "p.protected_identity", ...wordColumns.map((column) => `p.${column}` as const)])
    .where("n.municipality_id", "=", context.actor.municipalityId)
    .where("n.identity_number", "=", identityNumber)
    .executeTakeFirst();
  if (!row) return undefined;
  return { id: row.id, words: { ...wordsOf(row), protectedIdentity: row.protected_identity }, isImported: false };
}

const sexOfImport: Readonly<Record<CodeOf<"extract.child.sex">, CodeOf<"people.person.sex">>> = {
  flicka: "kvinna",
  pojke: "man",
  okänt: "okänt",
};

async function findImported(tx: Tx, context: Context, identityNumber: string): Promise<Known | undefined> {
  const row = await tx
    .selectFrom("extract.child")
    .select(["id", "birth_date", "sex"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("identity_number", "=", identityNumber)
    .executeTakeFirst();
  return row && { id: row.id, words: { birthDate: row.birth_date, sex: sexOfImport[row.sex] }, isImported: true };
}
