import { createHash } from "node:crypto";
import { sql } from "kysely";
import { mayBeOwnFamily, maySeeCase } from "../../platform/access/need-to-know.ts";
import { seeSearching } from "../../platform/access/searching.ts";
import { putOnReviewList } from "../../platform/access/review-items.ts";
import { isIsoDate } from "../../platform/basics/dates.ts";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Compared, Question, Result } from "../../platform/basics/result.ts";
import { waitForTurn } from "../../platform/core/turns.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { PersonWords } from "./codes.ts";
import { nameKey } from "./names.ts";
import { tellAsSearch } from "./same-person.ts";
import type { Known } from "./same-person.ts";
import { wordsOf } from "./words-of.ts";

/** A child as it was typed, whose number nobody knows or who has none. */
type Typed = {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly identityNumber?: string | undefined;
};
/** The child that was chosen, and the questions that it was chosen by. */
export type Chosen = { readonly known: Known; readonly questions: readonly Question[] };

type Row = {
  id: string;
  given_name: string;
  family_name: string;
  birth_date: string;
  sex: PersonWords["sex"];
  protected_identity: PersonWords["protectedIdentity"];
  language: string | null;
  interpreter_need: boolean | null;
  numbered: boolean;
  same_name: boolean;
  sees: boolean;
  family: boolean;
  case_id: string;
  unit_id: string;
};
type Alike = Row & { readonly mark: string };

/** So far from the day that was typed a birth date may be an error for it, in days; ours. */
const nearDays = 31;
/** The most children that are shown side by side. */
const most = 4;

/**
 * Asks whether a child without a number is one that is known: joined to it, or registered as another, only by an answer, never in silence.
 * Whoever sees a case of the child's is shown it beside what was typed, also where a name agrees only in part or the birth date is near.
 * Others are told that the very name and birth date are known, which they typed themselves, and no more: never of a protected child, of what
 * may be the own family's, nor of a child that has a number, who is found by it. That counts as a search. Of what is not told the leader of the
 * known child's unit is. Gives the child that was chosen, or nothing for another one.
 */
export async function chooseAlike(tx: Tx, context: Context, typed: Typed): Promise<Result<Chosen | undefined>> {
  // Two who register the same child at once: the second waits here, and is asked.
  await waitForTurn(tx, `child ${context.actor.municipalityId} ${nameKey(typed)} ${typed.birthDate}`);
  const found = await findAlike(tx, context, typed);
  // Over the limit of searching nobody is told anything of whom they do not work with: another child is registered, as where nobody is known.
  const mayTell = found.length === 0 || (await seeSearching(tx, context)).allowed;
  const told = toldOf(found, typed, mayTell).map((row): Alike => ({ ...row, mark: markOf(context, typed, row) }));
  for (const one of found) {
    if (isExact(one, typed) && !told.some(({ id }) => id === one.id))
      await putOnReviewList(tx, context, { kind: "kan vara samma barn", unitId: one.unit_id, caseId: one.case_id });
  }
  if (told.length === 0) return ok(undefined);
  const questions = questionsOf(told);
  const answers = questions.filter((one) => context.confirmed(one.id));
  if (answers.length !== 1) {
    for (const one of told) tellAsSearch(context, one.id, one.sees);
    return failed({
      code: "may-be-known",
      message: "Det kan vara ett barn som redan är känt. Namnet och födelsedatumet är samma, eller nästan samma.",
      hint: "Jämför och välj. Inget är sparat än, och det du har skrivit finns kvar.",
      fields: [{ field, message: "Ett barn med samma eller nästan samma namn och födelsedatum är känt. Svara på frågan." }],
      questions,
      comparison: told.filter((one) => one.sees).flatMap((one, place, all) => compared(one, typed, all.length > 1 ? place + 1 : undefined)),
    });
  }
  const chosen = told.find((one) => answers[0]?.id === `alike.same=${one.mark}`);
  return ok(chosen && { known: knownOf(chosen), questions });
}

/** Where the question stands. */
const field = "givenName";

