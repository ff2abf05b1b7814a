import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Period } from "../questionnaire/period.ts";

const methodPhases = ["utredning", "planering", "uppföljning"] as const;
export type MethodPhase = (typeof methodPhases)[number];

/** What was done in a period, without a number of children. */
export type Facts = {
  /** Types of open interventions that were granted. */
  readonly granted: ReadonlySet<string>;
  /** Methods that were used in a conversation that was held, by phase; undefined where no conversation of the phase says of any method. */
  readonly methods: Readonly<Record<MethodPhase, ReadonlySet<string> | undefined>>;
  readonly delivered: ReadonlySet<string>;
  readonly systematic: Systematic;
};
/** Individbaserad systematisk uppföljning, in numbers of children. */
type Systematic = {
  /** Children with an open intervention that went on in the period. */
  readonly children: number;
  /** Of them: followed up with a measure in the period, by what was measured; `compiled` where it is brought together on group level. */
  readonly measured: ReadonlyMap<MeasuredKind, { readonly children: number; readonly compiled: number }>;
};
type MeasuredKind = CodeOf<"intervention.follow_up.measured">;

/** What the cases tell of a period, both days included. */
export async function findFacts(tx: Tx, municipalityId: number, { from, to }: Period): Promise<Facts> {
  const { rows: granted } = await sql<{ type: string }>`select distinct type from countable.intervention
    where municipality_id = ${municipalityId} and is_open and granted_on between ${from}::date and ${to}::date`.execute(tx);
  const { rows: used } = await sql<{ phase: MethodPhase; method: string }>`
    select distinct c.phase, m.method from countable.conversation c cross join lateral string_to_table(c.methods, '|') as m (method)
    where c.municipality_id = ${municipalityId} and c.status = 'genomfört' and c.held_on between ${from}::date and ${to}::date
      and c.phase = any (${[...methodPhases]})`.execute(tx);
  const { rows: delivered } = await sql<{
    file: string;
  }>`select file from countable.delivered where municipality_id = ${municipalityId}`.execute(tx);
  const systematic = await findSystematic(tx, municipalityId, { from, to });
  const of = (phase: MethodPhase) => {
    const found = used.filter((one) => one.phase === phase).map(({ method }) => method.trim());
    return found.length === 0 ? undefined : new Set(found);
  };
  return {
    granted: new Set(granted.map(({ type }) => type)),
    methods: { utredning: of("utredning"), planering: of("planering"), uppföljning: of("uppföljning") },
    delivered: new Set(delivered.map(({ file }) => file)),
    systematic,
  };
}

async function findSystematic(tx: Tx, municipalityId: number, { from, to }: Period): Promise<Systematic> {
  const { rows: going } = await sql<{ children: number }>`
    select count(distinct child_id)::int as children from countable.intervention
    where municipality_id = ${municipalityId} and is_open and started_on <= ${to}::date and coalesce(ended_on, ${from}::date) >= ${from}::date`.execute(
    tx,
  );
  const { rows: measured } = await sql<{ kind: MeasuredKind; children: number; compiled: number }>`
    select f.kind, count(distinct f.child_id)::int as children, (count(distinct f.child_id) filter (where f.is_compiled))::int as compiled
    from countable.systematic_follow_up f join countable.intervention i on i.municipality_id = f.municipality_id and i.intervention_id = f.intervention_id
    where f.municipality_id = ${municipalityId} and i.is_open and f.followed_up_on between ${from}::date and ${to}::date group by f.kind`.execute(
    tx,
  );
  return { children: going[0]?.children ?? 0, measured: new Map(measured.map(({ kind, ...counts }) => [kind, counts])) };
}
