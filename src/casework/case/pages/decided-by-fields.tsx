import type { FC } from "hono/jsx";
import { decidedByFields, delegatedFields } from "../../../platform/core/decided-by.ts";
import { citationOn, citationsOn } from "../../../platform/law/provision.ts";
import { FieldOf, FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Details } from "../../../ui/components/text.tsx";
import { MayDecideKind } from "./may-decide-kind.tsx";
import type { Asking } from "./may-decide-kind.tsx";

export type Decider = { readonly id: string; readonly name: string; readonly title: string; readonly unit: string | null };

type Props = {
  form: FormState;
  deciders: readonly Decider[];
  today: string;
  /** The points of the delegation order to choose from; typed where there is no order. */
  points?: readonly Option[] | undefined;
};

/** The true day of the decision, and who took it: an employee on delegation, a committee, the board, or the chair in what could not wait. */
export const DecidedByFields: FC<Props> = (props) => (
  <>
    <FieldOf form={props.form} of={delegatedFields} name="decidedOn" />
    <Who {...props} of={delegatedFields} />
  </>
);

const { delegationPoint: _point, ...folded } = decidedByFields;
const foldedNames = Object.keys(folded).filter((name) => name !== "decidedOn" && name !== "decidedAt");

/** As `DecidedByFields`, with the maker folded away: for decisions that the one who types them has nearly always taken. */
export const DecidedByFolded: FC<Omit<Props, "deciders"> & Asking & { day?: boolean }> = ({ day = true, deciding, kinds, me, ...rest }) => {
  const props = { ...rest, deciders: deciding.deciders };
  const { value, field } = props.form;
  const other = value("decider") !== "tjänsteman" && value("decider") !== "";
  const open = other || value("deciderName") !== "" || foldedNames.some((name) => field(name).error !== undefined);
  return (
    <>
      <MayDecideKind {...{ deciding, kinds, me }} form={props.form} today={props.today} />
      {day ? <FieldOf form={props.form} of={decidedByFields} name="decidedOn" /> : null}
      <Details summary="Har någon annan än du beslutat?" open={open}>
        <div class="f-fields">
          <Who {...props} of={folded} />
        </div>
      </Details>
    </>
  );
};

const Who: FC<Props & { of: typeof folded }> = ({ form, deciders, today, of, points }) => (
  <FieldsOf
    form={form}
    of={of}
    names={["decider", "body", "minutesNumber", "decidedAt"]}
    options={{
      decider: kindsOn(today),
      ...(points === undefined ? {} : { delegationPoint: points }),
      decisionMakerId: deciders.map(({ id, name, title, unit }) => ({ value: id, label: [name, title, unit].filter(Boolean).join(", ") })),
    }}
  />
);

const chair = "ordförande eller ledamot";

/** Who may decide, with what it stands on that day; whoever does so only where it cannot wait, last. */
function kindsOn(today: string): Option[] {
  const hints: Readonly<Record<string, string>> = {
    tjänsteman: `På delegation från nämnden (${citationOn("delegation-to-staff", today)}).`,
    [chair]: `Bara när nämnden inte kan inväntas; beslutet anmäls till nämnden (${citationsOn(["urgent-decision", "urgent-decision-reported"], today)}).`,
  };
  return optionsFor(folded, "decider")
    .map((one) => {
      const hint = hints[one.value];
      return hint === undefined ? one : { ...one, hint };
    })
    .toSorted((a, b) => Number(a.value === chair) - Number(b.value === chair));
}
