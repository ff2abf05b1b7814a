import { capital } from "../../../platform/basics/text.ts";
import type { Child, FC } from "hono/jsx";
import type { Option } from "../../../ui/components/fields.tsx";
import { Alert, Card, LinkButton } from "../../../ui/components/text.tsx";
import { notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { describeObligation } from "../../case/obligations.ts";
import type { IntakePart } from "../intake-schema.ts";
import { receivedWords, reporterWords } from "../intake-words.ts";
import { violenceMeansInvestigation } from "../rules.ts";

/** The report or application that a form is about; 404 when the case holds no such thing. */
export function intakeOf(parts: CaseWith<"intakes">, intakeId: string): IntakePart {
  return parts.intakes.find((one) => one.id === intakeId) ?? notFound();
}

/** The report whose preliminary assessment a form is about; 404 when the case holds no such assessment. */
export function intakeOfPreliminary(parts: CaseWith<"intakes">, preliminaryId: string): IntakePart {
  return parts.intakes.find((one) => one.preliminary?.id === preliminaryId) ?? notFound();
}

const Fact: FC<{ term: string; children?: Child }> = ({ term, children }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

/** What came in, beside the form that answers it. */
export const IntakeCard: FC<{ of: IntakePart }> = ({ of }) => (
  <Card heading={`${capital(of.type)} ${of.received_on}`}>
    <dl class="f-facts">
      <Fact term="Kom in">{receivedWords(of)}</Fact>
      <Fact term={of.type === "ansökan" ? "Sökande" : "Anmälare"}>{reporterWords(of)}</Fact>
      <Fact term="Orsaker">{capital(of.reasons.join(", "))}</Fact>
      <Fact term="Vad det gäller">
        <span class="f-case-text">{of.concern}</span>
      </Fact>
    </dl>
  </Card>
);

/** Reminds that violence means an investigation without delay, in the words of its clock; nothing where no such clock runs. */
export const ViolenceAlert: FC<{ of: IntakePart; parts: CaseWith<"obligations">; today: string }> = ({ of, parts, today }) => {
  const due = parts.obligations.find((one) => one.rule_id === violenceMeansInvestigation.id && one.subject_id === of.preliminary?.id);
  return due === undefined ? null : (
    <Alert tone="warning" heading="Våld">
      {describeObligation(due, today).sentence}
    </Alert>
  );
};

/** Instead of a form for something that is done already. */
export const AlreadyDone: FC<{ caseId: string; children?: string }> = ({ caseId, children }) => (
  <>
    <Alert tone="info">{children}</Alert>
    <LinkButton href={`/arenden/${caseId}`} variant="secondary">
      Till ärendet
    </LinkButton>
  </>
);

/** Codes as choices, with a capital first letter. */
export function options(codes: readonly string[]): Option[] {
  return codes.map((value) => ({ value, label: capital(value) }));
}
