import type { WordsFor } from "../../platform/basics/codes.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { mayBeOwnFamily, maySeeCase } from "../../platform/access/need-to-know.ts";
import { comparedInLog, searchLimit, seeSearching, watchSearching } from "../../platform/access/searching.ts";
import { writeAuditEventAtCommit } from "../../platform/core/audit.ts";
import type { Context } from "../../platform/core/door.ts";
import { tooManyProblem } from "../../platform/core/limits.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Compared, FieldProblem, Problem, Question, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { personLabels, sexWords } from "./codes.ts";
import type { SomeWords } from "./codes.ts";
import { comparePeople } from "./compare.ts";
import type { Comparison, PersonField } from "./compare.ts";

/** Whom the number belongs to, as it is known. An import knows no name. */
export type Known = { readonly id: string; readonly words: SomeWords; readonly isImported: boolean };
/** Where whoever corrects what is known has read it. */
export type Source = {
  readonly source?: CodeOf<"people.person_review.source"> | undefined;
  readonly sourceDetail?: string | undefined;
  readonly sourceOn?: string | undefined;
};
/** What the form is about and how its fields are called. */
export type Asked = {
  readonly who: "barn" | "person";
  readonly source: Source;
  /** Where it was not the number that said who it is: the questions that were answered with whom it is. */
  readonly chosenBy?: readonly Question[];
  readonly names: { readonly identityNumber: string; readonly source: string; readonly sourceDetail: string; readonly sourceOn: string };
};

/** What was typed of a known person and is not what is known: for `recordReview`, when the case is there. */
type Review = {
  readonly personId: string;
  readonly known: SomeWords;
  readonly typed: SomeWords;
  readonly taken: readonly PersonField[];
  readonly kept: readonly PersonField[];
  readonly source: Source;
};
/** `isUntold`: whoever typed it must not learn that the number is known, so that the review is not for the eyes of that one either. */
export type Joined = {
  readonly personId: string;
  readonly taken: SomeWords;
  readonly review: Review | undefined;
  readonly isUntold?: true;
};

/**
 * Says that what was typed beside a known number is about the person who is known, or stops. Where name, birth date or sex differ nothing
 * is done until somebody has said, of exactly these two versions, whether it is the same person; and what the register lacks, or has
 * otherwise, is taken or left by an answer. Whoever may not see a case of the person's may not correct, and is counted as for a search; of
 * whom a search does not find, nothing is told and nothing asked. What such a one typed is kept for those who may see the case.
 */
export async function joinKnown(tx: Tx, context: Context, known: Known, typed: SomeWords, asked: Asked): Promise<Result<Joined>> {
  const comparison = comparePeople(known.words, typed);
  const filled = missingIn(known.words, typed);
  const isNews = comparison.isOther || comparison.details.length > 0 || comparison.isLessProtected || filled.length > 0;
  if (!isNews && !isNumberNew(known.words, typed)) return ok({ personId: known.id, taken: {}, review: undefined });
  const sight = await sightOf(tx, context, known);
  if (sight.isHidden) return ok(joinUntold(known, typed, comparison, filled));
  const stop = stopOf(known, comparison, sight, context, asked);
  const problem = unanswered(stop, context, asked);
  if (problem) {
    tellAsSearch(context, known.id);
    return failed(problem);
  }
  const chosen = (group: string, answer: string) => context.confirmed(`${group}.${answer}=${stop.mark}`);
  const differing = comparison.identity.filter((one) => one.differs).map((one) => one.field);
  const corrected = chosen("same", "correct") ? differing : [];
  const details = comparison.details.filter(({ field }) => chosen(field, "take")).map((one) => one.field);
  // A number is given to somebody who was known without one only by who sees the case: it says of everything later who it is about.
  const numbered = isNumberNew(known.words, typed) ? (["identityNumber"] as const) : [];
  const taken = [...new Set([...filled, ...corrected, ...details, ...(sight.sees ? numbered : [])])];
  const lowered = comparison.isLessProtected ? (["protectedIdentity"] as const) : [];
  const kept = [...differing, ...comparison.details.map((one) => one.field), ...lowered, ...numbered].filter(
    (field) => !taken.includes(field),
  );
  const only = (fields: readonly PersonField[], of: SomeWords) => Object.fromEntries(fields.map((field) => [field, of[field] ?? null]));
  const about = [...taken, ...kept];
  const source = corrected.length > 0 ? asked.source : {};
  const review = { personId: known.id, known: only(about, known.words), typed: only(about, typed), taken, kept, source };
  return ok({ personId: known.id, taken: only(taken, typed), review });
}

/**
 * A protected person, or one who may be the family of whoever typed it: a stop would tell that the number is known, which not even a search
 * tells. What is known stands, and what was typed is for those who work in the case to look at.
 */
