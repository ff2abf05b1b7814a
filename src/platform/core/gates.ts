/**
 * What the database says when a constraint is hit, and what a person is told. The gates are constraints; the forms check the same things
 * first, so these words are for races, for the API and for what a form forgot. A constraint is always a problem at its field, as far as the
 * field can be known, and never a fault of ours (decision 0027).
 */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Problem } from "../basics/result.ts";
import { gates } from "./gate-words.ts";
import { delegationGates } from "./gate-words-of-delegation.ts";
import { investigationGates } from "./gate-words-of-investigation.ts";
import type { Words } from "./gate-words.ts";
import { gatesOfParties } from "./gate-words-of-parties.ts";
import { once, raised } from "./gate-words-of-state.ts";

/** An integrity error or a value that no column takes, as PostgreSQL tells of it. */
export type Violation = {
  /** SQLSTATE. */
  readonly code: string;
  readonly schema?: string;
  readonly table?: string;
  readonly constraint?: string;
  /** Where one column is to blame. */
  readonly column?: string;
};

/** What no form explains: somebody else was first, what is pointed at is not in this case, or something cannot be kept as it is. */
const general: Readonly<Record<string, Problem>> = {
  "23502": { code: "invalid-input", message: "En uppgift saknas.", hint: "Fyll i det som saknas och försök igen." },
  "23503": { code: "not-in-case", message: "Det som åtgärden gäller finns inte i ärendet.", hint: "Ladda om sidan och försök igen." },
  "23505": { code: "already-done", message: "Det är redan gjort.", hint: "Ladda om sidan för att se det senaste." },
  "23514": {
    code: "invalid-input",
    message: "En uppgift går inte att spara så som den är ifylld.",
    hint: "Välj något annat och försök igen.",
  },
  "23P01": { code: "already-done", message: "Det krockar med något som redan finns.", hint: "Ladda om sidan för att se det senaste." },
  "22003": { code: "invalid-input", message: "Ett tal är för stort.", hint: "Skriv ett mindre tal." },
  "22008": { code: "invalid-input", message: "Ett datum eller klockslag finns inte.", hint: "Kontrollera dagarna." },
  "22021": { code: "invalid-input", message: "En text har ett tecken som inte går att spara.", hint: "Ta bort tecknet och försök igen." },
  "22P05": { code: "invalid-input", message: "En text har ett tecken som inte går att spara.", hint: "Ta bort tecknet och försök igen." },
  "40001": { code: "try-again", message: "Någon annan ändrade samtidigt.", hint: "Försök igen.", retryAfter: 1 },
  "40P01": { code: "try-again", message: "Någon annan ändrade samtidigt.", hint: "Försök igen.", retryAfter: 1 },
  "55P03": { code: "try-again", message: "Någon annan arbetar med samma sak.", hint: "Försök igen.", retryAfter: 2 },
};

/** What is said at the field of a column, where nothing else is. */
const atField: Readonly<Record<string, string>> = {
  "23502": "Fyll i uppgiften.",
  "23503": "Det som är valt finns inte här. Välj något annat.",
  "23514": "Det går inte att spara. Välj något annat.",
};

/** The violation that an error is, or nothing when it is a fault of ours. */
export function violationOf(error: unknown): Violation | undefined {
  if (typeof error !== "object" || error === null || !("code" in error) || typeof error.code !== "string") return undefined;
  const { code } = error;
  if (!(code in general) && !(code in raised)) return undefined;
  return { code, ...textOf(error, "schema"), ...textOf(error, "table"), ...textOf(error, "constraint"), ...textOf(error, "column") };
}

function textOf<Name extends string>(error: object, name: Name): { readonly [One in Name]?: string } {
  const value = (error as Readonly<Record<string, unknown>>)[name];
  return (typeof value === "string" ? { [name]: value } : {}) as { readonly [One in Name]?: string };
}

/** The columns that a violation is about, the municipality's aside; the server says only the constraint's name where rows are guarded. */
export async function columnsOf(db: Kysely<Database>, { schema, table, constraint, column }: Violation): Promise<readonly string[]> {
  if (column !== undefined) return [column];
  if (schema === undefined || table === undefined || constraint === undefined) return [];
  const { rows } = await sql<{ name: string }>`
    select a.attname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
    where n.nspname = ${schema} and c.relname = ${table} and k.conname = ${constraint} and a.attname <> 'municipality_id'
    order by a.attnum`.execute(db);
  return rows.map((row) => row.name);
}

/**
 * What a person is told of a violation. `columns` are those it is about (`columnsOf`) and `fields` those of the form: told at the field that
 * the words name, or at the last of the columns that the form has a field for ("reporterCategory" for reporter_category, "type" for
 * intervention_type).
 */
export function problemOfViolation(violation: Violation, columns: readonly string[] = [], fields: readonly string[] = []): Problem {
  const { code, constraint = "" } = violation;
  const gate =
    gates[constraint] ?? delegationGates[constraint] ?? gatesOfParties[constraint] ?? investigationGates[constraint] ?? raised[code];
  if (gate) return worded("gate-closed", gate, fields);
  const first = once[constraint];
  if (first) return worded("already-done", first, fields);
  const problem = general[code] ?? { code: "invalid-input", message: "Det går inte att spara." };
  const message = atField[code];
  const field = message === undefined ? undefined : fieldOf(columns, fields);
  return message === undefined || field === undefined ? problem : { ...problem, fields: [{ field, message }] };
}

/** The problem that an error of the database stands for whatever the form, or nothing when it is a fault of ours. */
export function problemOfDatabaseError(error: unknown): Problem | undefined {
  const violation = violationOf(error);
  return violation && problemOfViolation(violation);
}

function worded(code: string, { message, hint, at = [] }: Words, fields: readonly string[]): Problem {
  const field = at.find((one) => fields.includes(one));
  return { code, message, hint, ...(field === undefined ? {} : { fields: [{ field, message: hint }] }) };
}

function fieldOf(columns: readonly string[], fields: readonly string[]): string | undefined {
  const snake = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  for (const column of columns.filter((one) => one !== "case_id").reverse()) {
    const field = fields.find((one) => snake(one) === column) ?? fields.find((one) => column.endsWith(`_${snake(one)}`));
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Every constraint and error code that has words; a test holds them against the database. */
export const knownGates: readonly string[] = [
  ...Object.keys(gates),
  ...Object.keys(delegationGates),
  ...Object.keys(gatesOfParties),
  ...Object.keys(investigationGates),
  ...Object.keys(once),
  ...Object.keys(raised),
];
