/** What the pages of a case share: the words of codes, what the child has said, and what is still missing in a phase. */
import type { Child, FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { TaskList } from "../../../ui/components/lists.tsx";
import type { Task } from "../../../ui/components/lists.tsx";
import { TextArea } from "../../../ui/components/fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Card, OwnWords, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { ConversationPart, PhasePart } from "../case-part.ts";
import { WithheldLink } from "../../case/pages/withheld.tsx";
import { missingStepLink, recordedConversationLink, standingStep, stepLink } from "../phase-steps.ts";
import { REASON_LABELS, STEPS, STEP_LABELS, retryFor } from "../rules.ts";
import type { Phase, Reason, Step } from "../rules.ts";

/** What the child is called in headings and questions. */
export function nameOf(parts: CaseWith): string {
  return parts.child.given_name;
}

/** The steps of a phase, each with its state and a link to where it is recorded. */
export function stepTasks(parts: CaseWith<"steps">, phaseId: string, wanted: readonly Step[] = STEPS): readonly Task[] {
  return wanted.map((step) => {
    const record = standingStep(parts, phaseId, step);
    if (!record) return { text: STEP_LABELS[step], href: missingStepLink(parts.file.id, phaseId, step), status: "Saknas", tone: "danger" };
    const href = stepLink(parts.file.id, phaseId, step);
    if (record.outcome !== "gjort") return { text: STEP_LABELS[step], href, status: "Skäl angivet", tone: "warning" };
    return { text: STEP_LABELS[step], href, status: `Gjort ${record.happened_on}`, tone: "success" };
  });
}

/** What is missing before something can be done, with links to mend it. */
export const StepTasks: FC<{ parts: CaseWith<"steps">; phaseId: string; wanted?: readonly Step[] }> = ({ parts, phaseId, wanted }) => (
  <div>
    <TaskList label="Barnets delaktighet" tasks={stepTasks(parts, phaseId, wanted)} />
  </div>
);

/** The conversations in which the child said something, the latest first. */
export function whatTheChildSaid(parts: CaseWith<"conversations">, phaseIds?: readonly string[]): readonly ConversationPart[] {
  return parts.conversations
    .filter((talk) => talk.child_words !== null || talk.withheld)
    .filter((talk) => phaseIds === undefined || phaseIds.includes(talk.phase_id))
    .toReversed();
}

/** Those of them in which the child spoke: what was seen of the child in an observation is nothing the child said, and is never quoted as such. */
export function inOwnWords(parts: CaseWith<"conversations">, phaseIds?: readonly string[]): readonly ConversationPart[] {
  return whatTheChildSaid(parts, phaseIds).filter((talk) => talk.form !== "observation");
}

/** "Samtal den 14 mars 2026, enskilt". */
export function talkWords(talk: ConversationPart): string {
  return `${talk.form === "observation" ? "Observation" : "Samtal"} den ${formatLong(talk.held_on)}${talk.form === "observation" ? "" : `, ${talk.form}`}`;
}

/** What the child has said so far, in the child's own words, beside a form that should stand on it. */
export const ChildSaid: FC<{ parts: CaseWith<"conversations">; phaseIds?: readonly string[]; most?: number }> = ({
  parts,
  phaseIds,
  most = 4,
}) => {
  const talks = whatTheChildSaid(parts, phaseIds);
  return (
    <Card heading={`Det har ${nameOf(parts)} sagt`} tinted>
      {talks.length === 0 ? <Paragraph>Inget är dokumenterat än.</Paragraph> : null}
      {talks.slice(0, most).map((talk) => (
        <>
          {talk.child_words ? <OwnWords>{talk.child_words}</OwnWords> : null}
          {talk.withheld ? <WithheldLink caseId={parts.file.id} conversationId={talk.id} /> : null}
          <p class="f-small">
            <a class="ds-link" href={recordedConversationLink(parts.file.id, talk.id)}>
              {talkWords(talk)}
            </a>
          </p>
        </>
      ))}
      {talks.length > most ? <p class="f-small f-subtle">{`Och ${talks.length - most} till, se ärendet.`}</p> : null}
    </Card>
  );
};

/** A form that must stand on what the child has said: the words beside it, and in a narrow window before it. */
export const AfterWords: FC<{ parts: CaseWith<"conversations">; children?: Child }> = ({ parts, children }) => (
  <div class="f-columns f-words-first">
    <aside>
      <ChildSaid parts={parts} />
    </aside>
    <div>{children}</div>
  </div>
);

/** A phase of a case as the rules name it. */
export function kindOf(phase: PhasePart): Phase {
  return phase.kind as Phase;
}

/** A reason why a step is not done, as a choice: the other reason asks which, and some ask when it is tried again. */
export function reasonOption(reason: Reason, form: FormState, textField: string): Option {
  const option = { value: reason, label: REASON_LABELS[reason] };
  if (reason === "annat") return { ...option, reveal: <TextArea {...form.field(textField)} label="Vilken orsak?" rows={2} /> };
  return retryFor(reason) === "krävs" ? { ...option, hint: "Ange också när ni försöker igen." } : option;
}
