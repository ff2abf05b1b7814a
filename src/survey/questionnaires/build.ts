/** The parts of a questionnaire out of the parts of its file: passages put in, scales and periods found, what is left out filled in. */
import { nearest } from "@fortrogen/statistics/nearest";
import type { Path, Report } from "./faults.ts";
import { limits } from "./limits.ts";
import type { Alternative, Definition, Period, Question, QuestionBody, Row } from "./questionnaire.ts";
import type { AlternativeOfFile, QuestionOfFile, QuestionnaireFile } from "./schema.ts";

/** Of a name that is not there, so much is said. */
const longestName = 100;
/** So much may be written where the file says nothing. */
const usualLongest = 4000;

export class Builder {
  readonly definitions: readonly Definition[];
  readonly #file: QuestionnaireFile;
  readonly #report: Report;
  readonly #passages: ReadonlyMap<string, string>;
  readonly #defined: readonly (Definition & { readonly asWords: readonly string[] })[];
  #length = 0;

  constructor(file: QuestionnaireFile, report: Report) {
    this.#file = file;
    this.#report = report;
    const defined = Object.entries(file.definitions ?? {});
    this.definitions = defined.map(([term, { words = [], text }]) => ({ term, words, text }));
    this.#defined = this.definitions.map((one) => ({ ...one, asWords: one.words.map(wordsOf) }));
    this.#passages = new Map([...defined.map(([term, { text }]) => [term, text] as const), ...Object.entries(file.passages ?? {})]);
  }

  /** A question without its condition, which can be read when all questions are known. */
  question(question: QuestionOfFile, path: Path): Question {
    const {
      question: number,
      heading = null,
      text,
      help,
      period,
      required = false,
      comment = null,
      restored = {},
      inferred = {},
    } = question;
    const shown = this.texts(help, [...path, "help"]);
    return {
      name: /^\d/.test(number) ? `q${number}` : number,
      number,
      heading,
      text: this.#text(text, [...path, "text"]),
      help: shown,
      definitions: this.#definitionsOf(question, shown.join(" ")),
      period: period === undefined ? null : this.#period(period, [...path, "period"]),
      ask: null,
      isRequired: required,
      comment,
      restored,
      inferred,
      ...this.#body(question, path),
    };
  }

