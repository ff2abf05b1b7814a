import { sql } from "kysely";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { peopleOfCase } from "./in-case.ts";
import type { RelationKind } from "./relation-fields.ts";

export type Said = {
  readonly source: CodeOf<"people.relation.source">;
  readonly sourceDetail?: string | undefined;
  readonly sourceOn: string;
};

/** Where it was read, as the columns keep it. */
export const sourceRow = ({ source, sourceDetail, sourceOn }: Said) => ({
  source,
  source_detail: sourceDetail ?? null,
  source_on: sourceOn,
});

/** Those of the ids that are the child, a guardian or a relative of the case. */
async function ofCase(tx: Tx, { actor }: Context, caseId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const m = actor.municipalityId;
  const { rows } = await sql<{ id: string }>`select e.id from unnest(${[...ids]}::uuid[]) e(id)
    where e.id in (select w.person_id from ${peopleOfCase(m, caseId)} w)
      or e.id in (select r.relative_id from people.standing_relative r where r.municipality_id = ${m} and r.case_id = ${caseId}::uuid)`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}

type New = {
  readonly caseId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly kind: RelationKind;
  readonly validFrom?: string | undefined;
} & Said;

/** Writes a relation between two of the case; a fault at whoever is not in it, in the same words whether there is such a person or not. */
export async function writeRelation(tx: Tx, context: Context, input: New): Promise<Result<string>> {
  const { caseId, fromId, toId, kind } = input;
  if (fromId === toId) return invalidField("toId", "Välj två olika personer.");
  const known = await ofCase(tx, context, caseId, [fromId, toId]);
  if (!known.has(fromId)) return invalidField("fromId", "Välj någon av personerna i ärendet.");
  if (!known.has(toId)) return invalidField("toId", "Välj någon av personerna i ärendet.");
  const id = newTouchedId(context);
  await tx
    .insertInto("people.relation")
    .values({
      id,
      ...{ case_id: caseId, from_id: fromId, to_id: toId, kind, valid_from: input.validFrom ?? null, change: "bekräftad" },
      ...sourceRow(input),
      ...stamp(context),
    })
    .execute();
  return ok(id);
}

/** The year as a number, or a fault at `birthYear`: no year, or one that has not been. */
export function readBirthYear(text: string | undefined, today: string): Result<number | null> {
  if (text === undefined) return ok(null);
  const year = /^\d{4}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(year >= 1880 && year <= Number(today.slice(0, 4))))
    return invalidField("birthYear", "Födelseåret har fyra siffror, till exempel 1985, och ska ha varit.");
  return ok(year);
}
