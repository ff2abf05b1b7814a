/** What a population register says of a person, in a form of our own: no authority's. Docs: operations.md, "The population register". */
import { z } from "zod";
import { isKeptDay } from "../../../platform/basics/dates.ts";
import { readIdentityNumber } from "../../../platform/basics/identity-number.ts";
import { without } from "../../../platform/basics/codes.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { isBlank, isUnstorable, isWithin, tidied } from "../../../platform/basics/text.ts";
import { codes } from "../../../platform/database/generated.ts";

/** Who has a new identity stands in the register as anybody else. */
const told = without(codes["people.person.protected_identity"], "fingerade personuppgifter");
const day = z.iso.date().refine(isKeptDay);
/** As a field of a form takes it: something that is seen, and of signs that can be kept. "�" stands where something was read in another encoding. */
const text = (longest: number) =>
  z
    .string()
    .transform(tidied)
    .refine((one) => !isBlank(one) && !isUnstorable(one) && !one.includes("\ufffd") && isWithin(one, longest));
const word = text(100);
const number = z.string().regex(/^[0-9]{12}$/u);

const record = z.strictObject({
  identityNumber: number,
  /** The day that the register was read. */
  readOn: day,
  name: z.strictObject({ givenName: word, familyName: word, from: day.optional() }).optional(),
  address: z.strictObject({ address: text(300), from: day }).optional(),
  protection: z.strictObject({ kind: z.enum(told), from: day }).optional(),
  guardians: z
    .array(z.strictObject({ identityNumber: number, givenName: word, familyName: word, from: day }))
    .max(10)
    .optional(),
  deceasedOn: day.optional(),
  moved: z.strictObject({ to: word, on: day }).optional(),
});
export type PopulationRecord = z.output<typeof record>;

/** More than a night's changes of a municipality are, in signs. */
export const longestFile = 8_000_000;
/** The most records in one file. */
const most = 10_000;
const file = z.strictObject({ records: z.array(record).max(most) });

/** What an answer of a peer says: the record, or that the number is nobody's. */
export function readAnswer(answered: string, today: string): PopulationRecord | "unknown" | undefined {
  const said = parsed(answered);
  if (z.strictObject({ known: z.literal(false) }).safeParse(said).success) return "unknown";
  return valid(record.safeParse(said).data, today);
}

/** The records of a file, or at which place it is at fault; no word of the file is in what is said. */
export function readFileOf(given: string, today: string): Result<readonly PopulationRecord[]> {
  const read = file.safeParse(parsed(given));
  const wrong = (place: string) =>
    failed({
      code: "invalid-file",
      message: `Filen följer inte formatet${place}.`,
      hint: "Se docs/operations.md, The population register.",
    });
  if (!read.success) {
    const path = read.error.issues[0]?.path ?? [];
    return wrong(path.length === 0 ? "" : `: ${path.map((one) => (typeof one === "number" ? one + 1 : String(one))).join(", ")}`);
  }
  const bad = read.data.records.findIndex((one) => valid(one, today) === undefined);
  return bad === -1 ? ok(read.data.records) : wrong(`: ${["records", bad + 1, "identityNumber"].join(", ")}`);
}

/** Undefined where a number has the wrong check digit, somebody stands twice among the guardians or is the child, or it was read or happened in the future. */
function valid(one: PopulationRecord | undefined, today: string): PopulationRecord | undefined {
  if (!one) return undefined;
  const numbers = [one.identityNumber, ...(one.guardians ?? []).map((each) => each.identityNumber)];
  const isOrderly = new Set(numbers).size === numbers.length && one.readOn <= today && (one.deceasedOn ?? "") <= one.readOn;
  return isOrderly && numbers.every((each) => readIdentityNumber({ text: each, today: one.readOn }).ok) ? one : undefined;
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
