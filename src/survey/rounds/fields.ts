import { z } from "zod";
import { requiredText } from "../../platform/core/fields.ts";

/** Text of one line that must be filled in: what stands in the head of a message or in a list. */
export const requiredLine = (what: string, longest: number) =>
  requiredText(what, longest).pipe(z.string().refine((text) => !/\p{Cc}/u.test(text), "Skriv på en rad."));
