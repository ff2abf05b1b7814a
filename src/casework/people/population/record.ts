/** What a population register says of a person, in a form of our own: no authority's. Docs: operations.md, "The population register". */
import { z } from "zod";
import { readIdentityNumber } from "../../../platform/basics/identity-number.ts";
import { without } from "../../../platform/basics/codes.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";

/** Who has a new identity stands in the register as anybody else. */
const told = without(codes["people.person.protected_identity"], "fingerade personuppgifter");
const day = z.iso.date();
const word = z.string().trim().min(1).max(100);
const number = z.string().regex(/^[0-9]{12}$/u);

const record = z.strictObject({
  identityNumber: number,
  /** The day that the register was read. */
  readOn: day,
  name: z.strictObject({ givenName: word, familyName: word, from: day.optional() }).optional(),
  address: z.strictObject({ address: z.string().trim().min(1).max(300), from: day }).optional(),
  protection: z.strictObject({ kind: z.enum(told), from: day }).optional(),
  guardians: z
    .array(z.strictObject({ identityNumber: number, givenName: word, familyName: word, from: day }))
    .max(10)
    .optional(),
  deceasedOn: day.optional(),
  moved: z.strictObject({ to: word, on: day }).optional(),
});
export type PopulationRecord = z.output<typeof record>;

/** The most records in one file. */
const most = 10_000;
const file = z.strictObject({ records: z.array(record).max(most) });

/** What an answer of a peer says: the record, or that the number is nobody's. */
export function readAnswer(text: string): PopulationRecord | "unknown" | undefined {
  const said = parsed(text);
  if (z.strictObject({ known: z.literal(false) }).safeParse(said).success) return "unknown";
  return valid(record.safeParse(said).data);
}

/** The records of a file, or at which place it is at fault; no word of the file is in what is said. */
export function readFileOf(text: string): Result<readonly PopulationRecord[]> {
  const read = file.safeParse(parsed(text));
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
  const bad = read.data.records.findIndex((one) => valid(one) === undefined);
  return bad === -1 ? ok(read.data.records) : wrong(`: ${["records", bad + 1, "identityNumber"].join(", ")}`);
}

/** Undefined where a number has the wrong check digit. */
function valid(one: PopulationRecord | undefined): PopulationRecord | undefined {
  if (!one) return undefined;
  const numbers = [one.identityNumber, ...(one.guardians ?? []).map((each) => each.identityNumber)];
  return numbers.every((text) => readIdentityNumber({ text, today: one.readOn }).ok) ? one : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
