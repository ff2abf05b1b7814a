import type { Child, FC } from "hono/jsx";
import type { Said } from "../../platform/basics/languages.ts";
import { capital } from "../../platform/basics/text.ts";
import { inLanguage, Words } from "./text.tsx";

/** What is wrong with a field: in Swedish, or in a language that it says. */
export type Fault = string | Said;

/** What a form knows about one field: `form.field("name")` gives it, and it is spread into the component. */
export type FieldState = {
  name: string;
  value: string;
  values: readonly string[];
  /** What is wrong with it: one fault, or all of a file's; with its language where it is not Swedish. */
  error?: Fault | readonly Fault[] | undefined;
  /** Tells the form what the field is called on the page. */
  named?: ((label: string) => void) | undefined;
};

type Common = FieldState & {
  label: string;
  /** how the label is shown, where its words are in other languages than the page */ shown?: Child;
  hint?: Child;
  /** may be left empty; in words where only sometimes: "om personnummer finns" */ optional?: boolean | string;
};
export type Option = {
  value: string;
  label: string;
  /** the language of the label (ISO 639), where it is not the page's */ language?: string | null;
  hint?: string;
  /** shown below the option when it is chosen */ reveal?: Child;
  /** the ids of `Revealed` further down that belong to this option too, with blanks between */ reveals?: string;
};

/** Codes as choices in a form: the code itself with a capital, or the words given for it. */
export function optionsOf<Code extends string>(codes: readonly Code[], words: Partial<Record<Code, string>> = {}): Option[] {
  return codes.map((code) => ({ value: code, label: words[code] ?? capital(code) }));
}

/** The id of a field's control, to which the error summary links. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`;
}

const described = (p: Common) =>
  [p.hint ? `${fieldId(p.name)}-hint` : "", p.error ? `${fieldId(p.name)}-error` : ""].filter(Boolean).join(" ") || undefined;
const control = (p: Common) => ({
  id: fieldId(p.name),
  name: p.name,
  "aria-describedby": described(p),
  "aria-invalid": p.error ? ("true" as const) : undefined,
});

export const Hint: FC<{ id?: string; children?: Child }> = ({ id, children }) => (
  <div data-field="description" id={id}>
    {children}
  </div>
);

export const FieldError: FC<{ id?: string; children?: Child }> = ({ id, children }) => (
  <p class="ds-validation-message" data-size="sm" id={id}>
    <span class="ds-sr-only">Fel: </span>
    {children}
  </p>
);

const said = (fault: Fault): Child => (typeof fault === "string" ? fault : <Words of={fault} />);

/** What is wrong with a field, where something is: all of it, a list where there are several. */
const FieldErrors: FC<{ of: Common }> = ({ of: { name, error } }) => {
  if (!error) return null;
  const id = `${fieldId(name)}-error`;
  if (typeof error === "string" || "text" in error) return <FieldError id={id}>{said(error)}</FieldError>;
  return (
    <div class="ds-validation-message" data-size="sm" id={id}>
      <p class="ds-paragraph">{`${error.length} fel:`}</p>
      <ul class="ds-list">
        {error.map((fault) => (
          <li>{said(fault)}</li>
        ))}
      </ul>
    </div>
  );
};

const LabelText: FC<{ of: Common }> = ({ of }) => {
  of.named?.(of.label);
  return (
    <>
      {of.shown ?? of.label}
      {of.optional ? <span class="f-optional">{of.optional === true ? " (valfritt)" : ` (valfritt ${of.optional})`}</span> : null}
    </>
  );
};

const Frame: FC<{ of: Common; children?: Child }> = ({ of, children }) => (
  <div class="ds-field">
    <label class="ds-label" for={fieldId(of.name)}>
      <LabelText of={of} />
    </label>
    {of.hint ? <Hint id={`${fieldId(of.name)}-hint`}>{of.hint}</Hint> : null}
    <FieldErrors of={of} />
    {children}
  </div>
);

type InputMode = "text" | "numeric" | "search" | "email" | "tel";

