import type { Child, FC } from "hono/jsx";
import { directionOf } from "../../platform/basics/languages.ts";
import type { Said } from "../../platform/basics/languages.ts";
import { Icon } from "./icons.tsx";

export type Tone = "info" | "success" | "warning" | "danger";

/** The attributes of an element whose words are in a language; none where it is the page's own. */
export const inLanguage = ({ language }: { readonly language?: string | null | undefined }) =>
  language ? { lang: language, dir: directionOf(language) } : {};

/** Words with the language that they are in, so that they are read out right and set from the right side; nothing around them where it is the page's own. */
export const Words: FC<{ of: Said }> = ({ of }) => (of.language === null ? <>{of.text}</> : <span {...inLanguage(of)}>{of.text}</span>);

/** What is in a language that was chosen, set from the side that it is read from; nothing around it where none was. */
export const Spoken: FC<{ language: string | null; children?: Child }> = ({ language, children }) =>
  language === null ? (
    <>{children}</>
  ) : (
    <div class="f-spoken" dir={directionOf(language)}>
      {children}
    </div>
  );

/** A heading of level 1 to 4; the size follows the level unless another is asked for. */
export const Heading: FC<{ level?: 1 | 2 | 3 | 4; size?: "lg" | "md" | "sm" | "xs" | "2xs"; id?: string; children?: Child }> = (props) => {
  const level = props.level ?? 1;
  const size = props.size ?? ({ 1: "md", 2: "sm", 3: "xs", 4: "2xs" } as const)[level];
  const Tag = `h${level}` as "h1";
  return (
    <Tag class="ds-heading" data-size={size} id={props.id}>
      {props.children}
    </Tag>
  );
};

/** A paragraph. `lead` is the larger first one of a page. `subtle` is for what comes second. */
export const Paragraph: FC<{ lead?: boolean; subtle?: boolean; children?: Child }> = ({ lead, subtle, children }) => (
  <p class={subtle ? "ds-paragraph f-subtle" : "ds-paragraph"} data-size={lead ? "lg" : "md"}>
    {children}
  </p>
);

export const Link: FC<{ href: string; download?: boolean; children?: Child }> = ({ href, download, children }) => (
  <a class="ds-link" href={href} download={download}>
    {children}
  </a>
);

type ButtonLook = { variant?: "primary" | "secondary" | "tertiary"; danger?: boolean; children?: Child };

/** A button that sends its form. With `name` and `value` the form tells which button was pressed. */
export const Button: FC<ButtonLook & { name?: string; value?: string; form?: string }> = (props) => (
  <button
    type="submit"
    class="ds-button"
    data-variant={props.variant ?? "primary"}
    data-color={props.danger ? "danger" : undefined}
    name={props.name}
    value={props.value}
    form={props.form}
  >
    {props.children}
  </button>
);

/** A link that looks like a button: for going somewhere, never for changing anything. */
export const LinkButton: FC<ButtonLook & { href: string }> = (props) => (
  <a class="ds-button" href={props.href} data-variant={props.variant ?? "primary"} data-color={props.danger ? "danger" : undefined}>
    {props.children}
  </a>
);

/** Buttons in a row that wraps. */
export const ButtonRow: FC<{ children?: Child }> = ({ children }) => <div class="f-buttons">{children}</div>;

/** A short word about the state of something. Colour never says more than the word does. */
export const Tag: FC<{ tone?: Tone | "neutral"; children?: Child }> = ({ tone, children }) => (
  <span class="ds-tag" data-color={tone ?? "neutral"} data-size="sm">
    {children}
  </span>
);

/** A message in the page. `role="status"` when it tells the result of what was just done. */
export const Alert: FC<{ tone?: Tone; heading?: Child; status?: boolean; children?: Child }> = ({ tone, heading, status, children }) => (
  <div class="ds-alert" data-color={tone ?? "info"} data-size="sm" role={status ? "status" : undefined}>
    {heading ? (
      <h2 class="ds-heading" data-size="2xs">
        {heading}
      </h2>
    ) : null}
    {typeof children === "string" ? <p class="ds-paragraph">{children}</p> : children}
  </div>
);

/** Something that can be opened; everything in it is in the page from the start. */
export const Details: FC<{
  summary: Child;
  open?: boolean;
  /** what must not come onto paper */ notPrinted?: boolean;
  /** of those with one name one is open at a time, without any script */ oneOf?: string;
  /** so that a link can lead here */ id?: string;
  children?: Child;
}> = ({ summary, open, notPrinted, oneOf, id, children }) => (
  <details class={notPrinted ? "ds-details f-not-printed" : "ds-details"} data-size="sm" open={open} name={oneOf} id={id}>
    <summary>
      <span>{summary}</span>
    </summary>
    <div>{children}</div>
  </details>
);

/** A framed part of a page with its own heading. */
export const Card: FC<{
  heading?: string;
  level?: 2 | 3;
  tinted?: boolean;
  /** so that a link can lead here */ id?: string;
  children?: Child;
}> = ({ heading, level, tinted, id, children }) => (
  <section class={tinted ? "f-card f-card--tinted" : "f-card"} id={id}>
    {heading ? (
      <Heading level={level ?? 2} size="xs">
        {heading}
      </Heading>
    ) : null}
    {children}
  </section>
);

/** Says which rule lies behind something: "14 kap. 1 § SoL". */
export const LawNote: FC<{ children?: Child }> = ({ children }) => (
  <p class="f-law">
    <Icon name="reason" />
    {children}
  </p>
);

/** What the child said, in the child's own words. What guardians may not be shown never stands here. */
export const OwnWords: FC<{ children?: Child }> = ({ children }) => (
  <figure class="f-words">
    <blockquote>{children}</blockquote>
  </figure>
);