  /** Texts with their passages put in. */
  texts(texts: readonly string[] | undefined, path: Path): readonly string[] {
    return (texts ?? []).map((text, place) => this.#text(text, [...path, place]));
  }

  #text(text: string, path: Path): string {
    if (this.#isTooLong(text, path)) return text;
    return text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
      const passage = this.#passages.get(name);
      if (passage === undefined) this.#unknown("Texten", name, this.#passages.keys(), path);
      return passage ?? whole;
    });
  }

  /** Whether a text is too long with its passages put in; or all texts together are. What grows is never made. */
  #isTooLong(text: string, path: Path): boolean {
    let length = text.length;
    for (const [, name = ""] of text.matchAll(/\{([^{}]*)\}/g)) length += this.#passages.get(name)?.length ?? 0;
    this.#length += length;
    if (length > limits.text) this.#report(path, "too-much", `Texten är längre än ${limits.text} tecken, med det som sätts in i den.`);
    else if (this.#length > limits.texts)
      this.#report(path, "too-much", `Formulärets texter är tillsammans längre än ${limits.texts} tecken, med det som sätts in i dem.`);
    return length > limits.text || this.#length > limits.texts;
  }

  /** The words of a question that are defined, where its help does not explain them already. */
  #definitionsOf(question: QuestionOfFile, help: string): readonly Definition[] {
    const rows = "rows" in question ? question.rows.map(({ text }) => text) : [];
    const used = wordsOf([question.heading ?? "", question.text, help, ...rows].join(" "));
    const helped = wordsOf(help);
    return this.#defined
      .filter(({ term, text, asWords }) => {
        return asWords.some((word) => used.includes(word)) && !help.includes(text) && !helped.includes(` ${term} avse`);
      })
      .map(({ term, words, text }) => ({ term, words, text }));
  }

  #period(name: string, path: Path): Period | null {
    const { periods = {} } = this.#file;
    const found = Object.hasOwn(periods, name) ? periods[name] : undefined;
    if (found === undefined) this.#unknown("Perioden", name, Object.keys(periods), path);
    else if (found.to < found.from) this.#report(["periods", name], "shape", `Perioden ”${name}” slutar innan den börjar.`);
    return found ?? null;
  }

  #body(question: QuestionOfFile, path: Path): QuestionBody {
    switch (question.type) {
      case "single":
        return { type: "single", alternatives: this.#alternatives(question.alternatives, path) };
      case "several":
        return { type: "several", alternatives: this.#alternatives(question.alternatives, path), most: question.most ?? null };
      case "grid":
        return { type: "grid", rows: this.#rows(question.rows, path), alternatives: this.#alternatives(question.alternatives, path) };
      case "number": {
        const { unit, least = null, greatest = null, decimals = 0 } = question;
        if (least !== null && greatest !== null && greatest < least)
          this.#report([...path, "greatest"], "shape", "greatest är mindre än least.");
        return { type: "number", unit, least, greatest, decimals };
      }
      case "text":
        return { type: "text", longest: question.longest ?? usualLongest };
      case "date": {
        const { earliest = null, latest = null } = question;
        if (earliest !== null && latest !== null && latest < earliest)
          this.#report([...path, "latest"], "shape", "latest är före earliest.");
        return { type: "date", earliest, latest };
      }
      case "contact":
        return { type: "contact", fields: question.fields };
      case "information":
        return { type: "information" };
    }
  }

  #rows(rows: (QuestionOfFile & { type: "grid" })["rows"], path: Path): readonly Row[] {
    this.#once(
      "Raden",
      rows.map(({ text }) => text),
      [...path, "rows"],
    );
    return rows.map((row) => {
      const { text, help = null, apart = false } = { help: null, apart: false, ...row };
      return { text, help, isApart: apart };
    });
  }

  #alternatives(named: string | readonly AlternativeOfFile[], path: Path): readonly Alternative[] {
    const { scales = {} } = this.#file;
    const at = [...path, "alternatives"];
    const found = typeof named === "string" ? (Object.hasOwn(scales, named) ? scales[named] : undefined) : named;
    if (found === undefined) {
      this.#unknown("Skalan", String(named), Object.keys(scales), at);
      return [];
    }
    this.#once(
      "Svarsalternativet",
      found.map(({ text }) => text),
      typeof named === "string" ? ["scales", named] : at,
    );
    return found.map((alternative, place) => this.#alternative(alternative, [...at, place]));
  }

  #alternative(alternative: AlternativeOfFile, path: Path): Alternative {
    const { text, specify = false, alone = false, from, to, value = null, outside = false } = alternative as AlternativeFields;
    if ((from === undefined) !== (to === undefined)) this.#report(path, "shape", "Ett intervall har både from och to.");
    if (from !== undefined && to !== undefined && to < from) this.#report(path, "shape", "Intervallet slutar innan det börjar.");
    const interval = from === undefined || to === undefined ? null : { from, to };
    return { text, specify, alone, interval, value, isOutside: outside };
  }

  #once(what: string, texts: readonly string[], path: Path): void {
    const seen = new Set<string>();
    for (const [place, text] of texts.entries()) {
      if (seen.has(text)) this.#report([...path, place], "twice", `${what} ”${text}” finns två gånger.`);
      seen.add(text);
    }
  }

  #unknown(what: string, name: string, known: Iterable<string>, path: Path): void {
    this.#report(path, "unknown-name", () => {
      const meant = nearest(name.slice(0, longestName), known);
      return `${what} ”${name.slice(0, longestName)}” finns inte.${meant === "" ? "" : ` Menas ”${meant}”?`}`;
    });
  }
}

/** A text as words in small letters with one space around each: a word is found in it, and no part of one. */
const wordsOf = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;

/** An alternative with every field that it may have. */
type AlternativeFields = Extract<AlternativeOfFile, { specify?: unknown }>;
