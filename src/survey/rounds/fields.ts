import { z } from "zod";
import { requiredText } from "../../platform/core/fields.ts";

/** Text of one line that must be filled in: what stands in the head of a message or in a list. */
export const requiredLine = (what: string, longest: number) =>
  requiredText(what, longest).pipe(z.string().refine((text) => !/\p{Cc}/u.test(text), "Skriv på en rad."));

/** So many faults of a file are told one by one. */
const mostTold = 50;

/** The faults of a file, as many as can be read, and how many there are besides. */
export function toldFaults(messages: readonly string[]): readonly { readonly message: string }[] {
  const rest = messages.length - mostTold;
  const told = messages.slice(0, mostTold).map((message) => ({ message }));
  return rest > 0 ? [...told, { message: `Och ${rest} fel till. Rätta de första och skicka filen igen.` }] : told;
}
