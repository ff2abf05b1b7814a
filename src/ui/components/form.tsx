import type { Child, FC } from "hono/jsx";
import type { Said } from "../../platform/basics/languages.ts";
import type { FieldState } from "./fields.tsx";
import { fieldId } from "./fields.tsx";
import { Words } from "./text.tsx";
import { Questions } from "./questions.tsx";
import type { FieldProblem, Problem } from "../../platform/basics/result.ts";
import type { Asked } from "./questions.tsx";

/** A form as the page sees it: what was entered, what is wrong, and the hidden fields that protect it. */
export type FormState = Asked & {
  /** The address the form is sent to. */
  readonly to: string;
  readonly csrf: string;
  /** Made when the form is shown, so that the same form sent twice acts once. */
  readonly idempotencyKey: string;
  /** True when the person was signed out while writing and has got the words back. */
  readonly restored: boolean;
  /** Whoever writes may keep drafts: staff, in their account. */
  readonly keepsDrafts: boolean;
  /** Whose form it is and how its fields are called, sealed; says it also when the session is gone. */
  readonly mark?: string | undefined;
  /** The step that is shown, of a form that is asked in steps; "" for the first. */
  readonly step: string;
  /** The tab of its case that it was opened from, and leads back to. */
  readonly tab?: string | undefined;
  /** The state of one field, to spread into a field component. */
  field(name: string): FieldState;
  /** What stands in one field, "" when nothing does. */
  value(name: string): string;
};

/** A sentence of the house in the words of the page, where a language was chosen. */
export type Say = (sentence: string) => Said;

type SummaryProps = {
  problem: Problem;
  /** The names of the fields that the page has, in its order: to no other is there anything to link. */
  shown: readonly string[];
  unanswered?: readonly FieldProblem[];
  say?: Say | undefined;
};

const asItIs: Say = (text) => ({ text, language: null });

/**
 * Faults at the top of the page, each a link to its field: first the questions that were left out, then in the order of the page, and last what no
 * field of the page shows. Takes focus when the page is shown.
 */
export const ErrorSummary: FC<SummaryProps> = ({ problem, shown, unanswered = [], say = asItIs }) => {
  const placeOf = ({ field }: FieldProblem) => (shown.includes(field) ? shown.indexOf(field) : shown.length);
  const faults: readonly FieldProblem[] = problem.fields?.length
    ? problem.fields.toSorted((one, other) => placeOf(one) - placeOf(other))
    : [spoken(problem, say(problem.message))];
  const isShown = (name: string) => shown.includes(name) || unanswered.some((one) => one.field === name);
  return (
    <div class="ds-error-summary" data-color="danger" tabindex={-1} role="alert" data-error-summary>
      <h2 class="ds-heading" data-size="xs">
        <Words of={say("Det gick inte att spara. Rätta det här:")} />
      </h2>
      <ul class="ds-list">
        {[...unanswered, ...faults].map((f) => (
          <li>
            {f.field && isShown(f.field) ? (
              <a class="ds-link" href={`#${fieldId(f.field)}`}>
                <Words of={{ text: f.message, language: f.language ?? null }} />
              </a>
            ) : (
              <Words of={{ text: f.message, language: f.language ?? null }} />
            )}
          </li>
        ))}
      </ul>
      {problem.hint ? (
        <p class="ds-paragraph">
          <Words of={say(problem.hint)} />
        </p>
      ) : null}
    </div>
  );
};

const spoken = ({ field = "" }: Problem, { text, language }: Said): FieldProblem => ({
  field,
  message: text,
  ...(language === null ? {} : { language }),
});

type FormProps = {
  form: FormState;
  /** Text of the button that sends; leave out to place your own `Button`s among the children. */
  submit?: string;
  danger?: boolean;
  /** Where "Avbryt" leads. */
  cancel?: string;
  files?: boolean;
  /** Keep a draft on the server while the person writes. Default true. */
  draft?: boolean;
  /** In a case: has a second button that saves and opens the form of the next step at once. */
  onward?: boolean;
  /** For buttons that stand outside it. */
  id?: string;
  children?: Child;
};

