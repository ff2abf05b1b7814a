/** What every way to the tables of 2024 must give: each cell as printed (published-2024.json). Written into the test files of the ways. */
import { describe, expect, it } from "vitest";
import type { Table } from "../../src/survey/tables/table.ts";
import type { MadeText } from "../../src/survey/tables/texts.ts";
import { published } from "./published.ts";

/** Tables of all units and of each size, and the figures of the text, as some way made them; asked for when the tests run. */
export type AsMade = { readonly tables: () => readonly Table[]; readonly texts: () => readonly MadeText[] };

/** The tests. */
export function describeAsPrinted(way: AsMade): void {
  const tableOf = (id: string) => way.tables().find((table) => table.id === id && table.group === null);

  describe("the tables of 2024", () => {
    it("are those that are printed, in their order", () => {
      expect(
        way
          .tables()
          .filter(({ group }) => group === null)
          .map(({ id }) => id),
      ).toEqual(published.tables.map(({ id }) => id));
    });

    it.each(published.tables.map((table) => [table.id, table] as const))("%s is as printed, cell by cell", (id, printed) => {
      const made = tableOf(id);
      expect(made).toMatchObject({ title: printed.title, stub: printed.stub, n: printed.n, columns: printed.columns });
      // The bars of diagram 1 are not in the text; their bases are.
      expect(
        made?.rows.map(({ label, values, n }) => ({
          label: label.replace(/ \(N=\d+\)$/u, ""),
          values: printed.rows[0]?.values ? values : undefined,
          n,
        })),
      ).toEqual(printed.rows.map(({ label, values, n }) => ({ label, values, n })));
      for (const { label, n } of made?.rows ?? []) if (id === "18") expect(label).toContain(`(N=${n ?? 0})`);
      expect(made?.bases).toEqual(printed.bases);
      const shares = (made?.notes ?? []).flatMap((note) =>
        [...note.matchAll(/(\d+) av 192, dvs\. (\d+) procent/gu)].map((found) => [Number(found[1]), Number(found[2])]),
      );
      if (printed.bases) expect(shares).toEqual(printed.bases.map((base, place) => [base, printed.printedShares?.[place]]));
    });

    it("keep the total of 100 where the shares add to 99 or 101, and where they do is what the report has", () => {
      const off = way
        .tables()
        .filter(({ group, rows }) => group === null && rows.some(({ label }) => label === "Totalt"))
        .filter(({ id }) => id !== "1")
        .flatMap(({ id, rows, columns }) =>
          columns.flatMap((_, column) => {
            const shares = rows.filter(({ label }) => label !== "Totalt").map(({ values }) => values[column] ?? 0);
            const sum = shares.reduce((total, share) => total + share, 0);
            expect(rows.at(-1)).toMatchObject({ label: "Totalt" });
            expect(rows.at(-1)?.values[column]).toBe(100);
            return sum === 100 ? [] : [{ table: id, column, sum }];
          }),
        );
      expect(off).toEqual(published.inconsistencies.map(({ table, column, sum }) => ({ table, column, sum })));
    });

    it.each(published.bySize)("$table of $group is as the text says", ({ table, group, values }) => {
      const made = way.tables().find(({ id, group: one }) => id === table && one?.value === group);
      expect(made?.rows.slice(0, values.length).map((row, place) => row.values.slice(0, values[place]?.length))).toEqual(values);
    });

    it.each(published.noAnswer)("no unit of $group is in column $column of table $table", ({ table, group, column }) => {
      const made = way.tables().find(({ id, group: one }) => id === table && one?.value === group);
      expect(made?.bases?.[column]).toBe(0);
      expect(made?.rows.map(({ values }) => values[column])).toEqual(made?.rows.map(() => null));
    });

    it("says under table 1 what districts count as", () => {
      const { municipalities, stockholm, goteborg } = published.districts;
      expect(tableOf("1")?.notes.join(" ")).toContain(
        `består av ${municipalities} kommuner, där städer med stadsdelar räknas som hela kommuner men representeras av sina respektive stadsdelar (Stockholm med ${stockholm.join(" av ")} stadsdelar och Göteborg med ${goteborg.join(" av ")} stadsdelar)`,
      );
    });

    it("gives diagram 1 with the bases as the note says them", () => {
      expect(tableOf("Diagram 1")?.notes).toContain(
        "Antal svarande på respektive delfråga: 148 av 192, dvs. 77 procent, och 142 av 192, dvs. 74 procent.",
      );
    });
  });

  it("has the figures of the text as printed", () => {
    for (const { id, value } of published.texts) expect([id, way.texts().find((one) => one.id === id)?.value]).toEqual([id, value]);
    // Half of those with a routine to tell the child of a decision say that it has a limit (line 2700).
    expect(way.texts().find(({ id }) => id === "q9_2")?.count).toBe(59);
  });
}
