import { formatDateTime } from "../../core/dates.ts";
import { ProgressBar } from "../../web/components/charts.tsx";
import { Select } from "../../web/components/fields.tsx";
import { FilterForm, PostButton } from "../../web/components/form.tsx";
import type { Tokens } from "../../web/components/form.tsx";
import { PageHead } from "../../web/components/layout.tsx";
import { Pagination, Table } from "../../web/components/table.tsx";
import type { Column } from "../../web/components/table.tsx";
import { Alert, ButtonRow, Details, Heading, LinkButton, Paragraph, Tag } from "../../web/components/text.tsx";
import { definePage, definePost, defineProgress } from "../../web/page.tsx";
import { stopImport } from "../actions/stop-import.ts";
import type { Finding } from "../check/findings.ts";
import { describeProgress } from "../progress.ts";
import { findFindings } from "../queries/find-findings.ts";
import { getImport } from "../queries/get-import.ts";
import type { ImportView } from "../queries/get-import.ts";
import type { FileReport } from "../report.ts";
import { count, countFindings, importLink, stateTones } from "./run-words.ts";

const perPage = 50;
/** From this many on, they are also counted for each column: often it is the same fault all the way. */
const manyFindings = 20;
/** Without JavaScript the page is loaded anew this often while the import goes on. */
const secondsBetween = 2;

type Severity = Finding["severity"];
type Shown = { run: ImportView; severity: Severity; file: string; page: number; findings: readonly Finding[]; matching: number };

/** One import: how far it has come, or what it did, or every fault with what to do about it. */
export const runPage = definePage({
  path: "/uppfoljning/uttag/:runId",
  title: "Import av uttag",
  roles: ["analyst"],
  async load({ ask, params: { runId }, search }): Promise<Shown> {
    const run = await ask(getImport, { runId });
    const asked = search.get("visa");
    const severity: Severity = asked === "varningar" || (asked === null && !run.report?.errorCount) ? "warning" : "error";
    const file = search.get("fil") ?? "";
    const page = Math.max(1, Math.trunc(Number(search.get("sida"))) || 1);
    const found = run.report
      ? await ask(findFindings, { runId, severity, offset: (page - 1) * perPage, limit: perPage, ...(file ? { file } : {}) })
      : { findings: [], matching: 0 };
    return { run, severity, file, page, ...found };
  },
  refreshSeconds: ({ run }) => (run.state === "pågår" ? secondsBetween : undefined),
  view: ({ data, url, tokens }) => (
    <>
      <PageHead
        heading="Import av uttag"
        back={{ href: "/uppfoljning/uttag", text: "Till uttag" }}
        lead={
          <span>
            {data.run.source}, {formatDateTime(data.run.startedAt)}, {data.run.startedBy ?? "kommandoraden"}{" "}
            <Tag tone={stateTones[data.run.state]}>{data.run.state}</Tag>
          </span>
        }
      />
      <Outcome run={data.run} tokens={tokens} />
      {data.run.report && data.run.state === "klar" ? <Summary files={data.run.report.files} /> : null}
      {data.run.report ? <Findings shown={data} report={data.run.report} address={url} /> : null}
    </>
  ),
});

/** Stops an import at work: nothing of it is kept. */
export const stopImportPost = definePost({
  path: "/uppfoljning/uttag/:runId/avbryt",
  title: "Avbryt importen",
  roles: ["analyst"],
  action: stopImport,
  done: ({ runId }) => importLink(runId),
});

/** News for the bar of a running import. */
export const runProgress = defineProgress({
  path: "/uppfoljning/uttag/:runId/lage",
  title: "Import av uttag",
  roles: ["analyst"],
  async load({ ask, params: { runId } }) {
    const run = await ask(getImport, { runId });
    return { ...describeProgress(run), max: 100, ...(run.state === "pågår" ? {} : { done: importLink(runId) }) };
  },
});

