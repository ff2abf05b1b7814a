import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentPath, renewDocument } from "./document-format.ts";
import { FILES, LOAD_ORDER, findFileName } from "./format.ts";

describe("the format", () => {
  it("is what the page for suppliers says", () => {
    const page = readFileSync(documentPath, "utf8");
    // When this fails: node src/followup/exchange/document-format.ts
    expect(renewDocument(page)).toBe(page);
  });

  it("has the tables' own columns and codes", () => {
    const folder = join(import.meta.dirname, "..", "..", "platform", "database", "migrations");
    const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
    const schema = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
    for (const file of FILES) {
      const table = schema.slice(schema.indexOf(`create table extract.${file.table} (`));
      const added = schema.matchAll(new RegExp(`\nalter table extract\\.${file.table}\\n([^;]*);`, "g"));
      const body = [
        table.slice(0, table.indexOf("\n);")),
        ...[...added].map(([, columns = ""]) => `\n${columns.replaceAll("add column ", "")}`),
      ].join("");
      for (const column of file.columns) {
        const at = new RegExp(`\\n {2}${column.field} [^\\n]*(\\n {4}[^\\n]*)*`).exec(body)?.[0] ?? "";
        expect([file.name, column.name, at !== ""]).toEqual([file.name, column.name, true]);
        expect([column.name, /not null/.test(at)]).toEqual([column.name, column.required]);
        if (column.value.kind === "code") {
          const codes = [...(/ in \(([^)]*)\)/s.exec(at)?.[1] ?? "").matchAll(/'([^']*)'/g)].map((m) => m[1]);
          expect([column.name, codes]).toEqual([column.name, column.value.codes]);
        }
      }
    }
  });

  it("loads every file after the files it refers to", () => {
    expect(LOAD_ORDER.toSorted()).toEqual(FILES.map((f) => f.name).toSorted());
    for (const file of FILES) {
      for (const column of file.columns) {
        if (column.value.kind === "reference") expect(LOAD_ORDER.indexOf(column.value.to)).toBeLessThan(LOAD_ORDER.indexOf(file.name));
      }
    }
  });

  it.each([
    ["barn.csv", "barn"],
    ["Uttag/BARN.CSV", "barn"],
    ["uteblivna_samtal", "uteblivna_samtal"],
    [" Samtal ", "samtal"],
    ["barn2.csv", undefined],
    ["", undefined],
  ])("knows the file behind %j", (path, name) => {
    expect(findFileName(path)).toBe(name);
  });
});
