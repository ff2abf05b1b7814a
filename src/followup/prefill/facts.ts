import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { codes } from "../../platform/database/generated.ts";
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
};

/** The types of intervention and the methods, in the order of the form (questions 11, 5 and 18). */
export const interventionTypes = codes["extract.intervention.type"].slice(0, 8);
export const methodKinds = codes["participation.conversation.methods"];

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
  const of = (phase: MethodPhase) => {
    const found = used.filter((one) => one.phase === phase).map(({ method }) => method.trim());
    return found.length === 0 ? undefined : new Set(found);
  };
  return {
    granted: new Set(granted.map(({ type }) => type)),
    methods: { utredning: of("utredning"), planering: of("planering"), uppföljning: of("uppföljning") },
    delivered: new Set(delivered.map(({ file }) => file)),
  };
}
