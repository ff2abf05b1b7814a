import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { canMatch, checkSelectors, selectors, wordsOf } from "./check-selectors.mjs";

const faults = [
  ["the clock by its number", "export const at = Date.now();"],
  ["the clock as a date", "export const at = new Date();"],
  ["the clock as a date, without parentheses", "export const at = new Date;"],
  ["the clock over several lines", "export const at = new /* now */ Date(\n  // nothing\n);"],
  ["the clock of Temporal", "export const at = Temporal.Now.instant();"],
  ["the clock, spelt with an escape", "export const at = D\\u0061te.now();"],
  ["the clock by a name in brackets of its own", "export const { now } = Temporal.Now;"],
  ["a client that nobody listens to", "export const client = new pg.Client();"],
  ["a pool that nobody listens to", "export const pool = new pg.Pool({ max: 1 });"],
  ["a copy that nobody listens to", 'import { from } from "pg-copy-streams";\nexport { from };'],
  ["a copy, spelt with an escape", 'import { from } from "pg\\x2dcopy-streams";\nexport { from };'],
  ["a copy, spelt with a needless backslash", 'import {\n  from,\n} from "pg-copy\\-streams";\nexport { from };'],
] as const;

const harmless = [
  ["a date that is told", "export const day = (value: PlainDate) => value.updateDate$;"],
  ["another client", "export const client = new Client();"],
  ["a word that is part of another", "export const jpg = new jpg.Pool(pg_name);"],
] as const;

const cloneOf = (files: Readonly<Record<string, string>>): string => {
  const clone = mkdtempSync(join(tmpdir(), "selectors-"));
  for (const folder of ["src", "demo", "packages"]) mkdirSync(join(clone, folder));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, name)), { recursive: true });
    writeFileSync(join(clone, name), `${text}\n`);
  }
  return clone;
};

describe("the selectors", () => {
  it("name a word each, by which a file without it is left out", () => {
    expect(selectors.length).toBeGreaterThan(4);
    for (const selector of selectors) expect(wordsOf(selector)).not.toEqual([]);
  });

  it.each(faults)("are asked of a file with %s", (_what, text) => {
    expect(canMatch(text)).toBe(true);
  });

  it.each(harmless)("are not asked of a file with %s", (_what, text) => {
    expect(canMatch(text)).toBe(false);
  });

  it("find each fault wherever it stands, and say where", async () => {
    const places = ["src/casework", "demo/lives", "packages/statistics/src"];
    const planted = faults.map(([, text], i) => [`${places[i % places.length] ?? ""}/fault-${String(i)}.ts`, text] as const);
    const { files, asked, words } = await checkSelectors(
      cloneOf({
        ...Object.fromEntries(planted),
        "src/pages/late.tsx": "export const late = <p>{new Date()}</p>;",
        "src/casework/told.ts": "export const told = (day: Date) => new Date(day);",
        "src/casework/calm.ts": harmless[0][1],
        // What others may do.
        "src/platform/basics/clock.ts": "export const now = () => new Date();",
        "src/platform/database/connect.ts": "export const client = new pg.Client();",
        "src/platform/database/generated.ts": "export const at = Date.now();",
      }),
    );
    expect({ files, asked }).toEqual({ files: faults.length + 6, asked: faults.length + 5 });
    const found = [...words.matchAll(/^\/.*?(\w[\w-]*\.tsx?)$/gmu)].map(([, name]) => name);
    expect(found.sort()).toEqual([...planted.map(([path]) => path.slice(path.lastIndexOf("/") + 1)), "late.tsx"].sort());
  });

  it("still tell that connections need the clock's parameter", async () => {
    const { words } = await checkSelectors(cloneOf({ "src/platform/database/copy.ts": "export const at = new Date();" }));
    expect(words).toContain("Time is a parameter");
  });

  it("have nothing to say of a clone without faults", async () => {
    expect((await checkSelectors(cloneOf({ "src/calm.ts": "export const calm = 1;" }))).words).toBe("");
  });
});
