import { beforeAll, describe, expect, test } from "vitest";
import published from "../../../tests/survey/published-2024.json" with { type: "json" };
import { answersCsv, publishedDeliveries } from "../../../tests/survey/published-answers.ts";
import { frameCsv } from "../../../tests/survey/published-frame.ts";
import { form2024 } from "../../../tests/support/answered-form.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { answerColumns } from "../questionnaires/answer-columns.ts";
import { delaktighet2024 } from "../tables/definitions/delaktighet-2024.ts";
import { makeProtectedTables } from "../tables/make-protected.ts";
import { makeTables } from "../tables/make-table.ts";
import { toFixedForm } from "../tables/output/fixed-form.ts";
import { protect } from "../tables/protection/protect.ts";
import { readDeliveries } from "../tables/read-deliveries.ts";
import { everybody, publishedFigures } from "./figures.ts";
import { readPublication, shippedPublication } from "./publication.ts";

const form = await form2024();
const columns = answerColumns(form);

describe("what comes with the program", () => {
  const shipped = shippedPublication(form.id);

  test("is the printed report, figure by figure, and every row of it is one of the definitions", () => {
    const figures = publishedFigures(form, delaktighet2024, shipped ?? { source: "", tables: [], texts: [] }, {});
    for (const { table, rows } of shipped?.tables ?? []) {
      const printed = published.tables.find(({ id }) => id === table);
      expect(rows.map(({ label, values }) => [label, values])).toEqual(
        printed?.rows.map((row) => [row.label, "values" in row ? row.values : []]),
      );
      const known = delaktighet2024.tables.find(({ id }) => id === table)?.rows.map(({ label }) => label) ?? [];
      expect(rows.map(({ label }) => label).filter((label) => label !== "Totalt" && !known.includes(label))).toEqual([]);
    }
    expect(shipped?.texts).toEqual(published.texts.map(({ id, value }) => ({ id, value })));
    expect(figures.find(({ column }) => column === "q1_1")).toEqual({
      column: "q1_1",
      answers: ["Ja"],
      share: 45,
      base: 192,
      group: everybody,
      found_in: "tabell 2",
      published_by: shipped?.source,
    });
    expect(new Set(figures.map(({ column }) => column)).size).toBeGreaterThan(80);
    for (const { column, answers, share } of figures) {
      const alternatives = columns.find((one) => one.column === column)?.alternatives ?? [];
      expect([column, answers.filter((one) => !alternatives.includes(one)), share >= 0 && share <= 100]).toEqual([column, [], true]);
    }
  });

  test("is of no other questionnaire", () => {
    expect(shippedPublication("fem-fragor")).toBe(undefined);
  });
});

describe("a publication that is read in", () => {
  let safe: string;
  let open: string;
  beforeAll(async () => {
    const { frame, deliveries } = publishedDeliveries();
    const names = columns.map(({ column }) => column);
    const bytes = (text: string) => new TextEncoder().encode(text);
    const read = {
      frame: { name: "ram.csv", bytes: bytes(frameCsv(frame)) },
      answers: { name: "svar.csv", bytes: bytes(answersCsv(deliveries, names)) },
    };
    const answered = valueOf(readDeliveries(read, delaktighet2024, columns));
    const by = ["storlek"] as const;
    const protection = await protect(delaktighet2024, answered);
    safe = JSON.stringify(toFixedForm(makeProtectedTables(delaktighet2024, answered, protection, { by, withSexAndAge: false })));
    open = JSON.stringify(toFixedForm(makeTables(delaktighet2024, answered, by)));
  });

  test("gives the figures of all and of one's own group alone, with their bases", () => {
    const tables = valueOf(readPublication(safe));
    const own = "15–30 tusen invånare";
    const figures = publishedFigures(form, delaktighet2024, { source: "Myndigheten", tables, texts: [] }, { storlek: own });
    const groups = new Set(figures.map(({ group }) => group));
    expect([...groups].sort()).toEqual([everybody, `Kommuner med ${own}`]);
    const ofGroup = figures.filter(({ group }) => group !== everybody);
    expect(ofGroup.length).toBeGreaterThan(20);
    for (const { base } of ofGroup) expect(base ?? 7).toBeGreaterThanOrEqual(7);
  });

  test("is refused where it tells of few units in a group, is no such file, or is too large", () => {
    const codes = [
      open,
      "",
      "{}",
      "[]",
      "inte json",
      '[{"table":"2"}]',
      '[{"table":"2","title":"","n":9,"columns":[""],"rows":[{"label":"","values":[101]}]}]',
    ].map((text) => {
      const read = readPublication(text);
      return read.ok ? "ok" : read.error.code;
    });
    expect(codes).toEqual(["publication-unprotected", ...Array.from({ length: 6 }, () => "publication-unreadable")]);
  });

  test("tells of few units in whole per cent and with decimals alike", () => {
    const codeOf = (values: readonly number[], n: number) => {
      const rows = Array.from({ length: 200 }, () => ({ label: "Ja", values }));
      const read = readPublication(JSON.stringify([{ ...one, n, columns: values.map(String), rows }]));
      return read.ok ? "ok" : read.error.code;
    };
    const one = { table: "2", title: "T", group: { by: "storlek", value: "Små" } };
    expect([14, 14.3, 14.29, 86].map((value) => codeOf([value], 7))).toEqual(Array<string>(4).fill("publication-unprotected"));
    expect([0, 100].map((value) => codeOf([value], 7))).toEqual(["ok", "ok"]);
    // Of a hundred thousand, so many figures are asked about at no more cost than of seven.
    expect(codeOf(Array<number>(60).fill(50), 100_000)).toBe("ok");
    expect(codeOf([0, 1, 7], 1000)).toBe("ok");
    expect(codeOf([8], 40)).toBe("publication-unprotected");
  });
});