/** A form that works without JavaScript. Puts in the hidden fields; the fields go inside. */
export const Form: FC<FormProps> = ({ form, submit, danger, cancel, files, draft, onward, id, children }) => (
  <form
    id={id}
    method="post"
    action={form.to}
    novalidate
    class="f-form"
    enctype={files ? "multipart/form-data" : undefined}
    autocomplete="off"
    data-draft={draft === false || !form.keepsDrafts ? undefined : "true"}
  >
    <HiddenFields form={form} />
    {form.tab === undefined ? null : <input type="hidden" name="_tab" value={form.tab} />}
    <Questions form={form} />
    {children}
    {submit ? (
      <div class="f-buttons">
        <button type="submit" class="ds-button" data-color={danger ? "danger" : undefined}>
          {submit}
        </button>
        {onward ? (
          <button type="submit" class="ds-button" data-variant="secondary" name="_onward" value="ja">
            Spara och gå vidare
          </button>
        ) : null}
        <KeepOrCancel form={form} draft={draft} cancel={cancelTo(cancel, form.tab)} />
      </div>
    ) : null}
  </form>
);

/** A form that would lead back to the overview of a case leads to the tab that it was opened from. */
const cancelTo = (cancel: string | undefined, tab: string | undefined): string | undefined =>
  cancel !== undefined && tab !== undefined && /^\/arenden\/[^/?#]+$/u.test(cancel) ? `${cancel}/${tab}` : cancel;

type KeepProps = { form: Pick<FormState, "keepsDrafts">; draft?: boolean | undefined; cancel?: string | undefined };

/** The buttons that do not send: keep what is written, or throw it away and go where "Avbryt" leads. */
export const KeepOrCancel: FC<KeepProps> = ({ form, draft, cancel }) => (
  <>
    {draft === false || !form.keepsDrafts ? null : (
      <button type="submit" class="ds-button" data-variant="secondary" name="_do" value="draft">
        Spara utkast
      </button>
    )}
    {cancel ? (
      <button type="submit" class="ds-button" data-variant="tertiary" name="_cancel" value={cancel}>
        Avbryt
      </button>
    ) : null}
  </>
);

/** The hidden fields of a form, for a page that builds its own `<form>`. */
export const HiddenFields: FC<{ form: Pick<FormState, "csrf" | "idempotencyKey" | "mark"> }> = ({ form }) => (
  <>
    <input type="hidden" name="_csrf" value={form.csrf} />
    <input type="hidden" name="_key" value={form.idempotencyKey} />
    {form.mark === undefined ? null : <input type="hidden" name="_form" value={form.mark} />}
  </>
);

/** A search form: sent by GET, so that the answer can be linked. Never use it for identity numbers or names. */
export const FilterForm: FC<{ action: string; submit?: string; children?: Child }> = ({ action, submit, children }) => (
  <form method="get" action={action} class="f-filter" role="search">
    {children}
    <button type="submit" class="ds-button" data-variant="secondary">
      {submit ?? "Visa"}
    </button>
  </form>
);

/** What a page needs to place a button that changes something: `context.tokens`. */
export type Tokens = {
  readonly csrf: string;
  readonly newKey: () => string;
  /** Seals whose form it is, at which address, and how its fields are called. */
  readonly markForm: (labels: Readonly<Record<string, string>>) => string;
};

type PostButtonProps = {
  tokens: Tokens;
  to: string;
  values?: Record<string, string>;
  variant?: "primary" | "secondary" | "tertiary";
  danger?: boolean;
  children?: Child;
};

/** A single button that does something: posts to the address of a form page or of a `definePost`. */
export const PostButton: FC<PostButtonProps> = (p) => (
  <form method="post" action={p.to} class="f-inline-form">
    <HiddenFields form={{ csrf: p.tokens.csrf, idempotencyKey: p.tokens.newKey() }} />
    {Object.entries(p.values ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class="ds-button" data-variant={p.variant ?? "secondary"} data-color={p.danger ? "danger" : undefined}>
      {p.children}
    </button>
  </form>
);
