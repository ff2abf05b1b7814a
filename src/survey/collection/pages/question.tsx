import type { FC } from "hono/jsx";
import { Checkboxes, DateField, Radios, Select, TextArea, TextField } from "../../../ui/components/fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Details, Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import type { Alternative, Question } from "../../questionnaires/questionnaire.ts";
import { contactField } from "../check-page.ts";
import type { Proposal } from "../proposals.ts";
import type { Compared } from "../queries/compare-answers.ts";
import { shortened } from "../short-row.ts";
import { ComparedWith } from "./compared.tsx";

type Props = {
  readonly question: Question;
  readonly form: FormState;
  readonly proposals: readonly Proposal[];
  readonly compared: Compared;
  /** The questions before it on the page. */
  readonly earlier: readonly Question[];
};

/** A row of a grid with more alternatives than these is a list. */
const mostRadios = 4;
/** And so is every row of a grid with more choices than these in all. */
const mostOnAGrid = 24;

/** A question with its help, its fields, and what is proposed. */
export const QuestionFields: FC<Props> = ({ question, form, proposals, compared, earlier }) => {
  const isNumbered = question.type !== "information" && question.type !== "contact";
  return (
    <section class="f-fields" id={question.name}>
      {question.heading ? <Heading level={2}>{question.heading}</Heading> : null}
      {question.text ? (
        <Heading level={question.heading ? 3 : 2} size="xs">
          {isNumbered ? `${question.number}. ` : ""}
          {question.text}
        </Heading>
      ) : null}
      <Help question={question} earlier={earlier} />
      <Fields question={question} form={form} />
      {question.comment === null ? null : (
        <TextArea
          {...form.field(`${question.name}_comment`)}
          label={`${question.comment.replace(/:$/u, "")} (fråga ${question.number})`}
          rows={2}
          optional
        />
      )}
      <Proposed question={question} proposals={proposals} form={form} />
      <ComparedWith question={question} compared={compared} />
    </section>
  );
};

/** What is said of a question: its help, and the words that mean something special in it. */
const helpOf = ({ help, definitions }: Question): readonly string[] => [...help, ...definitions.map(({ text }) => text)];

/** What stands at an earlier question of the page in the same words is not said once more, but where it stands. */
const Help: FC<{ question: Question; earlier: readonly Question[] }> = ({ question, earlier }) => {
  const { type } = question;
  const said = helpOf(question).map((text) => ({ text, at: earlier.find((one) => helpOf(one).includes(text)) }));
  if (said.length === 0) return null;
  const paragraphs = said.filter(({ at }) => at === undefined).map(({ text }) => <Paragraph>{text}</Paragraph>);
  if (type === "information" || type === "contact") return <>{paragraphs}</>;
  const places = [...new Set(said.flatMap(({ at }) => (at ? [at] : [])))];
  return (
    <Details summary="Vad som menas, och hur ni räknar">
      {paragraphs}
      {places.map(({ name, number }) => (
        <Paragraph>
          Det som står vid <Link href={`#${name}`}>{`fråga ${number}`}</Link> gäller här också.
        </Paragraph>
      ))}
    </Details>
  );
};

const Fields: FC<{ question: Question; form: FormState }> = ({ question, form }) => {
  const { name } = question;
  const label = `Svar på fråga ${question.number}`;
  switch (question.type) {
    case "single":
      return (
        <Radios
          {...form.field(name)}
          label={label}
          options={question.alternatives.map((one, place) => optionOf(one, one.text, `${name}_${place + 1}`, form))}
        />
      );
    case "several":
      return (
        <Checkboxes
          {...form.field(name)}
          label={label}
          hint={question.most === null ? undefined : `Högst ${question.most}.`}
          options={question.alternatives.map((one, place) => optionOf(one, `${name}_${place + 1}`, `${name}_${place + 1}`, form))}
        />
      );
    case "grid":
      return (
        <>
          {question.rows.map((row, place) => {
            const field = form.field(`${name}_${place + 1}`);
            const options = question.alternatives.map((one) => ({ value: one.text, label: one.text }));
            const said = { ...field, label: row.text, options, ...(row.help === null ? {} : { hint: row.help }) };
            // Many choices on every row are a long page to read and to load: a list for each row.
            return options.length > mostRadios || options.length * question.rows.length > mostOnAGrid ? (
              <Select {...said} />
            ) : (
              <Radios {...said} inline />
            );
          })}
        </>
      );
    case "text":
      return (
        <TextArea
          {...form.field(`${name}_text`)}
          label={label}
          hint={`Högst ${question.longest} tecken. Skriv inget om en enskild person.`}
          rows={6}
        />
      );
    case "number":
      return <TextField {...form.field(name)} label={`${label}, ${question.unit}`} inputMode="numeric" width={10} />;
    case "date":
      return <DateField {...form.field(name)} label={label} />;
    case "contact":
      return (
        <>
          {question.fields.map(({ key, text, kind }) => (
            <TextField {...form.field(contactField(key))} label={text} inputMode={inputModes[kind]} maxLength={254} />
          ))}
        </>
      );
    case "information":
      return null;
  }
};

const inputModes = { text: "text", email: "email", phone: "tel" } as const;

/** An alternative as a choice; one that asks "ange vad" has a field of its own below it. */
function optionOf({ text, specify }: Alternative, value: string, column: string, form: FormState): Option {
  if (!specify) return { value, label: text };
  return { value, label: text, reveal: <TextField {...form.field(`${column}_text`)} label={text} /> };
}

/** What is proposed stands in the field already. */
const isShown = ({ type }: AnswerColumn): boolean => type === "text" || type === "flera";

/** What is proposed for the question, where it comes from, and why another answer is given. */
const Proposed: FC<Omit<Props, "compared" | "earlier">> = ({ question, proposals, form }) => {
  const mine = columnsOfQuestion(question).flatMap((column) =>
    proposals.filter((one) => one.column === column.column).map((proposal) => ({ column, proposal })),
  );
  const said = mine.filter(({ column, proposal }) => !(column.type === "flera" && proposal.value === "Nej"));
  if (mine.length === 0) return null;
  const has = mine.some(({ proposal }) => proposal.value !== null);
  const sources = [...new Set(mine.map(({ proposal }) => proposal.source))].join(" och ");
  const lines = (said.length > 0 ? said : mine.slice(0, 1)).map(({ column, proposal }) => {
    const [own = "", ...how] = proposal.explanation.split("\n");
    return {
      own,
      how,
      what: [shortened(column.row), isShown(column) ? "" : (proposal.value ?? "")].filter(Boolean).join(": "),
    };
  });
  const owns = [...new Set(lines.map(({ own }) => own))];
  const alike = owns.length === 1 ? owns : [];
  // What stands in the fields as it is proposed is not said once more.
  const isStanding = mine.every(({ column, proposal }) => !isShown(column) && form.value(column.column) === proposal.value);
  const items =
    alike.length > 0 && isStanding
      ? []
      : lines.map(({ own, what }) => [what, ...(alike.length > 0 ? [] : [own])].filter(Boolean).join(". ")).filter(Boolean);
  return (
    <>
      <Details summary={has ? `Förslag ur ${sources}` : `Inget förslag ur ${sources}: varför?`}>
        {items.length > 0 ? (
          <ul class="ds-list">
            {items.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
        ) : null}
        {[...new Set([...alike, ...lines.flatMap(({ how }) => how)])].map((text) => (
          <Paragraph>{text}</Paragraph>
        ))}
      </Details>
    </>
  );
};
