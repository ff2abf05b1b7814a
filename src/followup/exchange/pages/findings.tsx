import { capital } from "../../../platform/basics/text.ts";
import { Select } from "../../../ui/components/fields.tsx";
import { FilterForm } from "../../../ui/components/form.tsx";
import { Pagination, Table } from "../../../ui/components/table.tsx";
import type { Column } from "../../../ui/components/table.tsx";
import { ButtonRow, Details, Heading, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import type { Finding } from "../check/findings.ts";
import type { ImportView } from "../queries/get-import.ts";
import type { FindingGroup } from "../queries/group-findings.ts";
import { count, countFindings, importLink } from "./run-words.ts";

/** Different faults on one page. */
export const perPage = 50;
/** From this many on, they are also counted for each column: often it is the same fault all the way. */
const manyFindings = 20;

export type Severity = Finding["severity"];
/** What is shown of a run's findings: each fault once (`groups`), of how many different (`matching`) and how many in all (`findings`). */
export type ShownFindings = {
  readonly severity: Severity;
  readonly file: string;
  readonly page: number;
  readonly groups: readonly FindingGroup[];
  readonly matching: number;
  readonly findings: number;
};

type FindingsProps = {
  shown: ShownFindings & { readonly run: ImportView };
  report: NonNullable<ImportView["report"]>;
  address: URL;
};

/** The errors of an import, or its warnings: what is wrong, where, and what to do. */
export const Findings = ({ shown, report, address }: FindingsProps) => {
  const { severity, file, groups, matching, findings, page } = shown;
  const total = severity === "error" ? report.errorCount : report.warningCount;
  if (total === 0 && report.warningCount === 0) return null;
  const other: Severity = severity === "error" ? "warning" : "error";
  const otherTotal = severity === "error" ? report.warningCount : report.errorCount;
  const base = importLink(shown.run.id);
  const visa = severity === "error" ? "fel" : "varningar";
  const perFile = new Map<string, number>();
  for (const one of report.counts)
    if (one.severity === severity && one.file) perFile.set(one.file, (perFile.get(one.file) ?? 0) + one.count);
  const options = [...perFile].map(([name, n]) => ({ value: name, label: `${name} (${count(n)})` }));
  const wanted = file ? (perFile.get(file) ?? 0) : total;
  const shownWords = describeShown({ severity, file, wanted, kept: findings, shown: groups.length, different: matching });
  return (
    <section>
      <Heading level={2}>{severity === "error" ? "Fel" : "Varningar"}</Heading>
      {severity === "warning" ? (
        <Paragraph>Varningar hindrar inte importen, men visar sådant som ser konstigt ut eller inte räknas.</Paragraph>
      ) : null}
      {options.length > 1 ? (
        <FilterForm action={base}>
          <input type="hidden" name="visa" value={visa} />
          <Select name="fil" value={file} values={[file]} label="Fil" empty="Alla filer" options={options} />
        </FilterForm>
      ) : null}
      {shownWords === "" ? null : <Paragraph>{shownWords}</Paragraph>}
      {total >= manyFindings ? <CountsByColumn counts={report.counts.filter((one) => one.severity === severity)} /> : null}
      <Table caption={severity === "error" ? "Fel" : "Varningar"} hideCaption rows={groups} columns={findingColumns} />
      <Pagination page={page} pages={Math.ceil(matching / perPage)} address={address} />
      <ButtonRow>
        <LinkButton href={`${base}/${visa}.csv`} variant="secondary">
          {severity === "error" ? "Hämta felen som CSV" : "Hämta varningarna som CSV"}
        </LinkButton>
        {otherTotal > 0 ? (
          <LinkButton href={`${base}?visa=${other === "error" ? "fel" : "varningar"}`} variant="tertiary">
            Visa {countFindings(other, otherTotal)}
          </LinkButton>
        ) : null}
      </ButtonRow>
    </section>
  );
};

/** How many there are in each column, most first. */
const CountsByColumn = ({ counts }: { counts: NonNullable<ImportView["report"]>["counts"] }) => {
  const sums = new Map<string, { file: string; column: string; count: number }>();
  for (const one of counts) {
    const key = `${one.file}|${one.column ?? ""}`;
    const sum = sums.get(key) ?? { file: one.file || "Hela uttaget", column: one.column ?? "–", count: 0 };
    sums.set(key, { ...sum, count: sum.count + one.count });
  }
  return (
    <Details summary="Antal per fil och kolumn">
      <Table
        caption="Antal per fil och kolumn"
        hideCaption
        rows={[...sums.values()].toSorted((a, b) => b.count - a.count)}
        columns={[
          { heading: "Fil", cell: (row) => row.file },
          { heading: "Kolumn", cell: (row) => row.column },
          { heading: "Antal", cell: (row) => count(row.count), numeric: true },
        ]}
      />
    </Details>
  );
};

type Counted = {
  readonly severity: Severity;
  readonly file: string;
  readonly wanted: number;
  readonly kept: number;
  readonly shown: number;
  readonly different: number;
};

/**
 * How many different there are, and that the rest only is counted, where there are more than are kept. How many errors there are in all stands above
 * the list; "" where nothing more is to be said.
 */
function describeShown({ severity, file, wanted, kept, shown, different }: Counted): string {
  const isSaid = severity === "error" && file === "";
  return [
    isSaid ? "" : `${file || "Uttaget"} har ${countFindings(severity, wanted)}.`,
    wanted > kept ? `De första ${count(kept)} är sparade.` : "",
    different < kept ? `Samma fel visas en gång: ${count(different)} olika.` : "",
    shown < different ? `Här visas ${count(shown)} av dem.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

const findingColumns: readonly Column<FindingGroup>[] = [
  { heading: "Fil", cell: (one) => (one.file ? <FileName name={one.file} /> : "Hela uttaget") },
  { heading: "Rad", cell: (one) => rowsOf(one), numeric: true },
  { heading: "Kolumn", cell: (one) => (one.column ? <FileName name={one.column} /> : "–") },
  { heading: "Vad som är fel", cell: (one) => asSentence(one.message) },
  { heading: "Gör så här", cell: (one) => one.hint },
];

/** "2", "2 och 3", "2, 3, 4 … (1 204 rader)". */
function rowsOf({ rows, count: all }: FindingGroup): string {
  if (rows.length === 0) return "–";
  const named = rows.map(count);
  if (all > rows.length) return `${named.slice(0, 3).join(", ")} … (${count(all)} rader)`;
  return named.length === 1 ? (named[0] ?? "") : `${named.slice(0, -1).join(", ")} och ${named.at(-1) ?? ""}`;
}

/** A name that may break after its underscores, and nowhere in the middle of a word. */
const FileName = ({ name }: { name: string }) => (
  <>
    {name.split(/(?<=_)/).map((part, place) => (
      <>
        {place > 0 ? <wbr /> : null}
        {part}
      </>
    ))}
  </>
);

/** Messages are made to stand after a place; in a cell of their own they begin a sentence. A column's or code's name keeps its letters. */
function asSentence(message: string): string {
  return /^[a-zåäö]+[_a-zåäö]*_/u.test(message) ? message : capital(message);
}
