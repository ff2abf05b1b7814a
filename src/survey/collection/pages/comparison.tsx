import type { FC } from "hono/jsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Heading, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { publicationsPath } from "../../comparison/links.ts";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { Question } from "../../questionnaires/questionnaire.ts";
import { walkForm } from "../../questionnaires/skip.ts";
import { alternativesWords, comparedColumns, shareWords, sourcesOf } from "../compared.ts";
import type { ComparedColumn } from "../compared.ts";
import { surveyLinks } from "../links.ts";
import { compareAnswers } from "../queries/compare-answers.ts";
import { savedAnswers } from "../standing.ts";
import { ComparisonPicture } from "./comparison-picture.tsx";
import { loadSet } from "./load-set.ts";

/** How the municipality answered beside the last time and beside what is published of others, to read and to print: a picture and a table for each question. */
export const comparisonPage = definePage({
  path: "/enkater/:answerSetId/jamforelse",
  title: "Så svarade vi",
  asks: compareAnswers,
  load: async (context) => ({
    ...(await loadSet(context, context.params.answerSetId)),
    compared: await context.ask(compareAnswers, { answerSetId: context.params.answerSetId }),
  }),
  view: ({ data: { set, form, compared }, municipality }) => {
    const { questions, answers } = walkForm(form, savedAnswers(set));
    const sections = form.pages
      .map((page) => ({
        page,
        shown: page.questions
          .filter(({ name }) => questions.has(name))
          .map((question) => ({ question, columns: comparedColumns(columnsOfQuestion(question), compared) }))
          .filter(({ columns }) => columns.length > 0),
      }))
      .filter(({ shown }) => shown.length > 0);
    const figures = sections.flatMap(({ shown }) => shown.flatMap(({ columns }) => columns.flatMap((one) => one.figures)));
    return (
      <>
        <PageHead
          heading="Så svarade vi"
          lead={`${municipality.name}: förra gången, och kommuner som liknar oss`}
          back={{ href: surveyLinks.set(set.id), text: "Till enkätens alla sidor" }}
        />
        <Paragraph>
          {compared.last
            ? `Förra gången är det som ni skrev under, med sista svarsdag ${compared.last.lastDay}. `
            : "Ni har inte skrivit under den här enkäten tidigare. "}
          Andra kommuners egna svar visas aldrig, bara det som är publicerat.
        </Paragraph>
        {sections.length === 0 ? <Paragraph>Det finns inget att jämföra med än.</Paragraph> : null}
        {sections.map(({ page, shown }) => (
          <Details summary={`${page.title} (${shown.length === 1 ? "1 fråga" : `${shown.length} frågor`})`}>
            {shown.map(({ question, columns }) => (
              <QuestionCompared question={question} columns={columns} answers={answers} />
            ))}
          </Details>
        ))}
        {figures.length > 0 ? <Paragraph subtle>{`Källa: ${sourcesOf(figures).join("; ")}.`}</Paragraph> : null}
        <LinkButton href={publicationsPath} variant="secondary">
          Publicerade resultat att jämföra med
        </LinkButton>
      </>
    );
  },
});

type Props = { question: Question; columns: readonly ComparedColumn[]; answers: ReadonlyMap<string, string> };

const QuestionCompared: FC<Props> = ({ question, columns, answers }) => {
  const heading = `${question.number}. ${question.text}`;
  const groups = [...new Set(columns.flatMap(({ figures }) => figures.map(({ group }) => group)))];
  const hasLast = columns.some(({ last }) => typeof last === "string");
  return (
    <>
      <Heading level={2} size="xs">
        {heading}
      </Heading>
      <ComparisonPicture name={question.name} title={heading} columns={columns} answers={answers} />
      <Table
        caption={`Fråga ${question.number}, samma uppgifter i ord`}
        hideCaption
        rows={columns}
        columns={[
          { heading: "Om", cell: ({ column }) => column.row || "Svaret" },
          { heading: "Vi", cell: ({ column }) => answers.get(column.column) || "Inget svar" },
          ...(hasLast ? [{ heading: "Vi förra gången", cell: ({ last }: ComparedColumn) => last ?? "Inget svar" }] : []),
          ...groups.map((group) => ({ heading: group, cell: ({ figures }: ComparedColumn) => <Shares of={figures} group={group} /> })),
        ]}
      />
    </>
  );
};

/** What a group answered: "Ja: 45 % av 192 (tabell 2)", a line for each alternative. */
const Shares: FC<{ of: ComparedColumn["figures"]; group: string }> = ({ of, group }) => {
  const own = of.filter((one) => one.group === group);
  return own.length === 0 ? (
    <>Visas inte</>
  ) : (
    <ul class="ds-list">
      {own.map((one) => (
        <li>{`${alternativesWords(one.answers)}: ${shareWords(one)} (${one.found_in})`}</li>
      ))}
    </ul>
  );
};
