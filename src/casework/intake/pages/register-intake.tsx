import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form, KeepOrCancel } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Button, Details, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { inputOf } from "../../../ui/form-body.ts";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { faultsOf, registerIntake } from "../actions/register-intake.ts";
import { reportStep, reportSteps } from "../report-steps.ts";
import { CorrectionFields, isStop } from "../../people/pages/correction-fields.tsx";
import { ChildFields } from "./child-fields.tsx";
import { Carried, RemoveButtons, ReportSummary, Siblings, StepButton, reportNames, siblingCount, siblingNames } from "./report-parts.tsx";

const of = registerIntake.input.shape;

/**
 * Registers what has come in: the concern first, then whom it is about. About one child it is one page, and may be looked through before it is saved;
 * about several the children have a step of their own, and what will be saved is always shown before it is. Afterwards the first child's case, or
 * a receipt when the case is another unit's.
 */
export const registerIntakePage = defineForm({
  path: "/anmalningar/ny",
  title: "Ny anmälan",
  navigation: { text: "Ny anmälan", order: 20 },
  action: registerIntake,
  done: (out) => {
    const seen = [out, ...(out.siblings ?? [])].find((one) => one.caseId !== undefined);
    return seen ? `/arenden/${seen.caseId}` : "/anmalningar/mottagen";
  },
  amend: (out) => (out.caseId ? `/arenden/${out.caseId}/anteckning/ny` : undefined),
  notice: "Det som kom in är registrerat.",
  steps: reportStep,
  stepFaults: (body, step, context) => {
    const typed = inputOf(body, registerIntake.input);
    if (step === reportSteps.check) return faultsOf(typed, context);
    // What is wrong with the first page is told before somebody goes on to the next child; of that child nothing is asked yet.
    return step === reportSteps.children ? faultsOf({ ...typed, siblings: [] }, context) : undefined;
  },
  view: ({ form, actor }) => {
    const count = siblingCount(form);
    const isFirst = form.problem !== null || form.step === "" || form.step === reportSteps.report;
    return (
      <>
        <Head form={form} count={count} />
        <Form form={form}>
          {isFirst ? <FirstStep form={form} count={count} takes={hasRole(actor, "caseworker")} /> : <LaterStep form={form} count={count} />}
        </Form>
      </>
    );
  },
});

const asks = (form: FormState, beginning: string): boolean => form.problem?.questions?.some((one) => one.id.startsWith(beginning)) === true;

type StepProps = { form: FormState; count: number };

const Head: FC<StepProps> = ({ form, count }) => {
  if (isStop(form)) {
    return (
      <PageHead
        heading={asks(form, "same.") || asks(form, "alike.") ? "Är det samma barn?" : "Barnet är känt sedan tidigare"}
        lead={`${asks(form, "alike.") ? "Ett barn med samma eller nästan samma namn och födelsedatum är känt." : "Numret du skrev är känt, med andra uppgifter."} Jämför och välj innan något sparas. Det du har skrivit står längre ner.`}
      />
    );
  }
  const step = form.problem === null ? form.step : "";
  if (step === reportSteps.children)
    return <PageHead heading="Fler barn i samma anmälan" lead="Varje barn får sitt eget ärende. Det som kom in skrivs bara en gång." />;
  if (step === reportSteps.check) {
    const several = `Det skrivs in i ${count + 1} barns ärenden, ett för varje barn.`;
    return <PageHead heading="Kontrollera innan du registrerar" lead={count > 0 ? several : "Inget är sparat än."} />;
  }
  return (
    <PageHead
      heading="Ny anmälan eller ansökan"
      lead="Finns barnet redan med ett öppet ärende läggs uppgifterna där. Annars öppnas ett nytt."
    />
  );
};

/** What came in, from whom, and the first child. Where something is at fault everything is shown, with the other children. */
const FirstStep: FC<StepProps & { takes: boolean }> = ({ form, count, takes }) => {
  const isFaulty = form.problem !== null;
  return (
    <>
      <CorrectionFields form={form} of={of} />
      <div class="f-halves">
        <div>
          <IntakeFields form={form} />
          <ProtectionFields form={form} />
          {takes ? <FieldOf form={form} of={of} name="takeCase" /> : null}
        </div>
        <div>
          <ReporterFields form={form} />
          <ChildFields form={form} legend={count === 0 ? "Barnet" : "Barn 1"} />
          <GuardianFields form={form} />
        </div>
        {isFaulty ? <Siblings form={form} count={count} /> : null}
      </div>
      {isFaulty ? null : <Carried form={form} names={siblingNames(count)} />}
      <div class="f-buttons">
        {count === 0 ? <Button>Registrera</Button> : null}
        {count > 0 && !isFaulty ? (
          <StepButton to="children" primary>
            {`Gå vidare till barn 2${count > 1 ? `–${count + 1}` : ""}`}
          </StepButton>
        ) : null}
        <StepButton to="check" primary={count > 0 && isFaulty}>
          {count === 0 ? "Kontrollera först" : "Kontrollera"}
        </StepButton>
        {count === 0 || isFaulty ? (
          <StepButton to="more">{count === 0 ? "Lägg till ett barn till" : "Lägg till ännu ett barn"}</StepButton>
        ) : null}
        <KeepOrCancel form={form} cancel="/arenden" />
      </div>
      {isFaulty && count > 0 ? <RemoveButtons count={count} /> : null}
    </>
  );
};

