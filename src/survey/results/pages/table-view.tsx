import { Heading, Paragraph } from "../../../ui/components/text.tsx";
import { Table as Rows } from "../../../ui/components/table.tsx";
import { Diagram, inWords } from "../../tables/output/diagram.tsx";
import { nameOf } from "../../tables/quality-declaration.ts";
import type { Table } from "../../tables/table.ts";

/** A table as an official would print it: number and title, the diagram where it is one, figures, notes. */
export const PrintedTable = ({ table, level = 2 }: { table: Table; level?: 2 | 3 }) => {
  const hasOneBase = table.unit === "procent" && table.bases === undefined && table.rows.every((row) => row.n === undefined);
  const name = table.group === null ? `${nameOf(table.id)}. ${table.title}` : table.group.value;
  const caption = hasOneBase ? `${name} (n=${table.n ?? ".."})` : name;
  return (
    <section>
      <Heading level={level} size={level === 2 ? "sm" : "xs"}>
        {caption}
      </Heading>
      {table.id.startsWith("Diagram") ? (
        <div class="f-diagram">
          <Diagram table={table} />
          {inWords(table).map((words) => (
            <Paragraph subtle>{words}</Paragraph>
          ))}
        </div>
      ) : null}
      <div class="f-figures">
        <Rows
          caption={caption}
          hideCaption
          rows={table.rows}
          columns={[
            { heading: table.stub === "" ? "Rad" : table.stub, cell: ({ label }) => label },
            ...table.columns.map((heading, column) => ({
              heading,
              numeric: true,
              cell: ({ values }: Table["rows"][number]) => values[column] ?? "..",
            })),
          ]}
        />
      </div>
      {table.notes.map((note) => (
        <Paragraph subtle>{note}</Paragraph>
      ))}
    </section>
  );
};
