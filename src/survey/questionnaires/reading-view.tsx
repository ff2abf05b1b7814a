import type { FC } from "hono/jsx";
import { Table } from "../../ui/components/table.tsx";
import { Details, Heading, Paragraph } from "../../ui/components/text.tsx";
import type { ReadQuestion } from "./output/reading-version.ts";

/** Questions as they are read, in parts where the page has them. `level` is that of the heading of a part, or of a question outside parts. */
export const QuestionsRead: FC<{ questions: readonly ReadQuestion[]; level: 2 | 3 }> = ({ questions, level }) => {
  const first = questions.findIndex(({ heading }) => heading !== null);
  return (
    <>
      {questions.map((question, place) => (
        <QuestionRead question={question} part={level} level={first >= 0 && place >= first ? (level === 2 ? 3 : 4) : level} />
      ))}
    </>
  );
};

const QuestionRead: FC<{ question: ReadQuestion; part: 2 | 3; level: 2 | 3 | 4 }> = ({ question, part, level }) => (
  <section id={question.name}>
    {question.heading === null ? null : (
      <Heading level={part} size="sm">
        {question.heading}
      </Heading>
    )}
    <Heading level={level} size="xs">
      {question.title}
    </Heading>
    {question.asked === null ? null : <Paragraph subtle>{question.asked}</Paragraph>}
    {question.help.map((text) => (
      <Paragraph>{text}</Paragraph>
    ))}
    {question.definitions.length === 0 ? null : (
      <Details summary="Ord i frågan">
        {question.definitions.map((text) => (
          <Paragraph>{text}</Paragraph>
        ))}
      </Details>
    )}
    {question.how === "" ? null : <Paragraph subtle>{question.how}</Paragraph>}
    <Choices question={question} />
    {question.lines.some((label) => label !== "") ? (
      <Paragraph subtle>{`Fält för egna ord: ${question.lines.filter((label) => label !== "").join(" · ")}`}</Paragraph>
    ) : null}
    {question.marks.length === 0 ? null : (
      <Details summary="Vad som inte är tryckt i källan">
        {question.marks.map((text) => (
          <Paragraph>{text}</Paragraph>
        ))}
      </Details>
    )}
  </section>
);

type Row = ReadQuestion["tables"][number][number];
const rowColumn = { heading: "Rad", cell: ({ text }: Row) => text };
const helpColumn = { heading: "Vad som menas", cell: ({ help }: Row) => help ?? "" };

const Choices: FC<{ question: ReadQuestion }> = ({ question: { tables, alternatives, title } }) => {
  if (tables.length === 0 && alternatives.length === 0) return null;
  const list = (
    <ul class="ds-list">
      {alternatives.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
  if (tables.length === 0) return list;
  return (
    <>
      {tables.map((rows) => (
        <Table
          caption={`Rader i ${title}`}
          hideCaption
          columns={rows.some(({ help }) => help !== null) ? [rowColumn, helpColumn] : [rowColumn]}
          rows={rows}
        />
      ))}
      <Paragraph subtle>Svar på varje rad:</Paragraph>
      {list}
    </>
  );
};
