import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { differences } from "./compare.ts";
import { parseCsv } from "./csv.ts";
import { runFolder } from "./run.ts";

const shared = join(import.meta.dirname, "../../../../shared/reference-statistics");
// Some of the shared reference data come with packages under another licence: they are not in the repository. Our own sample always is.
const folders = [join(import.meta.dirname, "reference/sample"), ...(existsSync(shared) ? [shared] : [])];

describe.each(folders)("the reference results in %s", (folder) => {
  it("all agree", async () => {
    const lines: string[] = [];
    const summary = await runFolder(folder, (line) => lines.push(line));
    expect(lines).toEqual([]);
    expect(summary).toMatchObject({ differ: 0, unsupported: 0 });
    expect(summary.agree).toBeGreaterThan(100);
  });
});

describe("the runner", () => {
  it("counts what agrees, differs and is not supported", async () => {
    const made = mkdtempSync(join(tmpdir(), "conformance-"));
    for (const part of ["data", "results"]) mkdirSync(join(made, part));
    writeFileSync(join(made, "data", "small.csv"), '"y","w"\n1,1\n2,1\nNA,1\n');
    writeFileSync(join(made, "results", "00-designs.json"), JSON.stringify({ designs: { small: { data: "small.csv", weights: "w" } } }));
    const one = { fn: "svymean", design: "small", args: { variables: ["y"] }, r: "svymean(~y, D)" };
    const cases = [
      { ...one, id: "right", expected: { estimate: 1.5 } },
      { ...one, id: "wrong", expected: { estimate: 1.6 } },
      { ...one, id: "more", expected: { estimate: [1.5], nothing: 3 } },
      { ...one, id: "other", fn: "svynothing", expected: {} },
    ];
    writeFileSync(join(made, "results", "01-small.json"), JSON.stringify({ cases }));
    const lines: string[] = [];
    const summary = await runFolder(made, (line) => lines.push(line));
    expect(summary).toEqual({ agree: 1, differ: 2, unsupported: 1 });
    expect(lines[0]).toMatch(/^wrong: relative difference 6\.25e-2 at estimate/);
    expect(lines[1]).toMatch(/^more: missing .* at nothing/);
  });

  it("lays out groups of two variables, however the file writes them", async () => {
    const made = mkdtempSync(join(tmpdir(), "conformance-"));
    for (const part of ["data", "results"]) mkdirSync(join(made, part));
    // Group means 2 = (1 + 3)/2, 4, 6 and 9; the first variable varies fastest.
    writeFileSync(
      join(made, "data", "two.csv"),
      '"y","a","b"\n1,"p","u"\n3,"p","u"\n4,"q","u"\n4,"q","u"\n5,"p","v"\n7,"p","v"\n8,"q","v"\n10,"q","v"\n',
    );
    writeFileSync(join(made, "results", "00-designs.json"), JSON.stringify({ designs: { two: { data: "two.csv" } } }));
    const one = { fn: "svyby(svymean)", design: "two", args: { variables: ["y"], by: ["a", "b"] }, r: "svyby(~y, ~a+b, D, svymean)" };
    const layouts: Record<string, unknown> = {
      dotted: ["p.u", "q.u", "p.v", "q.v"],
      lists: [
        ["p", "u"],
        ["q", "u"],
        ["p", "v"],
        ["q", "v"],
      ],
      records: [
        { a: "p", b: "u" },
        { a: "q", b: "u" },
        { a: "p", b: "v" },
        { a: "q", b: "v" },
      ],
      columns: { a: ["p", "q", "p", "q"], b: ["u", "u", "v", "v"] },
    };
    const cases = [
      ...Object.entries(layouts).map(([id, groups]) => ({ ...one, id, expected: { groups, estimate: [2, 4, 6, 9], y: [2, 4, 6, 9] } })),
      { ...one, id: "beside", expected: { a: ["p", "q", "p", "q"], b: ["u", "u", "v", "v"], estimate: [2, 4, 6, 9] } },
      {
        ...one,
        id: "counts",
        fn: "unwtd.count",
        r: "svyby(~y, ~a+b, D, unwtd.count)",
        args: null,
        expected: { groups: layouts["dotted"], counts: [2, 2, 2, 2] },
      },
      { ...one, id: "turned", expected: { groups: ["u.p", "u.q", "v.p", "v.q"], estimate: [2, 4, 6, 9] } },
    ];
    writeFileSync(join(made, "results", "02-two.json"), JSON.stringify({ cases }));
    const lines: string[] = [];
    expect(await runFolder(made, (line) => lines.push(line))).toEqual({ agree: 6, differ: 1, unsupported: 0 });
    expect(lines[0]).toMatch(/^turned: /);
  });

  it("compares numbers by relative difference, and rounding beside large ones by scale", () => {
    const options = { tolerance: 1e-8 };
    expect(differences([1e6, 0], [1e6, 1e-9], options)).toEqual([]);
    expect(differences([1e6, 0], [1e6, 1e-3], options)).toHaveLength(1);
    expect(differences({ a: [1, 2] }, { a: [1] }, options)).toHaveLength(1);
    expect(differences({ a: null }, { a: Number.NaN }, options)).toEqual([]);
    expect(differences(2, Number.NaN, options)).toHaveLength(1);
  });

  it("reads quoted and missing fields", () => {
    expect(parseCsv('"a","b"\r\n"x, ""y""",NA\n"NA",\n').map((row) => row.map((field) => field.text))).toEqual([
      ["a", "b"],
      ['x, "y"', "NA"],
      ["NA", ""],
    ]);
  });
});
