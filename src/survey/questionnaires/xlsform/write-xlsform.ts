/** A questionnaire as XLSForm: what ODK, Kobo and others read. */
import { columnsOfQuestion, ticked } from "../answer-columns.ts";
import type { Amount, Condition } from "../conditions/condition.ts";
import type { Alternative, Page, Question, Questionnaire } from "../questionnaire.ts";
import { questionsOf } from "../questionnaire.ts";
import { choiceColumns, surveyColumns } from "./sheets.ts";
import type { Sheet } from "./sheets.ts";

type SurveyRow = Partial<Record<(typeof surveyColumns)[number], string>>;

/** The three sheets of an XLSForm. Alternatives are named a1, a2 …, in the form's order. Errors: none. */
export function xlsformOf(form: Questionnaire): readonly Sheet[] {
  const writer = new Writer(form);
  const survey = form.pages.flatMap((page) => writer.page(page));
  return [
    { name: "survey", rows: [surveyColumns, ...survey.map((row) => surveyColumns.map((column) => row[column] ?? ""))] },
    { name: "choices", rows: [choiceColumns, ...writer.choices()] },
    {
      name: "settings",
      rows: [
        ["form_title", "form_id", "version", "default_language"],
        [form.title, form.id, String(form.version), form.language],
      ],
    },
  ];
}

class Writer {
  readonly #lists = new Map<string, { readonly name: string; readonly alternatives: readonly Alternative[] }>();
  readonly #questions: ReadonlyMap<string, Question>;

  constructor(form: Questionnaire) {
    const columns = questionsOf(form).flatMap((question) => columnsOfQuestion(question).map(({ column }) => [column, question] as const));
    this.#questions = new Map(columns);
  }

  choices(): readonly (readonly string[])[] {
    return [...this.#lists.values()].flatMap(({ name, alternatives }) =>
      alternatives.map(({ text, interval, value, isOutside, alone }, place) => [
        name,
        choiceName(place),
        text,
        String(interval?.from ?? ""),
        String(interval?.to ?? ""),
        String(value ?? ""),
        isOutside ? "yes" : "",
        alone ? "yes" : "",
      ]),
    );
  }

  page(page: Page): readonly SurveyRow[] {
    const name = page.key.replaceAll("-", "_");
    return [
      { type: "begin_group", name, label: page.title, appearance: "field-list", relevant: this.#relevant(page.ask?.when) },
      ...page.text.map((label, place) => ({ type: "note", name: `${name}_text_${place + 1}`, label, fortrogen_kind: "page" })),
      ...page.questions.flatMap((question) => this.#question(question)),
      { type: "end_group", name },
    ];
  }

  #question(question: Question): readonly SurveyRow[] {
    const relevant = this.#relevant(question.ask?.when);
    const head: SurveyRow = {
      name: question.name,
      label: question.text,
      hint: question.help.join("\n\n"),
      relevant,
      required: question.isRequired ? "yes" : "",
      fortrogen_comment: question.comment ?? "",
      fortrogen_heading: question.heading ?? "",
    };
    const comment = `${question.name}_comment`;
    return [
      ...this.#body(question, head),
      ...(question.comment === null ? [] : [{ type: "text", name: comment, label: question.comment, relevant, fortrogen_kind: "comment" }]),
    ];
  }

  #body(question: Question, head: SurveyRow): readonly SurveyRow[] {
    const { name } = question;
    switch (question.type) {
      case "single":
        return [
          { ...head, type: `select_one ${this.#list(question.alternatives)}` },
          ...specified(question, (place) => `\${${name}} = '${choiceName(place)}'`),
        ];
      case "several": {
        const row = { ...head, type: `select_multiple ${this.#list(question.alternatives)}`, ...limits(question) };
        return [row, ...specified(question, (place) => `selected(\${${name}}, '${choiceName(place)}')`)];
      }
      case "grid": {
        const list = this.#list(question.alternatives);
        const rows = question.rows.map(({ text, help, isApart }, place) => ({
          type: `select_one ${list}`,
          name: `${name}_${place + 1}`,
          label: text,
          hint: help ?? "",
          required: head.required ?? "",
          fortrogen_kind: isApart ? "apart" : "row",
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
          ...question.fields.map(({ key, text, kind }) => ({
            type: "text",
            name: `${name}_${key.replaceAll("-", "_")}`,
            label: text,
            fortrogen_kind: `${key}|${kind}`,
          })),
          { type: "end_group", name },
        ];
      case "information":
        return [{ ...head, type: "note" }];
    }
  }

  /** The name of a list of choices; the same list is written once. */
  #list(alternatives: readonly Alternative[]): string {
    const key = JSON.stringify(alternatives);
    const known = this.#lists.get(key) ?? { name: `list_${this.#lists.size + 1}`, alternatives };
    this.#lists.set(key, known);
    return known.name;
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

function specified(
  question: Question & { readonly type: "single" | "several" },
  relevant: (place: number) => string,
): readonly SurveyRow[] {
  return question.alternatives.flatMap(({ specify, text }, place) =>
    specify
      ? [{ type: "text", name: `${question.name}_${place + 1}_text`, label: text, relevant: relevant(place), fortrogen_kind: "specify" }]
      : [],
  );
}

function limits({ most, alternatives }: Question & { readonly type: "several" }): SurveyRow {
  const alone = alternatives.flatMap((one, place) =>
    one.alone ? [`not(selected(., '${choiceName(place)}') and count-selected(.) > 1)`] : [],
  );
  const constraint = [...(most === null ? [] : [`count-selected(.) <= ${most}`]), ...alone].join(" and ");
  return constraint === ""
    ? {}
    : { constraint, constraint_message: most === null ? "Svaren går inte ihop." : `Markera högst ${most} svarsalternativ.` };
}
