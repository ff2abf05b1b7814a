import type { FC } from "hono/jsx";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { urgentDeciders } from "../../../platform/core/decided-by.ts";
import { citationOn, citationsOn } from "../../../platform/law/provision.ts";
import { DateField, Radios, Revealed, Select, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Details } from "../../../ui/components/text.tsx";

export type Decider = { readonly id: string; readonly name: string; readonly title: string; readonly unit: string | null };

const BODY = "beslutat-av-namnd";

type Props = { form: FormState; deciders: readonly Decider[]; today: string; withPoint?: boolean };

/** What stands in the fields of `DecidedByFields` from the start: the one who is signed in, today. */
export function decidedByValues(actor: StaffActor, today: string): Record<string, string> {
  return { decider: "tjänsteman", decisionMakerId: actor.staffId, decidedOn: today };
}

/** The true day of the decision, and who took it: an employee on delegation, a committee, the board, or the chair in what could not wait. */
export const DecidedByFields: FC<Props> = ({ form, deciders, today, withPoint = true }) => (
  <>
    <DayField form={form} />
    <Who form={form} deciders={deciders} today={today} withPoint={withPoint} />
  </>
);

/** As `DecidedByFields`, with the maker folded away: for decisions that the one who types them has nearly always taken. */
export const DecidedByFolded: FC<Props & { day?: boolean }> = ({ form, deciders, today, day = true }) => {
  const { value, field } = form;
  const other = value("decider") !== "tjänsteman" && value("decider") !== "";
  const wrong = [
    "decider",
    "decisionMakerId",
    "deciderName",
    "body",
    "minutesNumber",
    "urgentDecider",
    "chairName",
    "urgency",
    "nextMeetingOn",
  ];
  const open = other || value("deciderName") !== "" || wrong.some((name) => field(name).error !== undefined);
  return (
    <>
      {day ? <DayField form={form} /> : null}
      <Details summary="Har någon annan än du beslutat?" open={open}>
        <div class="f-fields">
          <Who form={form} deciders={deciders} today={today} withPoint={false} />
        </div>
      </Details>
    </>
  );
};

const DayField: FC<{ form: FormState }> = ({ form }) => (
  <DateField
    {...form.field("decidedOn")}
    label="Beslutsdag"
    hint="Dagen då beslutet fattades, inte då du skriver in det. I dag är ifyllt."
  />
);

const Who: FC<Required<Props>> = ({ form, deciders, today, withPoint }) => (
  <>
    <Radios
      {...form.field("decider")}
      label="Vem har beslutat?"
      options={[
        {
          value: "tjänsteman",
          label: "En tjänsteman",
          hint: `På delegation från nämnden (${citationOn("delegation-to-staff", today)}).`,
          reveal: <Employee form={form} deciders={deciders} withPoint={withPoint} />,
        },
        { value: "utskott", label: "Ett utskott", reveals: BODY },
        { value: "nämnd", label: "Socialnämnden", reveals: BODY },
        {
          value: "ordförande eller ledamot",
          label: "Ordföranden eller en utsedd ledamot",
          hint: `Bara när nämnden inte kan inväntas; beslutet anmäls till nämnden (${citationsOn(["urgent-decision", "urgent-decision-reported"], today)}).`,
          reveal: <Chair form={form} />,
        },
      ]}
    />
    <Revealed id={BODY}>
      <TextField {...form.field("body")} label="Vilken nämnd eller vilket utskott?" hint="Till exempel Individutskottet." maxLength={200} />
      <TextField {...form.field("minutesNumber")} label="Paragraf i protokollet" hint="Till exempel § 45." width={12} maxLength={50} />
    </Revealed>
    <TextField {...form.field("decidedAt")} label="Plats" hint="Var beslutet fattades." maxLength={200} optional />
  </>
);

const Employee: FC<{ form: FormState; deciders: readonly Decider[]; withPoint: boolean }> = ({ form, deciders, withPoint }) => (
  <div class="f-fields">
    <Select
      {...form.field("decisionMakerId")}
      label="Beslutsfattare"
      options={deciders.map(({ id, name, title, unit }) => ({ value: id, label: [name, title, unit].filter(Boolean).join(", ") }))}
    />
    <TextField
      {...form.field("deciderName")}
      label="Någon som inte finns i listan"
      hint="Namn och befattning, till exempel socialjourens. Går före valet ovan."
      maxLength={200}
      optional
    />
    {withPoint ? (
      <TextField
        {...form.field("delegationPoint")}
        label="Punkt i delegationsordningen"
        hint="Till exempel 3.1."
        width={12}
        maxLength={100}
      />
    ) : null}
  </div>
);

const Chair: FC<{ form: FormState }> = ({ form }) => (
  <div class="f-fields">
    <Radios {...form.field("urgentDecider")} label="Vem av dem?" options={optionsOf(urgentDeciders)} inline />
    <TextField {...form.field("chairName")} label="Namn" maxLength={200} />
    <TextArea {...form.field("urgency")} label="Varför kunde beslutet inte vänta på nämnden?" rows={3} />
    <DateField {...form.field("nextMeetingOn")} label="Nämndens nästa sammanträde" hint="Dagen då beslutet anmäls." />
  </div>
);
