/** A column of texts while it is read: each distinct text is kept once, each row is the number of its text. */
import type { Column } from "../../data/table.ts";
import { factorFromCodes, numericColumn } from "../../data/table.ts";
import type { Place } from "../faults.ts";
import { planError } from "../faults.ts";
import { nearest } from "../../checks/nearest.ts";

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
  return factorFromCodes(column.name, codes, known);
}

function numbersOf(column: TextColumn, texts: readonly string[], isMissing: readonly boolean[], options: Finish): Column | null {
  const value = new Float64Array(texts.length).fill(Number.NaN);
  let [withComma, withPoint] = ["", ""];
  for (const [code, written] of texts.entries()) {
    if (isMissing[code] === true) continue;
    const text = written.trim();
    const isComma = options.decimalComma && commaNumber.test(text);
    if (leadingZero.test(text) || !(isComma || plainNumber.test(text))) return null;
    if (isComma) withComma = written;
    else if (text.includes(".")) withPoint = written;
    value[code] = Number(text.replace(",", "."));
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
