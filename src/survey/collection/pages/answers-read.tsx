import type { FC } from "hono/jsx";
import type { Said } from "../../../platform/basics/languages.ts";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Heading, Paragraph, Words } from "../../../ui/components/text.tsx";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import type { Answers } from "../../questionnaires/conditions/condition.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import type { Question, Questionnaire } from "../../questionnaires/questionnaire.ts";
import type { ShownForm, ShownQuestion } from "../../questionnaires/shown.ts";
import { walkForm } from "../../questionnaires/skip.ts";

type Props = { form: Questionnaire; words: ShownForm; saved: Answers; reasons: ReadonlyMap<string, string> };

/** Every question that is asked with its answer, for reading and for paper, in the language that was chosen. What is kept are the form's own words. */
export const AnswersRead: FC<Props> = ({ form, words, saved, reasons }) => {
  const { questions, answers } = walkForm(form, saved);
  return (
    <>
      {form.pages.map((page, place) => {
        const asked = page.questions.filter(({ name, type }) => questions.has(name) && type !== "information" && type !== "contact");
        return asked.length === 0 ? null : (
          <section>
            <Heading level={2}>
              <Words of={words.pages[place]?.title ?? own(page.title)} />
            </Heading>
            {reasons.has(page.key) ? (
              <Paragraph subtle>
                <Words of={inOwn(words.language, "Ändrat från förslagen:")} /> {reasons.get(page.key)}
              </Paragraph>
            ) : null}
            {asked.map((question) => (
              <>
                <Heading level={3}>
                  {`${question.number}. `}
                  <Words of={words.question(question.name).text} />
                </Heading>
                <SummaryList rows={rowsOf(question, answers, words.question(question.name), inOwn(words.language, "Svar"))} wide />
              </>
            ))}
          </section>
        );
      })}
    </>
  );
};

const own = (text: string): Said => ({ text, language: null });

function rowsOf(question: Question, answers: Answers, words: ShownQuestion, reply: Said) {
  const columns = columnsOfQuestion(question);
  /** An alternative, or a row, by the form's own words for it. */
  const alternative = (text: string): Said => {
    const known = "alternatives" in question ? question.alternatives.findIndex((one) => one.text === text) : -1;
    return words.alternatives[known] ?? own(text);
  };
  const termOf = ({ row, column, isBeside }: AnswerColumn): Said => {
    if (row === "") return reply;
    const at = question.type === "grid" && !isBeside ? question.rows.findIndex(({ text }) => text === row) : -1;
    const said = at >= 0 ? words.rows[at]?.text : column.endsWith("_comment") ? words.comment : alternative(row);
    return { text: (said?.text ?? row).replace(/:$/u, ""), language: said?.language ?? null };
  };
  const several = columns.filter(({ type }) => type === "flera");
  const rows = columns
    .filter((column) => column.type !== "flera" && (!column.isBeside || answers.has(column.column)))
    .map((column) => {
      const given = answers.get(column.column) ?? "";
      return { term: termOf(column), value: given === "" ? "" : column.type === "text" ? given : wordsOf([alternative(given)]) };
    });
  if (several.length === 0) return rows;
  const chosen = several.filter(({ column }) => answers.get(column) === "Ja").map(({ row }) => alternative(row));
  return [{ term: reply, value: chosen.length === 0 ? "" : wordsOf(chosen) }, ...rows];
}

/** Several answers in one; as a plain text where they are in the page's own language. */
const wordsOf = (answers: readonly Said[]) =>
  answers.every(({ language }) => language === null) ? (
    answers.map(({ text }) => text).join(" · ")
  ) : (
    <span>
      {answers.map((answer, place) => (
        <>
          {place === 0 ? "" : " · "}
          <Words of={answer} />
        </>
      ))}
    </span>
  );
