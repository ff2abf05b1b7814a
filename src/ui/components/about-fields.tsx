import type { Child, FC } from "hono/jsx";
import { aboutOf, kindOf } from "../../platform/core/about.ts";
import type { Fields } from "../../platform/core/about.ts";
import { Checkboxes, DateField, Radios, Revealed, Select, TextArea, TextField, TimeField, YesNo, optionsOf } from "./fields.tsx";
import type { FormState } from "./form.tsx";

/** The fields of a form as they are described once (`about`), and the child's name where a label says {barnet}. */
export type Described = { readonly form: FormState; readonly of: Fields; readonly child?: string };

/** More choices than this are a list to choose from. */
const mostRadios = 7;
/** A longer line is not cut off while somebody writes or pastes: the answer says that it is too long. */
const longestLine = 200;

type Props = Described & {
  readonly name: string;
  /** In place of the field's own hint, where it depends on what is shown; "" for none. */
  readonly hint?: Child;
};

/** One field: label, hint, control, faults and "valfritt" of what is said of it. */
export const FieldOf: FC<Props> = ({ form, of, name, child = "barnet", hint }) => {
  const said = aboutOf(of, name);
  const kind = kindOf(said.field);
  const common = {
    ...form.field(name),
    label: said.label.replaceAll("{barnet}", child),
    hint: hint ?? said.hint?.replaceAll("{barnet}", child),
    optional: kind.mayBeEmpty && (said.optional ?? true),
  };
  switch (kind.kind) {
    case "text":
      if (said.rows !== undefined) return <TextArea {...common} rows={said.rows} />;
      return <TextField {...common} {...(kind.longest <= longestLine ? { maxLength: kind.longest } : {})} />;
    case "day":
      return <DateField {...common} />;
    case "time":
      return <TimeField {...common} />;
    case "yes-no":
      return <YesNo {...common} />;
    case "choices":
      return <Checkboxes {...common} options={optionsOf(kind.codes, said.words)} inline={said.inline === true} />;
    case "choice":
      return kind.codes.length > mostRadios ? (
        <Select {...common} options={optionsOf(kind.codes, said.words)} />
      ) : (
        <Radios {...common} options={revealing(of, name, optionsOf(kind.codes, said.words))} inline={said.inline === true} />
      );
    case "id":
      throw new TypeError("What an identifier is chosen from is the page's to say.");
  }
};

const revealId = (name: string): string => `more-${name}`;

/** The choices with what they reveal: the fields that are shown when one of them is chosen. */
function revealing<Choice extends { readonly value: string }>(
  of: Fields,
  name: string,
  options: readonly Choice[],
): (Choice & { reveals?: string })[] {
  const revealed = Object.keys(of).map((each) => ({ id: revealId(each), when: aboutOf(of, each).when }));
  return options.map((option) => {
    const ids = revealed.filter(({ when }) => when?.field === name && when.is.includes(option.value)).map(({ id }) => id);
    return ids.length === 0 ? option : { ...option, reveals: ids.join(" ") };
  });
}

/** The fields of one part of the form, in their order. What another field's answer reveals is shown by that answer, and always without JavaScript. */
export const FieldsOf: FC<Described & { readonly group: string }> = ({ group, ...described }) => (
  <>
    {Object.keys(described.of)
      .filter((name) => aboutOf(described.of, name).group === group)
      .map((name) => {
        const field = <FieldOf {...described} name={name} />;
        return aboutOf(described.of, name).when ? <Revealed id={revealId(name)}>{field}</Revealed> : field;
      })}
  </>
);

/** The names of the fields of one part of the form. */
export function namesIn(of: Fields, group: string): readonly string[] {
  return Object.keys(of).filter((name) => aboutOf(of, name).group === group);
}
