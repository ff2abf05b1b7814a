import { z } from "zod";

type Property = {
  readonly type?: string;
  readonly enum?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly anyOf?: readonly Property[];
};

/** The fields of an input that take free words: an identity number, a name. They are sent in the body, for an address stands in logs along the way. */
export function wordsOf(input: z.ZodObject): string[] {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as { properties?: Readonly<Record<string, Property>> };
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => (takesWords(property) ? [name] : []));
}

function takesWords({ type, enum: words, format, pattern, anyOf = [] }: Property): boolean {
  return anyOf.some(takesWords) || (type === "string" && words === undefined && format === undefined && pattern === undefined);
}
