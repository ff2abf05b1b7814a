/** The immediate protection assessment as it is asked for with the report: made at once, and written with what it is about (20 kap. 1 § SoL). */
import { stockholmInstant } from "../../platform/basics/dates.ts";
import { invalidField } from "../../platform/basics/result.ts";
import type { Failed } from "../../platform/basics/result.ts";
import { about } from "../../platform/core/about.ts";
import { optionalChoice, optionalDate, optionalText, optionalTime } from "../../platform/core/fields.ts";
import { protectionResults } from "./codes.ts";
import { before, notYet } from "./write-protection.ts";
import type { Protection } from "./write-protection.ts";

/** Why the journal says nothing of the form: the assessment is a record of its own, with a line of its own. */
const ownRecord = "stands in the assessment, which is a record of its own";
const assessed = { field: "protection", is: protectionResults } as const;

export const protectionFields = {
  protection: about(optionalChoice(protectionResults), {
    quiet: ownRecord,
    label: "Behöver barnet omedelbart skydd?",
    hint: "Bedöms genast när en anmälan kommer in. Gäller den flera barn skrivs bedömningen hos alla: skiljer den sig, lämna tomt och bedöm i varje ärende.",
    words: { "inget omedelbart skydd": "Nej, inte omedelbart", "skydd behövs": "Ja, skydd behövs nu" },
    as: "list",
    optional: "om det inte är bedömt än",
  }),
  protectionReasoning: about(optionalText(), {
    quiet: ownRecord,
    label: "Vad bedömningen bygger på",
    rows: 3,
    when: assessed,
    needed: "Skriv vad skyddsbedömningen bygger på.",
  }),
  protectionMeasure: about(optionalText(), {
    quiet: ownRecord,
    label: "Vad ni gör nu för att skydda barnet",
    rows: 3,
    when: { field: "protection", is: ["skydd behövs"] },
    needed: "Skriv vilken åtgärd ni vidtar nu för att skydda barnet.",
  }),
  protectionOn: about(optionalDate(), {
    quiet: ownRecord,
    label: "Dag för bedömningen",
    optional: "om den görs nu",
    when: assessed,
  }),
  protectionAt: about(optionalTime(), {
    quiet: ownRecord,
    label: "Klockslag för bedömningen",
    optional: "om den görs nu",
    when: assessed,
  }),
  protectionBy: about(optionalText(200), {
    quiet: ownRecord,
    label: "Gjordes bedömningen av någon annan än du?",
    hint: "Skriv vem och var, till exempel socialjouren.",
    when: assessed,
  }),
} as const;

type Given = {
  readonly protection?: Protection["result"] | undefined;
  readonly protectionReasoning?: string | undefined;
  readonly protectionMeasure?: string | undefined;
  readonly protectionOn?: string | undefined;
  readonly protectionAt?: string | undefined;
  readonly protectionBy?: string | undefined;
};

/** What is wrong with the moment of the assessment, at its field; nothing where it was made now, or has not been. */
export function faultInProtection(given: Given, receivedAt: Date, now: Date): Failed | undefined {
  const { protection, protectionOn: day, protectionAt: time } = given;
  if (protection === undefined || (day === undefined && time === undefined)) return undefined;
  if (day === undefined) return invalidField("protectionOn", "Skriv vilken dag också.");
  if (time === undefined) return invalidField("protectionAt", "Skriv klockslaget också.");
  const at = stockholmInstant(day, time);
  if (at > now) return invalidField("protectionOn", notYet);
  return at < receivedAt ? invalidField("protectionOn", before(receivedAt)) : undefined;
}

/** The assessment that the form gives; nothing where it is not made yet. */
export function protectionIn(given: Given, now: Date): Omit<Protection, "caseId" | "intakeId"> | undefined {
  const { protection: result, protectionReasoning: reasoning, protectionOn: day, protectionAt: time } = given;
  if (result === undefined || reasoning === undefined) return undefined;
  const assessedAt = day === undefined || time === undefined ? now : stockholmInstant(day, time);
  return { result, reasoning, assessedAt, measure: given.protectionMeasure, assessedBy: given.protectionBy };
}
