/**
 * An intruder with nothing but what is published: tables in the fixed form, of all units and of groups. Turns shares and bases into numbers of units,
 * sets totals against groups, distributions against their bases and shares against the rest, and narrows down what is hidden until nothing more
 * follows. Shares no code with the protection.
 */
import type { FixedTable } from "../../src/survey/tables/output/fixed-form.ts";

/** What the intruder can say of a number: at least, at most. */
export type Range = { low: number; high: number };

/** A number: of which table and row and column ("Ja", "inte Ja", "bas"), of which group. */
export type Found = {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly place: string;
  readonly range: Range;
};

type Sum = { readonly total: string; readonly parts: readonly string[] };

/** Everything the intruder can work out, number by number. */
export function workOut(tables: readonly FixedTable[], groupings: readonly string[]): Map<string, Found> {
  const knowledge = new Knowledge();
  const places = [...new Set(tables.map(placeOf))];
  for (const table of tables) if (table.table !== "1") knowledge.read(table);
  const ofAll = [...knowledge.found.values()].filter(({ place }) => place === "alla");
  for (const { table, row, column } of ofAll) {
    for (const by of groupings) {
      const parts = places.filter((place) => place.startsWith(`${by}:`)).map((place) => keyOf(table, row, column, place));
      const known = parts.filter((key) => knowledge.found.has(key));
      if (known.length > 0 && known.length === parts.length) knowledge.sums.push({ total: keyOf(table, row, column, "alla"), parts });
    }
  }
  knowledge.narrow();
  return knowledge.found;
}

export const keyOf = (table: string, row: string, column: string, place: string) => [table, row, column, place].join(" § ");
export const placeOf = ({ group }: FixedTable) => (group === undefined ? "alla" : `${group.by}:${group.value}`);
/** The label without the base that stands in it. */
export const nameOf = (label: string) => label.replace(/ \(N=[\d.]+\)$/u, "");

class Knowledge {
  readonly found = new Map<string, Found>();
  readonly sums: Sum[] = [];

  read(table: FixedTable): void {
    const place = placeOf(table);
    const rows = table.rows.filter(({ label }) => label !== "Totalt");
    const most = table.n ?? 10_000;
    const put = (row: string, column: string, range: Range): string => {
      const key = keyOf(table.table, row, column, place);
      this.found.set(key, { table: table.table, row, column, place, range });
      return key;
    };
    const bases = new Map<string, string>();
    const baseOf = (row: string, column: number, n: number | null): string => {
      const name = table.bases ? (table.columns[column] ?? "") : row;
      const known = bases.get(name);
      if (known !== undefined) return known;
      const key = put(`bas ${name}`, "", n === null ? { low: 0, high: most } : { low: n, high: n });
      bases.set(name, key);
      return key;
    };
    const inBase = new Map<string, string[]>();
    for (const { label, values, n } of rows) {
      const row = nameOf(label);
      values.forEach((value, column) => {
        const isOwn = n !== undefined;
        const base = table.bases ? (table.bases[column] ?? null) : isOwn ? n : table.n;
        const baseKey = baseOf(row, column, base);
        const key = put(row, table.columns[column] ?? "", rangeOf(value, base, most));
        // Table 18's last column is a sum of two others; tables 4 and 18 and diagram 1 share a base along the row, 5–10 along the column.
        if (table.columns[column]?.startsWith("Summa")) {
          this.sums.push({ total: key, parts: [1, 2].map((at) => keyOf(table.table, row, table.columns[at] ?? "", place)) });
        } else {
          const shared =
            table.table === "4"
              ? `${row} ${Math.floor(column / 2)}`
              : isOwn
                ? row
                : table.bases
                  ? String(column)
                  : table.rows.at(-1)?.label === "Totalt"
                    ? "alla"
                    : key;
          inBase.set(`${baseKey}\n${shared}`, [...(inBase.get(`${baseKey}\n${shared}`) ?? []), key]);
        }
      });
    }
    for (const [name, parts] of inBase) {
      const total = name.split("\n")[0] ?? "";
      const isWhole = table.table === "18" || table.bases !== undefined || table.rows.some(({ n }) => n !== undefined);
      // What is not in the parts: those who answered otherwise.
      const rest = isWhole ? [] : [put(`rest av ${name.split("\n")[1] ?? ""}`, "", { low: 0, high: most })];
      this.sums.push({ total, parts: [...parts, ...rest] });
    }
  }

  narrow(): void {
    const sums = this.sums.flatMap(({ total, parts }) => {
      const whole = this.found.get(total)?.range;
      const each = parts.flatMap((part) => this.found.get(part)?.range ?? []);
      return whole && each.length === parts.length ? [{ whole, each }] : [];
    });
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const { whole, each } of sums) {
        let [low, high] = [0, 0];
        for (const one of each) {
          low += one.low;
          high += one.high;
        }
        isChanged = tighten(whole, low, high) || isChanged;
        for (const one of each) isChanged = tighten(one, whole.low - (high - one.high), whole.high - (low - one.low)) || isChanged;
      }
    }
  }
}

function tighten(range: Range, low: number, high: number): boolean {
  const isTighter = low > range.low || high < range.high;
  if (low > range.low) range.low = low;
  if (high < range.high) range.high = high;
  return isTighter;
}

/** Every number that is printed as the share. */
function rangeOf(value: number | null, n: number | null, most: number): Range {
  if (value === null || n === null) return { low: 0, high: n ?? most };
  const counts = Array.from({ length: n + 1 }, (_, count) => count).filter((count) => Math.floor((200 * count + n) / (2 * n)) === value);
  return { low: counts[0] ?? 0, high: counts.at(-1) ?? n };
}
