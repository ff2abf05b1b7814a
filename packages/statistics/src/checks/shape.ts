// What a caller hands over is checked when the program runs, not only when it is compiled: the library is used from plain JavaScript, and with
// options that were read from a file. Every public function says the shapes of its parameters in one line, `check({ … }, { … })`.
import { StatisticsError } from "../errors.ts";
import { nearest } from "./nearest.ts";

/** Why a value is refused: where in the argument (`margins[1].totals`), and the sentence. */
export type Refusal = { readonly at: string; readonly message: string };

/** A kind of value: what may stand there, in words, and the check of one value. */
export type Shape = { readonly says: string; readonly refuse: (value: unknown, at: string) => Refusal | null };

/** A shape for every key of an object, so that an option without one does not compile. */
export type Shapes<T> = { readonly [Key in keyof T]-?: Shape };

/**
 * Checks the arguments of a public function, by name. Errors: `argument` naming the first that is of the wrong kind, or an option that there is
 * none of, with what is allowed.
 */
export function check(values: Readonly<Record<string, unknown>>, shapes: Readonly<Record<string, Shape>>): void {
  for (const name in shapes) {
    const refusal = (shapes[name] as Shape).refuse(values[name], name);
    if (refusal !== null) throw new StatisticsError("argument", refusal.message, { variable: refusal.at });
  }
}

/** A value in a message: what it is, and no more of it than fits. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > 40 ? `"${value.slice(0, 37)}…"` : `"${value}"`;
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `a list of ${value.length}`;
      if (ArrayBuffer.isView(value)) return `a ${kindOf(value)}`;
      return kindOf(value) === "Object" ? "an object" : `a ${kindOf(value)}`;
  }
}

function kindOf(value: object): string {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag === "Object" && value instanceof Promise ? "Promise" : tag;
}

const wrong = (at: string, value: unknown, says: string): Refusal => ({ at, message: `"${at}" is ${shown(value)}; it must be ${says}.` });

/** A shape from a test that looks at the value alone. */
export const kind = (says: string, holds: (value: unknown) => boolean): Shape => ({
  says,
  refuse: (value, at) => (holds(value) ? null : wrong(at, value, says)),
});

/** `"a", "b" or "c"`. */
function oneOfWords(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1) ?? ""}`;
}

const meaning = (value: string, words: Iterable<string>): string => {
  const near = nearest(value, words);
  return near === "" ? "" : ` Did you mean "${near}"?`;
};

/** One of these texts. */
export function oneOf<Word extends string>(...words: readonly Word[]): Shape {
  const says = oneOfWords(words);
  const known = new Set<unknown>(words);
  return {
    says,
    refuse: (value, at) => {
      if (known.has(value)) return null;
      const refusal = wrong(at, value, says);
      return typeof value === "string" ? { ...refusal, message: refusal.message + meaning(value, words) } : refusal;
    },
  };
}

/** The value, or undefined: not given. */
export const optional = (shape: Shape): Shape => ({
  ...shape,
  refuse: (value, at) => (value === undefined ? null : shape.refuse(value, at)),
});

/** The value, or null. */
export const orNull = (shape: Shape): Shape => ({
  says: `${shape.says}, or null`,
  refuse: (value, at) => (value === null ? null : shape.refuse(value, at)),
});

/** One of several kinds; told as all of them. */
export function either(...shapes: readonly Shape[]): Shape {
  const says = shapes.map((shape) => shape.says).join(", or ");
  return {
    says,
    refuse: (value, at) => {
      const refusals = shapes.map((shape) => shape.refuse(value, at));
      if (refusals.includes(null)) return null;
      // What went wrong deepest inside is what the caller meant.
      const deepest = refusals.find((refusal) => refusal !== null && refusal.at !== at);
      return deepest ?? wrong(at, value, says);
    },
  };
}

/** A list, every element of one shape. `what` is the list in words, "column names". */
export function listOf(shape: Shape, what: string, least = 0): Shape {
  const says = least === 0 ? `a list of ${what}` : `a list of at least ${least} ${what}`;
  return {
    says,
    refuse: (value, at) => {
      if (!Array.isArray(value) || value.length < least) return wrong(at, value, says);
      // The place is put into words only where something is wrong: lists may have a million rows.
      const index = value.findIndex((one) => shape.refuse(one, at) !== null);
      return index < 0 ? null : shape.refuse(value[index], `${at}[${index}]`);
    },
  };
}

/** An object that is no list, no map and no function: what `{ … }` gives. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) && !(value instanceof Map);
}

/** An object whose keys are the caller's own, every value of one shape. */
export const recordOf = (shape: Shape, says: string): Shape => ({
  says,
  refuse: (value, at) => {
    if (!isRecord(value)) return wrong(at, value, says);
    for (const [key, one] of Object.entries(value)) {
      const refusal = shape.refuse(one, `${at}.${key}`);
      if (refusal !== null) return refusal;
    }
    return null;
  },
});

/** An object made by the library, or with these parts at least. */
export function having<T>(says: string, shapes: Shapes<T> | Readonly<Record<string, Shape>>): Shape {
  const parts = Object.entries<Shape>(shapes);
  return {
    says,
    refuse: (value, at) => {
      if (!isRecord(value)) return wrong(at, value, says);
      for (const [key, shape] of parts) {
        const refusal = shape.refuse(value[key], `${at}.${key}`);
        if (refusal !== null) return { at, message: `"${at}" is not ${says}: ${refusal.message}` };
      }
      return null;
    },
  };
}

/** Options, or another object that the caller writes: these keys and no others. The keys are named as the caller wrote them. */
export function options<T extends object>(shapes: Shapes<T>, says = "an object of options"): Shape {
  const parts = Object.entries<Shape>(shapes);
  const known = parts.map(([key]) => key);
  return {
    says,
    refuse: (value, at) => {
      if (!isRecord(value)) return wrong(at, value, `${says} (${known.join(", ")})`);
      const place = (key: string): string => (isTop(at) ? key : `${at}.${key}`);
      for (const key of Object.keys(value)) {
        if (known.includes(key) || value[key] === undefined) continue;
        return { at: key, message: `There is no "${place(key)}"; it may be ${oneOfWords(known)}.${meaning(key, known)}` };
      }
      for (const [key, shape] of parts) {
        const refusal = shape.refuse(value[key], place(key));
        if (refusal !== null) return refusal;
      }
      return null;
    },
  };
}

/** The last parameter of most functions: its options are named alone, `lonelyPsu` and not `options.lonelyPsu`. */
const isTop = (at: string): boolean => at === "options" || at === "progress";

/** An object that one of its keys tells the kind of: `{ type: "JK1" }`. */
export function byKey(key: string, kinds: Readonly<Record<string, Shape>>, says: string): Shape {
  const words = Object.keys(kinds);
  const which = oneOf(...words);
  return {
    says,
    refuse: (value, at) => {
      if (!isRecord(value)) return wrong(at, value, says);
      const refusal = which.refuse(value[key], `${at}.${key}`);
      return refusal ?? (kinds[value[key] as string] as Shape).refuse(value, at);
    },
  };
}
