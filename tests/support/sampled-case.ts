/** Cases made of the schemas of their parts, of a seed: every kind of record there is, whatever the rooms hold. */
import { z } from "zod";
import { findAbout } from "../../src/platform/core/about.ts";

/** Numbers that follow a seed: the same cases in every run. */
export function seeded(seed: number): () => number {
  let at = Math.imul(seed, 0x9e3779b1);
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Where the columns of a case are: the path to each, with its schema. */
export type Place = { readonly path: readonly (string | number)[]; readonly schema: z.core.$ZodType };

/** A value of a schema, with where its columns are. `codes`: what a column that is a text may be, by what is said of it. */
export function sample(schema: z.core.$ZodType, next: () => number, places: Place[], path: readonly (string | number)[] = []): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (findAbout(schema)) places.push({ path, schema });
  switch (def.type) {
    case "object":
      return Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, sample(field, next, places, [...path, name])]));
    case "array":
      return [0, 1].map((place) => sample(def.element, next, places, [...path, place]));
    case "nullable":
    case "optional":
    case "readonly":
    case "default":
      return sample(def.innerType as z.core.$ZodType, next, places, path);
    default:
      return leaf(schema, next);
  }
}

function leaf(schema: z.core.$ZodType, next: () => number): unknown {
  const json = z.toJSONSchema(schema as z.ZodType, { unrepresentable: "any" }) as {
    type?: string;
    enum?: string[];
    format?: string;
    pattern?: string;
  };
  const number = Math.floor(next() * 900_000) + 100_000;
  if (json.enum) return json.enum[number % json.enum.length];
  if (json.type === "boolean") return next() < 0.5;
  if (json.type === "integer") return number % 100;
  if (json.format === "date") return `2026-0${(number % 9) + 1}-1${number % 9}`;
  if (json.format === "date-time") return `2026-0${(number % 9) + 1}-1${number % 9}T1${number % 9}:0${number % 9}:00+01:00`;
  if (json.format === "uuid") return `00000000-0000-7000-8000-00000000000${number % 3}`;
  if (json.pattern?.startsWith("^([01]")) return `1${number % 9}:3${number % 9}:00`;
  if (json.pattern === "^\\d{12}$") return `201001${number}`;
  // A moment that is a text in the program has no format of the document's own.
  if (json.pattern?.includes("T(")) return `2026-0${(number % 9) + 1}-1${number % 9}T1${number % 9}:0${number % 9}:00+01:00`;
  return `ord${number}`;
}

export const read = (value: unknown, [first, ...rest]: readonly (string | number)[]): unknown =>
  first === undefined ? value : read((value as Record<string | number, unknown> | null)?.[first], rest);
export function changed(value: unknown, [first, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (first === undefined) return to;
  // Of what is not there nothing can be another.
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((one, place) => (place === first ? (changed(one, rest, to) as unknown) : (one as unknown)));
  return { ...(value as object), [first]: changed((value as Record<string, unknown>)[first], rest, to) };
}

/** The same with some of the records that may be missing taken away. */
export function withMissing(schema: z.core.$ZodType, value: unknown, next: () => number, seed: number): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (value === null || value === undefined) return value;
  switch (def.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(def.shape).map(([name, field]) => [name, withMissing(field, (value as Record<string, unknown>)[name], next, seed)]),
      );
    case "array":
      return (value as unknown[]).map((one) => withMissing(def.element, one, next, seed));
    case "nullable":
      return seed % 2 > 0 && next() < 0.5 ? null : withMissing(def.innerType, value, next, seed);
    case "readonly":
      return withMissing(def.innerType, value, next, seed);
    default:
      return value;
  }
}
