/** The publication as one page without scripts or outside files: tables as printed, the diagram with its table, figures of the text, the declaration. */
import type { FC } from "hono/jsx";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { raw } from "../../../ui/jsx-runtime.ts";
import type { QualitySection } from "../quality-declaration.ts";
import { nameOf } from "../quality-declaration.ts";
import type { Table } from "../table.ts";
import { Diagram, diagramStyle, inWords } from "./diagram.tsx";
import type { Publication } from "./publication.ts";
import { hiddenMeans } from "./publication.ts";

const style = `
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:0 auto;padding:1.5rem 1rem 3rem;color:#111;background:#fff}
h1{font-size:1.75rem;line-height:1.2}
h2{font-size:1.375rem;line-height:1.3;margin:2.5rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .25rem}
section{border-top:1px solid #767676;padding:.25rem 0 1rem}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid #0b4f8a}
table{border-collapse:collapse;font-size:.9375rem;margin:.5rem 0}
caption{font-weight:600;text-align:left;padding-bottom:.5rem}
th,td{padding:.375rem .75rem .375rem 0;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}
thead th{border-bottom:1px solid #111;vertical-align:bottom;min-width:6rem;text-align:right}
thead th:first-child{text-align:left}
tbody th{font-weight:400;max-width:34rem}
td{text-align:right;font-variant-numeric:tabular-nums}
.note{font-size:.875rem;color:#333;margin:.25rem 0}
svg{display:block;width:100%;max-width:40rem;height:auto}
${diagramStyle}
@media print{body{max-width:none;padding:0}section,tr{break-inside:avoid}.scroll{overflow:visible}}
`;

/** The page as HTML text. Same publication, same bytes. */
export function publicationAsHtml(publication: Publication): string {
  return `<!doctype html>${String(<Whole of={publication} />)}\n`;
}

const Whole: FC<{ of: Publication }> = ({ of: { title, tables, texts, quality, audit, made, version } }) => (
  <html lang="sv">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <style>{raw(style)}</style>
    </head>
    <body>
      <main>
        <h1>{title}</h1>
        <p class="note">{hiddenMeans(audit)}</p>
        {tables.map((table, place) => (
          <Published table={table} name={`t${place}`} />
        ))}
        <section>
          <h2>Uppgifter i löpande text</h2>
          <Rows
            name="texter"
            caption="Andelar av de svarande"
            head={["", "Andel (%)", "Av antal"]}
            rows={texts.map(({ text, value, base }) => [text, value, base])}
          />
        </section>
        <section>
          <h2>Kvalitetsdeklaration</h2>
          {quality.map((section) => (
            <Declared section={section} />
          ))}
        </section>
        <p class="note">{`Framställd ${stockholmDate(made)} med Förtrogen ${version}.`}</p>
      </main>
    </body>
  </html>
);

const Declared: FC<{ section: QualitySection }> = ({ section: { heading, text, table } }) => (
  <>
    <h3>{heading}</h3>
    {text.filter(Boolean).map((one) => (
      <p>{one}</p>
    ))}
    {table === undefined ? null : <TableRows table={table} name="svarsfrekvens" />}
  </>
);

const Published: FC<{ table: Table; name: string }> = ({ table, name }) => (
  <section>
    {table.id.startsWith("Diagram") ? (
      <>
        <h2>{nameOf(table.id)}</h2>
        <Diagram table={table} />
        {inWords(table).map((words) => (
          <p>{words}</p>
        ))}
      </>
    ) : null}
    <TableRows table={table} name={name} />
    {table.notes.map((note) => (
      <p class="note">{note}</p>
    ))}
  </section>
);

const TableRows: FC<{ table: Table; name: string }> = ({ table, name }) => {
  const hasOneBase = table.unit === "procent" && table.bases === undefined && table.rows.every((row) => row.n === undefined);
  const caption = `${nameOf(table.id)}. ${table.title}${table.group === null ? "" : ` ${table.group.value}`}${hasOneBase ? ` (n=${table.n ?? ".."})` : ""}`;
  const rows = table.rows.map(({ label, values }) => [label, ...values]);
  return <Rows name={name} caption={caption} head={[table.stub, ...table.columns]} rows={rows} />;
};

type RowsProps = {
  readonly name: string;
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Wide tables are scrolled within themselves, with the keyboard too. */
const Rows: FC<RowsProps> = ({ name, caption, head, rows }) => (
  <div class="scroll" role="region" aria-labelledby={name} tabindex={0}>
    <table>
      <caption id={name}>{caption}</caption>
      <thead>
        <tr>{head.map((words) => (words === "" ? <td></td> : <th scope="col">{words}</th>))}</tr>
      </thead>
      <tbody>
        {rows.map(([label, ...values]) => (
          <tr>
            <th scope="row">{label}</th>
            {values.map((value) => (
              <td>{value ?? ".."}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
