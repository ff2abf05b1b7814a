// A walk over all that a package exports, for its tests: every function is called with anything in every place.
import { describe, expect, it } from "vitest";
import { isRecord } from "./checks/shape.ts";
import { StatisticsError } from "./errors.ts";

export type Anything = (...given: readonly unknown[]) => unknown;

export type Walk = {
  /** Of a function: paths to the objects whose keys the caller chooses. */
  readonly callersOwn: Readonly<Record<string, readonly string[]>>;
  /** Words of the package's own that stand in the calls. */
  readonly words: ReadonlySet<string>;
  /** What can be called once in a process. */
  readonly onlyOnce?: ReadonlySet<string>;
};

const garbage: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["undefined", undefined],
  ["a number", 0.37],
  ["a number below 0", -3],
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["a text", "greg"],
  ["an empty text", ""],
  ["true", true],
  ["a big number", 12n],
  ["a symbol", Symbol("s")],
  ["a function", () => undefined],
  ["an empty list", []],
  ["a list of null", [null]],
  ["a list of objects", [{}]],
  ["a list of lists", [[]]],
  ["an empty object", {}],
  ["an object of others", { kind: "numeric", type: "JK2", name: "y" }],
  ["a map", new Map([["y", 1]])],
  ["a set", new Set([1])],
  ["a date", new Date(0)],
  ["a Float64Array", Float64Array.of(1, 2)],
  ["an Int8Array", Int8Array.of(1, 2)],
];

/** The same thing with another value at a path. */
function put(value: unknown, path: readonly (string | number)[], other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((one: unknown, at) => (at === key ? put(one, rest, other) : one));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: put(record[key], rest, other) };
}

/** What the library has made: it is entered one step, and may have parts that a caller adds. */
const isMade = (value: object): boolean =>
  ["columns", "stages", "covariance", "propensity", "isPrimary", "recompute", "codes", "sums", "lineOf", "provenance", "aborted"].some(
    (key) => key in value,
  ) ||
  ("kind" in value && "values" in value);

/** Paths to everything inside what a caller writes. */
function pathsIn(value: unknown, depth: number): (string | number)[][] {
  if (depth === 0) return [];
  if (Array.isArray(value))
    return value.slice(0, 2).flatMap((one: unknown, at) => [[at], ...pathsIn(one, depth - 1).map((path) => [at, ...path])]);
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    [key],
    ...(isMade(value) ? [] : pathsIn(one, depth - 1).map((path) => [key, ...path])),
  ]);
}

/** The value at a path, and whether it stands inside something that the library has made. */
function at(given: unknown, path: readonly (string | number)[]): { value: unknown; isInside: boolean } {
  let value = given;
  let isInside = false;
  for (const key of path) {
    isInside ||= isRecord(value) && isMade(value);
    value = (value as Record<string | number, unknown>)[key];
  }
  return { value, isInside };
}

/** Objects whose keys are the library's: not those that the caller names himself, nor what the library has made. */
function isOptions(callersOwn: readonly string[], path: readonly (string | number)[], value: unknown): boolean {
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype || isMade(value)) return false;
  return !callersOwn.includes(path.join("."));
}

/** Tests of all functions of a package, given for each a call that works, with every option that there is. */
export function walkEveryOption(library: object, calls: Readonly<Record<string, readonly unknown[]>>, walk: Walk): void {
  const { callersOwn, words, onlyOnce = new Set() } = walk;
  const functions = Object.entries(library)
    .filter(([, value]) => typeof value === "function" && value !== StatisticsError)
    .map(([name]) => name);

  /** What a call ends in: an error that is not ours is a fault of the library. */
  async function outcome(name: string, given: readonly unknown[]): Promise<unknown> {
    try {
      await (library as Record<string, Anything>)[name]?.(...given);
      return null;
    } catch (error) {
      return error;
    }
  }

  describe("every public function, called with anything", () => {
    it("is walked", () => {
      expect(functions.filter((name) => calls[name] === undefined)).toEqual([]);
      expect(Object.keys(calls).filter((name) => !functions.includes(name))).toEqual([]);
    });

    it.each(functions.filter((name) => !onlyOnce.has(name)))("%s works as the walk calls it", async (name) => {
      expect(await outcome(name, calls[name] ?? [])).toBeNull();
    });

    it.each(functions)("%s refuses with its own error, whatever stands in whatever place", async (name) => {
      const given = calls[name] ?? [];
      for (const path of pathsIn(given, 5)) {
        for (const [what, value] of garbage) {
          const place = at(given, path);
          // What the library made has a list where it made one; what is in it is its own affair.
          if (place.isInside && Array.isArray(place.value) && Array.isArray(value)) continue;
          if (onlyOnce.has(name) && (typeof value === "string" || typeof value === "object") && path.length > 1) continue;
          const error = await outcome(name, put(given, path, value) as unknown[]);
          if (error === null) continue;
          expect(error, `${name} with ${what} at ${path.join(".")}: ${String(error)}`).toBeInstanceOf(StatisticsError);
          expect((error as StatisticsError).message.length).toBeGreaterThan(10);
        }
      }
      for (let few = 0; few < given.length; few++) {
        const error = await outcome(name, given.slice(0, few));
        if (error !== null) expect(error, `${name} with ${few} arguments: ${String(error)}`).toBeInstanceOf(StatisticsError);
      }
    });

    it.each(functions)("%s refuses options that it does not have, and says which it has", async (name) => {
      const given = calls[name] ?? [];
      const objects = pathsIn(given, 5)
        .map((path) => ({ path, ...at(given, path) }))
        .filter(({ path, value, isInside }) => !isInside && isOptions(callersOwn[name] ?? [], path, value));
      for (const { path, value } of objects) {
        const known = Object.keys(value as object);
        for (const key of known) {
          const misspelt = `${key.slice(0, -1)}${key.endsWith("q") ? "z" : "q"}`;
          const error = await outcome(name, put(given, [...path, misspelt], "w") as unknown[]);
          expect(error, `${name} with ${misspelt}`).toBeInstanceOf(StatisticsError);
          const { message, variable, code } = error as StatisticsError;
          expect(code).toBe("argument");
          expect(variable).toBe(misspelt);
          for (const one of known) expect(message).toContain(`"${one}"`);
        }
      }
    });

    it.each(functions)("%s refuses words that it does not know, and says which it knows", async (name) => {
      const given = calls[name] ?? [];
      for (const path of pathsIn(given, 5)) {
        const { value: word, isInside } = at(given, path);
        if (isInside || typeof word !== "string" || !words.has(word) || path.at(-1) === "code") continue;
        const error = await outcome(name, put(given, path, `${word}ed`) as unknown[]);
        expect(error, `${name} with ${word}ed at ${path.join(".")}`).toBeInstanceOf(StatisticsError);
        expect((error as StatisticsError).message).toContain(`"${word}"`);
        expect((error as StatisticsError).message).toContain(`"${word}ed"`);
      }
    });
  });
}
