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
export const CorrectionFields: FC<{ form: FormState; of: Fields }> = ({ form, of }) => (
  <>
    <SourceFields form={form} of={of} at="" legend="Källa, om uppgifterna ska rättas" />
    {isStop(form) || names.some((name) => form.value(name) !== "") ? <GoOn /> : null}
  </>
);

/** The same of one child among several; `at` is where its fields stand in the form ("siblings.0."). */
export const SourceFields: FC<{ form: FormState; of: Fields; at: string; legend: string }> = ({ form, of, at, legend }) => {
  const corrects = form.problem?.questions?.filter((one) => one.id.startsWith("same.correct=")) ?? [];
  const asks = corrects.some(({ field }) => (at === "" ? !field.includes(".") : field.startsWith(at)));
  if (!asks && names.every((name) => form.value(at + name) === "")) return null;
  return (
    <Fieldset legend={legend} hint="Lämna tomt om det kända ska stå kvar.">
      <FieldsOf form={form} of={of} names={names.map((name) => at + name)} />
    </Fieldset>
  );
};

const GoOn: FC = () => (
  <ButtonRow>
    <Button>Gå vidare</Button>
  </ButtonRow>
);
