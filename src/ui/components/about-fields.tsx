import type { Child, FC } from "hono/jsx";
import type { z } from "zod";
import { aboutOf, allAbout, findAbout, kindOf, pathOf } from "../../platform/core/about.ts";
import type { About, Fields, When } from "../../platform/core/about.ts";
import { whenWords } from "../../platform/core/asked-fields.ts";
import { Checkboxes, DateField, OnlyIf, Radios, Revealed, Select, TextArea, TextField, TimeField, optionsOf } from "./fields.tsx";
import type { Option } from "./fields.tsx";
import type { FormState } from "./form.tsx";

/** The fields of a form as they are described once (`about`), and the child's name where a label says {barnet}. */
export type Described = {
  readonly form: FormState;
  readonly of: Fields;
  readonly child?: string | undefined;
  /** What there is to choose from, by the field's path, where it depends on the case: people, grounds, those of the codes that fit. */
  readonly options?: Readonly<Record<string, readonly Option[]>> | undefined;
};

/** More choices than this are a list to choose from. */
const mostRadios = 7;
/** A longer line is not cut off while somebody writes or pastes: the answer says that it is too long. */
const longestLine = 200;

type Props = Described & {
  /** As the form names it; of a list of fields with its place: `guardians.0.answer`. */
  readonly name: string;
  /** In place of the field's own, where it depends on what is shown; "" for none. */
  readonly hint?: Child;
  /** In place of the field's own, where it depends on what is shown. */
  readonly label?: string | undefined;
};

/**
 * One field: label, hint, control, faults and "valfritt" of what is said of it. What one of its answers alone reveals stands below that answer; what
 * several reveal stands where the page places it, and is shown by them.
 */
export const FieldOf: FC<Props> = (props) => {
  const { of, name, child } = props;
  const when = whenOf(of, name);
  if (!when || isBelow(of, when)) return <Control {...props} />;
  return (
    <Revealed id={revealId(name)} when={whenWords(of, when, child)}>
      <Control {...props} />
    </Revealed>
  );
};

const Control: FC<Props> = (props) => {
  const { form, of, name, child = "barnet", hint, label, options } = props;
  const said = aboutOf(of, name);
  const kind = kindOf(said.field);
  const common = {
    ...form.field(name),
    label: (label ?? said.label).replaceAll("{barnet}", child),
    hint: hint ?? said.hint?.replaceAll("{barnet}", child),
    optional: optionalWords(said),
  };
  const choices = (codes: readonly string[]) =>
    revealing(props, options?.[pathOf(name)] ?? choicesOf(said, codes)).map((one) => ({
      ...one,
      label: one.label.replaceAll("{barnet}", child),
    }));
  switch (kind.kind) {
    case "text":
      // Words of a list that depends on the case.
      if (options?.[pathOf(name)])
        return said.as === "list" ? <Select {...common} options={choices([])} /> : <Radios {...common} options={choices([])} />;
      if (said.rows !== undefined) return <TextArea {...common} rows={said.rows} />;
      return (
        <TextField
          {...common}
          {...(kind.longest <= longestLine ? { maxLength: kind.longest } : {})}
          {...(said.width === undefined ? {} : { width: said.width })}
          {...(said.keys === undefined ? {} : { inputMode: said.keys })}
        />
      );
    case "day":
      return <DateField {...common} />;
    case "time":
      return <TimeField {...common} />;
    case "yes-no": {
      const answers = choices(said.as === "box" ? ["ja"] : ["ja", "nej"]);
      if (said.as === "box") return <Checkboxes {...common} options={answers} />;
      return <Radios {...common} optional={false} options={answers} inline={answers.every((one) => one.reveal === undefined)} />;
    }
    case "choices":
      return <Checkboxes {...common} options={choices(kind.codes)} inline={said.inline === true} />;
    case "ids":
      return <Checkboxes {...common} options={choices([])} />;
    case "choice":
    case "id": {
      const codes = kind.kind === "choice" ? kind.codes : [];
      return isList(said, codes) ? (
        <Select {...common} options={choices(codes)} />
      ) : (
        <Radios {...common} options={choices(codes)} inline={said.inline === true} />
      );
    }
  }
};

/**
 * True where the field may be left empty, in words where only sometimes: as it is said, or else never where it is `needed` whenever it is asked for, nor
 * where something stands in it from the start.
 */
export function optionalWords(said: About & { readonly field: Parameters<typeof kindOf>[0] }): boolean | string {
  if (!kindOf(said.field).mayBeEmpty) return false;
  return said.optional ?? (typeof said.needed !== "string" && said.start === undefined);
}

const choicesOf = (said: About, codes: readonly string[]): readonly Option[] =>
  optionsOf(codes, said.words).map((one) => ({ ...one, ...hintOf(said, one.value) }));

