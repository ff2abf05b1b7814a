import type { FC } from "hono/jsx";
import type { Compared, Question } from "../../core/result.ts";
import { fieldId } from "./fields.tsx";
import type { FormState } from "./form.tsx";
import { Table } from "./table.tsx";

/** The name of the n:th choice of one among several answers; yes alone is `_confirm`. */
const choiceName = (place: number): string => `_confirm.${place}`;

/** The ids of every question that was answered yes, however it was asked. */
export function confirmedIn(values: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(values).flatMap(([name, ids]) => (name === "_confirm" || name.startsWith("_confirm.") ? ids.filter(Boolean) : []));
}

/**
 * What has to be answered before anything is done: two versions side by side where there are two, and each question as a box to tick, or
 * as one choice of several. What was answered before is sent along again.
 */
export const Questions: FC<{ form: Pick<FormState, "problem" | "confirmed"> }> = ({ form: { problem, confirmed } }) => {
  const asked = problem?.questions ?? [];
  const alone = asked.filter((one) => one.oneOf === undefined);
  const groups = [...Map.groupBy(asked, (one) => one.oneOf)].flatMap(([words, those]) => (words === undefined ? [] : [{ words, those }]));
  return (
    <>
      {confirmed
        .filter((id) => !asked.some((one) => one.id === id && one.oneOf !== undefined))
        .map((id) => (
          <input type="hidden" name="_confirm" value={id} />
        ))}
      {problem?.comparison?.length ? <SideBySide rows={problem.comparison} /> : null}
      {alone.length > 0 ? (
        <fieldset class="ds-fieldset f-questions">
          <legend class="ds-label">Stämmer det ändå?</legend>
          <div class="f-choices">
            {alone.map((one) => (
              <Answer of={one} type="checkbox" name="_confirm" checked={false} />
            ))}
          </div>
        </fieldset>
      ) : null}
      {groups.map(({ words, those }, place) => (
        <fieldset class="ds-fieldset f-questions">
          <legend class="ds-label">{words}</legend>
          <div class="f-choices">
            {those.map((one) => (
              <Answer of={one} type="radio" name={choiceName(place)} checked={confirmed.includes(one.id)} />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
};

const Answer: FC<{ of: Question; type: "checkbox" | "radio"; name: string; checked: boolean }> = ({ of, type, name, checked }) => (
  <div class="ds-field">
    <input class="ds-input" type={type} id={fieldId(of.id)} name={name} value={of.id} checked={checked} />
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
