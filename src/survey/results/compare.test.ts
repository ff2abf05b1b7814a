import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { printedTable } from "../../../tests/survey/published.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { findQuestionnaire } from "../questionnaires/find-questionnaire.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { readForm } from "../questionnaires/test/forms.ts";
import { answerColumns } from "../questionnaires/answer-columns.ts";
import type { Answered } from "../tables/answered.ts";
import { tableSetFor } from "../tables/find-table-set.ts";
import type { Table } from "../tables/table.ts";
import { compareSides, figuresOf } from "./compare.ts";
import type { Side } from "./compare.ts";
import { printedSide } from "./printed.ts";

const file = readFileSync(join(import.meta.dirname, "..", "questionnaires", "forms", "delaktighet-2024.yaml"), "utf8");
/** The next time's form: other days, and one question asked in other words. */
const changed = file
  .replace(/^id: delaktighet-2024$/mu, "id: delaktighet-2026")
  .replaceAll("1 februari 2023–31 januari 2024", "1 februari 2025–31 januari 2026")
  .replace("text: Har ni den 1 februari 2024 i socialtjänstens", "text: Hade ni den 1 februari 2024 i socialtjänstens");

/** Answers of ten units that all say the first alternative to everything. */
function allFirst(form: Questionnaire): Answered {
  const units = Array.from({ length: 10 }, (_, place) => ({
    code: String(1000 + place),
    name: `Prov ${place}`,
    groups: { storlek: null, nyckel: null, skr_grupp: null, lan: null },
  }));
  const given = answerColumns(form).filter(({ alternatives }) => alternatives.length > 0);
  return { frame: units, units, given: new Map(given.map(({ column }) => [column, new Uint8Array(10).fill(1)])) };
}

let before: Questionnaire;
let after: Questionnaire;
let tables: readonly Table[];
const tableOf = (id: string) => tables.find((table) => table.id === `Jämförelse, ${id}`);
const side = async (label: string, form: Questionnaire): Promise<Side> => {
  const inPanel = Uint8Array.from({ length: 10 }, (_, place) => (place < 8 ? 1 : 0));
  return { label, form, set: await tableSetFor(form), figures: figuresOf(allFirst(form), null, inPanel) };
};

beforeAll(async () => {
  before = valueOf(await findQuestionnaire("delaktighet-2024"));
  after = readForm(changed);
  tables = compareSides(await side("2024", before), await side("2026", after));
});

describe("two times of a survey", () => {
  test("are set beside each other where the questions are the same word for word, of all and of those that answered both", () => {
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(tableOf("tabell 12")?.rows.map(({ values }) => values)).toEqual([
      [100, 10, 100, 10, 0, 100, 8, 100, 8, 0],
      [100, 10, 100, 10, 0, 100, 8, 100, 8, 0],
    ]);
    expect(tableOf("tabell 8")?.rows[3]?.values.slice(0, 5)).toEqual([0, 10, 0, 10, 0]);
  });

  test("are broken where a word is another, and it is said which question and what of it", () => {
    const broken = tables.filter(({ notes }) => notes.some((note) => note.startsWith("Brott")));
    expect(broken.map(({ id }) => id)).toEqual(["Jämförelse, fråga 1", "Jämförelse, tabell 2"]);
    for (const { rows, notes } of broken) {
      expect(rows.flatMap(({ values }) => values).filter((value) => value !== null)).toEqual([]);
      expect(notes.join(" ")).toContain("Fråga 1 är ändrad: frågans text.");
    }
    expect(broken[1]?.notes.join(" ")).toContain("Tabellen görs inte längre.");
  });

  test("what is shipped of the printed report is what is printed", async () => {
    const { set, figures } = await printedSide();
    for (const definition of set.tables.filter(({ id }) => id !== "Diagram 1")) {
      const printed = printedTable(definition.id);
      definition.rows.forEach(({ label, figures: of }, row) => {
        const line = printed.rows.find((one) => one.label === label);
        expect([definition.id, label, of.map((_, column) => figures.all(definition, row, column).percent)]).toEqual([
          definition.id,
          label,
          line?.values?.slice(0, of.length),
        ]);
        of.forEach((_, column) => {
          expect(figures.all(definition, row, column).base).toBe(printed.bases?.[column] ?? line?.n ?? printed.n);
        });
      });
    }
  });
});
