import type { FC } from "hono/jsx";
import type { Compared, FieldProblem, Problem, Question } from "../../platform/basics/result.ts";
import { FieldError, fieldId } from "./fields.tsx";
import { Table } from "./table.tsx";

/** What a form that was sent was asked, and what it answered. */
export type Asked = {
  readonly problem: Problem | null;
  /** The questions that were answered yes when the form was sent. */
  readonly confirmed: readonly string[];
  /** The questions that the sent page showed and that were left out: `field` is the first of each one's answers. */
  readonly unanswered: readonly FieldProblem[];
};

/** The name of the n:th choice of one among several answers; yes alone is `_confirm`. */
const choiceName = (place: number): string => `_confirm.${place}`;

/** The ids of every question that was answered yes, however it was asked. */
export function confirmedIn(values: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(values).flatMap(([name, ids]) => (name === "_confirm" || name.startsWith("_confirm.") ? ids.filter(Boolean) : []));
}

/** The ids of every question that the sent page showed: what it left out has to be said at the question. */
export function askedIn(values: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return values["_asked"] ?? [];
}

/** Questions that belong together: one to answer yes to, or several of which exactly one. */
const groupsOf = (asked: readonly Question[]): readonly (readonly Question[])[] => [
  ...Map.groupBy(asked, (one) => one.oneOf ?? one.id).values(),
];

/**
 * What was shown when the form was sent and is still not answered, one fault for each question: `field` is the first of its answers, where
 * the summary leads. Nothing the first time that it is asked.
 */
export function unansweredIn(problem: Problem | null, asked: readonly string[], confirmed: readonly string[]): readonly FieldProblem[] {
  return groupsOf(problem?.questions ?? []).flatMap((those) => {
    const [first] = those;
    const answers = those.filter((one) => confirmed.includes(one.id)).length;
    if (first === undefined || answers === 1 || !those.some((one) => asked.includes(one.id))) return [];
    const message =
      first.oneOf === undefined
        ? "Rätta det som frågan gäller, eller kryssa för att det stämmer."
        : `${first.oneOf} Välj ${answers === 0 ? "ett" : "bara ett"} av svaren.`;
    return [{ field: first.id, message }];
  });
}

/**
 * What has to be answered before anything is done: two versions side by side where there are two, and each question as a box to tick, or
 * as one choice of several, with the fault of one that was left out. What was answered before is sent along again.
 */
export const Questions: FC<{ form: Asked }> = ({ form }) => {
  const { problem, confirmed, unanswered } = form;
  const asked = problem?.questions ?? [];
  const alone = asked.filter((one) => one.oneOf === undefined);
  const groups = groupsOf(asked.filter((one) => one.oneOf !== undefined));
  const faultOf = (one: Question | undefined) => unanswered.find((fault) => fault.field === one?.id)?.message;
  return (
    <>
      {confirmed
        .filter((id) => !asked.some((one) => one.id === id && one.oneOf !== undefined))
        .map((id) => (
          <input type="hidden" name="_confirm" value={id} />
        ))}
      {asked.map((one) => (
        <input type="hidden" name="_asked" value={one.id} />
      ))}
      {problem?.comparison?.length ? <SideBySide rows={problem.comparison} /> : null}
      {alone.length > 0 ? (
        <fieldset class="ds-fieldset f-questions">
          <legend class="ds-label">Stämmer det ändå?</legend>
          <div class="f-choices">
            {alone.map((one) => (
              <Answer of={one} type="checkbox" name="_confirm" checked={false} fault={faultOf(one)} />
            ))}
          </div>
        </fieldset>
      ) : null}
      {groups.map((those, place) => {
        const fault = faultOf(those[0]);
        return (
          <fieldset class="ds-fieldset f-questions" aria-describedby={fault && errorId(those[0])}>
            <legend class="ds-label">{those[0]?.oneOf}</legend>
            {fault ? <FieldError id={errorId(those[0])}>{fault}</FieldError> : null}
            <div class="f-choices">
              {those.map((one) => (
                <Answer of={one} type="radio" name={choiceName(place)} checked={confirmed.includes(one.id)} isWrong={fault !== undefined} />
              ))}
            </div>
          </fieldset>
        );
      })}
    </>
  );
};

const errorId = (one: Question | undefined): string => `${fieldId(one?.id ?? "")}-error`;

type AnswerProps = {
  of: Question;
  type: "checkbox" | "radio";
  name: string;
  checked: boolean;
  isWrong?: boolean;
  fault?: string | undefined;
};

/** One answer; one that is a question of its own has its fault with it. */
const Answer: FC<AnswerProps> = ({ of, type, name, checked, isWrong, fault }) => (
  <div class="ds-field">
    {fault ? <FieldError id={errorId(of)}>{fault}</FieldError> : null}
    <input
      class="ds-input"
      type={type}
      id={fieldId(of.id)}
      name={name}
      value={of.id}
      checked={checked}
      aria-describedby={fault && errorId(of)}
      aria-invalid={fault || isWrong ? "true" : undefined}
    />
    <label class="ds-label" for={fieldId(of.id)}>
      {of.yes}
    </label>
  </div>
);

/** Two versions of the same things. That two differ is said in words. */
export const SideBySide: FC<{ rows: readonly Compared[]; caption?: string; known?: string; typed?: string }> = (p) => (
  <Table
    caption={p.caption ?? "Det som är känt, och det du skrev"}
    rows={p.rows}
    columns={[
      { heading: "Uppgift", cell: (row) => row.label },
      {
        heading: p.known ?? "Känt sedan tidigare",
        cell: (row) => <span class="f-kept">{row.known || "Saknas"}</span>,
      },
      { heading: p.typed ?? "Du skrev", cell: (row) => <span class="f-kept">{row.typed || "Inget"}</span> },
      {
        heading: "Jämförelse",
        cell: (row) => (row.differs ? <strong>Skiljer sig</strong> : "Samma"),
      },
    ]}
  />
);
