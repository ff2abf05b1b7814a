import { FieldOf } from "../../../ui/components/about-fields.tsx";
import type { Child, FC } from "hono/jsx";
import { isIsoDate } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Details } from "../../../ui/components/text.tsx";
import type { Standing } from "../../../ui/request.ts";
import type { InvestigationPart } from "../case-part.ts";
import { decisionFields } from "../record-decision.ts";
import { legalGroundsFor } from "../rules-grounds.ts";
import type { DecisionType } from "../rules-grounds.ts";
import { DecidedByFields } from "../../case/pages/decided-by-fields.tsx";
import { MayDecideHere, pointOptions } from "./may-decide-here.tsx";
import type { Deciding } from "../queries/find-deciders.ts";

/** The legal grounds of a type of decision on a day, with and without an application that waits, each with its citation and how it is appealed. */
export function groundOptions(type: DecisionType, day: string, onApplication: boolean): Option[] {
  return legalGroundsFor(type, day, onApplication).map((ground) => {
    const citation = citationsOn(ground.provisionIds, day);
    const board = ground.id === "one-guardian-refuses" ? ", beslutas av socialnämnden eller utskott" : "";
    const appeal = ground.appeal === "laglighetsprövning" ? ", kan bara laglighetsprövas" : "";
    return { value: ground.id, label: ground.label, hint: citation + board + appeal };
  });
}

/** What the investigation says already, by the field that asks for it. */
type Taken = Readonly<Record<string, string>>;
type Reasons = { form: FormState; taken: Taken; children?: Child };
type Maker = { form: FormState; deciding: Deciding; type: DecisionType; me: string; today: string };

/** What every decision of an investigation asks for: assessment, reasons, and who took it when, with who may beside it. */
export const DecisionFields: FC<Reasons & Maker> = ({ form, taken, children, ...maker }) => (
  <>
    <ReasonFields form={form} taken={taken}>
      {children}
    </ReasonFields>
    <MakerFields form={form} {...maker} />
  </>
);

/** What the decision stands on. */
export const ReasonFields: FC<Reasons> = ({ form, taken, children }) => (
  <>
    <Asked form={form} name="assessment" taken={taken} summary="Den samlade bedömningen är hämtad ur utredningen" />
    {children}
    <Asked form={form} name="reasoning" taken={taken} summary="Motiveringen är hämtad ur utredningen" />
  </>
);

/** Who took the decision and when, with who may beside it. */
export const MakerFields: FC<Maker> = ({ form, deciding, type, me, today }) => (
  <>
    <MayDecideHere form={form} deciding={deciding} type={type} me={me} today={today} />
    <DecidedByFields form={form} deciders={deciding.deciders} today={today} points={pointOptions(deciding, type)} />
  </>
);

/** A field that is folded where the investigation says it: there is nothing to write, only to read. */
const Asked: FC<{ form: FormState; name: "assessment" | "reasoning"; taken: Taken; summary: string }> = ({
  form,
  name,
  taken,
  summary,
}) => {
  const field = <FieldOf form={form} of={decisionFields} name={name} />;
  if (taken[name] === undefined) return field;
  return (
    <Details summary={summary} open={form.field(name).error !== undefined}>
      {field}
    </Details>
  );
};

/** The decision that an investigation has got, for whoever was second. */
export function standingDecision({ decision, conclusion }: InvestigationPart): Standing<never> | null {
  if (!decision) return null;
  const { outcome, intervention_type: type, decided_on: decidedOn, reasoning } = decision;
  return { words: { outcome, type, decidedOn, assessment: conclusion?.assessment, reasoning } };
}

/** The day that stands in the form, for what is cited; today until somebody writes another. */
export function dayOf(form: FormState, today: string): string {
  const day = form.value("decidedOn");
  return isIsoDate(day) ? day : today;
}
