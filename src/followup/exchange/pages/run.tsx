import { formatDateTime } from "../../../platform/basics/dates.ts";
import { ProgressBar } from "../../../ui/components/charts.tsx";
import { PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import type { Column } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage, definePost, defineProgress } from "../../../ui/page.tsx";
import { stopImport } from "../actions/stop-import.ts";
import { describeProgress } from "../progress.ts";
import { getImport } from "../queries/get-import.ts";
import type { ImportView } from "../queries/get-import.ts";
import { groupFindings } from "../queries/group-findings.ts";
import type { FileReport } from "../report.ts";
import { Findings, perPage } from "./findings.tsx";
import type { Severity, ShownFindings } from "./findings.tsx";
import { count, countFindings, importLink, stateTones } from "./run-words.ts";

/** Without JavaScript the page is loaded anew this often while the import goes on. */
const secondsBetween = 2;

type Shown = ShownFindings & { readonly run: ImportView };

/** One import: how far it has come, or what it did, or every fault with what to do about it. */
export const runPage = definePage({
  path: "/uppfoljning/uttag/:runId",
  title: "Import av uttag",
  asks: getImport,
  async load({ ask, params: { runId }, search }): Promise<Shown> {
    const run = await ask(getImport, { runId });
    const asked = search.get("visa");
    const severity: Severity = asked === "varningar" || (asked === null && !run.report?.errorCount) ? "warning" : "error";
    const file = search.get("fil") ?? "";
    const page = Math.max(1, Math.trunc(Number(search.get("sida"))) || 1);
    const found = run.report
      ? await ask(groupFindings, { runId, severity, offset: (page - 1) * perPage, limit: perPage, ...(file ? { file } : {}) })
      : { groups: [], matching: 0, findings: 0 };
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
  action: stopImport,
  done: ({ runId }) => importLink(runId),
});

/** News for the bar of a running import. */
export const runProgress = defineProgress({
  path: "/uppfoljning/uttag/:runId/lage",
  title: "Import av uttag",
  asks: getImport,
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
