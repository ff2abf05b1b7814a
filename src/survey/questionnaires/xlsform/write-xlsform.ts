/** A questionnaire as XLSForm: what ODK, Kobo and others read. */
import { ownLanguageName } from "../../../platform/basics/languages.ts";
import type { Said } from "../../../platform/basics/languages.ts";
import { columnsOfQuestion, ticked } from "../answer-columns.ts";
import type { Amount, Condition } from "../conditions/condition.ts";
import type { Alternative, Page, Question, Questionnaire } from "../questionnaire.ts";
import { questionsOf } from "../questionnaire.ts";
import { inOwn } from "../own-words.ts";
import { ownForm } from "../shown.ts";
import type { ShownQuestion } from "../shown.ts";
import { mapTexts } from "../texts.ts";
import type { TextsOfForm } from "../texts.ts";
import { languagesOf, noTranslations, translated } from "../translations.ts";
import type { Translations } from "../translations.ts";
import { choiceColumns, surveyColumns, translatedColumns } from "./sheets.ts";
import type { Sheet } from "./sheets.ts";

type SurveyRow = Partial<Record<(typeof surveyColumns)[number], string>>;

/**
 * The three sheets of an XLSForm. Alternatives are named a1, a2 …, in the form's order; definitions stand in `guidance_hint`. With a table of texts
 * what is read has a column for each language, `label::svenska (sv)`, empty where a text is not translated. Errors: none.
 */
export function xlsformOf(form: Questionnaire, table: Translations = noTranslations): readonly Sheet[] {
  const writer = new Writer(form, ownForm(form));
  const survey = form.pages.flatMap((page) => writer.page(page));
  const sheets = { survey, choices: writer.choices() };
  const others = languagesOf(form, table).map((language) => {
    const other = new Writer(form, onlyTranslated(form, table, language), language);
    return { language, survey: form.pages.flatMap((page) => other.page(page)), choices: other.choices() };
  });
  const all = [{ language: form.language, ...sheets }, ...others];
  const sheet = (name: "survey" | "choices", columns: readonly string[]): Sheet => ({
    name,
    rows: [
      columns.flatMap((column) => (isSaid(column, others) ? all.map(({ language }) => `${column}::${nameIn(language)}`) : [column])),
      ...sheets[name].map((row, place) =>
        columns.flatMap((column) => (isSaid(column, others) ? all.map((one) => cellOf(one[name][place], column)) : [cellOf(row, column)])),
      ),
    ],
  });
  return [
    sheet("survey", surveyColumns),
    sheet("choices", choiceColumns),
    {
      name: "settings",
      rows: [
        ["form_title", "form_id", "version", "default_language"],
        [form.title, form.id, String(form.version), others.length === 0 ? form.language : nameIn(form.language)],
      ],
    },
  ];
}

/** As XLSForm names a language: what its own speakers call it, and its code. */
const nameIn = (language: string): string => `${ownLanguageName(language)} (${language})`;
const isSaid = (column: string, others: readonly unknown[]): boolean => others.length > 0 && translatedColumns.includes(column);
const cellOf = (row: Readonly<Record<string, string>> | undefined, column: string): string => row?.[column] ?? "";

/** What is translated, and nothing where it is not: other programs say themselves what is missing. */
function onlyTranslated(form: Questionnaire, table: Translations, language: string): TextsOfForm<Said> {
  return mapTexts(form, (key, text) => ({ text: translated(form, table, language, key, text) ?? "", language }));
}

class Writer {
  readonly #lists = new Map<
    string,
    { readonly name: string; readonly alternatives: readonly Alternative[]; readonly labels: readonly Said[] }
  >();
  readonly #questions: ReadonlyMap<string, Question>;
  readonly #texts: TextsOfForm<Said>;
  readonly #words: ReadonlyMap<string, ShownQuestion>;

  readonly #language: string | null;

  constructor(form: Questionnaire, texts: TextsOfForm<Said>, language: string | null = null) {
    this.#language = language;
    const columns = questionsOf(form).flatMap((question) => columnsOfQuestion(question).map(({ column }) => [column, question] as const));
    this.#questions = new Map(columns);
    this.#texts = texts;
    this.#words = new Map(texts.pages.flatMap(({ questions }) => questions.map((question) => [question.name, question] as const)));
  }

