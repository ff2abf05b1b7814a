import type { FC } from "hono/jsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Heading, Paragraph } from "../../../ui/components/text.tsx";
import type { ExplainedQuestion, ExplainedRow } from "../explained.ts";
import { answersPath, questionAnchor } from "./sections.ts";
import type { PageSection } from "./sections.ts";

/** Every answer on a line of its own, one part of the questionnaire at a time, each with the way to how it was counted. */
export const AnswersAtAGlance: FC<{ sections: readonly PageSection[]; search: string }> = ({ sections, search }) => (
  <section>
    <Heading level={2}>Svaren i korthet</Heading>
    <Paragraph subtle>Öppna en del av enkäten. Följ numret till hur svaret är räknat.</Paragraph>
    {sections.map((section) => (
      <Details summary={section.heading}>
        <SectionTable section={section} search={search} />
      </Details>
    ))}
  </section>
);

const SectionTable: FC<{ section: PageSection; search: string }> = ({ section, search }) => (
  <div class="f-glance">
    <Table
      caption={section.heading}
      hideCaption
      rows={section.questions}
      columns={[
        {
          heading: "Fråga",
          cell: (question) => (
            <a class="ds-link" href={`${answersPath}/${section.slug}${search}#${questionAnchor(question.number)}`}>
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
