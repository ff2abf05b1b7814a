/** What of a case a guardian's extract may show, field by field, in the names of `caseParts`, as the parts say it. */
import { z } from "zod";
import { partNames, partsByName } from "../../../casework/case/case-parts.ts";
import type { Showing } from "../../../casework/part/guardian-showing.ts";

export const guardianFields: Readonly<Record<string, Showing>> = Object.fromEntries(
  partNames.flatMap((name) => {
    const { schema, guardian } = partsByName[name];
    const path = isList(schema) ? `${name}[]` : name;
    return Object.entries(guardian).map(([field, showing]) => [field === "" ? path : `${path}.${field}`, showing]);
  }),
);

function isList(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodReadonly ? isList(schema.unwrap()) : schema instanceof z.ZodArray;
}
