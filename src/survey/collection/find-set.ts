import { sql } from "kysely";
import type { Actor, Respondent, StaffActor } from "../../platform/core/actor.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { findForm, storedIn } from "../questionnaires/find-form.ts";
import type { FormReader } from "../questionnaires/find-form.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";

export type AnswerSet = {
  readonly id: string;
  readonly questionnaire: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly last_day: string;
  readonly closes_on: string;
  /** The unit that answers by its link; null where the municipality answers for itself. */
  readonly unit_id: string | null;
  /** Who answers: the unit, or the municipality. */
  readonly code: string;
  readonly name: string;
  /** Whom to ask; null where nobody has said it. */
  readonly contact: string | null;
};

/** Whoever answers: staff of the municipality, or somebody at a unit. */
export type Answerer = StaffActor | Respondent;
/** Whoever sends what was signed: staff, or the program at the command line. */
export type Sender = StaffActor | Extract<Actor, { kind: "machine" }>;

/** What stands on a page: its last save. */
export type SavedPage = {
  readonly page: string;
  readonly number: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly reason: string | null;
  readonly contact: Readonly<Record<string, string>>;
  readonly is_late: boolean;
  /** Who saved it: an account, or whoever said this name. */
  readonly recorded_by: string | null;
  readonly said_by: string | null;
  readonly by: string;
  readonly at: string;
};

export const noSuchSet: Problem = { code: "not-found", message: "Enkäten finns inte." };
const changedForm: Problem = {
  code: "questionnaire-changed",
  message: "Formuläret är inte längre det som enkäten började besvaras med.",
  hint: "Tala med systemförvaltaren: programmet har bytts mot ett med en annan version av formuläret.",
};

/** The answer set; undefined where the municipality, or the unit, has none of that name. The days of a unit are those that hold for it now. */
export async function findSet(tx: Tx, actor: Answerer | Sender, id: string): Promise<AnswerSet | undefined> {
  const unitId = actor.kind === "respondent" ? actor.invitationId : null;
  const { rows } = await sql<AnswerSet>`
    select s.id, s.questionnaire, s.version, s.fingerprint, coalesce(u.last_day, s.last_day) as last_day, coalesce(u.closes_on, s.closes_on) as closes_on,
      s.unit_id, coalesce(u.code, m.code) as code, coalesce(u.name, m.name) as name, u.contact
    from survey.answer_set s join core.municipality m on m.id = s.municipality_id
      left join survey.asked_unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
    where s.municipality_id = ${actor.municipalityId} and s.id = ${id}::uuid and s.unit_id is not distinct from ${unitId}::uuid`.execute(
    tx,
  );
  return rows[0];
}

/** The questionnaire that the set began with. Problem: `questionnaire-changed` where the program has another of that name. */
export async function formOf(
  reader: FormReader,
  { questionnaire, fingerprint }: Pick<AnswerSet, "questionnaire" | "fingerprint">,
): Promise<Result<Questionnaire>> {
  const found = await findForm(reader, questionnaire, fingerprint);
  return found.ok ? found : failed(changedForm);
}

const closed: Problem = {
  code: "survey-closed",
  message: "Enkäten är stängd och tar inte emot fler svar.",
  hint: "Det som var sparat är kvar. Kontakta den som har skickat enkäten om något måste ändras.",
};

/**
 * The answer set with its questionnaire, for whoever changes what is answered: until its closing day. Problems: `not-found`, `survey-closed`,
 * `questionnaire-changed`.
 */
export async function findOpenSet(
  tx: Tx,
  { actor, today }: Pick<Context<Answerer>, "actor" | "today">,
  id: string,
): Promise<Result<{ readonly set: AnswerSet; readonly form: Questionnaire }>> {
  const set = await findSet(tx, actor, id);
  if (!set) return failed(noSuchSet);
  if (today > set.closes_on) return failed(closed);
  const form = await formOf(storedIn(tx, actor.municipalityId), set);
  return form.ok ? ok({ set, form: form.value }) : form;
}

/** The last save of every page. */
export async function savedPages(tx: Tx, municipalityId: number, setId: string): Promise<readonly SavedPage[]> {
  const { rows } = await sql<SavedPage>`
    select distinct on (p.page) p.page, p.number, p.answers, p.reason, p.contact, p.is_late, p.recorded_by, p.said_by,
      coalesce(p.said_by, s.name, 'myndigheten') as by, to_json(p.recorded_at)#>>'{}' as at
    from survey.page_save p left join access.staff s on s.municipality_id = p.municipality_id and s.id = p.recorded_by
    where p.municipality_id = ${municipalityId} and p.answer_set_id = ${setId}::uuid order by p.page, p.number desc`.execute(tx);
  return rows;
}

/** Every answer that is saved, of all pages. */
export const answersOf = (pages: readonly Pick<SavedPage, "answers">[]): ReadonlyMap<string, string> =>
  new Map(pages.flatMap(({ answers }) => Object.entries(answers)));
