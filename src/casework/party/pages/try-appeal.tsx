import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { isIsoDate } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, LawNote, LinkButton } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { makerWords } from "../../part/made-words.ts";
import { tryAppeal, tryAppealFields } from "../actions/try-appeal.ts";
import type { AppealPart } from "../appeal-parts.ts";
import { partyLinks } from "../links.ts";
import { toldOfDecision } from "../party-table.ts";
import { appealInTime } from "../rules-appeal.ts";
import { PartyFormPage } from "./party-form.tsx";

/** An appeal: what came in, whether it came in time, and that it was sent on. */
export const appealPage = defineForm({
  path: "/arenden/:caseId/overklagande/:appealId",
  title: "Överklagande",
  async load({ ask, params }) {
    const [parts, deciding] = await Promise.all([
      partsOf(ask, params.caseId, "appeals", "notifications"),
      ask(findDeciders, { caseId: params.caseId }),
    ]);
    const appeal = parts.appeals.find((one) => one.id === params.appealId) ?? notFound();
    return { parts, deciding, appeal, told: toldOfDecision(parts.notifications, appeal.investigation_id, appeal.person_id) };
  },
  values: ({ data: { told } }) => ({ gotOn: told?.got_on }),
  action: tryAppeal,
  done: (_out, { params }) => partyLinks.appeal(params.caseId, params.appealId),
  notice: "Prövningen är sparad.",
  view: ({ data: { parts, deciding, appeal }, form, actor, today, params }) => (
    <PartyFormPage parts={parts} heading="Överklagande" lead={`${appeal.name}, kom in ${appeal.received_on}`}>
      <Card heading="Vad som kom in">
        <SummaryList rows={rowsOf(appeal)} />
      </Card>
      {appeal.trial ? (
        <Tried appeal={appeal} caseId={params.caseId} />
      ) : (
        <>
          <InTime appeal={appeal} gotOn={form.value("gotOn")} />
          <LawNote>
            {citationsOn(
              [
                "appeal-time",
                "appeal-tried",
                "decision-corrected",
                "decision-may-change",
                "decision-must-change",
                "appealed-decision-changed",
              ],
              today,
            )}
          </LawNote>
          <Form form={form} submit="Spara prövningen" cancel={partyLinks.parties(params.caseId)}>
            <FieldsOf form={form} of={tryAppealFields} names={namesIn(tryAppealFields)} />
            <DecidedByFolded form={form} deciding={deciding} kinds={["avvisa överklagande"]} me={actor.staffId} today={today} />
          </Form>
        </>
      )}
    </PartyFormPage>
  ),
});

const rowsOf = (appeal: AppealPart) => [
  { term: "Den som överklagar", value: appeal.name },
  { term: "Kom in", value: appeal.received_on },
  ...(appeal.court_received_on === null ? [] : [{ term: "Kom in till domstolen", value: appeal.court_received_on }]),
  { term: "Vad som överklagas", value: appeal.content },
];

/** What the rule says of the day that stands in the form. */
const InTime = ({ appeal, gotOn }: { appeal: AppealPart; gotOn: string }) => {
  const input = {
    receivedOn: appeal.received_on,
    gotOn: isIsoDate(gotOn) ? gotOn : null,
    guidanceWrong: false,
    courtReceivedOn: appeal.court_received_on,
  };
  const outcome = appealInTime.apply(input);
  return <Alert tone={outcome.outcome === "avvisas" ? "warning" : "info"}>{appealInTime.explain(input, outcome)}</Alert>;
};

const Tried = ({ appeal, caseId }: { appeal: AppealPart; caseId: string }) => {
  const { trial, forwarding } = appeal;
  if (!trial) return null;
  const input = {
    receivedOn: appeal.received_on,
    gotOn: trial.got_on,
    guidanceWrong: trial.ground === "felaktig underrättelse",
    courtReceivedOn: appeal.court_received_on,
  };
  return (
    <Card heading="Prövningen">
      <Alert tone={trial.outcome === "avvisas" ? "warning" : "success"}>{appealInTime.explain(input, appealInTime.apply(input))}</Alert>
      <SummaryList
        rows={[
          { term: "Prövat", value: trial.decided_on },
          { term: "Beslutat av", value: makerWords(trial.made) },
          { term: "Skälen", value: trial.reasoning },
          { term: "Om beslutet ska ändras", value: trial.reconsidered },
          ...(forwarding ? [{ term: "Överlämnat", value: `${forwarding.forwarded_on}, ${forwarding.court}` }] : []),
        ]}
      />
      {trial.outcome === "avvisas" ? (
        <ButtonRow>
          <LinkButton href={partyLinks.dismissalLetter(caseId, appeal.id)}>Granska beslutet till parten</LinkButton>
        </ButtonRow>
      ) : forwarding ? null : (
        <ButtonRow>
          <LinkButton href={partyLinks.forward(caseId, appeal.id)}>Lämna över till förvaltningsrätten</LinkButton>
        </ButtonRow>
      )}
    </Card>
  );
};
