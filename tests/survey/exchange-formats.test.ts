// What is written in PX, JSON-stat, CSV and Excel is read back by readers that know nothing of the writers, and is what the tables have.
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { read as readWorkbook, utils } from "xlsx";
import { valueOf } from "../../src/platform/basics/result.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import { delaktighet2024 } from "../../src/survey/tables/definitions/delaktighet-2024.ts";
import { makePublication } from "../../src/survey/tables/make-publication.ts";
import type { Publication } from "../../src/survey/tables/output/publication.ts";
import { readDeliveries } from "../../src/survey/tables/read-deliveries.ts";
import type { PublicationFormat } from "../../src/survey/tables/write-publication.ts";
import { writePublication } from "../../src/survey/tables/write-publication.ts";
import { answersCsv, publishedDeliveries } from "./published-answers.ts";
import { frameCsv } from "./published-frame.ts";
import { printedTable } from "./published.ts";
import type { ReadCube } from "./readers.ts";
import { readJsonStat, readPx } from "./readers.ts";

let official: Publication;
let secret: Publication;
const bytesOf = (content: string | Buffer) => (typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content));
const first = async (publication: Publication, format: PublicationFormat) =>
  (await writePublication(publication, format))[0]?.content ?? "";

beforeAll(async () => {
  const columns = answerColumns(valueOf(await findQuestionnaire("delaktighet-2024")));
  const { frame, deliveries } = publishedDeliveries();
  const names = columns.map(({ column }) => column);
  const answered = valueOf(
    readDeliveries(
      {
        frame: { name: "ram.csv", bytes: bytesOf(frameCsv(frame)) },
        answers: { name: "svar.csv", bytes: bytesOf(answersCsv(deliveries, names)) },
      },
      delaktighet2024,
      columns,
    ),
  );
  const options = { withSexAndAge: false, made: new Date("2024-11-20T23:15:00Z"), version: "0.1.0" };
  official = valueOf(await makePublication(delaktighet2024, answered, { ...options, by: ["storlek"], isProtected: false }));
  secret = valueOf(await makePublication(delaktighet2024, answered, { ...options, by: ["nyckel"], isProtected: true }));
  // The audit of the protected one takes its time on a busy machine.
}, 900_000);

/** What a cube must have: the figures of the tables of its id, rows as of all units, groups last. */
function expected({ tables }: Publication, id: string): (number | string)[] {
  const same = tables.filter((table) => table.id === id);
  return (same[0]?.rows ?? []).flatMap(({ name }) =>
    (same[0]?.columns ?? []).flatMap((_, column) =>
      same.map((table) => table.rows.find((row) => row.name === name)?.values[column] ?? ".."),
    ),
  );
}

const isAsPrinted = (cube: ReadCube, id: string) => {
  const printed = printedTable(id);
  const sizeOfGroups = cube.dimensions[2]?.labels.length ?? 1;
  expect(cube.title).toBe(printed.title);
  expect(cube.dimensions[0]?.labels).toEqual(printed.rows.map(({ label }) => label));
  expect(cube.dimensions[1]?.labels).toEqual(printed.columns);
  // Of all units: the first of the groups.
  expect(cube.values.filter((_, place) => place % sizeOfGroups === 0)).toEqual(printed.rows.flatMap(({ values }) => values));
};

