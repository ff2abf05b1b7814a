import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalChoice } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { caseFile, childOfCase, closedOn, responsibleForCase } from "../../../casework/intake/cases.ts";
import { protectedIdentities } from "../../../casework/people/codes.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { obligationPart } from "../../../casework/case/obligation-parts.ts";
import type { ObligationPart } from "../../../casework/case/obligation-parts.ts";
import { inOrder } from "../../../casework/case/obligations.ts";
import { runningClocks } from "../../../casework/case/queries/obligations.ts";
import { nearCases, ownScope, workListScopes } from "./near-cases.ts";
import { hasDutyThatOutlives } from "./outlives-closing.ts";

/** One case in the list: who it is about and what has to be done in it, the most urgent first. */
const workCase = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  birthDate: answer.day,
  protectedIdentity: answer.oneOf(protectedIdentities),
  openedOn: answer.day,
  /** The day it was closed; then it stands here for what has to be done all the same. */
  closedOn: answer.day.nullable(),
  responsible: answer.text(200).nullable(),
  obligations: answer.list(obligationPart),
});
export type WorkCase = z.output<typeof workCase>;

/** Far more than any unit has open; the oldest are kept. */
const most = 2000;

/**
 * The open cases of the list, and closed ones in which something has to be done all the same (the board, a reporter or IVO is to be told), with
 * what must happen in each and by when; the case with the earliest deadline first, cases without deadlines last. At most 2,000 cases. The one predicate `maySeeCase` decides which cases there are.
 */
export const getWorkList = defineQuery({
  name: "workplace.get-work-list",
  title: "Visa arbetslistan",
  input: z.object({ scope: optionalChoice(workListScopes) }),
  output: z.object({ scope: z.enum(workListScopes), cases: answer.list(workCase) }),
  permit: [doesCasework],
  async run(tx, input, context) {
    const scope = input.scope ?? ownScope(context.actor);
    const { municipalityId } = context.actor;
    const near = nearCases(context.actor, scope);
    const inScope = scope === "utan ansvarig" ? sql<boolean>`(r.staff_id is null and c.closed_on is null)` : sql<boolean>`true`;
    const { rows } = await sql<Omit<WorkCase, "obligations">>`
      with open as materialized (
        select c.*, ${closedOn} as closed_on from ${caseFile} c
        where c.municipality_id = ${municipalityId} and ${near} and (c.is_open or ${hasDutyThatOutlives(municipalityId, context.today)}))
      select c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName", p.birth_date as "birthDate",
        p.protected_identity as "protectedIdentity", c.opened_on as "openedOn", c.closed_on as "closedOn", s.name as responsible
      from open c
      join ${childOfCase}
      left join ${responsibleForCase}
      left join access.staff s on s.municipality_id = r.municipality_id and s.id = r.staff_id
      where ${maySeeCase(context.actor, context.today)} and ${inScope}
      order by c.opened_on
      limit ${most}`.execute(tx);
    const obligations = await findObligations(
      tx,
      municipalityId,
      rows.map((row) => row.caseId),
      context.today,
    );
    const cases = rows
      .map((row) => ({ ...row, obligations: obligations.get(row.caseId) ?? [] }))
      .filter((one) => one.closedOn === null || one.obligations.length > 0);
    context.touch(...rows.map((row) => row.caseId));
    return ok({ scope, cases: cases.toSorted(byEarliest) });
  },
});

/** What must happen in the cases, the earliest first in each. Asked for all cases at once. */
export async function findObligations(
  tx: Tx,
  municipalityId: number,
  caseIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly ObligationPart[]>> {
  const inCases = sql`d.municipality_id = ${municipalityId} and d.case_id = any (${caseIds}::uuid[])`;
  const { rows } = await sql<{ running: readonly ObligationPart[] }>`select ${runningClocks(inCases, today)} as running`.execute(tx);
  return Map.groupBy(inOrder(rows[0]?.running ?? [], today), (one) => one.case_id);
}

/** The earliest deadline first; cases without one last, the oldest first. The cases come in the order they were opened. */
function byEarliest(a: WorkCase, b: WorkCase): number {
  const day = ({ obligations }: Pick<WorkCase, "obligations">): string => obligations.find((one) => one.due_on !== null)?.due_on ?? "9999";
  const [first, second] = [day(a), day(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