  choices(): readonly Readonly<Record<string, string>>[] {
    return [...this.#lists.values()].flatMap(({ name, alternatives, labels }) =>
      alternatives.map(({ interval, value, isOutside, alone }, place) => ({
        list_name: name,
        name: choiceName(place),
        label: labels[place]?.text ?? "",
        from: String(interval?.from ?? ""),
        to: String(interval?.to ?? ""),
        value: String(value ?? ""),
        outside: isOutside ? "yes" : "",
        alone: alone ? "yes" : "",
      })),
    );
  }

  page(page: Page): readonly SurveyRow[] {
    const name = page.key.replaceAll("-", "_");
    const texts = this.#texts.pages.find(({ key }) => key === page.key);
    return [
      { type: "begin_group", name, label: texts?.title.text ?? "", appearance: "field-list", relevant: this.#relevant(page.ask?.when) },
      ...(texts?.text ?? []).map(({ text: label }, place) => ({
        ...{ type: "note", name: `${name}_text_${place + 1}`, label, fortrogen_kind: "page" },
      })),
      ...page.questions.flatMap((question) => {
        const words = this.#words.get(question.name);
        return words ? this.#question(question, words) : [];
      }),
      { type: "end_group", name },
    ];
  }

  #question(question: Question, words: ShownQuestion): readonly SurveyRow[] {
    const relevant = this.#relevant(question.ask?.when);
    const head: SurveyRow = {
      name: question.name,
      label: words.text.text,
      hint: together(words.help),
      guidance_hint: together(words.definitions),
      relevant,
      required: question.isRequired ? "yes" : "",
      fortrogen_comment: question.comment ?? "",
      fortrogen_heading: question.heading ?? "",
    };
    const comment = `${question.name}_comment`;
    const label = words.comment?.text ?? "";
    return [
      ...this.#body(question, words, head),
      ...(question.comment === null ? [] : [{ type: "text", name: comment, label, relevant, fortrogen_kind: "comment" }]),
    ];
  }

  #body(question: Question, words: ShownQuestion, head: SurveyRow): readonly SurveyRow[] {
    const { name } = question;
    switch (question.type) {
      case "single":
        return [
          { ...head, type: `select_one ${this.#list(question.alternatives, words)}` },
          ...specified(question, words, (place) => `\${${name}} = '${choiceName(place)}'`),
        ];
      case "several": {
        const row = { ...head, type: `select_multiple ${this.#list(question.alternatives, words)}`, ...limits(question, this.#language) };
        return [row, ...specified(question, words, (place) => `selected(\${${name}}, '${choiceName(place)}')`)];
      }
      case "grid": {
        const list = this.#list(question.alternatives, words);
        const rows = words.rows.map(({ text, help }, place) => ({
          type: `select_one ${list}`,
          name: `${name}_${place + 1}`,
          label: text.text,
          hint: help?.text ?? "",
          required: head.required ?? "",
          fortrogen_kind: question.rows[place]?.isApart ? "apart" : "row",
        }));
        return [
          { ...head, required: "", type: "begin_group", appearance: "table-list", fortrogen_kind: "grid" },
          ...rows,
          { type: "end_group", name },
        ];
      }
      case "number": {
        const { least, greatest, decimals, unit } = question;
        const bounds = [...(least === null ? [] : [`. >= ${least}`]), ...(greatest === null ? [] : [`. <= ${greatest}`])];
        return [
          {
            ...head,
            type: decimals === 0 ? "integer" : "decimal",
            constraint: bounds.join(" and "),
            fortrogen_kind: `${unit}|${decimals}`,
          },
        ];
      }
      case "text":
        return [{ ...head, type: "text", appearance: "multiline", constraint: `string-length(.) <= ${question.longest}` }];
      case "date": {
        const { earliest, latest } = question;
        const bounds = [...(earliest === null ? [] : [`. >= date('${earliest}')`]), ...(latest === null ? [] : [`. <= date('${latest}')`])];
        return [{ ...head, type: "date", constraint: bounds.join(" and ") }];
      }
      case "contact":
        return [
          { ...head, type: "begin_group", fortrogen_kind: "contact" },
          ...question.fields.map(({ key, kind }, place) => ({
            type: "text",
            name: `${name}_${key.replaceAll("-", "_")}`,
            label: words.fields[place]?.text ?? "",
            fortrogen_kind: `${key}|${kind}`,
          })),
          { type: "end_group", name },
        ];
      case "information":
        return [{ ...head, type: "note" }];
    }
  }

  /** The name of a list of choices; the same list is written once. */
  #list(alternatives: readonly Alternative[], { alternatives: labels }: ShownQuestion): string {
    const key = JSON.stringify(alternatives);
    const known = this.#lists.get(key);
    const name = known?.name ?? `list_${this.#lists.size + 1}`;
    // A list that several questions share is translated where one of them is.
    const said = known?.labels.map((label, place) => (label.text === "" ? (labels[place] ?? label) : label)) ?? labels;
    this.#lists.set(key, { name, alternatives, labels: said });
    return name;
  }

