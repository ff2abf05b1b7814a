import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { obligationPart } from "../../../casework/case/obligation-parts.ts";
import { nextDay } from "../../../casework/case/queries/obligations.ts";
import { caseFile, childOfCase, concernsViolence, responsibleForCase } from "../../../casework/intake/cases.ts";
import { runningPhases } from "../../../casework/participation/running-phases.ts";
import { PHASES } from "../../../casework/participation/rules.ts";
import { protectedIdentities } from "../../../casework/people/codes.ts";
import { tableFilters } from "../case-table.ts";
import type { TableFilters, TableSort } from "../case-table.ts";
import { findObligations } from "./get-work-list.ts";
import { nearCases, ownScope, workListScopes } from "./near-cases.ts";

const row = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  birthDate: answer.day,
  protectedIdentity: answer.oneOf(protectedIdentities),
  openedOn: answer.day,
  unit: answer.text(200),
  responsible: answer.text(200).nullable(),
  /** The kinds of the phases that run, in the order of the work. */
  phases: answer.list(answer.oneOf(PHASES)),
  /** Something that stands of what came in is about violence. */
  violence: answer.yesNo,
  /** What must be done first; null where nothing must. */
  next: obligationPart.nullable(),
});
export type TableCase = z.output<typeof row>;

const named = z.object({ id: answer.id, name: answer.text(200) });

/** As many rows as a page of the table has. Ours: a screen or two. */
const perPage = 20;

/**
 * The open cases that somebody may see, as a table: a page of them in the order that is asked for, from after the case that ended the page before.
 * The order is by a key and the case, so that a page costs the same wherever it lies. `late` counts those in which a last day has passed, of all
 * that the filters let through; `units` and `responsible` are what there is to choose from in the scope. The one predicate `maySeeCase` decides
 * which cases there are. What is chosen by is the work's own (administration, 12 § 10 förordning 2001:637), of cases that are one's work; closed cases
 * are looked for by name or number alone (15 §).
 */
export const findCases = defineQuery({
  name: "workplace.find-cases",
  title: "Visa ärenden i en tabell",
  input: z.object({ ...tableFilters, afterId: optionalId() }),
  output: z.object({
    scope: z.enum(workListScopes),
    cases: answer.list(row),
    /** The case after which the next page begins; null on the last. */
    nextAfter: answer.id.nullable(),
    total: answer.count,
    late: answer.count,
    units: answer.list(named),
    responsible: answer.list(named),
  }),
  permit: [doesCasework],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const scope = input.scope ?? ownScope(context.actor);
    const { rows } =
      await sql<Found>`with ${seenIn(context, scope)}, listed as materialized (select * from seen l where ${chosen(input, context.today)})
      select (select count(*)::int from listed) as total, (select count(*)::int from listed where next_on < ${context.today}::date) as late,
        ${choicesOf("unit_id", "unit")} as units, ${choicesOf("staff_id", "responsible")} as responsible, ${pageOf(input)} as page`.execute(
        tx,
      );
    const { page, ...found } = rows[0] ?? { total: 0, late: 0, units: [], responsible: [], page: [] };
    const shown = page.slice(0, perPage);
    const ids = shown.map((one) => one.caseId);
    const due = await findObligations(tx, municipalityId, ids, context.today);
    context.touch(...ids);
    return ok({
      ...found,
      scope,
      cases: shown.map((one) => ({ ...one, next: due.get(one.caseId)?.[0] ?? null })),
      nextAfter: page.length > perPage ? (ids.at(-1) ?? null) : null,
    });
  },
});

type Named = z.output<typeof named>;
type Found = {
  total: number;
  late: number;
  units: readonly Named[];
  responsible: readonly Named[];
  page: readonly Omit<TableCase, "next">[];
};

