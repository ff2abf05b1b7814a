import { formatLong } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Heading, LawNote, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { CaseFormHead, CaseFormPage } from "../../case/pages/case-form.tsx";
import { ProtectedMark } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { investigationLinks } from "../../investigation/links.ts";
import { caseLink } from "../../part/case-link.ts";
import { putOnAgenda } from "../actions/put-on-agenda.ts";
import { recordAgendaOutcome } from "../actions/record-agenda-outcome.ts";
import { agendaFields, agendaOutcomeFields } from "../board/agenda-fields.ts";
import { boardLinks } from "../links.ts";
import { findAgenda, findAgendaOfCase } from "../queries/find-agenda.ts";
import type { AgendaItem } from "../queries/find-agenda.ts";
import { NotReady } from "./not-ready.tsx";
import { readyToDecide } from "./before-decision.ts";

/** What waits for a committee or the board, by meeting; and what they have decided that is not written in its investigation yet. */
export const agendaPage = definePage({
  path: boardLinks.agenda,
  title: "Ärendelista",
  asks: findAgenda,
  load: ({ ask }) => ask(findAgenda, {}),
  view: ({ data: { items }, today }) => {
    const waiting = items.filter((one) => one.outcome === null);
    const meetings = [...new Set(waiting.map((one) => `${one.meetingOn} ${one.body}`))];
    const decided = items.filter((one) => one.outcome !== null);
    return (
      <>
        <PageHead
          heading="Ärendelista till utskott och nämnd"
          lead="Det som bara utskott eller nämnden får besluta, i ärenden som du ser."
          back={{ href: "/arenden", text: "Ärenden" }}
        />
        <LawNote>{citationsOn(["delegation-only-committee", "delegation-guardian-refuses"], today)}</LawNote>
        {items.length === 0 ? <Paragraph>Inget väntar på ett sammanträde.</Paragraph> : null}
        {decided.length === 0 ? null : (
          <section>
            <Heading level={2}>Beslutat, men inte skrivet i utredningen</Heading>
            <Table
              caption="Beslutat, men inte skrivet i utredningen"
              hideCaption
              rows={decided}
              columns={[
                { heading: "Ärende", cell: (one) => <CaseCell of={one} /> },
                { heading: "Beslut", cell: (one) => outcomeWords(one) },
                {
                  heading: "Nästa steg",
                  cell: (one) => <Link href={investigationLinks.decide(one.caseId, one.investigationId)}>Skriv beslutet</Link>,
                },
              ]}
            />
          </section>
        )}
        {meetings.map((meeting) => {
          const rows = waiting.filter((one) => `${one.meetingOn} ${one.body}` === meeting);
          const [first] = rows;
          return first ? (
            <section>
              <Heading level={2}>{`${first.body}, ${formatLong(first.meetingOn)}`}</Heading>
              <Table
                caption={`Ärenden till ${first.body} ${first.meetingOn}`}
                hideCaption
                rows={rows}
                columns={[
                  { heading: "Ärende", cell: (one) => <CaseCell of={one} /> },
                  { heading: "Förslag till beslut", cell: (one) => <p class="f-case-text">{one.proposal}</p> },
                  { heading: "Föredragande", cell: (one) => one.by ?? "" },
                  {
                    heading: "Nästa steg",
                    cell: (one) =>
                      one.meetingOn > today ? (
                        <Tag>Väntar på sammanträdet</Tag>
                      ) : (
                        <Link href={boardLinks.outcome(one.caseId, one.agendaItemId)}>Skriv vad som beslutades</Link>
                      ),
                  },
                ]}
              />
            </section>
          ) : null;
        })}
      </>
    );
  },
});

const CaseCell = ({ of }: { of: AgendaItem }) => (
  <>
    <Link href={caseLink(of.caseId)}>{of.childName}</Link>
    <div class="f-small f-subtle f-nowrap">{of.caseNumber}</div>
    <ProtectedMark kind={of.protectedIdentity} />
  </>
);

/** "Beslut enligt förslaget, Individutskottet § 45, 2026-03-12". */
export function outcomeWords({ outcome, body, minutesNumber, heldOn, otherDecision }: AgendaItem): string {
  const how =
    outcome === "på annat sätt"
      ? `Ett annat beslut: ${otherDecision ?? ""}`
      : outcome === "enligt förslaget"
        ? "Enligt förslaget"
        : (outcome ?? "");
  return `${how}. ${body}, ${minutesNumber ?? ""}, ${heldOn ?? ""}`;
}

/** What an investigation proposes goes to a committee. */
export const putOnAgendaPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/beslut/till-utskott",
  title: "Förslag till beslut till utskottet",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "steps", "parties");
    return { parts, investigation: investigationIn(parts, params.investigationId) };
  },
  values: () => ({ body: "Individutskottet" }),
  action: putOnAgenda,
  done: () => boardLinks.agenda,
  notice: "Förslaget står på ärendelistan.",
  view: ({ data: { parts, investigation }, form, today, params }) => {
    const up = investigationLinks.decide(params.caseId, params.investigationId);
    return (
      <CaseFormPage parts={parts} heading="Förslag till beslut till utskottet" back={{ href: up, text: "Till beslut" }}>
        {readyToDecide(parts, investigation, today) && investigation.decision === null ? (
          <Form form={form} submit="Lämna till ärendelistan" cancel={up}>
            <LawNote>{citationsOn(["delegation-only-committee", "delegation-guardian-refuses"], today)}</LawNote>
            <FieldsOf form={form} of={agendaFields} />
          </Form>
        ) : (
          <NotReady parts={parts} investigation={investigation} today={today} />
        )}
      </CaseFormPage>
    );
  },
});

/** What came of it at the meeting. */
export const agendaOutcomePage = defineForm({
  path: "/arenden/:caseId/arendelista/:agendaItemId",
  title: "Vad utskottet beslutade",
  async load({ ask, params: { caseId, agendaItemId } }) {
    const [parts, { items }] = await Promise.all([partsOf(ask, caseId), ask(findAgendaOfCase, { caseId })]);
    return { parts, item: items.find((one) => one.agendaItemId === agendaItemId) ?? notFound() };
  },
  values: ({ data: { item }, today }) => ({ heldOn: item.meetingOn <= today ? item.meetingOn : "", outcome: "enligt förslaget" }),
  action: recordAgendaOutcome,
  done: () => boardLinks.agenda,
  notice: "Det som beslutades är sparat. Skriv beslutet i utredningen.",
  view: ({ data: { parts, item }, form }) => (
    <>
      <CaseFormHead parts={parts} heading="Vad beslutades?" lead={`${item.body}, ${formatLong(item.meetingOn)}`} />
      {item.outcome !== null ? (
        <Alert tone="info">{outcomeWords(item)}</Alert>
      ) : (
        <>
          <Heading level={2}>Förslaget</Heading>
          <p class="ds-paragraph f-case-text">{item.proposal}</p>
          <Form form={form} submit="Spara" cancel={boardLinks.agenda}>
            <FieldsOf form={form} of={agendaOutcomeFields} />
          </Form>
        </>
      )}
    </>
  ),
});
