import { z } from "zod";
import { idField } from "../../platform/basics/identifiers.ts";

const noQuestion = "Frågan finns inte i omgången.";
export const columnField = z.string(noQuestion).regex(/^[a-z][a-z0-9_-]{0,79}$/, noQuestion);

/** Which open question of which round. */
export const ofQuestion = { roundId: idField, column: columnField } as const;

export const codePattern = /^[a-zåäö0-9][a-zåäö0-9-]{0,29}$/;
/** An answer that means more than this means nothing in particular. */
export const mostCodes = 20;
const wrongCode = "Välj bland kodbokens koder.";

/** One or several codes; a form sends one value, several or none. */
export const codesField = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : typeof value === "string" ? [value] : value),
  z
    .array(z.string(wrongCode).regex(codePattern, wrongCode), wrongCode)
    .min(1, "Välj minst en kod.")
    .max(mostCodes, `Välj högst ${mostCodes} koder.`),
);
