import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, LawNote, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { boardReportsLink } from "../links.ts";
import { caseLink } from "../../part/case-link.ts";
import { links } from "../../case/links.ts";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { ProtectedMark } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { reportToBoard } from "../actions/report-to-board.ts";
import { findUnreported, findUnreportedInCase } from "../queries/find-unreported.ts";
import type { UrgentDecision } from "../queries/urgent-decisions.ts";

/** That the board has been told of what the chair decided in a case: the day of the meeting and the paragraph of its minutes. */
export const reportToBoardPage = defineForm({
  path: "/arenden/:caseId/anmal-till-namnden",
  title: "Anmält till nämnden",
  async load({ ask, params: { caseId } }) {
    const [parts, { decisions }] = await Promise.all([partsOf(ask, caseId), ask(findUnreportedInCase, { caseId })]);
    return { parts, decisions };
  },
  values: ({ data: { decisions }, today }) => ({
    decisionIds: decisions.map((one) => one.id),
    reportedOn: decisions[0] && decisions[0].nextMeetingOn <= today ? decisions[0].nextMeetingOn : "",
  }),
  action: reportToBoard,
  done: (_out, { params }) => caseLink(params.caseId),
  notice: "Anmälan till nämnden är sparad.",
  view: ({ data: { parts, decisions }, form, today, params }) => (
    <>
      <CaseFormHead parts={parts} heading="Anmält till nämnden" />
      <div class="f-with-law">
        <Paragraph>
          Det som ordföranden eller en utsedd ledamot har beslutat, för att nämnden inte kunde inväntas, anmäls vid nämndens nästa
          sammanträde. Skriv in det här när sammanträdet har varit.
        </Paragraph>
        <LawNote>{citationOn("urgent-decision-reported", today)}</LawNote>
      </div>
      {decisions.length === 0 ? (
        <>
          <Paragraph>Inget brådskande beslut i ärendet väntar på att anmälas.</Paragraph>
          <ButtonRow>
            <LinkButton href={caseLink(params.caseId)} variant="secondary">
              Till ärendet
            </LinkButton>
          </ButtonRow>
        </>
      ) : (
        <Form form={form} submit="Spara" cancel={caseLink(params.caseId)}>
          <FieldsOf
            form={form}
            of={reportToBoard.input.shape}
            options={{ decisionIds: decisions.map((one) => ({ value: one.id, label: decisionWords(one), hint: meetingWords(one) })) }}
          />
        </Form>
      )}
    </>
  ),
});

/** "Bifall: kontaktperson, 6 mars 2026, av Anna Berg (ordföranden)". */
function decisionWords(one: UrgentDecision): string {
  return `${one.what}, ${formatLong(one.decidedOn)}, av ${one.name} (${one.urgentDecider})`;
}

function meetingWords(one: UrgentDecision): string {
  return `Nästa sammanträde skulle vara ${formatLong(one.nextMeetingOn)}.`;
}

/** What the board is to be told of, for the team leader and whoever prepares the meeting: the earliest meeting first. */
export const unreportedPage = definePage({
  path: boardReportsLink,
  title: "Anmäls till nämnden",
  asks: findUnreported,
  load: ({ ask }) => ask(findUnreported, {}),
  view: ({ data: { decisions }, today }) => (
    <>
      <PageHead
        heading="Anmäls till nämnden"
        lead={
          decisions.length === 0
            ? "Inget väntar på att anmälas."
            : `${decisions.length === 1 ? "1 beslut" : `${decisions.length} beslut`} väntar på att anmälas`
        }
        back={{ href: "/arenden", text: "Ärenden" }}
      />
      <div class="f-with-law">
        <Paragraph>
          Brådskande beslut av ordföranden eller en utsedd ledamot, i ärenden som du ser. De anmäls vid nämndens nästa sammanträde.
        </Paragraph>
        <LawNote>{citationOn("urgent-decision-reported", today)}</LawNote>
      </div>
      <Table
        caption="Brådskande beslut som ska anmälas"
        hideCaption
        empty="Alla brådskande beslut är anmälda."
        rows={decisions}
        columns={[
          { heading: "Sammanträde", cell: (one) => <Meeting of={one} today={today} /> },
          { heading: "Ärende", cell: (one) => <CaseCell of={one} /> },
          { heading: "Beslut", cell: (one) => one.what },
          { heading: "Beslutsdag", cell: (one) => <span class="f-nowrap">{one.decidedOn}</span> },
          { heading: "Beslutat av", cell: (one) => `${one.name}, ${one.urgentDecider}` },
          { heading: "", cell: (one) => <Link href={links.boardReport(one.caseId)}>Skriv att det är anmält</Link> },
        ]}
      />
    </>
  ),
});

const Meeting = ({ of, today }: { of: UrgentDecision; today: string }) => (
  <>
    <span class="f-nowrap">{of.nextMeetingOn}</span>
    {of.nextMeetingOn < today ? (
      <div>
        <Tag tone="danger">Försenad</Tag>
      </div>
    ) : null}
  </>
);

const CaseCell = ({ of }: { of: UrgentDecision }) => (
  <>
    <Link href={caseLink(of.caseId)}>{of.childName}</Link>
    <div class="f-small f-subtle f-nowrap">{of.caseNumber}</div>
    <ProtectedMark kind={of.protectedIdentity} />
  </>
);
