/**
 * What the answers of actions and queries are made of, and the fitting of an answer to what was promised. An operation's `output`
 * says what it gives, as it is in the program: a moment may be a `Date`, which the API writes as an ISO text.
 */
import { z } from "zod";
import { isWithin, longestText } from "../basics/text.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const momentText = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The kinds of field that answers are made of; the document says the same of them. */
export const answer = {
  /** An identifier. */
  id: z.string().regex(uuid).meta({ format: "uuid" }),
  /** A day, "YYYY-MM-DD". */
  day: z.string().regex(day).meta({ format: "date" }),
  /** A time of day as the database writes it, "HH:MM:SS". */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
  /** A moment that is a `Date` in the program. */
  moment: z.date(),
  /** A moment that is an ISO text in the program too, with its zone. */
  momentText: z.string().regex(momentText).meta({ format: "date-time" }),
  /** A number of things. */
  count: z.int().min(0),
  yesNo: z.boolean(),
  /** An identity or coordination number as the database keeps it: twelve digits. */
  identityNumber: z.string().regex(/^\d{12}$/),
  /** An address on the network. */
  address: z.string().max(45),
  /** Given and family name in one. */
  fullName: z.string().max(201),
  /** Text as it was written, at most so many signs. */
  text: (longest: number = longestText) =>
    z
      .string()
      .refine((text) => isWithin(text, longest))
      .meta({ maxLength: longest }),
  /** A word of a list that is the database's own. */
  code: z.string().min(1).max(100),
  /** A word of one of our lists. */
  oneOf: <const Codes extends readonly [string, ...string[]]>(codes: Codes) => z.enum(codes),
  /** Any number of the same, in the order that the operation says. */
  list: <Item extends z.ZodType>(item: Item) => z.array(item).readonly(),
} as const;

/**
 * The value without what its schema does not promise; whether it fits otherwise is not judged (`fitAnswer` does). Walks the value once, by
 * what the schema says of its objects and lists: a page of a case is a thousand fields.
 */
export function onlyPromised<Value>(output: z.ZodType<Value>, value: Value): Value {
  const strip = stripOf(output);
  return strip ? (strip(value) as Value) : value;
}

type Strip = (value: unknown) => unknown;
/** What strips a value of a schema; null where there is nothing to strip. */
const strips = new WeakMap<z.core.$ZodType, Strip | null>();

function stripOf(schema: z.core.$ZodType): Strip | null {
  const known = strips.get(schema);
  if (known !== undefined) return known;
  const made = makeStrip(schema as z.core.$ZodTypes);
  strips.set(schema, made);
  return made;
}

function makeStrip(schema: z.core.$ZodTypes): Strip | null {
  const { def } = schema._zod;
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape).map(([name, field]) => [name, stripOf(field)] as const);
      return (value) => {
        if (!isRecord(value)) return value;
        const kept: Record<string, unknown> = {};
        for (const [name, strip] of fields) if (name in value) kept[name] = strip ? strip(value[name]) : value[name];
        return kept;
      };
    }
    case "array": {
      const strip = stripOf(def.element);
      return strip && ((value) => (Array.isArray(value) ? value.map(strip) : value));
    }
    case "nullable":
    case "optional":
    case "readonly": {
      const strip = stripOf(def.innerType);
      return strip && ((value) => (value === null || value === undefined ? value : strip(value)));
    }
    case "string":
    case "number":
    case "boolean":
    case "date":
    case "enum":
    case "literal":
      return null;
    default:
      // Of what can be one thing or another only the schema itself can tell which.
      return (value) => {
        const fitted = z.safeParse(schema as z.core.$ZodType<unknown>, value);
        return fitted.success ? fitted.data : value;
      };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** An answer that fits, with the paths of what stood in it and was not promised (taken out); or the paths of what does not fit. */
export type FittedAnswer =
  | { readonly fits: true; readonly value: unknown; readonly unexpected: readonly string[] }
  | { readonly fits: false; readonly faults: readonly string[] };

/**
 * The answer as its schema says it: what is not promised is taken out and named. The paths hold names of fields and no values, so
 * that they can stand in a log.
 */
export function fitAnswer(output: z.ZodType, value: unknown): FittedAnswer {
  const fitted = output.safeParse(value);
  if (!fitted.success) return { fits: false, faults: [...new Set(fitted.error.issues.flatMap((issue) => faultsOf(issue)))] };
  return { fits: true, value: fitted.data, unexpected: [...new Set(unexpectedIn(value, fitted.data, ""))] };
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map((part) => (typeof part === "number" ? "[]" : String(part))).join(".");
  const within = issue.code === "unrecognized_keys" ? ` (${issue.keys.join(", ")})` : "";
  return [`${path === "" ? "." : path}: ${issue.code}${within}`];
}

/** What stands in the value and not in what was made of it; a field that is undefined is no field, as in JSON. */
function unexpectedIn(value: unknown, fitted: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, place) => unexpectedIn(item, (fitted as unknown[])[place], `${path}[]`));
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  const kept = fitted as Readonly<Record<string, unknown>>;
  return Object.entries(value).flatMap(([name, part]) => {
    if (part === undefined) return [];
    const at = path === "" ? name : `${path}.${name}`;
    return name in kept ? unexpectedIn(part, kept[name], at) : [at];
  });
}