function joinUntold(
  known: Known,
  typed: SomeWords,
  { identity, details, isLessProtected }: Comparison,
  filled: readonly PersonField[],
): Joined {
  const fields = [...identity.filter((one) => one.differs), ...details].map(({ field }) => field);
  const numbered = isNumberNew(known.words, typed) ? (["identityNumber"] as const) : [];
  const kept = [...new Set([...fields, ...filled, ...numbered, ...(isLessProtected ? (["protectedIdentity"] as const) : [])])];
  const only = (of: SomeWords) => Object.fromEntries(kept.map((field) => [field, of[field] ?? null]));
  return {
    personId: known.id,
    taken: {},
    isUntold: true,
    review: { personId: known.id, known: only(known.words), typed: only(typed), taken: [], kept, source: {} },
  };
}

const isNumberNew = (known: SomeWords, typed: SomeWords): boolean => known.identityNumber === null && Boolean(typed.identityNumber);

/** A birth date and a sex that are not known at all are filled in: nothing is overwritten, and the trace says so. */
function missingIn(known: SomeWords, typed: SomeWords): readonly PersonField[] {
  const missing: PersonField[] = [];
  if (!known.birthDate && typed.birthDate) missing.push("birthDate");
  if (known.sex === "okänt" && typed.sex !== undefined && typed.sex !== "okänt") missing.push("sex");
  return missing;
}

/**
 * What the one who asks may know: `sees` a case where the person is the child or a guardian, or there is none; `isHidden`: not even that the
 * number is known; `works`: there is such a case. Nobody gets to see by confirming the person as a guardian in a case of their own: that counts only for who wrote the person
 * down in the first place, and never of a protected one.
 */
type Sight = { readonly sees: boolean; readonly isHidden: boolean; readonly works: boolean };

async function sightOf(tx: Tx, context: Context, known: Known): Promise<Sight> {
  if (known.isImported) return { sees: true, isHidden: false, works: false };
  const { actor, today } = context;
  const { rows } = await sql<{ cases: number; seen: boolean; family: boolean; protected: boolean }>`
    select count(c.id)::int as cases, coalesce(bool_or(${maySeeCase(actor, today)} and (c.child_id = p.id
        or (p.recorded_by = ${actor.staffId}::uuid and p.protected_identity = 'ingen')
        or exists (select 1 from people.guardianship o where o.municipality_id = p.municipality_id and o.child_id = c.child_id
          and o.guardian_id = p.id and o.change in ('bekräftad', 'rättad') and o.recorded_by is distinct from ${actor.staffId}::uuid))), false) as seen,
      coalesce(bool_or(${mayBeOwnFamily(actor.staffId)}), false) as family,
      p.protected_identity <> 'ingen' or coalesce(bool_or(d.protected_identity <> 'ingen'), false) as protected
    from people.person p
    left join intake.case_file c on c.municipality_id = p.municipality_id and (c.child_id = p.id or c.child_id in (
      select g.child_id from people.guardianship g where g.municipality_id = p.municipality_id and g.guardian_id = p.id))
    left join people.person d on d.municipality_id = c.municipality_id and d.id = c.child_id
    where p.municipality_id = ${actor.municipalityId} and p.id = ${known.id}::uuid group by p.protected_identity`.execute(tx);
  const found = rows[0] ?? { cases: 0, seen: false, family: true, protected: true };
  return {
    sees: found.seen || (found.cases === 0 && !found.protected),
    isHidden: !found.seen && (found.family || found.protected),
    works: found.seen,
  };
}

type Stop = {
  readonly mark: string;
  readonly comparison: readonly Compared[];
  readonly questions: readonly Question[];
  readonly fields: readonly FieldProblem[];
};

const wordsOfSex: WordsFor<string> = sexWords;

function stopOf(known: Known, found: Comparison, sight: Sight, context: Context, { who, names, chosenBy }: Asked): Stop {
  // Details of a person whose case one may not see are nothing to ask about: they are kept for those who may. A protection too: it hides the
  // child from searches, and whoever registers a report must not be able to hide a case from those who need it.
  const details = sight.sees ? found.details : [];
  const shown = [...(found.isOther ? found.identity : []), ...details];
  const mark = createHash("sha256")
    .update(JSON.stringify([known.id, context.actor.staffId, shown]))
    .digest("hex")
    .slice(0, 24);
  const words = (field: PersonField, text: string) => (field === "sex" && who === "barn" ? (wordsOfSex[text] ?? text) : text);
  const comparison = shown.map(({ field, known: k, typed: t, differs }) => ({
    field,
    label: personLabels[field],
    known: words(field, k),
    typed: words(field, t),
    differs,
  }));
  const the = who === "barn" ? "barnet" : "personen";
  const same = who === "barn" ? "samma barn" : "samma person";
  const field = names.identityNumber;
  const questions: Question[] = [...(chosenBy ?? [])];
  if (found.isOther) {
    const oneOf = chosenBy ? "Vilka uppgifter ska gälla?" : `Är det ${same}?`;
    questions.push({ id: `same.keep=${mark}`, field, oneOf, yes: `Det är ${same}, behåll det kända` });
    if (sight.sees) questions.push({ id: `same.correct=${mark}`, field, oneOf, yes: `Det är ${same}, rätta uppgifterna` });
    if (!chosenBy) questions.push({ id: `same.other=${mark}`, field, oneOf, yes: `Det är inte ${same}: rätta numret` });
  }
  for (const { field: detail, known: k, typed: t } of details) {
    const oneOf = `${personLabels[detail]}: ska det du skrev gälla för ${the}?`;
    questions.push({ id: `${detail}.take=${mark}`, field: detail, oneOf, yes: `Ja, skriv in ${t}` });
    questions.push({ id: `${detail}.keep=${mark}`, field: detail, oneOf, yes: k === "" ? "Nej, lämna det tomt" : `Nej, behåll ${k}` });
  }
  const differing = comparison.filter((one) => one.differs);
  const fields = differing.map((one) => ({ field: one.field, message: `${one.label}: ${messageFor(one, found, chosenBy !== undefined)}` }));
  return { mark, comparison, questions, fields };
}

