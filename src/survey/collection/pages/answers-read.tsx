import type { FC } from "hono/jsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Heading, Paragraph } from "../../../ui/components/text.tsx";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { Answers } from "../../questionnaires/conditions/condition.ts";
import type { Question, Questionnaire } from "../../questionnaires/questionnaire.ts";
import { walkForm } from "../../questionnaires/skip.ts";

/** Every question that is asked with its answer, for reading and for paper. */
export const AnswersRead: FC<{ form: Questionnaire; saved: Answers; reasons: ReadonlyMap<string, string> }> = ({
  form,
  saved,
  reasons,
}) => {
  const { questions, answers } = walkForm(form, saved);
  return (
    <>
      {form.pages.map((page) => {
        const asked = page.questions.filter(({ name, type }) => questions.has(name) && type !== "information" && type !== "contact");
        return asked.length === 0 ? null : (
          <section>
            <Heading level={2}>{page.title}</Heading>
            {reasons.has(page.key) ? <Paragraph subtle>{`Ändrat från förslagen: ${reasons.get(page.key) ?? ""}`}</Paragraph> : null}
            {asked.map((question) => (
              <>
                <Heading level={3}>{`${question.number}. ${question.text}`}</Heading>
                <SummaryList rows={rowsOf(question, answers)} wide />
              </>
            ))}
          </section>
        );
      })}
    </>
  );
};

function rowsOf(question: Question, answers: Answers) {
  const columns = columnsOfQuestion(question);
  const several = columns.filter(({ type }) => type === "flera");
  const rows = columns
    .filter((column) => column.type !== "flera" && (!column.isBeside || answers.has(column.column)))
    .map((column) => ({ term: column.row === "" ? "Svar" : column.row.replace(/:$/u, ""), value: answers.get(column.column) ?? "" }));
  if (several.length === 0) return rows;
  const chosen = several.filter(({ column }) => answers.get(column) === "Ja").map(({ row }) => row);
  return [{ term: "Svar", value: chosen.join(" · ") }, ...rows];
}
