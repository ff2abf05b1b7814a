/** The JSON Schema of a plan, made from the table of fields. `plan.schema.json` is this, for editors. */
import type { AnalysisType, Field, Kind, Shape } from "./fields.ts";
import { analysisTypes, fields, fieldsOf } from "./fields.ts";

type Json = { readonly [key: string]: Json | readonly Json[] | readonly string[] | string | number | boolean };

/**
 * The schema as data, JSON Schema draft 2020-12: what an editor needs to complete and check a plan. It knows the fields and their shapes, not what
 * they must be to one another; `parsePlan` checks that too. Errors: none.
 */
export function planSchema(): Json {
  const kinds = (Object.keys(fields) as Kind[]).filter((kind) => kind !== "plan" && kind !== "analysis");
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Analysis plan",
    ...objectOf(fields.plan),
    $defs: {
      ...Object.fromEntries(kinds.map((kind) => [kind, objectOf(fields[kind])])),
      analysis: { oneOf: analysisTypes.map((type) => objectOf(fieldsOf(type), type)) },
    },
  };
}

function objectOf(known: Readonly<Record<string, Field>>, type?: AnalysisType): Json {
  const isNeeded = (field: Field): boolean => field.required === true || (type !== undefined && field.needed?.includes(type) === true);
  const properties = Object.entries(known).map(([key, field]): [string, Json] => [
    key,
    key === "type" && type !== undefined ? { const: type, description: field.about } : { ...valueOf(field), description: field.about },
  ]);
  const required = Object.keys(known).filter((key) => known[key] && isNeeded(known[key]));
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
  };
}

function valueOf({ shape, choices, range }: Field): Json {
  const limits = range === undefined ? {} : { minimum: range[0], ...(range[1] === Infinity ? {} : { maximum: range[1] }) };
  if (typeof shape === "object") return "one" in shape ? reference(shape.one) : { type: "array", items: reference(shape.list) };
  const plain = shapes[shape];
  if (choices) return { enum: choices };
  return shape === "numbers" ? { type: "array", minItems: 1, items: { type: "number", ...limits } } : { ...plain, ...limits };
}

const reference = (kind: Kind): Json => ({ $ref: `#/$defs/${kind}` });
const textList: Json = { type: "array", minItems: 1, items: { type: "string" } };
const shapes: Readonly<Record<Exclude<Shape, object>, Json>> = {
  text: { type: "string" },
  number: { type: "number" },
  "whole number": { type: "integer" },
  boolean: { type: "boolean" },
  texts: textList,
  numbers: { type: "array", items: { type: "number" } },
  "map of texts": { type: "object", additionalProperties: { type: "string" } },
  "map of numbers": { type: "object", additionalProperties: { type: "number" } },
  "map of text lists": { type: "object", additionalProperties: textList },
};
