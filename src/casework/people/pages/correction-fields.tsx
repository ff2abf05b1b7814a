import type { FC } from "hono/jsx";
import type { Fields } from "../../../platform/core/about.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Button, ButtonRow } from "../../../ui/components/text.tsx";

const names = ["correctionSource", "correctionSourceDetail", "correctionSourceOn"] as const;

/** True when the form came back with a choice between persons or versions. */
export const isStop = (form: FormState): boolean => form.problem?.questions?.some((one) => one.oneOf !== undefined) === true;

/** Below the two versions of a known child: where the right one was read, when what is known is to be corrected. `of` are the fields of a child. */
export const CorrectionFields: FC<{ form: FormState; of: Fields }> = ({ form, of }) => {
  const { problem } = form;
  const asks = problem?.questions?.some((one) => one.id.startsWith("same.correct=")) === true;
  if (!asks && names.every((name) => form.value(name) === "")) return isStop(form) ? <GoOn /> : null;
  return (
    <>
      <Fieldset legend="Källa, om uppgifterna ska rättas" hint="Lämna tomt om det kända ska stå kvar.">
        <FieldsOf form={form} of={of} names={names} />
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
