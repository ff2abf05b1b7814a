/** Two children who may be one: who may be told of them, and what is shown of each. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { leadsCase, mayBeOwnFamily, maySeeCase } from "../../platform/access/need-to-know.ts";
import { answer } from "../../platform/core/answers.ts";
import type { Context } from "../../platform/core/door.ts";
import { codes } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { protectedIdentities, sexes } from "./codes.ts";
import { doubleOutcomes } from "./double-fields.ts";

const child = z.object({
  id: answer.id,
  givenName: answer.text(100),
  familyName: answer.text(100),
  birthDate: answer.day.nullable(),
  birthDateKnown: answer.oneOf(codes["people.person.birth_date_known"]),
  identityNumber: answer.identityNumber.nullable(),
  sex: answer.oneOf(sexes),
  protectedIdentity: answer.oneOf(protectedIdentities),
  /** The rest only for whoever sees a case of the child's. */
  language: answer.text(100).nullable(),
  guardians: answer.list(answer.fullName),
  cases: answer.list(z.object({ id: answer.id, caseNumber: answer.code, openedOn: answer.day, isOpen: answer.yesNo })),
});
export type DoubleChild = z.output<typeof child>;

export const double = z.object({
  one: child,
  other: child,
  why: answer.oneOf(codes["people.possible_double.likeness"]),
  /** What was last said of the two; null while nobody has. */
  outcome: z
    .object({
      id: answer.id,
      outcome: answer.oneOf(doubleOutcomes),
      leadsId: answer.id.nullable(),
      decidedOn: answer.day,
      reason: answer.text(2000),
      source: answer.oneOf(codes["people.double_outcome.source"]),
      sourceDetail: answer.text(200).nullable(),
      sourceOn: answer.day,
      by: answer.text(200),
    })
    .nullable(),
});
export type Double = z.output<typeof double>;

/** True where some case of the child's is one that fits. A condition for `child`, the expression of an id in the municipality of `d`. */
const someCase = (child: RawBuilder<unknown>, fits: RawBuilder<boolean>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from intake.case_file c where c.municipality_id = d.municipality_id and c.child_id = ${child} and ${fits})`;

/**
 * Who may know that two may be one, and say whether they are: whoever sees a case of each; and where nobody does, because they are two units', whoever
 * leads a unit that has one of them, unless the other is protected. Never who may be the family of either. To all others there is nothing. A
 * condition over `people.possible_double as d` with the two as `a` and `b`.
 */
function mayKnow({ actor, today }: Context): RawBuilder<boolean> {
  const [one, other] = [sql`d.one_id`, sql`d.other_id`];
  const [sees, leads] = [maySeeCase(actor, today), leadsCase(actor)];
  return sql<boolean>`((${someCase(one, sees)} and ${someCase(other, sees)})
      or (b.protected_identity = 'ingen' and ${someCase(one, leads)}) or (a.protected_identity = 'ingen' and ${someCase(other, leads)}))
    and not ${someCase(one, mayBeOwnFamily(actor.staffId))} and not ${someCase(other, mayBeOwnFamily(actor.staffId))}`;
}

/** One of the two as JSON, by its alias: who it is, and what else whoever sees a case of its knows. */
function shown(alias: "a" | "b", { actor, today }: Context): RawBuilder<unknown> {
  const p = (column: string) => sql.ref(`${alias}.${column}`);
  const sees = maySeeCase(actor, today);
  return sql`json_build_object('id', ${p("id")}, 'givenName', ${p("given_name")}, 'familyName', ${p("family_name")}, 'birthDate', ${p("birth_date")},
    'birthDateKnown', ${p("birth_date_known")}, 'identityNumber', ${p("identity_number")}, 'sex', ${p("sex")}, 'protectedIdentity', ${p("protected_identity")},
    'language', case when ${someCase(sql`${p("id")}`, sees)} then ${p("language")} end,
    'guardians', case when ${someCase(sql`${p("id")}`, sees)} then (select coalesce(json_agg(g.given_name || ' ' || g.family_name order by g.given_name, g.id), '[]')
      from people.standing_guardianship g where g.municipality_id = d.municipality_id and g.child_id = ${p("id")}) else '[]' end,
    'cases', (select coalesce(json_agg(json_build_object('id', c.id, 'caseNumber', c.case_number, 'openedOn', c.opened_on, 'isOpen', c.is_open)
        order by c.opened_on desc, c.id), '[]')
      from intake.case_file c where c.municipality_id = d.municipality_id and c.child_id = ${p("id")} and ${sees}))`;
}

/** The most that are shown at a time. */
const most = 100;

/** Those that the asker may know of and that fit: a condition over `d`, and `o`, what was last said of them. What is not settled first. */
export async function findDoublesWhere(tx: Tx, context: Context, fits: RawBuilder<boolean>): Promise<readonly Double[]> {
  const { rows } = await sql<Double>`
    select d.likeness as why, ${shown("a", context)} as one, ${shown("b", context)} as other,
      case when o.id is not null then json_build_object('id', o.id, 'outcome', o.outcome, 'leadsId', o.leads_id, 'decidedOn', o.decided_on, 'reason', o.reason,
        'source', o.source, 'sourceDetail', o.source_detail, 'sourceOn', o.source_on, 'by', s.name) end as outcome
    from people.possible_double d
    join people.person a on a.municipality_id = d.municipality_id and a.id = d.one_id
    join people.person b on b.municipality_id = d.municipality_id and b.id = d.other_id
    left join people.standing_double o on o.municipality_id = d.municipality_id and o.one_id = d.one_id and o.other_id = d.other_id
    left join access.staff s on s.municipality_id = o.municipality_id and s.id = o.recorded_by
    where d.municipality_id = ${context.actor.municipalityId} and ${fits}
      -- Of somebody who follows another there is nothing more to ask than that.
      and (o.id is not null or (a.same_as is null and b.same_as is null)) and ${mayKnow(context)}
    order by o.id is not null, o.recorded_at desc, d.found_at desc, d.one_id, d.other_id limit ${most}`.execute(tx);
  context.touch(...rows.flatMap(({ one, other }) => [one.id, other.id]));
  return rows;
}

/** The pair in the order that the database keeps. */
export const inOrder = (oneId: string, otherId: string): readonly [string, string] =>
  oneId < otherId ? [oneId, otherId] : [otherId, oneId];

/** The two of a pair, or nothing for whoever may not know of it. */
export async function findDouble(tx: Tx, context: Context, oneId: string, otherId: string): Promise<Double | undefined> {
  const [one, other] = inOrder(oneId, otherId);
  const found = await findDoublesWhere(tx, context, sql<boolean>`d.one_id = ${one}::uuid and d.other_id = ${other}::uuid`);
  return found[0];
}
