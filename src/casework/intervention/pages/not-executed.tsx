import { capital } from "../../../platform/basics/text.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, LawNote, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineDownload, definePage } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { interventionLinks, notExecutedLinks } from "../links.ts";
import { monthsPassed, reportCsv, statisticsCsv, waitsFrom } from "../not-executed.ts";
import { countNotExecuted, findNotExecuted } from "../queries/find-not-executed.ts";

const csvType = "text/csv; charset=utf-8";

/** What is to be reported this quarter, with what the law asks of each; for the team leader. */
export const notExecutedPage = definePage({
  path: notExecutedLinks.list,
  title: "Ej verkställda beslut",
  asks: findNotExecuted,
  load: ({ ask }) => ask(findNotExecuted, {}),
  view: ({ data: { decisions }, today }) => {
    const waits = decisions.filter((one) => one.dueOn !== null).length;
    return (
      <>
        <PageHead
          heading="Ej verkställda beslut"
          lead="Gynnande beslut som inte har verkställts inom tre månader från beslutet eller från avbrottet, i ärenden som du leder."
          back={{ href: "/arenden?visa=enhetens", text: "Enhetens ärenden" }}
        />
        <LawNote>{citationsOn(["not-executed-report", "executed-report"], today)}</LawNote>
        {decisions.length === 0 ? (
          <Paragraph>Inget beslut har väntat längre än tre månader.</Paragraph>
        ) : (
          <>
            <Paragraph>
              {`${waits === 1 ? "1 beslut" : `${waits} beslut`} ska rapporteras det här kvartalet. Rapporten lämnas i IVO:s e-tjänst och till revisorerna; filen har det som lagen räknar upp och nämner ingen. Skriv sedan i ärendet att det är gjort.`}
            </Paragraph>
            {decisions.some((one) => one.reason === null && one.executedOn === null) ? (
              <Alert tone="info">Skälen skrivs i ärendet, under Rapportera. De får inte nämna barnet eller familjen.</Alert>
            ) : null}
            <ButtonRow>
              <LinkButton href={notExecutedLinks.file} variant="secondary">
                Hämta för IVO och revisorerna
              </LinkButton>
            </ButtonRow>
            <Table
              caption="Beslut, det som har väntat längst först"
              hideCaption
              rows={decisions}
              columns={[
                {
                  heading: "Ärende",
                  cell: (one) => (
                    <>
                      <Link href={caseLink(one.caseId)}>{one.caseNumber}</Link>
                      <div class="f-small f-subtle">{one.unit}</div>
                    </>
                  ),
                },
                { heading: "Beslut", cell: (one) => `${capital(one.type)}, ${one.grantedOn}` },
                {
                  heading: "Väntat",
                  cell: (one) =>
                    one.gaveUpOn !== null
                      ? `Blev inte av ${one.gaveUpOn}`
                      : one.executedOn === null
                        ? `${monthsPassed(waitsFrom(one), today)} månader${one.interruptedOn === null ? "" : ` från avbrottet ${one.interruptedOn}`}`
                        : `Till ${one.executedOn}`,
                },
                { heading: "Skäl", cell: (one) => one.reason ?? "" },
                {
                  heading: "Rapport",
                  cell: (one) =>
                    one.dueOn === null ? (
                      <Tag tone="success">{`Rapporterat ${one.reportedOn ?? ""}`}</Tag>
                    ) : (
                      <Link
                        href={interventionLinks.executionReport(one.caseId, one.interventionId)}
                      >{`Rapportera senast ${one.dueOn}`}</Link>
                    ),
                },
              ]}
            />
          </>
        )}
        <Paragraph>
          <Link href={notExecutedLinks.statistics}>Statistik till kommunfullmäktige</Link>
        </Paragraph>
      </>
    );
  },
});

/** The same for IVO and the auditors: what the law names and nothing else. */
export const notExecutedFile = defineDownload({
  path: notExecutedLinks.file,
  title: "Ej verkställda beslut som fil",
  asks: findNotExecuted,
  type: csvType,
  async file({ ask, today }) {
    const { decisions } = await ask(findNotExecuted, {});
    return { name: `ej-verkstallda-${today}.csv`, body: reportCsv(decisions) };
  },
});

/** Figures for the council, of the whole municipality. */
export const notExecutedStatisticsPage = definePage({
  path: notExecutedLinks.statistics,
  title: "Statistik över ej verkställda beslut",
  asks: countNotExecuted,
  load: ({ ask }) => ask(countNotExecuted, {}),
  view: ({ data: { statistics }, today }) => (
    <>
      <PageHead
        heading="Statistik över ej verkställda beslut"
        lead={`Läget ${today}: hur många, vilken typ av insats och hur lång tid. Lämnas till kommunfullmäktige varje kvartal.`}
      />
      <LawNote>{citationsOn(["council-statistics"], today)}</LawNote>
      {statistics.length === 0 ? (
        <Paragraph>Inget beslut har väntat längre än tre månader.</Paragraph>
      ) : (
        <>
          <ButtonRow>
            <LinkButton href={notExecutedLinks.statisticsFile} variant="secondary">
              Hämta som fil
            </LinkButton>
          </ButtonRow>
          <Table
            caption="Antal beslut"
            hideCaption
            rows={statistics}
            columns={[
              { heading: "Typ av insats", cell: (one) => capital(one.type) },
              { heading: "Väntat", cell: (one) => `${one.months} månader från ${one.since}` },
              { heading: "Antal beslut", cell: (one) => one.count, numeric: true },
            ]}
          />
        </>
      )}
    </>
  ),
});

/** The same as a file. */
export const notExecutedStatisticsFile = defineDownload({
  path: notExecutedLinks.statisticsFile,
  title: "Statistik över ej verkställda beslut som fil",
  asks: countNotExecuted,
  type: csvType,
  async file({ ask, today }) {
    const { statistics } = await ask(countNotExecuted, {});
    return { name: `statistik-ej-verkstallda-${today}.csv`, body: statisticsCsv(statistics) };
  },
});