function messageFor({ field, known }: Compared, { identity }: Comparison, isChosen: boolean): string {
  if (!isChosen && identity.some((one) => one.field === field)) return "det du skrev är något annat än det som är känt för numret.";
  return known === "" ? "det du skrev är inte känt sedan tidigare." : "det du skrev är något annat än det som är känt.";
}

/** The problem while a question is not answered, or answered in a way that asks for more; nothing when all is answered. */
function unanswered({ mark, comparison, questions, fields }: Stop, context: Context, asked: Asked): Problem | undefined {
  const { who, source, names, chosenBy } = asked;
  const groups = new Set(questions.map((one) => one.oneOf));
  const open = [...groups].filter((group) => questions.filter((one) => one.oneOf === group && context.confirmed(one.id)).length !== 1);
  const same = who === "barn" ? "barnet" : "personen";
  const stopped = (message: string, hint: string, more: readonly FieldProblem[]): Problem => ({
    code: "identity-differs",
    message,
    hint,
    fields: more,
    questions,
    comparison,
  });
  if (open.length > 0)
    return stopped(
      `${chosenBy ? "Barnet" : "Numret"} är känt sedan tidigare, och det du skrev om ${same} är inte samma sak.`,
      "Jämför och välj. Inget är sparat än, och det du har skrivit finns kvar.",
      fields,
    );
  if (context.confirmed(`same.other=${mark}`)) {
    const message = "Rätta numret. Det som står här är en annan persons.";
    return stopped(message, "Finns inget nummer kan du lämna fältet tomt.", [{ field: names.identityNumber, message }]);
  }
  if (!context.confirmed(`same.correct=${mark}`)) return undefined;
  const missing: FieldProblem[] = [];
  if (source.source === undefined) missing.push({ field: names.source, message: "Välj var den rätta uppgiften är hämtad." });
  if (source.source === "uppgift från någon" && source.sourceDetail === undefined)
    missing.push({ field: names.sourceDetail, message: "Skriv vem som har lämnat uppgiften." });
  if (source.sourceOn === undefined) missing.push({ field: names.sourceOn, message: "Ange vilken dag källan lästes." });
  else if (source.sourceOn > context.today)
    missing.push({ field: names.sourceOn, message: "Dagen har inte varit än. Skriv när källan lästes." });
  return missing.length > 0 ? stopped("Skriv var den rätta uppgiften är hämtad.", "Rätta fälten nedan.", missing) : undefined;
}

/**
 * Over the limit of searching no identity number is taken, but of whom the one who asks works with: known or not, beside whatever words, it is the
 * same answer, so that it tells nothing. What came in can be registered without the number.
 */
export async function numberOverLimit(
  tx: Tx,
  context: Context,
  known: Known | undefined,
  field: string,
): Promise<Result<never> | undefined> {
  const turn = await seeSearching(tx, context);
  if (turn.allowed || (known && !known.isImported && (await sightOf(tx, context, known)).works)) return undefined;
  const problem = tooManyProblem(turn, searchLimit.message);
  return failed({ ...problem, fields: [{ field, message: `Numret tas inte emot just nu. ${problem.hint} Eller lämna fältet tomt.` }] });
}

/** The stop tells that somebody is known: it is counted, watched and logged as a search is; only logged where who asks sees the case. `also` stands with it. */
export function tellAsSearch(context: Context, personId: string, sees = false, also?: (tx: Tx) => Promise<void>): void {
  const { actor, now } = context;
  context.whenRefused({
    ...(sees ? {} : { limit: searchLimit }),
    async write(tx, mark) {
      const rows = await tx
        .selectFrom("intake.case_file")
        .select("id")
        .where("municipality_id", "=", actor.municipalityId)
        .where("child_id", "=", personId)
        .execute();
      const ids = rows.map((row) => row.id);
      if (!sees) watchSearching(tx, context, ids);
      const event = { ...mark, actor, action: comparedInLog, kind: "read" as const, outcome: "ok", subjectIds: [personId, ...ids] };
      writeAuditEventAtCommit(tx, event, now);
      await also?.(tx);
    },
  });
}
