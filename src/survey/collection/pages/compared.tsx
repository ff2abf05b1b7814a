import type { FC } from "hono/jsx";
import { Details, Paragraph } from "../../../ui/components/text.tsx";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { Question } from "../../questionnaires/questionnaire.ts";
import { comparedColumns, groupsInWords, sourcesOf } from "../compared.ts";
import { shortened } from "../short-row.ts";
import type { Compared } from "../queries/compare-answers.ts";

/** What was answered the last time, and what others answered as it is published, folded below the question. */
export const ComparedWith: FC<{ question: Question; compared: Compared }> = ({ question, compared }) => {
  const columns = comparedColumns(columnsOfQuestion(question), compared);
  if (columns.length === 0) return null;
  const summary = [
    ...(columns.some(({ last }) => typeof last === "string") ? ["Förra gången"] : []),
    ...(columns.some(({ figures }) => figures.length > 0) ? ["Andra kommuner"] : []),
  ].join(" · ");
  return (
    <Details summary={summary}>
      <ul class="ds-list">
        {columns.map(({ column, last, figures: own }) => (
          <li>
            {column.row === "" ? null : `${shortened(column.row)} – `}
            {[...(typeof last === "string" ? [`Förra gången: ${last}.`] : []), ...groupsInWords(own)].join(" ")}
          </li>
        ))}
      </ul>
    </Details>
  );
};

/** What stands beside the questions of a page is from: said once on it. */
export const ComparedFrom: FC<{ questions: readonly Question[]; compared: Compared }> = ({ questions, compared }) => {
  const columns = questions.flatMap((question) => comparedColumns(columnsOfQuestion(question), compared));
  if (columns.length === 0) return null;
  const sources = sourcesOf(columns.flatMap(({ figures }) => figures));
  return (
    <Paragraph subtle>
      {compared.last ? `Förra gången är det som ni skrev under, med sista svarsdag ${compared.last.lastDay}. ` : ""}
      {sources.length > 0 ? `Andra kommuner: ${sources.join("; ")}. Bara det som är publicerat visas.` : ""}
    </Paragraph>
  );
};
