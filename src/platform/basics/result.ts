/**
 * Errors are values. Every action, query and reader in the house gives back a `Result`: nothing is thrown for what a
 * person can put right. `message` and `hint` are Swedish and meant for people; `code` is for machines and tests.
 */
export type Problem = {
  /** Stable, English, kebab-case: `not-permitted`, `invalid-input`, `gate-closed` … */
  readonly code: string;
  /** Says in Swedish what is wrong. Never holds personal data. */
  readonly message: string;
  /** Says in Swedish what to do about it. */
  readonly hint?: string;
  /** Name of the input field, where one field is to blame. */
  readonly field?: string;
  /** Several faults at once, one for each field. */
  readonly fields?: readonly FieldProblem[];
  /** Whole seconds until it is worth trying again (the header `Retry-After`). */
  readonly retryAfter?: number;
  /** What may be right but must be asked about first. Nothing is done until each is answered yes. */
  readonly questions?: readonly Question[];
  /** Two versions side by side: what is known, and what was typed. */
  readonly comparison?: readonly Compared[];
};

/** A question about one field. Whoever means it sends the id back; it names the answer, so that another one is asked about anew. */
export type Question = {
  readonly id: string;
  readonly field: string;
  /** Swedish, what "yes" means. */
  readonly yes: string;
  /** Of the questions that have the same words here, exactly one is answered yes. Swedish, what they ask. */
  readonly oneOf?: string;
};

/** One thing in two versions, in Swedish words; "" is nothing. */
export type Compared = {
  readonly field: string;
  readonly label: string;
  readonly known: string;
  readonly typed: string;
  readonly differs: boolean;
};

/** One field that has to be mended: the field's name, what is wrong and what to do; in Swedish, unless its `language` says another (ISO 639). */
export type FieldProblem = { readonly field: string; readonly message: string; readonly language?: string };

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Failed = { readonly ok: false; readonly error: Problem };
export type Result<T> = Ok<T> | Failed;

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a problem as a failure. */
export function failed(error: Problem): Failed {
  return { ok: false, error };
}

/** Wraps one fault in one field of a form as a failure. `message` says in Swedish what to do. */
export function invalidField(field: string, message: string): Failed {
  return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: [{ field, message }] });
}

/**
 * The faults of several judgements at once, so that nobody mends one field to be told of the next: nothing where all are well. What is wrong with
 * more than a field of the form comes alone.
 */
export function allFaults(...judged: readonly (Result<unknown> | undefined)[]): Failed | undefined {
  const faults = judged.filter((one) => one !== undefined).filter((one) => !one.ok);
  const alone = faults.find(({ error }) => error.code !== "invalid-input" || error.fields === undefined);
  if (alone ?? faults.length < 2) return alone ?? faults[0];
  const fields = faults.flatMap(({ error }) => error.fields ?? []);
  return failed({ code: "invalid-input", message: faults[0]?.error.message ?? "", fields });
}

/** What is wrong and what to do, in one: for a field of a form, which has one line. */
export function inOneLine({ message, hint }: Problem): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

/** Stops with questions: each with the words at its field. `message` says in Swedish what it is about. */
export function askedAbout(message: string, asked: readonly (Question & { readonly message: string })[]): Failed {
  return failed({
    code: "to-confirm",
    message,
    hint: "Rätta, eller svara att det stämmer. Inget är sparat än.",
    fields: asked.map(({ field, message: text }) => ({ field, message: text })),
    questions: asked.map(({ id, field, yes }) => ({ id, field, yes })),
  });
}

/**
 * Gives the value of a success.
 * @throws Error with the problem's code and message; for tests and start-up code only.
 */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, fields } = result.error;
  const detail = fields?.map((f) => `${f.field}: ${f.message}`).join("; ");
  throw new Error(`${code}: ${message}${detail ? ` (${detail})` : ""}`);
}
