import type { FC } from "hono/jsx";
import { citationsOn } from "../../core/law/provision.ts";
import { Radios, TextArea, TextField } from "../../web/components/fields.tsx";
import type { Option } from "../../web/components/fields.tsx";
import type { FormState } from "../../web/components/form.tsx";
import { legalGroundsFor } from "../rules-grounds.ts";
import type { DecisionType } from "../rules-grounds.ts";

/** The legal grounds to choose from on a day, each with its citation; `most` used first, as the rules have them. */
export function groundOptions(types: readonly DecisionType[], day: string): Option[] {
  const grounds = types.flatMap((type) => legalGroundsFor(type, day));
  return [...new Set(grounds)].map((ground) => ({ value: ground.id, label: ground.label, hint: citationsOn(ground.provisionIds, day) }));
}

/** What every decision of an investigation asks for: assessment, legal ground, reasons and on whose authority. */
export const DecisionFields: FC<{ form: FormState; grounds: readonly Option[]; assessmentHint: string }> = ({
  form,
  grounds,
  assessmentHint,
}) => (
  <>
    <TextArea {...form.field("assessment")} label="Samlad bedömning" hint={assessmentHint} rows={6} />
    <Radios {...form.field("legalGround")} label="Lagrum" options={grounds} />
    <TextArea
      {...form.field("reasoning")}
      label="Motivering"
      hint="Skälen till beslutet, så att barnet och vårdnadshavarna förstår dem. Skriv hur barnets åsikt har vägts in."
      rows={5}
    />
    <TextField
      {...form.field("delegationPoint")}
      label="Punkt i delegationsordningen"
      hint="Till exempel 3.1."
      width={12}
      maxLength={100}
    />
  </>
);
