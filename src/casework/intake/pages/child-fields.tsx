import type { FC } from "hono/jsx";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { firstChildFields as of } from "../first-child-fields.ts";

/** Who the child is that something came in about. */
export const ChildFields: FC<{ form: FormState; legend?: string }> = ({ form, legend = "Barnet" }) => (
  <Fieldset legend={legend}>
    <FieldOf form={form} of={of} name="childKnown" />
    <div class="f-pair">
      <FieldOf form={form} of={of} name="identityNumber" />
      <FieldOf form={form} of={of} name="birthDate" />
    </div>
    <div class="f-pair">
      <FieldOf form={form} of={of} name="givenName" />
      <FieldOf form={form} of={of} name="familyName" />
    </div>
    <FieldOf form={form} of={of} name="expectedOn" />
    <FieldsOf form={form} of={of} names={["birthYear", "description", "sex", "protectedIdentity"]} />
    <div class="f-pair">
      <FieldsOf form={form} of={of} names={["language", "interpreterNeed"]} />
    </div>
  </Fieldset>
);
