import { z } from "zod";
import { answersForUnit, answersSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stampOfEither } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { Page } from "../../questionnaires/questionnaire.ts";
import { walkForm } from "../../questionnaires/skip.ts";
import { faultsOfPage } from "../check-page.ts";
import { answersOf, findOpenSet, savedPages } from "../find-set.ts";
import type { Answerer, SavedPage } from "../find-set.ts";
import { findProposals } from "../proposals.ts";

/** More answers than any page has. */
const mostAnswers = 400;
const longestAnswer = 5000;
const name = z.string().regex(/^[a-z][a-z0-9_-]{0,79}$/);
const said = z
  .record(name, optionalText(longestAnswer))
  .refine((record) => Object.keys(record).length <= mostAnswers, "Så många svar har ingen sida.");

const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har sparat sidan sedan du öppnade den.",
  hint: "Se vad som står nu, och bygg vidare på det.",
};

const input = z.object({
  answerSetId: idField,
  page: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "Sidan finns inte i formuläret."),
  /** The save that it builds on; 0 for the first. */
  follows: buildsOn(0),
  answers: said.default({}),
  reason: optionalText(2000),
  contact: said.default({}),
});
const output = z.object({ number: answer.count, asked: answer.list(answer.code), late: answer.yesNo });

/**
 * Saves a page of a survey, in the place of what stood on it. The same words sent again by the same person are saved already. What the page does not have is left out. Gives which of its questions are asked now, so
 * that those who follow of an answer can be shown. Problems: `not-found`, `survey-closed`, `questionnaire-changed`, `changed-meanwhile`, faults at
 * `answers.<column>`, `reason` and `contact.<field>`.
 */
export const savePage = defineAction<typeof input, z.output<typeof output>, Answerer>({
  name: "survey.save-page",
  title: "Spara en sida av en enkät",
  input,
  output,
  permit: [answersSurveys, answersForUnit],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const found = await findOpenSet(tx, context, input.answerSetId);
    if (!found.ok) return found;
    const { set, form } = found.value;
    const page = form.pages.find(({ key }) => key === input.page);
    if (!page) return failed({ code: "not-found", message: "Sidan finns inte i formuläret." });
    const saved = await savedPages(tx, municipalityId, set.id);
    const typed = {
      answers: columnsOf(page, input.answers),
      reason: input.reason,
      contact: contactOf(page, input.contact),
    };
    const last = saved.find((one) => one.page === page.key);
    const all = new Map([...answersOf(saved.filter((one) => one.page !== page.key)), ...typed.answers]);
    const done = (number: number, late: boolean) => {
      const { questions } = walkForm(form, all);
      return ok({ number, late, asked: page.questions.map((question) => question.name).filter((one) => questions.has(one)) });
    };
    const wrote = stampOfEither(context);
    if ((last?.number ?? 0) !== input.follows)
      return last && isSame(last, { ...typed, ...wrote, number: input.follows + 1 })
        ? done(last.number, last.is_late)
        : failed(changedMeanwhile);
    const proposals = await findProposals(tx, municipalityId, set.id);
    const filled = new Map(proposals.flatMap(({ column, value }) => (value === null ? [] : [[column, value] as const])));
    const fields = faultsOfPage(form, page, typed, { filled, today: context.today, all });
    if (fields.length > 0)
      return failed({ code: "invalid-input", message: "Något på sidan behöver rättas.", hint: "Det du har skrivit finns kvar.", fields });
    const number = input.follows + 1;
    const late = context.today > set.last_day;
    context.touch(set.id);
    const added = await tx
      .insertInto("survey.page_save")
      .values({
        answer_set_id: set.id,
        page: page.key,
        number,
        answers: JSON.stringify(Object.fromEntries(typed.answers)),
        reason: typed.reason ?? null,
        contact: JSON.stringify(typed.contact),
        is_late: late,
        ...wrote,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    if (added) return done(number, late);
    // Sent twice at the same moment: the first one has saved it.
    const first = (await savedPages(tx, municipalityId, set.id)).find((one) => one.page === page.key);
    return first && isSame(first, { ...typed, ...wrote, number }) ? done(number, first.is_late) : failed(changedMeanwhile);
  },
});

type Typed = Pick<SavedPage, "number" | "recorded_by" | "said_by" | "contact"> & {
  readonly answers: ReadonlyMap<string, string>;
  readonly reason: string | undefined;
};

/** True where the last save is this very one. */
function isSame(last: SavedPage, typed: Typed): boolean {
  const inOrder = (record: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(record).sort());
  return (
    last.number === typed.number &&
    last.recorded_by === typed.recorded_by &&
    last.said_by === typed.said_by &&
    last.reason === (typed.reason ?? null) &&
    inOrder(last.answers) === inOrder(Object.fromEntries(typed.answers)) &&
    inOrder(last.contact) === inOrder(typed.contact)
  );
}

type Said = Readonly<Record<string, string | undefined>>;

/** What was answered in the columns of the page; of the several of which one is ticked, the others are not. */
function columnsOf(page: Page, answers: Said): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const question of page.questions) {
    const columns = columnsOfQuestion(question);
    const isTicked = columns.some(({ column, type }) => type === "flera" && answers[column] === "Ja");
    for (const { column, type } of columns) {
      const value = answers[column] ?? (type === "flera" && isTicked ? "Nej" : undefined);
      if (value !== undefined) kept.set(column, value);
    }
  }
  return kept;
}

function contactOf(page: Page, contact: Said): Record<string, string> {
  const fields = page.questions.flatMap((question) => (question.type === "contact" ? question.fields : []));
  return Object.fromEntries(fields.flatMap(({ key }) => (contact[key] === undefined ? [] : [[key, contact[key]]])));
}
