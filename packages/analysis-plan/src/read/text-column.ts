/** A column of texts while it is read: each distinct text is kept once, each row is the number of its text. */
import { factorFromCodes, numericColumn } from "@fortrogen/statistics";
import type { Column, Table } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import type { Place } from "../faults.ts";
import { planError } from "../faults.ts";

/** What a reader must know of the data beside the file: the texts that mean missing, and the levels of factors in their order. */
export type ReadOptions = {
  readonly missing: readonly string[];
  readonly factors: Readonly<Record<string, readonly string[]>>;
  /** Of a CSV file. Default utf-8. */
  readonly encoding?: "utf-8" | "windows-1252";
};

export class TextColumn {
  readonly name: string;
  readonly codeOf = new Map<string, number>();
  codes: Int32Array;
  n = 0;

  constructor(name: string, capacity = 1024) {
    this.name = name;
    this.codes = new Int32Array(capacity);
  }

  /** Adds a row; null is missing. */
  push(text: string | null): void {
    if (this.n === this.codes.length) {
      const wider = new Int32Array(this.n * 2);
      wider.set(this.codes);
      this.codes = wider;
    }
    let code = -1;
    if (text !== null) {
      const known = this.codeOf.get(text);
      code = known ?? this.codeOf.size;
      if (known === undefined) this.codeOf.set(text, code);
    }
    this.codes[this.n++] = code;
  }

  /** Row of the first value that is this text, or -1. */
  firstRow(text: string): number {
    const code = this.codeOf.get(text);
    return code === undefined ? -1 : this.codes.subarray(0, this.n).indexOf(code);
  }
}

type Finish = ReadOptions & {
  /** Numbers may be written as text (CSV). */
  readonly readsNumbers: boolean;
  readonly decimalComma: boolean;
  /** Where a row stands in the file. */
  readonly at: (row: number) => Place;
};

/** Signs and spaces that people and programs write in numbers: the minus sign, and what parts thousands. */
const minus = /^\u2212/;
const grouped = /^([+-]?)(\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)((?:[.,]\d+)?)$/;
/** Written for "no value" by other programs. */
const marks = /^(?:[.]+|[-–—]+|\*+|n[./]?a[.]?|null|nan|none|missing|saknas|#.*)$/i;
/** All but a number: figures with another sign for decimals, thousands, percent or a currency. */
const nearNumber = /^[+-]?(?=.*\d)[\d.,'’ \u00a0\u2009\u202f]+\s*(?:%|kr|sek|tkr|mkr|:-|€|\$)?$/i;

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const commaNumber = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;
/** 0114 is the code of a municipality and not the number 114. */
const leadingZero = /^[+-]?0\d/;

/**
 * The finished column: numeric when every text that is not missing is a number (and no levels are given for it), else a factor.
 * Errors: `plan`, with the line, for a value outside the given levels and for decimal commas and points in one column.
 */
export function finishColumn(column: TextColumn, options: Finish): Column {
  const texts = [...column.codeOf.keys()];
  const levels = options.factors[column.name];
  const isMissing = texts.map((text) => options.missing.includes(text.trim()));
  if (levels === undefined && options.readsNumbers) {
    const values = numbersOf(column, texts, isMissing, options);
    if (values !== null) return values;
  }
  const known = levels ?? texts.filter((_, code) => isMissing[code] !== true).sort();
  const position = new Map(known.map((level, at) => [level, at]));
  const target = Int32Array.from(texts, (text, code) => (isMissing[code] === true ? -1 : (position.get(text) ?? -2)));
  const outside = target.indexOf(-2);
  if (outside >= 0) {
    const text = texts[outside] ?? "";
    const place = options.at(column.firstRow(text));
    throw planError("outside-levels", place, { variable: column.name, value: text, known, meant: nearest(text, known) });
  }
  const codes = new Int32Array(column.n);
  for (let row = 0; row < column.n; row++)
    codes[row] = (column.codes[row] as number) < 0 ? -1 : (target[column.codes[row] as number] as number);
  const finished = factorFromCodes(column.name, codes, known);
  if (options.readsNumbers) noteText(finished, column, texts, isMissing, options);
  return finished;
}

/** Remembers the first text of a column that holds numbers too. */
function noteText(finished: Column, column: TextColumn, texts: readonly string[], isMissing: readonly boolean[], options: Finish): void {
  const isNumber = (text: string): boolean => plainNumber.test(plainly(text.trim())) || commaNumber.test(plainly(text.trim()));
  const present = texts.filter((_, code) => isMissing[code] !== true);
  const text = present.find((one) => !isNumber(one)) ?? present.find((one) => !plainNumber.test(plainly(one.trim())));
  if (text === undefined || !present.some(isNumber)) return;
  odd.set(finished, { place: options.at(column.firstRow(text)), value: text });
}

/** A text as a plain number would be written: `1 234,5` as `1234,5`, with the sign that a keyboard has. */
function plainly(text: string): string {
  const signed = text.replace(minus, "-");
  const [, sign = "", whole, decimals = ""] = grouped.exec(signed) ?? [];
  return whole === undefined ? signed : `${sign}${whole.replaceAll(/\D/g, "")}${decimals}`;
}

/** The columns that are numbers but for some texts, and the first of these: asked for numbers, they say where it stands. */
const odd = new WeakMap<Column, { readonly place: Place; readonly value: string }>();

/** Where a column of a table has its first text among numbers; undefined where it has none. Errors: none. */
export function textAmongNumbers(table: Table, name: string): { readonly place: Place; readonly value: string } | undefined {
  const column = table.columns.get(name);
  return column && odd.get(column);
}

const isOdd = (text: string): boolean => marks.test(text.trim()) || nearNumber.test(text.trim());

/**
 * The column as numbers, or null when it holds texts. Errors: `plan` with the line and the text for a sign of no value, or all but a number, among
 * numbers: neither becomes a level, or missing, without a word.
 */
function numbersOf(column: TextColumn, texts: readonly string[], isMissing: readonly boolean[], options: Finish): Column | null {
  const value = new Float64Array(texts.length).fill(Number.NaN);
  let [withComma, withPoint] = ["", ""];
  let [numbers, first] = [0, ""];
  for (const [code, written] of texts.entries()) {
    if (isMissing[code] === true) continue;
    const text = plainly(written.trim());
    const isComma = options.decimalComma && commaNumber.test(text);
    if (leadingZero.test(text)) return null;
    if (!(isComma || plainNumber.test(text))) {
      // Of several, the one that is most like a number or no value: the others may be labels.
      if (first === "" || (!isOdd(first) && isOdd(written))) first = written;
      continue;
    }
    numbers += 1;
    if (isComma) withComma = written;
    else if (text.includes(".")) withPoint = written;
    value[code] = Number(text.replace(",", "."));
  }
  if (first !== "") {
    if (numbers === 0) return null;
    const place = options.at(column.firstRow(first));
    const values = { variable: column.name, value: first, isMark: marks.test(first.trim()) };
    if (isOdd(first)) throw planError("not-a-number", place, values);
    return null;
  }
  if (withComma !== "" && withPoint !== "") {
    const row = Math.max(column.firstRow(withComma), column.firstRow(withPoint));
    throw planError("mixed-decimals", options.at(row), { variable: column.name, comma: withComma, point: withPoint });
  }
  const values = new Float64Array(column.n);
  for (let row = 0; row < column.n; row++) {
    const code = column.codes[row] as number;
    values[row] = code < 0 ? Number.NaN : (value[code] as number);
  }
  return numericColumn(column.name, values);
}
