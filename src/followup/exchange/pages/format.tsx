import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { FILES } from "../format.ts";
import type { Column } from "../format.ts";
import { permitExport } from "../queries/permit-export.ts";

/** What a column may hold, in words. */
function valueWords({ value }: Column): string {
  switch (value.kind) {
    case "id":
      return "eget id";
    case "reference":
      return `id i ${value.to}.csv`;
    case "code":
      return value.codes.join(", ");
    case "date":
      return "datum, som 2023-02-01";
    case "time":
      return "tidpunkt, som 2023-02-01T14:30";
    case "yes-no":
      return "ja, nej";
    case "list":
      return "koder med | emellan";
    case "identity-number":
      return "12 siffror, eller 10 med bindestreck";
    case "text":
      return "text";
  }
}

/** The files and columns of the open extract, as the import itself knows them. */
export const formatPage = definePage({
  path: "/uppfoljning/uttag/format",
  title: "Uttagets filer och kolumner",
  asks: permitExport,
  view: () => (
    <>
      <PageHead
        heading="Uttagets filer och kolumner"
        back={{ href: "/uppfoljning/uttag", text: "Till uttag" }}
        lead="Version 1. Csv-filer i UTF-8 med komma eller semikolon, i en zip eller var för sig, eller en Excel-fil med ett blad per fil."
      />
      <Paragraph>
        Bara barn.csv måste finnas med. En kolumn som inte är obligatorisk får saknas eller vara tom. Frågor i enkäten som bygger på en fil
        som aldrig har kommit besvaras med ”uppgift saknas”.
      </Paragraph>
      {FILES.map((file) => (
        <Details summary={`${file.name}.csv: ${file.columns.length} kolumner`}>
          <Paragraph>{file.about}</Paragraph>
          <Table
            caption={`Kolumner i ${file.name}.csv`}
            hideCaption
            rows={file.columns}
            columns={[
              { heading: "Kolumn", cell: (column) => <ColumnName name={column.name} /> },
              { heading: "Obligatorisk", cell: (column) => (column.required ? "ja" : "nej") },
              { heading: "Värde", cell: valueWords },
              { heading: "Betydelse", cell: (column) => column.about },
            ]}
          />
        </Details>
      ))}
    </>
  ),
});

/** In a narrow column a name breaks after its underscores and nowhere else. */
const ColumnName = ({ name }: { name: string }) => (
  <span>
    {name.split("_").map((part, i) => (
      <>
        {i > 0 ? "_" : ""}
        {i > 0 ? <wbr /> : null}
        {part}
      </>
    ))}
  </span>
);
