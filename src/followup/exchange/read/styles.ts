/** Which styles of a workbook show a number as a day, with or without a time (ECMA-376 part 1, 18.8.30 and 18.8.31). */

/** The built-in formats of days, those of East Asian locales included. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, ...range(27, 31), 36, ...range(50, 54), 57, 58]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** True where the code of a number format has a year or a day outside quotes, escapes and colours: one of a time alone hides which day it is. */
function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, "")
    .replace(/\\./g, "")
    .replace(/[_*]./g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/General|Standard/gi, "")
    .replace(/E[+-]/gi, "");
  return /[yd]/i.test(bare);
}

/** Collects the styles of `xl/styles.xml` tag by tag, and then tells which of them are of days. */
export class StyleReader {
  readonly #codes = new Map<number, string>();
  readonly #formats: number[] = [];
  #inCells = false;
  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "numFmt") this.#codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
    if (name === "cellXfs") this.#inCells = true;
    if (name === "xf" && this.#inCells) this.#formats.push(Number(attributes["numFmtId"] ?? 0));
  }
  close(name: string): void {
    if (name === "cellXfs") this.#inCells = false;
  }
  /** For each style, in the order that cells refer to it by. */
  dates(): readonly boolean[] {
    return this.#formats.map((format) => {
      const code = this.#codes.get(format);
      return code === undefined ? BUILT_IN.has(format) : isDateFormat(code);
    });
  }
}
