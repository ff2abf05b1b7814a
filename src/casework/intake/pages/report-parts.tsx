import type { FC } from "hono/jsx";
import { FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import type { SummaryRow } from "../../../ui/components/lists.tsx";
import { Button, ButtonRow, Card, Details } from "../../../ui/components/text.tsx";
import { SourceFields } from "../../people/pages/correction-fields.tsx";
import { registerIntake } from "../actions/register-intake.ts";
import { reportSteps } from "../report-steps.ts";
import { mostSiblings, ofSiblings, siblingField, siblingFields } from "../sibling-fields.ts";

const of = registerIntake.input.shape;
type SiblingName = keyof typeof siblingFields & string;

/** The children of a form beside the first: how many stand in it. */
export function siblingCount(form: FormState): number {
  let count = 0;
  while (count < mostSiblings && Object.keys(siblingFields).some((field) => form.value(siblingField(count, field as SiblingName)) !== ""))
    count += 1;
  return count;
}

/** The names of all the fields of the first step. */
export const reportNames: readonly string[] = Object.keys(of).filter((name) => name !== "siblings");
export const siblingNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => Object.keys(siblingFields).map((field) => siblingField(place, field as SiblingName))).flat();

/** What stands in fields that another step asks for goes along, unseen. */
export const Carried: FC<{ form: FormState; names: readonly string[] }> = ({ form, names }) => (
  <>
    {names.flatMap((name) =>
      form
        .field(name)
        .values.filter(Boolean)
        .map((value) => <input type="hidden" name={name} value={value} />),
    )}
  </>
);

/** The other children of the report, each with its own fields. */
export const Siblings: FC<{ form: FormState; count: number }> = ({ form, count }) => (
  <>
    {Array.from({ length: count }, (_, place) => (
      <SiblingFields form={form} place={place} />
    ))}
  </>
);

const SiblingFields: FC<{ form: FormState; place: number }> = ({ form, place }) => {
  const at = (...names: readonly SiblingName[]) => names.map((name) => siblingField(place, name));
  const more = at("protectedIdentity", "language", "interpreterNeed", "ownConcern");
  const isOpen = more.some((name) => !["", "ingen"].includes(form.value(name)) || form.field(name).error !== undefined);
  return (
    <Fieldset legend={`Barn ${place + 2}`}>
      <SourceFields
        form={form}
        of={ofSiblings}
        at={`siblings.${place}.`}
        legend={`Källa för barn ${place + 2}, om uppgifterna ska rättas`}
      />
      <div class="f-pair">
        <FieldsOf form={form} of={ofSiblings} names={at("identityNumber", "birthDate")} />
      </div>
      <div class="f-pair">
        <FieldsOf form={form} of={ofSiblings} names={at("givenName", "familyName")} />
      </div>
      <FieldsOf form={form} of={ofSiblings} names={at("sex", "otherGuardians")} />
      <Details summary={`Skydd, språk och det som gäller bara barn ${place + 2}`} open={isOpen}>
        <div class="f-fields">
          <FieldsOf form={form} of={ofSiblings} names={more} />
        </div>
      </Details>
    </Fieldset>
  );
};

/** Takes a child out of the form again. Last, so that Enter in a field never does it. */
export const RemoveButtons: FC<{ count: number }> = ({ count }) => (
  <ButtonRow>
    {Array.from({ length: count }, (_, place) => (
      <Button name="_step" value={`${reportSteps.remove}.${place}`} variant="tertiary">
        {`Ta bort barn ${place + 2}`}
      </Button>
    ))}
  </ButtonRow>
);

/** A button to another step of the form. */
export const StepButton: FC<{ to: keyof typeof reportSteps; primary?: boolean; children?: string }> = ({ to, primary, children }) => (
  <Button name="_step" value={reportSteps[to]} variant={primary === true ? "primary" : "secondary"}>
    {children}
  </Button>
);

/** Everything that will be saved, before it is. */
export const ReportSummary: FC<{ form: FormState; count: number }> = ({ form, count }) => (
  <>
    <div>
      <Card heading="Det som kom in">
        <SummaryList rows={reportRows(form)} />
      </Card>
    </div>
    <div>
      {Array.from({ length: count + 1 }, (_, place) => (
        <Card heading={count === 0 ? "Barnet" : `Barn ${place + 1}`}>
          <SummaryList rows={childRows(form, place)} />
        </Card>
      ))}
    </div>
  </>
);

