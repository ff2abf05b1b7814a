import type { FC } from "hono/jsx";
import { DateField, Fieldset, Radios, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Button, ButtonRow } from "../../../ui/components/text.tsx";
import { personSources } from "../codes.ts";

const names = ["correctionSource", "correctionSourceDetail", "correctionSourceOn"] as const;

/** True when the form came back with a choice between persons or versions. */
export const isStop = (form: FormState): boolean => form.problem?.questions?.some((one) => one.oneOf !== undefined) === true;

/** Below the two versions of a known child: where the right one was read, when what is known is to be corrected. */
export const CorrectionFields: FC<{ form: FormState }> = ({ form }) => {
  const { problem } = form;
  const asks = problem?.questions?.some((one) => one.id.startsWith("same.correct=")) === true;
  if (!asks && names.every((name) => form.value(name) === "")) return isStop(form) ? <GoOn /> : null;
  return (
    <>
      <Fieldset legend="Källa, om uppgifterna ska rättas" hint="Lämna tomt om det kända ska stå kvar.">
        <Radios
          {...form.field("correctionSource")}
          label="Var är den rätta uppgiften hämtad?"
          options={optionsOf(personSources)}
          optional="om det kända står kvar"
        />
        <TextField {...form.field("correctionSourceDetail")} label="Vem eller vilken handling?" optional="utom för uppgift från någon" />
        <DateField {...form.field("correctionSourceOn")} label="Dag för källan" optional="om det kända står kvar" />
      </Fieldset>
      <GoOn />
    </>
  );
};

const GoOn: FC = () => (
  <ButtonRow>
    <Button>Gå vidare</Button>
  </ButtonRow>
);
