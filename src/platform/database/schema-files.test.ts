import { describe, expect, it } from "vitest";
import { byTodaysNames, folded } from "./folded.ts";
import type { Folded } from "./folded.ts";
import { inOrder, objectOf, readSchemaFiles } from "./schema-files.ts";
import type { SchemaFile } from "./schema-files.ts";

const file = (name: string, text = name): SchemaFile => ({ name, text, sha256: `hash of ${text}` });

describe("the files that make the database", () => {
  const { migrations, repeatables } = readSchemaFiles();

  it("are migrations numbered without gaps, the baseline first", () => {
    const numbers = migrations.map(({ name }) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
    expect(migrations.slice(0, folded.baseline.length).map(({ name }) => name)).toEqual(folded.baseline);
    const followers = folded.renumbered.flatMap(({ is }) => (is === null ? [] : [is]));
    expect(migrations.map(({ name }) => name)).toEqual(expect.arrayContaining(followers));
  });

  it("are views and functions one a file, by its name; none is made in a migration but what tables stand on", () => {
    const made = /^create (?:or replace )?(view|function) ([a-z_.0-9]+)/gm;
    const makes = ({ text }: SchemaFile) => [...text.matchAll(made)].map(([, kind = "", object = ""]) => ({ kind, object }));
    for (const one of repeatables) expect(makes(one).map(({ object }) => object)).toEqual([objectOf(one.name)]);
    expect(migrations.flatMap(makes)).toEqual([
      { kind: "function", object: "core.current_municipality" },
      { kind: "function", object: "core.current_staff" },
      { kind: "function", object: "core.keep_municipalities_apart" },
      { kind: "function", object: "intake.refuse_writing_in_closed_case" },
      { kind: "function", object: "core.keep_municipalities_apart" },
      { kind: "function", object: "core.municipality_for" },
      { kind: "function", object: "core.let_in" },
      { kind: "function", object: "core.for_whom" },
    ]);
    // All other triggers stand with their function.
    const called = migrations.flatMap(({ text }) => [...text.matchAll(/execute function ([a-z_.]+)\(\)/g)].map(([, name]) => name));
    expect([...new Set(called)]).toEqual(["intake.refuse_writing_in_closed_case"]);
  });

  it("stand in the order in which they need each other, and say which go in a circle", () => {
    const [a, b, c] = [file("x.a.sql", "select x.b"), file("x.b.sql", "x.c() -- not x.a"), file("x.c.sql", "x.c")];
    expect(inOrder([a, b, c]).map(({ name }) => name)).toEqual(["x.c.sql", "x.b.sql", "x.a.sql"]);
    expect(() => inOrder([a, file("x.b.sql", "x.a")])).toThrow("x.a.sql, x.b.sql, x.a.sql");
  });
});

describe("what a database has had, by the names of today", () => {
  const known: Folded = {
    migrations: [file("0001-core.sql", "old core"), file("0090-more.sql")],
    baseline: ["0001-core.sql", "0002-more.sql"],
    made: [],
    renumbered: [
      { ...file("0250-later.sql"), is: "0003-later.sql" },
      { ...file("0251-a-view.sql"), is: null },
    ],
  };
  const files = [file("0001-core.sql", "new core"), file("0002-more.sql"), file("0003-later.sql", "edited"), file("0004-new.sql")];
  const had = (...names: string[]) => names.map((name) => ({ ...file(name, name === "0001-core.sql" ? "old core" : name), at: name }));
  const namesOf = (applied: readonly SchemaFile[] | undefined) => applied?.map(({ name, sha256 }) => `${name}: ${sha256}`);
  const baseline = ["0001-core.sql: hash of new core", "0002-more.sql: hash of 0002-more.sql"];

  it("is the baseline where exactly the folded migrations were run, and what came after by its new number", () => {
    const whole = byTodaysNames(had("0001-core.sql", "0090-more.sql"), files, known);
    expect(namesOf(whole)).toEqual(baseline);
    expect(whole?.map(({ at }) => at)).toEqual(["0090-more.sql", "0090-more.sql"]);
    const later = byTodaysNames(
      had("0001-core.sql", "0090-more.sql", "0250-later.sql", "0251-a-view.sql", "0252-unknown.sql"),
      files,
      known,
    );
    expect(namesOf(later)).toEqual([...baseline, "0003-later.sql: hash of edited", "0252-unknown.sql: hash of 0252-unknown.sql"]);
  });

  it("is nothing that can be named where some of them are missing", () => {
    expect(byTodaysNames(had("0001-core.sql"), files, known)).toBeUndefined();
    expect(byTodaysNames(had("0090-more.sql", "0250-later.sql"), files, known)).toBeUndefined();
  });

  it("is itself where nothing of it was folded: new databases, and one that a later version has migrated", () => {
    for (const one of [[], [file("0001-core.sql", "new core")], [file("0001-core.sql", "changed")], [file("9999-later.sql")]]) {
      expect(byTodaysNames(one, files, known)).toBe(one);
    }
  });
});
