import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Details, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { registerIntake } from "../actions/register-intake.ts";
import { CorrectionFields, isStop } from "../../people/pages/correction-fields.tsx";
import { ChildFields } from "./child-fields.tsx";

const of = registerIntake.input.shape;

/** Registers what has come in about a child. Afterwards the case, or a receipt when the case is another unit's. */
export const registerIntakePage = defineForm({
  path: "/anmalningar/ny",
  title: "Ny anmälan",
  navigation: { text: "Ny anmälan", order: 20 },
  action: registerIntake,
  done: (out) => (out.caseId ? `/arenden/${out.caseId}` : "/anmalningar/mottagen"),
  amend: (out) => (out.caseId ? `/arenden/${out.caseId}/anteckning/ny` : undefined),
  notice: "Det som kom in är registrerat.",
  view: ({ form, actor }) => (
    <>
      {isStop(form) ? (
        <PageHead
          heading={asks(form, "same.") || asks(form, "alike.") ? "Är det samma barn?" : "Barnet är känt sedan tidigare"}
          lead={`${asks(form, "alike.") ? "Ett barn med samma eller nästan samma namn och födelsedatum är känt." : "Numret du skrev är känt, med andra uppgifter."} Jämför och välj innan något sparas. Det du har skrivit står längre ner.`}
        />
      ) : (
        <PageHead
          heading="Ny anmälan eller ansökan"
          lead="Finns barnet redan med ett öppet ärende läggs uppgifterna där. Annars öppnas ett nytt."
        />
      )}
      <Form form={form} submit="Registrera" cancel="/arenden">
        <CorrectionFields form={form} of={of} />
        <ChildFields form={form} />
        <GuardianFields form={form} />
        <ReporterFields form={form} />
        <IntakeFields form={form} />
        {hasRole(actor, "caseworker") ? <FieldOf form={form} of={of} name="takeCase" /> : null}
      </Form>
    </>
  ),
});

const asks = (form: FormState, beginning: string): boolean => form.problem?.questions?.some((one) => one.id.startsWith(beginning)) === true;

const IntakeFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Det som kom in">
    <FieldOf form={form} of={of} name="type" />
    <div class="f-pair">
      <FieldsOf form={form} of={of} names={["receivedOn", "receivedAt"]} />
    </div>
    <FieldOf form={form} of={of} name="channel" />
    <div class="f-many">
      <FieldOf form={form} of={of} name="reasons" />
    </div>
    <FieldOf form={form} of={of} name="concern" />
  </Fieldset>
);

const ReporterFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Den som anmäler eller ansöker">
    <FieldsOf form={form} of={of} names={["reporterCategory", "reporterName", "reporterContact", "feedbackRequested"]} />
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
  return ["Given", "Family", "Number", "Phone"].some(
    (part) => form.value(`guardian${which}${part}`) !== "" || form.field(`guardian${which}${part}`).error !== undefined,
  );
}

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
