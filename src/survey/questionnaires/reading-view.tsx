import type { FC } from "hono/jsx";
import { Table } from "../../ui/components/table.tsx";
import { Details, Heading, Paragraph } from "../../ui/components/text.tsx";
import type { ReadQuestion } from "./output/reading-version.ts";

/** A question as it is read: what is asked, of whom, and what can be answered. */
export const QuestionRead: FC<{ question: ReadQuestion }> = ({ question }) => (
  <section id={question.name}>
    {question.heading === null ? null : <Heading level={2}>{question.heading}</Heading>}
    <Heading level={3}>{question.title}</Heading>
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
    {question.lines.filter((label) => label !== "").length === 0 ? null : (
      <ul class="ds-list">
        {question.lines
          .filter((label) => label !== "")
          .map((label) => (
            <li>{label}</li>
          ))}
      </ul>
    )}
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
