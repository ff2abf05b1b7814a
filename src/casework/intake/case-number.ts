import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";

/** What a case may be looked for by, beside names (15 § förordning 2001:637): the child's identity number or the case's own number. */
export type CaseSearch = { readonly by: "person" | "case"; readonly number: string };

/** Reads "2026-00042" or an identity number in any of its ways of being written. */
export function readNumber(text: string, today: string): Result<CaseSearch> {
  if (/^\d{4}-\d{5}$/.test(text)) return ok({ by: "case", number: text });
  const read = readIdentityNumber({ text, today, field: "number" });
  return read.ok ? ok({ by: "person", number: read.value.normalized }) : read;
}

/** The condition over `casesWithChildren`. */
export function foundByNumber({ by, number }: CaseSearch): RawBuilder<boolean> {
  return by === "person" ? sql<boolean>`p.identity_number = ${number}` : sql<boolean>`c.case_number = ${number}`;
}