describe("PX", () => {
  it("is a file for each table, with the figures, names and symbols that a reader needs", async () => {
    const files = await writePublication(official, "px");
    expect(files.map(({ name }) => name)).toEqual([...Array.from({ length: 18 }, (_, at) => `tabell-${at + 1}.px`), "diagram-1.px"]);
    const tables = [...new Set(official.tables.map(({ id }) => id))];
    for (const [place, id] of tables.entries()) {
      const cube = readPx(bytesOf(files[place]?.content ?? ""));
      if (!id.startsWith("Diagram")) isAsPrinted(cube, id);
      expect(cube.values).toEqual(expected(official, id));
      for (const keyword of [
        "MATRIX",
        "SUBJECT-AREA",
        "SUBJECT-CODE",
        "TITLE",
        "CONTENTS",
        "UNITS",
        "DECIMALS",
        "STUB",
        "HEADING",
        "DATA",
      ]) {
        expect([keyword, cube.keywords.has(keyword)]).toEqual([keyword, true]);
      }
      expect([...cube.keywords.keys()].at(-1)).toBe("DATA");
      expect(cube.keywords.get("LAST-UPDATED")).toEqual(["20241121 00:15"]);
      expect(cube.keywords.get("CREATION-DATE")).toEqual(["20241121 00:15"]);
    }
  });

  it("writes no line that is longer than the format allows", async () => {
    for (const { content } of await writePublication(official, "px")) {
      for (const line of String(content).split("\r\n")) if (!/^[\d. "]+;?$/u.test(line)) expect(line.length).toBeLessThanOrEqual(400);
    }
  });
});

describe("JSON-stat 2.0", () => {
  it("is one collection with a data set for each table", async () => {
    const cubes = readJsonStat(String(await first(official, "json-stat")));
    const ids = [...new Set(official.tables.map(({ id }) => id))];
    expect(cubes).toHaveLength(ids.length);
    cubes.forEach((cube, place) => {
      const id = ids[place] ?? "";
      if (!id.startsWith("Diagram")) isAsPrinted(cube, id);
      expect(cube.values).toEqual(expected(official, id));
    });
  });

  it("and PX have two dots where a figure is hidden, and its neighbours where they were", async () => {
    const cubes = readJsonStat(String(await first(secret, "json-stat")));
    const files = await writePublication(secret, "px");
    const ids = [...new Set(secret.tables.map(({ id }) => id))];
    let hidden = 0;
    ids.forEach((id, place) => {
      const values = expected(secret, id);
      expect(cubes[place]?.values).toEqual(values);
      expect(readPx(bytesOf(files[place]?.content ?? "")).values).toEqual(values);
      hidden += values.filter((value) => value === "..").length;
    });
    expect(hidden).toBeGreaterThan(100);
  });
});

describe("CSV", () => {
  it("has a line for each figure, for programs and for people", async () => {
    const lines = parse(String(await first(official, "csv")), { columns: true }) as Record<string, string>[];
    const people = parse(String(await first(official, "csv-excel")), { columns: true, bom: true, delimiter: ";" }) as Record<
      string,
      string
    >[];
    const count = official.tables.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
    expect([lines.length, people.length]).toEqual([count, count]);
    const ofTable5 = lines.filter(({ tabell, grupp, rad }) => tabell === "5" && grupp === "Alla" && rad === "1");
    expect(ofTable5.map(({ varde, n, enhet }) => [varde, n, enhet])).toEqual([
      ["57", "127", "procent"],
      ["44", "108", "procent"],
      ["59", "96", "procent"],
    ]);
  });
});

describe("Excel", () => {
  it("has tables to read, figures to work with, and what is known of them", async () => {
    const book = readWorkbook(await first(official, "xlsx"));
    expect(book.SheetNames).toEqual(["Tabeller", "Data", "Om statistiken"]);
    const rowsOf = (name: string) => utils.sheet_to_json<(string | number)[]>(book.Sheets[name] ?? {}, { header: 1 });
    const shown = rowsOf("Tabeller");
    const start = shown.findIndex(([cell]) => String(cell).startsWith("Tabell 5. Hur många samtal"));
    expect(shown[start + 2]).toEqual(["0", 5, 48, 32]);
    expect(shown[start + 7]).toEqual(["Totalt", 100, 100, 100]);
    expect(String(shown[start + 9]?.[0])).toContain("127 av 192, dvs. 66 procent");
    expect(book.Sheets["Tabeller"]?.["!merges"] ?? []).toEqual([]);
    const data = rowsOf("Data");
    expect(data[0]).toEqual(["tabell", "titel", "indelning", "grupp", "rad", "kolumn", "varde", "enhet", "n"]);
    expect(data).toHaveLength(1 + official.tables.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0));
    const known = rowsOf("Om statistiken");
    expect(known.find(([name]) => name === "2.6 Svarsfrekvens")?.[1]).toContain("192 av 303");
    expect(known.find(([name]) => name === "6. Våra tolkningar")?.[1]).toContain("Tabell 11: Basen är de som har markerat minst ett skäl.");
  });

  it("keeps the audit with a protected publication", async () => {
    const book = readWorkbook(await first(secret, "xlsx"));
    const known = utils.sheet_to_json<string[]>(book.Sheets["Om statistiken"] ?? {}, { header: 1 });
    expect(JSON.parse(known.find(([name]) => name === "Granskning")?.[1] ?? "{}")).toMatchObject({ minimum: 7, isSafe: true });
    expect((await writePublication(secret, "xlsx")).map(({ name }) => name)).toEqual(["tabeller.xlsx", "granskning.json"]);
  });
});

describe("the page", () => {
  it("has every table, the diagram with its words and table, and the declaration, without scripts or outside files", async () => {
    const page = String(await first(official, "html"));
    for (const { title } of official.tables) expect(page).toContain(title.replaceAll("&", "&amp;"));
    expect(page).toContain('<svg role="img"');
    expect(page).toContain("Kvalitetsdeklaration");
    expect(page).toContain("3.3 Bortfall");
    expect(page).not.toMatch(/<script|src=|https?:\/\/(?!www\.w3\.org)/u);
    const diagram = String(await first(official, "svg"));
    expect(diagram).toMatch(/^<\?xml[\s\S]*<svg role="img"[\s\S]*<title[\s\S]*<\/svg>\n$/u);
    const table = official.tables.find(({ id, group }) => id === "Diagram 1" && group === null);
    for (const value of table?.rows.flatMap(({ values }) => values) ?? []) expect(diagram).toContain(`>${value ?? ".."} %<`);
  });
});
