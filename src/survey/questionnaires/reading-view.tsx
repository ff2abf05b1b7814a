import type { FC } from "hono/jsx";
import { Table } from "../../ui/components/table.tsx";
import { Details, Heading, Paragraph, Words } from "../../ui/components/text.tsx";
import type { ReadingVersion, ReadQuestion } from "./output/reading-version.ts";

type Said = ReadingVersion["title"];

/** Texts, each a paragraph. */
export const TextsRead: FC<{ texts: readonly Said[] }> = ({ texts }) => (
  <>
    {texts.map((text) => (
      <Paragraph>
        <Words of={text} />
      </Paragraph>
    ))}
  </>
);

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

const QuestionRead: FC<{ question: ReadQuestion; part: 2 | 3; level: 2 | 3 | 4 }> = ({ question, part, level }) => {
  const lines = question.lines.filter(({ text }) => text !== "");
  return (
    <section id={question.name}>
      {question.heading === null ? null : (
        <Heading level={part} size="sm">
          <Words of={question.heading} />
        </Heading>
      )}
      <Heading level={level} size="xs">
        {question.number === null ? "" : `${question.number}. `}
        <Words of={question.title} />
      </Heading>
      {question.asked === null ? null : (
        <Paragraph subtle>
          <House>{question.asked}</House>
        </Paragraph>
      )}
      <TextsRead texts={question.help} />
      {question.definitions.length === 0 ? null : (
        <Details summary="Ord i frågan">
          <TextsRead texts={question.definitions} />
        </Details>
      )}
      {question.how.text === "" ? null : (
        <Paragraph subtle>
          <Words of={question.how} />
          {question.unit === null ? null : (
            <>
              {" "}
              <Words of={question.unit} />
            </>
          )}
        </Paragraph>
      )}
      <Choices question={question} />
      {lines.length > 0 ? (
        <Paragraph subtle>
          <House>Fält för egna ord:</House>{" "}
          {lines.map((label, place) => (
            <>
              {place === 0 ? "" : " · "}
              <Words of={label} />
            </>
          ))}
        </Paragraph>
      ) : null}
      {question.marks.length === 0 ? null : (
        <Details summary="Vad som inte är tryckt i källan">
          {question.marks.map((text) => (
            <Paragraph>
              <House>{text}</House>
            </Paragraph>
          ))}
        </Details>
      )}
    </section>
  );
};

/** A sentence of the house's own: read from its own side, whatever stands around it. */
export const House: FC<{ children?: string }> = ({ children }) => <bdi>{children}</bdi>;

type Row = ReadQuestion["tables"][number][number];
const rowColumn = { heading: "Rad", cell: ({ text }: Row) => <Words of={text} /> };
const helpColumn = { heading: "Vad som menas", cell: ({ help }: Row) => (help === null ? "" : <Words of={help} />) };

const Choices: FC<{ question: ReadQuestion }> = ({ question: { tables, alternatives, title, number } }) => {
  if (tables.length === 0 && alternatives.length === 0) return null;
  const list = (
    <ul class="ds-list">
      {alternatives.map((text) => (
        <li>
          <Words of={text} />
        </li>
      ))}
    </ul>
  );
  if (tables.length === 0) return list;
  return (
    <>
      {tables.map((rows) => (
        <Table
          caption={number === null ? `Rader i ${title.text}` : `Rader i fråga ${number}`}
          hideCaption
          columns={rows.some(({ help }) => help !== null) ? [rowColumn, helpColumn] : [rowColumn]}
          rows={rows}
        />
      ))}
      <Paragraph subtle>
        <House>Svar på varje rad:</House>
      </Paragraph>
      {list}
    </>
  );
};