/** What was answered in a field, in words. */
function wordsIn(form: FormState, name: string): string {
  const at = name.includes(".") ? ofSiblings : of;
  const options = optionsFor(at, name);
  return form
    .field(name)
    .values.filter(Boolean)
    .map((value) => options.find((one) => one.value === value)?.label ?? value)
    .join(", ");
}

const joined = (form: FormState, ...names: readonly string[]): string =>
  names
    .map((name) => wordsIn(form, name))
    .filter(Boolean)
    .join(", ");

function reportRows(form: FormState): SummaryRow[] {
  return [
    { term: "Vad", value: wordsIn(form, "type") },
    { term: "Kom in", value: [form.value("receivedOn"), form.value("receivedAt"), wordsIn(form, "channel")].filter(Boolean).join(" ") },
    { term: "Från", value: joined(form, "reporterCategory", "reporterName", "reporterContact") },
    ...(form.value("takenBy") === "" ? [] : [{ term: "Togs emot av", value: form.value("takenBy") }]),
    ...(form.value("maskReporter") === "ja" ? [{ term: "Vem som anmäler", value: "Hålls hemligt (26 kap. 5 § OSL)" }] : []),
    { term: "Vill ha återkoppling", value: form.value("feedbackRequested") === "ja" ? "Ja" : "Nej" },
    { term: "Orsaker", value: wordsIn(form, "reasons") },
    { term: "Vad det gäller", value: <span class="f-case-text">{form.value("concern")}</span> },
    ...protectionRows(form),
  ];
}

function protectionRows(form: FormState): SummaryRow[] {
  if (form.value("protection") === "" && form.value("type") !== "anmälan") return [];
  if (form.value("protection") === "") return [{ term: "Omedelbart skydd", value: "Inte bedömt än" }];
  const when = [form.value("protectionOn"), form.value("protectionAt")].filter(Boolean).join(" ");
  const text = [
    wordsIn(form, "protection"),
    form.value("protectionReasoning"),
    form.value("protectionMeasure"),
    form.value("protectionBy"),
  ];
  return [
    { term: "Behöver barnet omedelbart skydd?", value: <span class="f-case-text">{text.filter(Boolean).join("\n")}</span> },
    { term: "När det bedömdes", value: when === "" ? "När det registreras" : when },
  ];
}

/** Of the first child, where it is expected or not known by name. */
function unnamedRows(form: FormState): SummaryRow[] {
  const known = form.value("childKnown");
  if (known === "väntat") return [{ term: "Väntas", value: form.value("expectedOn") }];
  if (known !== "okänt") return [];
  return [
    { term: "Född omkring", value: form.value("birthYear") },
    { term: "Beskrivning", value: form.value("description") },
  ];
}

function childRows(form: FormState, place: number): SummaryRow[] {
  const at = (name: SiblingName) => (place === 0 ? name : siblingField(place - 1, name));
  const guardians = ([1, 2] as const).map((which) => joined(form, `guardian${which}Given`, `guardian${which}Family`).replace(", ", " "));
  const own = place === 0 ? "" : form.value(at("ownConcern"));
  const isSame = place === 0 || form.value(at("otherGuardians")) !== "ja";
  const protection = form.value(at("protectedIdentity"));
  return [
    ...(place === 0 ? unnamedRows(form) : []),
    { term: "Namn", value: [form.value(at("givenName")), form.value(at("familyName"))].filter(Boolean).join(" ") },
    {
      term: form.value(at("identityNumber")) ? "Personnummer" : "Född",
      value: form.value(at("identityNumber")) || form.value(at("birthDate")),
    },
    { term: "Kön", value: optionsFor(siblingFields, "sex").find((one) => one.value === form.value(at("sex")))?.label },
    ...(protection === "" || protection === "ingen" ? [] : [{ term: "Skyddade personuppgifter", value: protection }]),
    { term: "Vårdnadshavare", value: isSame ? guardians.filter(Boolean).join(" och ") : "Andra: skrivs in i barnets ärende" },
    ...(own === "" ? [] : [{ term: "Gäller bara barnet", value: <span class="f-case-text">{own}</span> }]),
  ];
}