const Outcome = ({ run, tokens }: { run: ImportView; tokens: Tokens }) => {
  if (run.state === "pågår") {
    return (
      <>
        <ProgressBar
          label={run.isStopping ? "Importen avbryts" : "Importen pågår"}
          {...describeProgress(run)}
          max={100}
          poll={`${importLink(run.id)}/lage`}
        />
        {run.isStopping ? (
          <Paragraph subtle>Det som har lästs tas tillbaka. Strax kan en ny import börja.</Paragraph>
        ) : (
          <>
            <Paragraph subtle>Du kan lämna sidan. Importen fortsätter, och resultatet finns här.</Paragraph>
            <ButtonRow>
              <PostButton tokens={tokens} to={`${importLink(run.id)}/avbryt`}>
                Avbryt importen
              </PostButton>
            </ButtonRow>
          </>
        )}
      </>
    );
  }
  if (run.state === "avbruten") {
    return (
      <Alert tone="warning" heading="Importen avbröts. Ingenting har ändrats.">
        {run.problem
          ? `${run.problem.message} ${run.problem.hint ?? ""}`
          : "Läs in uttaget igen. Händer det på nytt kan servern ha startats om eller sakna minne eller utrymme."}
      </Alert>
    );
  }
  const errors = run.report?.errorCount ?? 0;
  if (run.state === "fel i data") {
    return (
      <Alert tone="danger" heading={`Uttaget har ${countFindings("error", errors)}. Ingenting har lästs in.`}>
        {run.isFatal
          ? "Rätta felen i det system som uttaget kommer från och läs in det igen."
          : "Rätta felen i det system som uttaget kommer från och läs in det igen, eller välj ”Importera det som är rätt”."}
      </Alert>
    );
  }
  return (
    <>
      <Alert tone="success" heading="Uttaget är inläst">
        {errors > 0 ? `Rader med ${countFindings("error", errors)} lämnades utanför.` : "Alla rader är kontrollerade."}
      </Alert>
      <ButtonRow>
        <LinkButton href="/uppfoljning/svar">Se svaren på nationella enkäten</LinkButton>
      </ButtonRow>
    </>
  );
};

const Summary = ({ files }: { files: readonly FileReport[] }) => {
  const number = (heading: string, key: Exclude<keyof FileReport, "file">): Column<FileReport> => ({
    heading,
    cell: (row) => count(row[key]),
    numeric: true,
  });
  const some = (key: "removed" | "leftOut") => files.some((row) => row[key] > 0);
  return (
    <section>
      <Heading level={2}>Vad som lästes in</Heading>
      <Table
        caption="Rader per fil"
        hideCaption
        rows={files}
        columns={[
          { heading: "Fil", cell: (row) => row.file },
          number("Lästa", "read"),
          number("Nya", "added"),
          number("Ändrade", "changed"),
          number("Oförändrade", "unchanged"),
          ...(some("leftOut") ? [number("Utelämnade", "leftOut")] : []),
          number("Saknas i leveransen", "missing"),
          ...(some("removed") ? [number("Borttagna", "removed")] : []),
        ]}
      />
      {files.some((row) => row.missing > 0) ? (
        <Paragraph subtle>
          Det som saknas fanns i en tidigare leverans och finns kvar. Välj ”Ersätt tidigare leveranser” när det ska tas bort.
        </Paragraph>
      ) : null}
    </section>
  );
};

const Findings = ({ shown, report, address }: { shown: Shown; report: NonNullable<ImportView["report"]>; address: URL }) => {
  const { severity, file, page, findings, matching } = shown;
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
      <Paragraph>{describeShown(severity, wanted, matching, page)}</Paragraph>
      {total >= manyFindings ? <CountsByColumn counts={report.counts.filter((one) => one.severity === severity)} /> : null}
      <Table caption={severity === "error" ? "Fel" : "Varningar"} hideCaption rows={findings} columns={findingColumns} />
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
    <Details summary="Antal per fil och kolumn" open>
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

/** Which of how many are shown; and that the rest only is counted, where there are more than are kept. */
function describeShown(severity: Severity, wanted: number, matching: number, page: number): string {
  const first = Math.min((page - 1) * perPage + 1, matching);
  const last = Math.min(page * perPage, matching);
  const range =
    matching > perPage
      ? `Visar ${count(first)}–${count(last)} av ${countFindings(severity, wanted)}.`
      : `Visar ${countFindings(severity, matching)}.`;
  return wanted > matching ? `${range} De första ${count(matching)} är sparade.` : range;
}

const findingColumns: readonly Column<Finding>[] = [
  { heading: "Fil", cell: (one) => one.file || "Hela uttaget" },
  { heading: "Rad", cell: (one) => (one.row === undefined ? "–" : count(one.row)), numeric: true },
  { heading: "Kolumn", cell: (one) => one.column ?? "–" },
  { heading: "Vad som är fel", cell: (one) => capital(one.message) },
  { heading: "Gör så här", cell: (one) => one.hint },
];

/** Messages are made to stand after a place; in a cell of their own they begin a sentence. A column's or code's name keeps its letters. */
function capital(message: string): string {
  return /^[a-zåäö]+[_a-zåäö]*_/u.test(message) ? message : message.charAt(0).toUpperCase() + message.slice(1);
}
