import type { Child, FC } from "hono/jsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Details, Heading, Paragraph } from "../../../ui/components/text.tsx";
import { figureInWords, isNumeric } from "../figures.ts";
import type { Part } from "../part.ts";

/** A part on a page: its table, or why there is none, what is to be known of it, and how it is worked out. `children` is a picture of the same figures. */
export const PartView: FC<{ part: Part; children?: Child }> = ({ part, children }) => (
  <section id={part.id}>
    <Heading level={2}>{part.title}</Heading>
    {part.reason === null ? (
      <>
        {children}
        {part.isDetail || children ? (
          <Details summary={`Tabell: ${part.title}`}>
            <PartTable part={part} />
          </Details>
        ) : (
          <PartTable part={part} />
        )}
        {part.notes.map((note) => (
          <Paragraph subtle>{note}</Paragraph>
        ))}
      </>
    ) : (
      <Alert tone="info">{part.reason}</Alert>
    )}
    {part.how === "" ? null : <Details summary="Så räknas det">{part.how}</Details>}
  </section>
);

const PartTable: FC<{ part: Part }> = ({ part }) => (
  <Table
    caption={part.title}
    hideCaption
    rows={part.rows}
    empty="Inget att visa."
    columns={[
      { heading: part.stub, cell: ({ label }) => label },
      ...part.columns.map((column, at) => ({
        heading: column.heading,
        numeric: isNumeric(column),
        cell: ({ values }: Part["rows"][number]) => figureInWords(values[at] ?? null, column.kind),
      })),
    ]}
  />
);
