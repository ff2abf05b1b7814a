// Every cell of tables 1–18 and diagram 1, the figures of the running text, the response rates and the non-response table, made of 192 deliveries of
// 303 units, against what is printed (published-2024.json). The deliveries are made backwards from print by code that knows nothing of the program's.
import { beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import type { Answered } from "../../src/survey/tables/answered.ts";
import { delaktighet2024 } from "../../src/survey/tables/definitions/delaktighet-2024.ts";
import { makeTables } from "../../src/survey/tables/make-table.ts";
import { readDeliveries } from "../../src/survey/tables/read-deliveries.ts";
import { nonResponseTable, responseBy } from "../../src/survey/tables/response.ts";
import type { Table } from "../../src/survey/tables/table.ts";
import { makeTexts } from "../../src/survey/tables/texts.ts";
import { answersCsv, publishedDeliveries } from "./published-answers.ts";
import { frameCsv } from "./published-frame.ts";
import { published } from "./published.ts";

let answered: Answered;
let tables: Table[];
const tableOf = (id: string) => tables.find((table) => table.id === id && table.group === null);

beforeAll(async () => {
  const columns = answerColumns(valueOf(await findQuestionnaire("delaktighet-2024")));
  const { frame, deliveries } = publishedDeliveries();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const names = columns.map(({ column }) => column);
  for (const { answers } of deliveries) expect([...answers.keys()].filter((column) => !names.includes(column))).toEqual([]);
  answered = valueOf(
    readDeliveries(
      {
        frame: { name: "ram.csv", bytes: bytes(frameCsv(frame)) },
        answers: { name: "svar.csv", bytes: bytes(answersCsv(deliveries, names)) },
      },
      delaktighet2024,
      columns,
    ),
  );
  tables = makeTables(delaktighet2024, answered, ["storlek"]);
});

describe("the tables of 2024", () => {
  it("are those that are printed, in their order", () => {
    expect(tables.filter(({ group }) => group === null).map(({ id }) => id)).toEqual(published.tables.map(({ id }) => id));
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
    const off = tables
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
    const made = tables.find(({ id, group: one }) => id === table && one?.value === group);
    expect(made?.rows.slice(0, values.length).map((row, place) => row.values.slice(0, values[place]?.length))).toEqual(values);
  });

  it.each(published.noAnswer)("no unit of $group is in column $column of table $table", ({ table, group, column }) => {
    const made = tables.find(({ id, group: one }) => id === table && one?.value === group);
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

describe("beside the tables", () => {
  it("the figures of the text are as printed", () => {
    const made = makeTexts(delaktighet2024, answered);
    for (const { id, value } of published.texts) expect([id, made.find((one) => one.id === id)?.value]).toEqual([id, value]);
    // Half of those with a routine to tell the child of a decision say that it has a limit (line 2700).
    expect(made.find(({ id }) => id === "q9_2")?.count).toBe(59);
  });

  it("the response is as printed", () => {
    const { answered: n, asked, rate, missing, rows } = published.response;
    const bySize = responseBy(answered, "storlek");
    expect(bySize.map(({ label, answered: one, asked: of }) => [label, one, of])).toEqual(rows);
    expect(bySize.at(-1)).toMatchObject({ answered: n, asked, rate });
    expect(nonResponseTable(answered, "storlek", "").rows.at(-1)?.values).toEqual([n, asked, rate, missing]);
  });
});
