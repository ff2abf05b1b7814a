import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import { stockholmTime } from "../../../platform/basics/dates.ts";
import { Checkboxes, DateField, Fieldset, Radios, Select, TextArea, TextField, TimeField, YesNo } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Details, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { registerIntake } from "../actions/register-intake.ts";
import { intakeChannels, intakeReasons, intakeTypes, reporterCategories } from "../codes.ts";
import { CorrectionFields, isStop } from "../../people/pages/correction-fields.tsx";
import { ChildFields } from "./child-fields.tsx";
import { options } from "./parts.tsx";

/** Registers what has come in about a child. Afterwards the case, or a receipt when the case is another unit's. */
export const registerIntakePage = defineForm({
  path: "/anmalningar/ny",
  title: "Ny anmälan",
  navigation: { text: "Ny anmälan", order: 20 },
  values: ({ today, now }) => ({
    type: "anmälan",
    receivedOn: today,
    receivedAt: stockholmTime(now),
    protectedIdentity: "ingen",
    feedbackRequested: false,
    takeCase: "ja",
  }),
  action: registerIntake,
  done: (out) => (out.caseId ? `/arenden/${out.caseId}` : "/anmalningar/mottagen"),
  amend: (out) => (out.caseId ? `/arenden/${out.caseId}/anteckning/ny` : undefined),
  notice: "Det som kom in är registrerat.",
  view: ({ form, today, actor }) => (
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
        <CorrectionFields form={form} />
        <ChildFields form={form} />
        <GuardianFields form={form} />
        <ReporterFields form={form} />
        <IntakeFields form={form} today={today} />
        {hasRole(actor, "caseworker") ? (
          <Radios
            {...form.field("takeCase")}
            label="Vem tar hand om ärendet?"
            options={[
              { value: "ja", label: "Jag tar ansvar för ärendet" },
              { value: "nej", label: "Ärendet ska fördelas", hint: "Det visas för enheten under Utan ansvarig." },
            ]}
          />
        ) : null}
      </Form>
    </>
  ),
});

const asks = (form: FormState, beginning: string): boolean => form.problem?.questions?.some((one) => one.id.startsWith(beginning)) === true;

const IntakeFields: FC<{ form: FormState; today: string }> = ({ form, today }) => (
  <Fieldset legend="Det som kom in">
    <Radios {...form.field("type")} label="Vad som kom in" options={options(intakeTypes)} />
    <div class="f-pair">
      <DateField {...form.field("receivedOn")} label="Dag det kom in" max={today} />
      <TimeField {...form.field("receivedAt")} label="Klockslag" hint="Tiderna i lagen räknas härifrån." />
    </div>
    <Select {...form.field("channel")} label="Hur det kom in" options={options(intakeChannels)} />
    <div class="f-many">
      <Checkboxes
        {...form.field("reasons")}
        label="Orsaker"
        hint="Välj alla som passar. Våld gör att en utredning ska inledas utan dröjsmål."
        options={options(intakeReasons)}
      />
    </div>
    <TextArea
      {...form.field("concern")}
      label="Vad oron eller ansökan gäller"
      hint="Skriv det som anmälaren har sett och hört, så nära anmälarens egna ord som möjligt."
      rows={7}
    />
  </Fieldset>
);

const ReporterFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Den som anmäler eller ansöker">
    <Select {...form.field("reporterCategory")} label="Vem" options={options(reporterCategories)} />
    <TextField
      {...form.field("reporterName")}
      label="Namn och arbetsplats"
      hint="Den som är skyldig att anmäla är aldrig anonym: skriv vem. Andra får vara det, lämna då tomt."
    />
    <TextField {...form.field("reporterContact")} label="Telefon eller e-post" optional />
    <YesNo
      {...form.field("feedbackRequested")}
      label="Vill anmälaren ha återkoppling?"
      hint="Gäller den som är skyldig att anmäla, till exempel skola, vård och polis."
    />
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
      <TextField {...form.field(`guardian${which}Given`)} label={`Förnamn, vårdnadshavare ${which}`} optional />
      <TextField {...form.field(`guardian${which}Family`)} label={`Efternamn, vårdnadshavare ${which}`} optional />
    </div>
    <div class="f-pair">
      <TextField
        {...form.field(`guardian${which}Number`)}
        label={`Personnummer, vårdnadshavare ${which}`}
        width={16}
        inputMode="numeric"
        maxLength={13}
        optional
      />
      <TextField {...form.field(`guardian${which}Phone`)} label={`Telefon, vårdnadshavare ${which}`} inputMode="tel" optional />
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