  #relevant(when: Condition | undefined): string {
    return when === undefined ? "" : this.#expression(when);
  }

  #expression(condition: Condition): string {
    switch (condition.kind) {
      case "and":
      case "or":
        return condition.parts.map((part) => `(${this.#expression(part)})`).join(` ${condition.kind} `);
      case "not":
        return `not(${this.#expression(condition.part)})`;
      case "is":
        return this.#is(condition.column, condition.value);
      case "answered":
        return `${this.#answer(condition.column)} != ''`;
      case "compare":
        return `${this.#amount(condition.left)} ${condition.sign} ${this.#amount(condition.right)}`;
    }
  }

  #is(column: string, value: string): string {
    const question = this.#questions.get(column);
    if (question?.type === "several") {
      const place = Number(column.slice(question.name.length + 1)) - 1;
      const isTicked = `selected(\${${question.name}}, '${choiceName(place)}')`;
      return value === ticked ? isTicked : `not(${isTicked})`;
    }
    return `\${${column}} = '${this.#choice(column, value)}'`;
  }

  #answer(column: string): string {
    const question = this.#questions.get(column);
    return `\${${question?.type === "several" || question?.type === "text" ? question.name : column}}`;
  }

  #choice(column: string, value: string): string {
    const question = this.#questions.get(column);
    const alternatives = question && "alternatives" in question ? question.alternatives : [];
    return choiceName(alternatives.findIndex(({ text }) => text === value));
  }

  #amount(amount: Amount): string {
    switch (amount.kind) {
      case "number":
        return String(amount.number);
      case "value": {
        const { column, of } = amount;
        if (typeof of === "string") return `\${${column}}`;
        const steps = Object.entries(of).map(([text, number]) => `if(\${${column}} = '${this.#choice(column, text)}', ${number}, `);
        return `${steps.join("")}''${")".repeat(steps.length)}`;
      }
      case "count": {
        const all = amount.columns.flatMap((column) => amount.values.map((value) => `if(${this.#is(column, value)}, 1, 0)`));
        return `(${all.join(" + ")})`;
      }
      case "sum":
        return `(${this.#amount(amount.left)} ${amount.isMinus ? "-" : "+"} ${this.#amount(amount.right)})`;
    }
  }
}

const choiceName = (place: number): string => `a${place + 1}`;

const together = (texts: readonly Said[]): string =>
  texts
    .map(({ text }) => text)
    .filter((text) => text !== "")
    .join("\n\n");

function specified(
  question: Question & { readonly type: "single" | "several" },
  words: ShownQuestion,
  relevant: (place: number) => string,
): readonly SurveyRow[] {
  return question.alternatives.flatMap(({ specify }, place) =>
    specify
      ? [
          {
            type: "text",
            name: `${question.name}_${place + 1}_text`,
            label: words.alternatives[place]?.text ?? "",
            relevant: relevant(place),
            fortrogen_kind: "specify",
          },
        ]
      : [],
  );
}

function limits({ most, alternatives }: Question & { readonly type: "several" }, language: string | null): SurveyRow {
  const alone = alternatives.flatMap((one, place) =>
    one.alone ? [`not(selected(., '${choiceName(place)}') and count-selected(.) > 1)`] : [],
  );
  const constraint = [...(most === null ? [] : [`count-selected(.) <= ${most}`]), ...alone].join(" and ");
  if (constraint === "") return {};
  const message = inOwn(language, most === null ? "Svaren går inte ihop." : `Markera högst ${most} svarsalternativ.`);
  return { constraint, constraint_message: message.language === language ? message.text : "" };
}
