// Rows gathered per table and sent with COPY, in the order in which the tables refer to each other.
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { copyIn } from "../../src/platform/database/copy.ts";

export type Value = string | number | boolean | null | undefined | readonly string[];

/** One table's waiting rows as COPY text. */
export class CopyTable {
  rows = 0;
  total = 0;
  private text = "";
  readonly name: string;
  readonly columns: readonly string[];

  constructor(name: string, columns: readonly string[]) {
    this.name = name;
    this.columns = columns;
  }

  /** Adds a row: values in the order of the columns. */
  add(...values: Value[]): void {
    let line = "";
    for (let n = 0; n < values.length; n++) line += (n === 0 ? "" : "\t") + copyText(values[n]);
    this.text += `${line}\n`;
    this.rows++;
  }

  /** Adds a row already written as COPY text, without line end. */
  addLine(line: string): void {
    this.text += `${line}\n`;
    this.rows++;
  }

  /** How much waits, in characters. */
  get size(): number {
    return this.text.length;
  }

  /** Sends what waits and empties the table. */
  async send(client: pg.ClientBase): Promise<void> {
    if (this.rows === 0) return;
    const stream = copyIn(client, `copy ${this.name} (${this.columns.join(", ")}) from stdin`);
    const done = finished(stream);
    const text = this.text;
    this.total += this.rows;
    this.text = "";
    this.rows = 0;
    try {
      if (!stream.write(text)) await Promise.race([once(stream, "drain"), done]);
      stream.end();
    } finally {
      await done;
    }
  }
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function copyText(value: Value): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return special.test(value) ? value.replace(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  return copyText(`{${value.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`);
}
