import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { ChildSaid, nameOf } from "../../participation/pages/case-words.tsx";
import { standingStep, stepLink } from "../../participation/phase-steps.ts";
import { Columns } from "../../../ui/components/layout.tsx";
import { SummaryList, TaskList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, LawNote, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../case-part.ts";
import { bothDays, makerWords, reportWords } from "../../part/made-words.ts";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { getCaseParts, partsOf } from "../../case/queries/get-case.ts";
import { unansweredApplications } from "../../intake/intake-work.ts";
import { boardLinks, decisionLinks } from "../links.ts";
import { decisionTasks, readyToDecide } from "./before-decision.ts";
import { WaitingApplications } from "./waiting-application.tsx";

export const prepareDecisionPage = definePage({
  path: "/arenden/:caseId/utredning/:investigationId/beslut",
  title: "Beslut i utredningen",
  asks: getCaseParts,
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "conversations", "investigations", "steps", "intakes", "unanswered", "parties");
    return { parts, investigation: investigationIn(parts, params.investigationId) };
  },
  view: ({ data: { parts, investigation }, today }) => (
    <>
      <CaseFormHead
        parts={parts}
        heading={`Beslut för ${nameOf(parts)}`}
        lead={`Utredningen inleddes den ${formatLong(investigation.started_on)}`}
      />
      <Columns aside={<ChildSaid parts={parts} />}>
        {investigation.decision ? (
          <Decided parts={parts} investigation={investigation} />
        ) : (
          <>
            <div class="f-block">
              <Heading level={2}>Det här behövs före beslutet</Heading>
              <TaskList label="Före beslutet" tasks={decisionTasks(parts, investigation, today)} />
              <LawNote>{citationsOn(["best-interests", "child-opinion", "child-information"], today)}</LawNote>
            </div>
            <WaitingApplications of={unansweredApplications(parts)} today={today} />
            <Choice parts={parts} investigation={investigation} today={today} />
          </>
        )}
      </Columns>
    </>
  ),
});

const Choice = ({
  parts,
  investigation,
  today,
}: {
  parts: CaseWith<"conversations" | "investigations" | "steps" | "intakes" | "unanswered" | "parties">;
  investigation: InvestigationPart;
  today: string;
}) => {
  const here = `/arenden/${parts.file.id}/utredning/${investigation.id}/beslut`;
  if (!readyToDecide(parts, investigation, today)) {
    return (
      <Alert tone="warning" heading="Beslutet kan inte fattas än">
        <Paragraph>Gör klart det som saknas, eller skriv varför det inte går. Följ länkarna ovan.</Paragraph>
      </Alert>
    );
  }
  return (
    <>
      {investigation.best_interests ? (
        <div class="f-block">
          <Heading level={2}>Bedömningen av barnets bästa</Heading>
          <p class="ds-paragraph f-case-text">{investigation.best_interests.assessment}</p>
        </div>
      ) : null}
      <div class="f-block">
        <Heading level={2}>Vad ska beslutas?</Heading>
        <ButtonRow>
          <LinkButton href={`${here}/insats`}>Bevilja en insats</LinkButton>
          <LinkButton variant="secondary" href={`${here}/ingen-insats`}>
            {parts.unanswered.length > 0 ? "Avslå ansökan eller avsluta utan insats" : "Avsluta utan insats"}
          </LinkButton>
          <LinkButton variant="tertiary" href={boardLinks.put(parts.file.id, investigation.id)}>
            Lämna förslag till utskottet
          </LinkButton>
        </ButtonRow>
      </div>
    </>
  );
};

const Decided = ({
  parts,
  investigation: { decision, phase_id },
}: {
  parts: CaseWith<"conversations" | "investigations" | "steps" | "intakes" | "unanswered">;
  investigation: InvestigationPart;
}) =>
  decision ? (
    <>
      <Alert tone="success">Beslutet är fattat.</Alert>
      {standingStep(parts, phase_id, "berättad") ? null : (
        <ButtonRow>
          <LinkButton href={stepLink(parts.file.id, phase_id, "berättad")}>{`Berätta för ${nameOf(parts)} hur det blev`}</LinkButton>
        </ButtonRow>
      )}
      <div>
        <SummaryList
          rows={[
            {
              term: "Beslut",
              value: capital(decision.outcome) + (decision.intervention_type ? `: ${decision.intervention_type}` : ""),
            },
            { term: "Dag", value: bothDays(decision.decided_on, decision.recorded_at) },
            { term: "Lagrum", value: decision.legal_provision },
            { term: "Skäl", value: decision.reasoning },
            { term: "Samtycke", value: consentWords(decision.consent_basis, decision.consent_provision) },
            { term: "Beslutat av", value: makerWords(decision.made) },
            { term: "Anmälan till nämnden", value: reportWords(decision.made) ?? "" },
            { term: "Överklagande", value: capital(decision.appeal) },
            { term: "Skrivet av", value: decision.made?.typed_by ?? "" },
            ...decision.corrections.map((one) => ({ term: `${capital(one.kind)} ${one.corrected_on}`, value: one.instead })),
          ].filter((row) => row.value !== "")}
        />
        <Link href={decisionLinks.correct(parts.file.id, decision.id)}>Rätta eller ändra beslutet</Link>
      </div>
    </>
  ) : null;

function consentWords(basis: string | null, provision: string | null): string {
  return basis === null ? "" : `${capital(basis)}${provision ? ` (${provision})` : ""}`;
}