/** What there is to choose from in a field, for a page that shows some of it. */
export function optionsFor(of: Fields, name: string): readonly Option[] {
  const said = aboutOf(of, name);
  const kind = kindOf(said.field);
  return choicesOf(said, "codes" in kind ? kind.codes : []);
}

const hintOf = ({ hints = {} }: About, code: string): { hint?: string } => {
  const hint = hints[code];
  return hint === undefined ? {} : { hint };
};

const revealId = (name: string): string => `more-${name.replaceAll(".", "-")}`;

/** When the field is shown, with the other field by its path. */
const whenOf = (of: Fields, name: string): When | undefined => allAbout(of).find(({ path }) => path === pathOf(name))?.said.when;

const isList = ({ as }: About, codes: readonly string[]): boolean => as === "list" || (as !== "buttons" && codes.length > mostRadios);

/** True where one answer alone reveals a field, and there is room below it: among radio buttons under one another, or below a box. */
function isBelow(of: Fields, { field, is }: When): boolean {
  const other = aboutOf(of, field);
  const held = kindOf(other.field);
  if (is.length > 1 || other.inline === true) return false;
  return held.kind === "yes-no" || (held.kind === "choice" && !isList(other, held.codes));
}

/** The name of a field by its path, in the same item as another: "guardians.0.givenOn" beside "guardians.0.answer". */
function nameBeside(name: string, path: string): string {
  const [list, place] = name.split(".");
  return place !== undefined && path.startsWith(`${list}.`) ? path.replace(`${list}.`, `${list}.${place}.`) : path;
}

/** The choices with what they reveal: below each what it alone reveals, and further down what several do. */
function revealing({ name, ...described }: Props, choices: readonly Option[]): readonly Option[] {
  const { of } = described;
  const hanging = allAbout(of).flatMap(({ path, said: { when } }) => (when?.field === pathOf(name) ? [{ path, when }] : []));
  return choices.map((option) => {
    const those = hanging.filter(({ when }) => when.is.includes(option.value));
    const below = those.filter(({ when }) => isBelow(of, when)).map(({ path }) => nameBeside(name, path));
    const further = those.filter(({ when }) => !isBelow(of, when)).map(({ path }) => revealId(nameBeside(name, path)));
    return {
      ...option,
      ...(below.length === 0 && !option.reveal
        ? {}
        : { reveal: <Below {...described} names={below} own={option.reveal} when={{ field: pathOf(name), is: [option.value] }} /> }),
      ...(further.length === 0 ? {} : { reveals: further.join(" ") }),
    };
  });
}

const Below: FC<Described & { names: readonly string[]; when: When; own?: Child }> = ({ names, when, own, form, of, child, options }) => (
  <div class="f-fields">
    <OnlyIf>{whenWords(of, when, child)}</OnlyIf>
    {own}
    {names.map((name) => (
      <Control form={form} of={of} name={name} child={child} options={options} />
    ))}
  </div>
);

type Several = Described & {
  readonly group?: string;
  readonly names?: readonly string[];
  /** What stands first, and is revealed with the first fields. */
  readonly intro?: Child;
};

/**
 * The fields of a form in their order, or those of one part of it; what stands below an answer stands there. What the same answers reveal, side by
 * side, is revealed as one.
 */
export const FieldsOf: FC<Several> = ({ group, names, intro, ...described }) => {
  const { of, child } = described;
  const shown = (names ?? namesIn(of, group)).map((name) => ({ name, when: whenOf(of, name) }));
  const runs = shown
    .filter(({ when }) => !when || !isBelow(of, when))
    .reduce<{ when: When | undefined; names: string[] }[]>((all, { name, when }) => {
      const last = all.at(-1);
      if (when && last?.when && sameWhen(last.when, when)) last.names.push(name);
      else all.push({ when, names: [name] });
      return all;
    }, []);
  return (
    <>
      {runs.map(({ when, names: those }, place) =>
        when && (those.length > 1 || intro) ? (
          <Revealed id={revealId(those[0] ?? "")} when={whenWords(of, when, child)}>
            {place === 0 ? intro : null}
            {those.map((name) => (
              <Control {...described} name={name} />
            ))}
          </Revealed>
        ) : (
          those.map((name) => <FieldOf {...described} name={name} />)
        ),
      )}
    </>
  );
};

const sameWhen = (one: When, other: When): boolean => one.field === other.field && one.is.join("|") === other.is.join("|");

/** The names of the fields of one part of the form; without a part, of those that stand in none. */
export function namesIn(of: Fields, group?: string): readonly string[] {
  return Object.keys(of).filter((name) => findAbout(of[name] as z.ZodType) !== undefined && aboutOf(of, name).group === group);
}
