import type { FC } from "hono/jsx";
import { Table } from "../../web/components/table.tsx";
import { Heading, Paragraph } from "../../web/components/text.tsx";
import type { ExplainedAnswers, ExplainedQuestion, ExplainedRow, ExplainedSection } from "../explained.ts";

/** Where the details of a question stand on the page. */
export function questionAnchor(number: string): string {
  return `fraga-${number}`;
}

export const glanceAnchor = "korthet";

/** Every answer on a line of its own, phase by phase, each with the way to how it was counted. */
export const AnswersAtAGlance: FC<{ answers: ExplainedAnswers }> = ({ answers }) => (
  <section id={glanceAnchor}>
    <Heading level={2}>Svaren i korthet</Heading>
    <Paragraph subtle>Följ numret till hur svaret är räknat.</Paragraph>
    {answers.sections.map((section) => (
      <SectionTable section={section} />
    ))}
  </section>
);

const SectionTable: FC<{ section: ExplainedSection }> = ({ section }) => (
  <div class="f-glance">
    <Table
      caption={section.heading}
      rows={section.questions}
      columns={[
        {
          heading: "Fråga",
          cell: (question) => (
            <a class="ds-link" href={`#${questionAnchor(question.number)}`}>
              {question.number}. {question.short}
            </a>
          ),
        },
        { heading: "Svar", cell: (question) => <Answers question={question} /> },
      ]}
    />
  </div>
);

const Answers: FC<{ question: ExplainedQuestion }> = ({ question }) => {
  const only = question.rows[0];
  if (question.rows.length === 1 && only)
    return only.answers.length > 1 ? (
      <ol class="f-glance-answers">
        {only.answers.map((answer) => (
          <li>{answer}</li>
        ))}
      </ol>
    ) : (
      <span>{only.answer}</span>
    );
  return (
    <ul class="f-glance-answers">
      {question.rows.map((row) => (
        <li>
          <span class="f-subtle">{row.short}:</span> <Value row={row} />
        </li>
      ))}
    </ul>
  );
};

const Value: FC<{ row: ExplainedRow }> = ({ row }) => (
  <>
    <strong>{row.answer}</strong>
    {row.percent === null ? null : <span class="f-subtle f-nowrap">{` (${row.percent}\u00a0%)`}</span>}
  </>
);
