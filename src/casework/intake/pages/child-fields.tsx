import type { FC } from "hono/jsx";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { childFields } from "../child-fields.ts";

/** Who the child is that something came in about. */
export const ChildFields: FC<{ form: FormState; legend?: string }> = ({ form, legend = "Barnet" }) => (
  <Fieldset legend={legend}>
    <div class="f-pair">
      <FieldsOf form={form} of={childFields} names={["identityNumber", "birthDate"]} />
    </div>
    <div class="f-pair">
      <FieldsOf form={form} of={childFields} names={["givenName", "familyName"]} />
    </div>
    <FieldsOf form={form} of={childFields} names={["sex", "protectedIdentity"]} />
    <div class="f-pair">
      <FieldsOf form={form} of={childFields} names={["language", "interpreterNeed"]} />
    </div>
  </Fieldset>
);
