import type { FC } from "hono/jsx";
import { Checkboxes, DateField, Radios, Select, TextArea, TextField } from "../../../ui/components/fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { directionOf } from "../../../platform/basics/languages.ts";
import type { Said } from "../../../platform/basics/languages.ts";
import { Details, Heading, Link, Paragraph, Words } from "../../../ui/components/text.tsx";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import type { Question } from "../../questionnaires/questionnaire.ts";
import type { ShownQuestion } from "../../questionnaires/shown.ts";
import { contactField } from "../check-page.ts";
import type { Proposal } from "../proposals.ts";
import type { Compared } from "../queries/compare-answers.ts";
import { shortened } from "../short-row.ts";
import { ComparedWith } from "./compared.tsx";

type Props = {
  readonly question: Question;
  /** Its texts as they are shown, and the language that was chosen; null for the questionnaire's own. */
  readonly words: ShownQuestion;
  readonly language: string | null;
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
export const QuestionFields: FC<Props> = ({ question, words, language, form, proposals, compared, earlier }) => {
  const isNumbered = question.type !== "information" && question.type !== "contact";
  return (
    <section class="f-fields" id={question.name}>
      {words.heading ? (
        <Heading level={2}>
          <Words of={words.heading} />
        </Heading>
      ) : null}
      {question.text ? (
        <Heading level={question.heading ? 3 : 2} size="xs">
          {isNumbered ? `${question.number}. ` : ""}
          <Words of={words.text} />
        </Heading>
      ) : null}
      <Help question={question} words={words} language={language} earlier={earlier} />
      <Fields question={question} words={words} language={language} form={form} />
      {question.comment === null || words.comment === null ? null : (
        <TextArea
          {...form.field(`${question.name}_comment`)}
          {...labelOf(withoutColon(words.comment), " ", inOwn(language, `(fråga ${question.number})`))}
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

/** A label of several parts, each in its own language. */
function labelOf(...parts: readonly (Said | string)[]) {
  const label = parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
  return { label, shown: parts.map((part) => (typeof part === "string" ? part : <Words of={part} />)) };
}

/** What parts a label from its unit, as the language writes it: Arabic script has a comma of its own (U+060C). */
const commaIn = (language: string | null): string => (language !== null && directionOf(language) === "rtl" ? "، " : ", ");

const withoutColon = ({ text, language }: Said): Said => ({ text: text.replace(/[:：]$/u, ""), language });

/** What stands at an earlier question of the page in the same words is not said once more, but where it stands. */
const Help: FC<Pick<Props, "question" | "words" | "language" | "earlier">> = ({ question, words, language, earlier }) => {
  const { type } = question;
  const shown = [...words.help, ...words.definitions];
  const said = helpOf(question).map((text, place) => ({ text: shown[place], at: earlier.find((one) => helpOf(one).includes(text)) }));
  if (said.length === 0) return null;
  const paragraphs = said.map(({ text, at }) =>
    at !== undefined || text === undefined ? null : (
      <Paragraph>
        <Words of={text} />
      </Paragraph>
    ),
  );
  if (type === "information" || type === "contact") return <>{paragraphs}</>;
  const places = [...new Set(said.flatMap(({ at }) => (at ? [at] : [])))];
  return (
    <Details summary={<Words of={inOwn(language, "Vad som menas, och hur ni räknar")} />}>
      {paragraphs}
      {places.map(({ name, number }) => (
        <Paragraph>
          <Link href={`#${name}`}>
            <Words of={inOwn(language, `Det som står vid fråga ${number} gäller här också.`)} />
          </Link>
        </Paragraph>
      ))}
    </Details>
  );
};

const Fields: FC<Pick<Props, "question" | "words" | "language" | "form">> = ({ question, words, language, form }) => {
  const { name } = question;
  const answer = inOwn(language, `Svar på fråga ${question.number}`);
  const own = (sentence: string) => <Words of={inOwn(language, sentence)} />;
  switch (question.type) {
    case "single":
    case "several": {
      const options = question.alternatives.map(({ text, specify }, place): Option => {
        const column = `${name}_${place + 1}`;
        const said = words.alternatives[place] ?? { text, language: null };
        const value = question.type === "single" ? text : column;
        const option = { value, label: said.text, language: said.language };
        // One that asks "ange vad" has a field of its own below it.
        return specify ? { ...option, reveal: <TextField {...form.field(`${column}_text`)} {...labelOf(said)} /> } : option;
      });
      if (question.type === "single") return <Radios {...form.field(name)} {...labelOf(answer)} options={options} />;
      const hint = question.most === null ? undefined : own(`Högst ${question.most}.`);
      return <Checkboxes {...form.field(name)} {...labelOf(answer)} hint={hint} options={options} />;
    }
    case "grid": {
      const options = question.alternatives.map(({ text }, place): Option => {
        const said = words.alternatives[place];
        return { value: text, label: said?.text ?? text, language: said?.language ?? null };
      });
      return (
        <>
          {words.rows.map((row, place) => {
            const field = form.field(`${name}_${place + 1}`);
            const said = { ...field, ...labelOf(row.text), options, ...(row.help === null ? {} : { hint: <Words of={row.help} /> }) };
            // Many choices on every row are a long page to read and to load: a list for each row.
            return options.length > mostRadios || options.length * words.rows.length > mostOnAGrid ? (
              <Select {...said} />
            ) : (
              <Radios {...said} inline />
            );
          })}
        </>
      );
    }
    case "text": {
      const hint = own(`Högst ${question.longest} tecken. Skriv inget om en enskild person.`);
      return <TextArea {...form.field(`${name}_text`)} {...labelOf(answer)} hint={hint} rows={6} />;
    }
    case "number": {
      const label = words.unit === null ? labelOf(answer) : labelOf(answer, commaIn(words.unit.language), words.unit);
      return <TextField {...form.field(name)} {...label} inputMode="numeric" width={10} />;
    }
    case "date":
      return <DateField {...form.field(name)} {...labelOf(answer)} />;
    case "contact":
      return (
        <>
          {question.fields.map(({ key, text, kind }, place) => (
            <TextField
              {...form.field(contactField(key))}
              {...labelOf(words.fields[place] ?? text)}
              inputMode={inputModes[kind]}
              maxLength={254}
            />
          ))}
        </>
      );
    case "information":
      return null;
  }
};

const inputModes = { text: "text", email: "email", phone: "tel" } as const;

/** What is proposed stands in the field already. */
const isShown = ({ type }: AnswerColumn): boolean => type === "text" || type === "flera";

/** What is proposed for the question, where it comes from, and why another answer is given. */
const Proposed: FC<Pick<Props, "question" | "proposals" | "form">> = ({ question, proposals, form }) => {
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
