import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "../database/connect.ts";
import { addDays } from "../basics/dates.ts";
import type { StaffActor } from "./actor.ts";
import { askedAbout } from "../basics/result.ts";
import type { Failed } from "../basics/result.ts";

/** Longer than any pregnancy (42 weeks and two weeks' error in its dating); ours. What is older than this before the birth is not about the child. */
const longestPregnancyDays = 44 * 7;

type JsonSchema = { format?: string; properties?: Record<string, JsonSchema>; anyOf?: JsonSchema[] };

const known = new WeakMap<z.ZodObject, readonly string[]>();

/** The names of an input's fields that are days. */
export function dayFieldsOf(input: z.ZodObject): readonly string[] {
  let names = known.get(input);
  if (!names) {
    const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema;
    const isDay = (schema: JsonSchema): boolean => schema.format === "date" || (schema.anyOf ?? []).some(isDay);
    names = Object.keys(properties).filter((name) => isDay(properties[name] ?? {}));
    known.set(input, names);
  }
  return names;
}

/**
 * Asks about every day in the input that lies before the child of the case was conceived: a mistyped year otherwise stands in the
 * journal for ever. Gives nothing when there is nothing to ask. Days in `daysOfAnother` are about somebody else than that child.
 */
export async function askAboutDays(
  tx: Tx,
  context: { readonly actor: Pick<StaffActor, "municipalityId">; readonly confirmed: (questionId: string) => boolean },
  operation: { readonly input: z.ZodObject; readonly daysOfAnother?: readonly string[] },
  input: Readonly<Record<string, unknown>>,
): Promise<Failed | undefined> {
  const { caseId } = input;
  const asked = dayFieldsOf(operation.input).filter((field) => operation.daysOfAnother?.includes(field) !== true);
  const days = asked.flatMap((field) => (typeof input[field] === "string" ? [{ field, day: input[field] }] : []));
  if (typeof caseId !== "string" || days.length === 0) return undefined;
  const { rows } = await sql<{ born: string | null }>`select p.birth_date as born from intake.case_file c
    join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    where c.municipality_id = ${context.actor.municipalityId} and c.id = ${caseId}::uuid`.execute(tx);
  const born = rows[0]?.born;
  if (!born) return undefined;
  const conceived = addDays(born, -longestPregnancyDays);
  const questions = days
    .map(({ field, day }) => ({
      id: `${field}=${day}`,
      field,
      message: `Stämmer dagen ${day}? Barnet föddes ${born}.`,
      yes: `Ja, ${day} stämmer. Det gäller något som hände före barnets tid.`,
      day,
    }))
    .filter(({ day, id }) => day < conceived && !context.confirmed(id));
  return questions.length > 0 ? askedAbout("En dag ligger före barnets tid.", questions) : undefined;
}
