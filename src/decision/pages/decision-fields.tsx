import type { FC } from "hono/jsx";
import { citationsOn } from "../../core/law/provision.ts";
import { Radios, TextArea, TextField } from "../../web/components/fields.tsx";
import type { Option } from "../../web/components/fields.tsx";
import type { FormState } from "../../web/components/form.tsx";
import { legalGroundsFor } from "../rules-grounds.ts";
import type { DecisionType } from "../rules-grounds.ts";

/** The legal grounds of a type of decision on a day, each with its citation and, where a form has several types, `when` it fits. */
export function groundOptions(type: DecisionType, day: string, when?: string): Option[] {
  return legalGroundsFor(type, day).map((ground) => {
    const citation = citationsOn(ground.provisionIds, day);
    return { value: ground.id, label: ground.label, hint: when ? `${citation}, ${when}` : citation };
  });
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