/** The cases of the scope with all that they are chosen and sorted by, as `seen`. */
function seenIn({ actor, today }: Context, scope: (typeof workListScopes)[number]): RawBuilder<unknown> {
  const inScope = scope === "utan ansvarig" ? sql`r.staff_id is null` : sql`true`;
  return sql`open as materialized (
      select c.* from ${caseFile} c where c.municipality_id = ${actor.municipalityId} and c.is_open and ${nearCases(actor, scope)}),
    seen as materialized (
      select c.id, c.case_number, c.opened_on, c.unit_id, u.name as unit, r.staff_id, s.name as responsible,
        p.given_name || ' ' || p.family_name as child_name, p.family_name || ' ' || p.given_name as by_name, p.birth_date, p.protected_identity,
        ${runningPhases} as phases, ${concernsViolence} as violence, ${nextDay(today)} as next_on
      from open c
      join ${childOfCase}
      join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
      left join ${responsibleForCase}
      left join access.staff s on s.municipality_id = r.municipality_id and s.id = r.staff_id
      where ${maySeeCase(actor, today)} and ${inScope})`;
}

function chosen(filters: TableFilters, today: string): RawBuilder<boolean> {
  const { unitId, responsibleId, phase } = filters;
  return sql<boolean>`${sql.join(
    [
      sql`true`,
      ...(unitId === undefined ? [] : [sql`l.unit_id = ${unitId}::uuid`]),
      ...(responsibleId === undefined ? [] : [sql`l.staff_id = ${responsibleId}::uuid`]),
      ...(phase === undefined ? [] : [sql`${phase}::text = any (l.phases)`]),
      ...(filters.late ? [sql`l.next_on < ${today}::date`] : []),
      ...(filters.violence ? [sql`l.violence`] : []),
    ],
    sql` and `,
  )}`;
}

const inSwedish = sql`collate "sv-SE-x-icu"`;
/** What the rows are sorted by, never empty. The youngest child stands first; where nothing must be done last. */
const sortKeys: Readonly<Record<TableSort, RawBuilder<unknown>>> = {
  dag: sql`coalesce(l.next_on, 'infinity'::date)`,
  barn: sql`l.by_name ${inSwedish}`,
  alder: sql`(date '9999-12-31' - l.birth_date)`,
  fas: sql`coalesce(array_position(${[...PHASES]}::text[], l.phases[1]), 99)`,
  enhet: sql`l.unit ${inSwedish}`,
  ansvarig: sql`coalesce(l.responsible, '') ${inSwedish}`,
  oppnat: sql`l.opened_on`,
};

/** The rows of a page and one more, as JSON. A case to begin after that is not there any more begins anew. */
function pageOf({ sort = "dag", afterId }: { sort?: TableFilters["sort"]; afterId?: string | undefined }): RawBuilder<unknown> {
  const isDown = sort.startsWith("-");
  const key = sortKeys[sort.replace(/^-/u, "") as TableSort];
  const order = isDown ? sql`desc` : sql`asc`;
  const after =
    afterId === undefined
      ? sql`true`
      : sql`(not exists (select 1 from listed a where a.id = ${afterId}::uuid)
          or (${key}, l.id) ${isDown ? sql`<` : sql`>`} (select ${key}, l.id from listed l where l.id = ${afterId}::uuid))`;
  return sql`(select coalesce(json_agg(json_build_object('caseId', o.id, 'caseNumber', o.case_number, 'childName', o.child_name, 'birthDate', o.birth_date,
      'protectedIdentity', o.protected_identity, 'openedOn', o.opened_on, 'unit', o.unit, 'responsible', o.responsible, 'phases', o.phases,
      'violence', o.violence) order by o.place), '[]')
    from (select l.*, row_number() over (order by ${key} ${order}, l.id ${order}) as place from listed l where ${after}
      order by place limit ${perPage + 1}) o)`;
}

const choicesOf = (id: "unit_id" | "staff_id", name: "unit" | "responsible"): RawBuilder<unknown> => sql`(
  select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name ${inSwedish}, o.id), '[]')
  from (select distinct ${sql.ref(id)} as id, ${sql.ref(name)} as name from seen where ${sql.ref(id)} is not null) o)`;