async function findAlike(tx: Tx, context: Context, typed: Typed): Promise<readonly Row[]> {
  const { actor, today } = context;
  const { rows } = await sql<Row>`
    select p.id, p.given_name, p.family_name, p.birth_date, p.sex, p.protected_identity, p.language, p.interpreter_need,
      p.identity_number is not null as numbered,
      people.name_key(p.given_name, p.family_name) = people.name_key(${typed.givenName}, ${typed.familyName}) as same_name,
      coalesce(bool_or(${maySeeCase(actor, today)}), false) as sees, coalesce(bool_or(${mayBeOwnFamily(actor.staffId)}), true) as family,
      (array_agg(c.id order by k.case_id is null desc, c.opened_on desc, c.id))[1] as case_id,
      (array_agg(c.unit_id order by k.case_id is null desc, c.opened_on desc, c.id))[1] as unit_id
    from people.person p
    join people.person w on w.municipality_id = p.municipality_id and (w.id = p.id or w.same_as = p.id)
    join intake.case_file c on c.municipality_id = p.municipality_id and c.child_id = w.id
    left join intake.case_closure k on k.municipality_id = c.municipality_id and k.case_id = c.id
    where p.municipality_id = ${actor.municipalityId} and p.same_as is null
      and (p.birth_date between ${typed.birthDate}::date - ${nearDays}::int and ${typed.birthDate}::date + ${nearDays}::int
        or p.birth_date = any (${mistypedDays(typed.birthDate)}::date[]))
      and people.names_agree(p.given_name, p.family_name, ${typed.givenName}, ${typed.familyName})
      and (${typed.identityNumber ?? null}::text is null or p.identity_number is null)
    group by p.municipality_id, p.id
    order by 10 desc, p.birth_date = ${typed.birthDate}::date desc, p.id`.execute(tx);
  return rows;
}

/** The days that are easily typed for another: day and month in each other's place, a year beside. */
function mistypedDays(day: string): readonly string[] {
  const [year = "", month = "", date = ""] = day.split("-");
  const beside = [-1, 1].map((step) => `${Number(year) + step}-${month}-${date}`);
  return [`${year}-${date}-${month}`, ...beside].filter(isIsoDate);
}

function toldOf(found: readonly Row[], typed: Typed, mayTell: boolean): readonly Row[] {
  const seen = found.filter((one) => one.sees && (one.birth_date === typed.birthDate || sexesFit(one, typed)));
  // Children that cannot be told apart for whoever may see neither are offered as one.
  const others = found.filter(
    (one) => mayTell && !one.sees && !one.family && !one.numbered && one.protected_identity === "ingen" && isExact(one, typed),
  );
  return [...seen.slice(0, most), ...others.slice(0, 1)];
}

/** The very name, but for how it is written, and the very day. */
const isExact = (one: Row, typed: Typed): boolean => one.same_name && one.birth_date === typed.birthDate && sexesFit(one, typed);
const sexesFit = (one: Row, typed: Typed): boolean => one.sex === "okänt" || typed.sex === "okänt" || one.sex === typed.sex;

/** Names exactly this child beside exactly these words, for whoever answers. */
function markOf(context: Context, typed: Typed, one: Row): string {
  const about = [one.id, context.actor.staffId, typed, one.given_name, one.family_name, one.birth_date, one.sees];
  return createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 24);
}

function questionsOf(told: readonly Alike[]): readonly Question[] {
  const oneOf = "Är det samma barn?";
  const none = createHash("sha256")
    .update(told.map((one) => one.mark).join())
    .digest("hex")
    .slice(0, 24);
  return [
    ...told.map((one) => ({
      id: `alike.same=${one.mark}`,
      field,
      oneOf,
      yes: one.sees
        ? `Det är samma barn: ${one.given_name} ${one.family_name}, född ${one.birth_date}`
        : "Det är samma barn som det som är känt i ett ärende du inte ser",
    })),
    { id: `alike.none=${none}`, field, oneOf, yes: "Det är ett annat barn: registrera ett nytt" },
  ];
}

/** The known child beside what was typed; `place` where there are several. */
function compared(one: Row, typed: Typed, place: number | undefined): readonly Compared[] {
  const row = (name: string, label: string, known: string, said: string): Compared => ({
    field: name,
    label: place === undefined ? label : `Barn ${place}: ${label}`,
    known,
    typed: said,
    differs: known !== said,
  });
  return [
    row("givenName", "Förnamn", one.given_name, typed.givenName),
    row("familyName", "Efternamn", one.family_name, typed.familyName),
    row("birthDate", "Födelsedatum", one.birth_date, typed.birthDate),
  ];
}

const knownOf = (one: Row): Known => ({
  id: one.id,
  words: {
    identityNumber: one.numbered ? undefined : null,
    ...wordsOf(one),
    protectedIdentity: one.protected_identity,
  },
  isImported: false,
});