/** The other children, or everything as it will be saved. */
const LaterStep: FC<StepProps> = ({ form, count }) => {
  const isCheck = form.step === reportSteps.check;
  return (
    <>
      <Carried form={form} names={isCheck ? [...reportNames, ...siblingNames(count)] : reportNames} />
      <div class="f-halves">{isCheck ? <ReportSummary form={form} count={count} /> : <Siblings form={form} count={count} />}</div>
      <div class="f-buttons">
        {isCheck ? (
          <Button>{count === 0 ? "Registrera" : `Registrera för ${count + 1} barn`}</Button>
        ) : (
          <StepButton to="check" primary>
            Kontrollera
          </StepButton>
        )}
        {isCheck && count > 0 ? <StepButton to="children">Ändra barnen</StepButton> : null}
        {isCheck ? null : <StepButton to="more">Lägg till ännu ett barn</StepButton>}
        <StepButton to="report">{isCheck ? "Ändra anmälan" : "Tillbaka till anmälan"}</StepButton>
        <KeepOrCancel form={form} cancel="/arenden" />
      </div>
      {isCheck ? null : <RemoveButtons count={count} />}
    </>
  );
};

const IntakeFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Det som kom in">
    <FieldOf form={form} of={of} name="type" />
    <div class="f-pair">
      <FieldsOf form={form} of={of} names={["receivedOn", "receivedAt"]} />
    </div>
    <FieldsOf form={form} of={of} names={["channel", "takenBy", "concern"]} />
    <div class="f-many f-many--short">
      <FieldOf form={form} of={of} name="reasons" />
    </div>
  </Fieldset>
);

const earlier = ["protectionOn", "protectionAt", "protectionBy"];

const ProtectionFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Omedelbart skydd">
    <FieldOf form={form} of={of} name="protection" />
    <FieldsOf form={form} of={of} names={["protectionReasoning"]} />
    <FieldsOf form={form} of={of} names={["protectionMeasure"]} />
    <Details summary="Gjordes bedömningen tidigare, eller av någon annan?" open={earlier.some((name) => isUsed(form, name))}>
      <FieldsOf form={form} of={of} names={earlier} />
    </Details>
  </Fieldset>
);

const ReporterFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Den som anmäler eller ansöker">
    <FieldsOf form={form} of={of} names={["reporterCategory", "reporterName"]} />
    <div class="f-pair">
      <FieldsOf form={form} of={of} names={["reporterContact", "feedbackRequested"]} />
    </div>
    <FieldsOf form={form} of={of} names={["maskReporter"]} />
  </Fieldset>
);

const GuardianFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Vårdnadshavare" hint="Fyll i det ni vet. Det går att registrera anmälan utan.">
    <Guardian form={form} which={1} />
    <Details summary="Vårdnadshavare 2" open={filled(form, 2)}>
      <div class="f-fields">
        <Guardian form={form} which={2} />
      </div>
    </Details>
  </Fieldset>
);

/** A closed box must not hide what was entered or what is wrong. */
function filled(form: FormState, which: 1 | 2): boolean {
  return ["Given", "Family", "Number", "Phone"].some((part) => isUsed(form, `guardian${which}${part}`));
}

const isUsed = (form: FormState, name: string): boolean => form.value(name) !== "" || form.field(name).error !== undefined;

const Guardian: FC<{ form: FormState; which: 1 | 2 }> = ({ form, which }) => (
  <>
    <div class="f-pair">
      <FieldsOf form={form} of={of} names={[`guardian${which}Given`, `guardian${which}Family`]} />
    </div>
    <div class="f-pair">
      <FieldsOf form={form} of={of} names={[`guardian${which}Number`, `guardian${which}Phone`]} />
    </div>
  </>
);

/** After something was registered about a child whose case the person may not see. Says nothing about the case. */
export const receivedPage = definePage({
  path: "/anmalningar/mottagen",
  title: "Mottaget",
  asks: registerIntake,
  view: () => (
    <>
      <PageHead heading="Uppgifterna är mottagna" lead="De som ska arbeta med uppgifterna ser dem nu i sin arbetslista." />
      <Paragraph>Behöver barnet skydd nu? Ring den enhet som ansvarar. Sök på personnumret för att se vilken det är.</Paragraph>
      <LawNote>Den omedelbara skyddsbedömningen görs av den enhet som har ärendet.</LawNote>
      <div class="f-buttons">
        <LinkButton href="/sok">Sök enheten</LinkButton>
        <LinkButton href="/arenden" variant="secondary">
          Till mina ärenden
        </LinkButton>
      </div>
    </>
  ),
});