/** One line of text. `width` is the number of characters the answer usually has. */
export const TextField: FC<Common & { width?: number; inputMode?: InputMode; autocomplete?: string; maxLength?: number }> = (p) => (
  <Frame of={p}>
    <input
      class="ds-input"
      type="text"
      {...control(p)}
      value={p.value}
      size={p.width}
      data-width={p.width ? "auto" : undefined}
      inputmode={p.inputMode}
      autocomplete={p.autocomplete ?? "off"}
      maxlength={p.maxLength}
    />
  </Frame>
);

/** What the form remembers of what it was made from: sent along, never seen. */
export const Hidden: FC<FieldState> = (p) => (p.value === "" ? null : <input type="hidden" name={p.name} value={p.value} />);

/** Several lines of text. Without `maxlength`: a browser cuts what is pasted without a word. The action says what is too long, and the words stay. */
export const TextArea: FC<Common & { rows?: number }> = (p) => (
  <Frame of={p}>
    <textarea class="ds-input" {...control(p)} rows={p.rows ?? 4}>
      {p.value}
    </textarea>
  </Frame>
);

const usualDateHint = (
  <>
    Skriv som ÅÅÅÅ-MM-DD, till exempel <span class="f-nowrap">2026-03-14</span>.
  </>
);

/**
 * A date as ÅÅÅÅ-MM-DD, written by hand: the browser's own field shows the date in the browser's language, and 02/01 beside
 * a Swedish text is two different days. An empty `hint` leaves the usual one out. `min` and `max` are told to scripts; the
 * action is what checks them.
 */
export const DateField: FC<Common & { min?: string; max?: string }> = (p) => {
  const shown = { ...p, hint: p.hint === "" ? undefined : (p.hint ?? usualDateHint) };
  return (
    <Frame of={shown}>
      <input
        class="ds-input"
        type="text"
        inputmode="numeric"
        size={12}
        data-width="auto"
        autocomplete="off"
        data-min={p.min}
        data-max={p.max}
        {...control(shown)}
        value={p.value}
        placeholder="ÅÅÅÅ-MM-DD"
      />
    </Frame>
  );
};

/** A time of day as TT:MM, written by hand for the same reason. */
export const TimeField: FC<Common> = (p) => (
  <Frame of={p}>
    <input class="ds-input" type="text" size={7} data-width="auto" autocomplete="off" {...control(p)} value={p.value} placeholder="TT:MM" />
  </Frame>
);

/**
 * A file to send. The form must be a `Form` with `files`. The browser's own control lies unseen over ours, whose words are Swedish in
 * every browser; it takes the click, the keys and what is dropped on it. The script puts the names of what was chosen in place of our words.
 */
export const FileField: FC<Common & { accept?: string; multiple?: boolean }> = (p) => (
  <Frame of={p}>
    <div class="f-file">
      <input type="file" {...control(p)} accept={p.accept} multiple={p.multiple} required data-files />
      <span class="ds-button" data-variant="secondary" aria-hidden="true">
        {p.multiple ? "Välj filer" : "Välj fil"}
      </span>
      <span class="f-file-none" aria-hidden="true">
        Ingen fil vald
      </span>
      <span class="f-file-some" aria-hidden="true">
        Vald
      </span>
    </div>
  </Frame>
);

/** A list to choose from; for more than seven choices, otherwise `Radios`. The first choice is empty. */
export const Select: FC<Common & { options: readonly Option[]; empty?: string }> = (p) => (
  <Frame of={p}>
    <select class="ds-input" data-width="auto" {...control(p)}>
      <option value="">{p.empty ?? "Välj …"}</option>
      {p.options.map((o) => (
        // Without a value the words are the value: a long form says them once.
        <option
          value={o.value === o.label ? undefined : o.value}
          selected={o.value === p.value}
          data-reveals={o.reveals}
          {...inLanguage(o)}
        >
          {o.label}
        </option>
      ))}
    </select>
  </Frame>
);

