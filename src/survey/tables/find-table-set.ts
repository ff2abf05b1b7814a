import type { Result } from "../../platform/basics/result.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { TableSet } from "./definition.ts";
import { delaktighet2024 } from "./definitions/delaktighet-2024.ts";

/** The surveys that there are tables for. */
const sets: readonly TableSet[] = [delaktighet2024];

/** The tables of a survey by its id. Problem: `tables-unknown`. */
export function findTableSet(id: string): Result<TableSet> {
  const found = sets.find(({ survey }) => survey === id);
  if (found) return ok(found);
  const known = sets.map(({ survey }) => survey).join(", ");
  return failed({ code: "tables-unknown", message: `Det finns inga tabeller för ${id}.`, hint: `Tabeller finns för ${known}.` });
}
