import type { FC } from "hono/jsx";
import type { StaffActor } from "../../../../platform/core/actor.ts";
import { violenceMeansInvestigation } from "../../../../casework/intake/rules.ts";
import type { Tokens } from "../../../../ui/components/form.tsx";
import { Alert, Card, Link, LinkButton, Paragraph } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import { nextSteps, otherSteps, stepsOnTab } from "../../next-steps.ts";
import type { StepsAbout } from "../../next-steps.ts";
import type { CaseTab } from "../../../../casework/part/case-link.ts";
import type { NextStep } from "../../../../casework/part/work.ts";
import { describeObligation } from "../../../../casework/case/obligations.ts";
import { DueTag } from "../../../../casework/case/pages/due.tsx";
import { TakeOrAssign } from "../work-list.tsx";

type NextProps = { parts: CaseParts; today: string; actor: StaffActor; tokens: Tokens };

/** What lies nearest at hand, and below it what else can be done. */
export const NextSteps: FC<NextProps> = ({ parts, today, actor, tokens }) => {
  if (parts.file.closed_on !== null) return null;
  const steps = nextSteps(parts, today);
  const others = otherSteps(parts, steps, today);
  // Two of the same in different phases: the reason tells which is which.
  const hasTwin = (step: NextStep) => steps.some((other) => other !== step && other.text === step.text);
  const nobody = !parts.staff.some((one) => one.role === "ansvarig");
  return (
    <Card heading="Nästa steg" tinted>
      <ViolenceReminder parts={parts} today={today} />
      {nobody ? (
        <>
          <Paragraph>Ingen är ansvarig för ärendet än.</Paragraph>
          <TakeOrAssign caseId={parts.file.id} actor={actor} tokens={tokens} />
        </>
      ) : null}
      {steps.length === 0 ? <Paragraph>Inget måste göras just nu. Se tiderna och barnets delaktighet.</Paragraph> : null}
      {steps.length > 0 ? (
        <ul class="f-next">
          {steps.map((step, index) => (
            <li>
              <LinkButton href={step.href} variant={index === 0 ? "primary" : "secondary"}>
                {step.text}
              </LinkButton>
              {step.due ? <DueTag of={step.due} /> : null}
              {step.why && (!step.due || hasTwin(step)) ? <p class="f-small f-subtle">{step.why}</p> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <Others others={others} />
    </Card>
  );
};

/** What else can be done, by what it is about. */
const Others: FC<{ others: readonly StepsAbout[] }> = ({ others }) => (
  <>
    {others.length > 0 ? <h3 class="ds-sr-only">Annat du kan göra</h3> : null}
    <dl class="f-also">
      {others.map(({ about, steps }) => (
        <div>
          <dt>{about}</dt>
          {steps.map((one) => (
            <dd>
              <Link href={one.href}>{one.text}</Link>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  </>
);

/** What can be done where one stands, on another tab than the overview. */
export const StepsOnTab: FC<{ parts: CaseParts; tab: CaseTab; today: string }> = ({ parts, tab, today }) => {
  const steps = stepsOnTab(parts, today, tab);
  return steps.length === 0 ? null : (
    <ul class="f-more f-not-printed" aria-label="Det du kan göra här">
      {steps.map((one) => (
        <li>
          <Link href={one.href}>{one.text}</Link>
        </li>
      ))}
    </ul>
  );
};

/** While a report about violence waits for its decision. */
const ViolenceReminder: FC<{ parts: CaseParts; today: string }> = ({ parts, today }) => {
  const due = parts.obligations.find((one) => one.rule_id === violenceMeansInvestigation.id);
  return due === undefined ? null : <Alert tone="warning">{describeObligation(due, today).sentence}</Alert>;
};

/**
 * What must be done by when and by which rule, the earliest first, in a closed case what has to be done all the same; `linked` to where it is
 * done, for whoever may do it.
 */
export const Deadlines: FC<{ parts: CaseParts; today: string; linked: boolean }> = ({ parts, today, linked }) => {
  if (parts.file.closed_on !== null && parts.obligations.length === 0) return null;
  const dues = parts.obligations.map((one) => describeObligation(one, today));
  return (
    <Card heading={parts.file.closed_on === null ? "Tider" : "Kvar att göra"}>
      {dues.length === 0 ? <Paragraph subtle>Inga tider löper i ärendet.</Paragraph> : null}
      <ul class="f-dues">
        {dues.map((one) => (
          <li>
            <p>{linked ? <Link href={one.href}>{one.label}</Link> : one.label}</p>
            <DueTag of={one} />
            <p class="f-small f-subtle">{one.sentence}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
};