const Choice: FC<{ of: Common; type: "radio" | "checkbox"; option: Option; index: number }> = ({ of, type, option, index }) => {
  const id = index === 0 ? fieldId(of.name) : `${fieldId(of.name)}-${index + 1}`;
  const chosen = type === "radio" ? of.value === option.value : of.values.includes(option.value);
  const hintId = option.hint ? `${id}-hint` : undefined;
  return (
    <>
      <div class="ds-field">
        <input
          class="ds-input"
          type={type}
          id={id}
          name={of.name}
          value={option.value}
          checked={chosen}
          aria-describedby={hintId}
          aria-invalid={of.error ? "true" : undefined}
          data-reveals={[option.reveal ? `${id}-more` : "", option.reveals].filter(Boolean).join(" ") || undefined}
        />
        <label class="ds-label" for={id}>
          <Words of={{ text: option.label, language: option.language ?? null }} />
        </label>
        {option.hint ? <Hint id={hintId as string}>{option.hint}</Hint> : null}
      </div>
      {option.reveal ? (
        <div class="f-reveal" id={`${id}-more`}>
          {option.reveal}
        </div>
      ) : null}
    </>
  );
};

/** When what stands below is to be filled in: for who has no JavaScript, and sees it all. */
export const OnlyIf: FC<{ children?: Child }> = ({ children }) => <p class="ds-paragraph f-only-if">{children}</p>;

/** Fields that belong to several options: shown when one of those that name its id is chosen; without JavaScript always, with words saying when. */
export const Revealed: FC<{ id: string; when?: string; children?: Child }> = ({ id, when, children }) => (
  <div class="f-reveal" id={id}>
    <div class="f-fields">
      {when ? <OnlyIf>{when}</OnlyIf> : null}
      {children}
    </div>
  </div>
);

const Choices: FC<{ of: Common; type: "radio" | "checkbox"; options: readonly Option[]; inline?: boolean | undefined }> = ({
  of,
  type,
  options,
  inline,
}) => (
  <fieldset class="ds-fieldset" aria-describedby={described(of)}>
    <legend class="ds-label">
      <LabelText of={of} />
    </legend>
    {of.hint ? <Hint id={`${fieldId(of.name)}-hint`}>{of.hint}</Hint> : null}
    <FieldErrors of={of} />
    <div class={inline ? "f-choices f-choices--inline" : "f-choices"}>
      {options.map((option, index) => (
        <Choice of={of} type={type} option={option} index={index} />
      ))}
    </div>
  </fieldset>
);

/** One of a few. An option may `reveal` more fields; without JavaScript they are always shown. */
export const Radios: FC<Common & { options: readonly Option[]; inline?: boolean }> = (p) => (
  <Choices of={p} type="radio" options={p.options} inline={p.inline} />
);

/** Any number of a few. Sent as several values under the same name. */
export const Checkboxes: FC<Common & { options: readonly Option[]; inline?: boolean }> = (p) => (
  <Choices of={p} type="checkbox" options={p.options} inline={p.inline} />
);

/** Yes or no, sent as `ja` or `nej`; becomes true or false where the action asks for a boolean. */
export const YesNo: FC<Common & { yes?: string; no?: string; revealYes?: Child; revealNo?: Child }> = (p) => (
  <Choices
    of={p}
    type="radio"
    inline={!p.revealYes && !p.revealNo}
    options={[
      { value: "ja", label: p.yes ?? "Ja", reveal: p.revealYes },
      { value: "nej", label: p.no ?? "Nej", reveal: p.revealNo },
    ]}
  />
);

/** A group of fields with a heading of their own. */
export const Fieldset: FC<{ legend: string; hint?: string; children?: Child }> = ({ legend, hint, children }) => (
  <fieldset class="ds-fieldset f-group">
    <legend class="ds-heading" data-size="xs">
      {legend}
    </legend>
    {hint ? <p class="ds-paragraph">{hint}</p> : null}
    <div class="f-fields">{children}</div>
  </fieldset>
);
