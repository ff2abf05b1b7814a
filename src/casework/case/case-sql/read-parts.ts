import { sql } from "kysely";
import type { Tx } from "../../../platform/database/connect.ts";
import { preliminaryAssessment } from "../../intake/rules.ts";
import { investigationTime } from "../../investigation/rules.ts";
import { partNames } from "../case-parts.ts";
import type { CaseParts, PartName } from "../case-parts.ts";
import { obligationsOf } from "../clocks.ts";
import type { ObligationRow } from "../obligation-parts.ts";
import { movesSql, intakesSql, unansweredSql } from "./intakes.ts";
import { interventionsSql } from "./interventions.ts";
import { investigationsSql } from "./investigations.ts";
import { phasesSql, stepsSql, conversationsSql, notesSql, obligationsSql } from "./participation.ts";
import { fileSql, childSql, guardiansSql, guardianClaimsSql, staffSql, leftSql, emergenciesSql, personReviewsSql } from "./people.ts";
import type { CaseQuestion, PartSql } from "./part-sql.ts";

const sqlOf: Readonly<Record<PartName, PartSql>> = {
  file: fileSql,
  child: childSql,
  guardians: guardiansSql,
  guardian_claims: guardianClaimsSql,
  emergencies: emergenciesSql,
  staff: staffSql,
  left: leftSql,
  moves: movesSql,
  person_reviews: personReviewsSql,
  intakes: intakesSql,
  unanswered: unansweredSql,
  investigations: investigationsSql,
  interventions: interventionsSql,
  phases: phasesSql,
  steps: stepsSql,
  conversations: conversationsSql,
  notes: notesSql,
  obligations: obligationsSql,
};

/** As the database gives it: what must be done without its days, which the rules count. */
type RecordedParts = { readonly [Name in PartName]?: Name extends "obligations" ? readonly ObligationRow[] : CaseParts[Name] };

/** The parts of a case that are asked for, in one question to the database, with the days that their rules give; undefined when there is no case. */
export async function readParts(tx: Tx, question: CaseQuestion, names: readonly PartName[]): Promise<Partial<CaseParts> | undefined> {
  // In one order whoever asks, so that the same parts are the same statement. Each pair is the name, which is ours, and its subquery.
  const wanted = partNames.filter((name) => names.includes(name));
  const pairs = wanted.map((name) => sql`${sql.lit(name)}, ${sqlOf[name](question)}`);
  const { rows } = await sql<{ parts: RecordedParts }>`select jsonb_build_object(${sql.join(pairs)}) as parts
    from intake.case_file where municipality_id = ${question.m} and id = ${question.c}`.execute(tx);
  return rows[0] && withDays(rows[0].parts, question.context.today);
}

/** The parts with the days that their rules give: of what must be done, and of each investigation and preliminary assessment. */
function withDays({ intakes, investigations, obligations, ...parts }: RecordedParts, today: string): Partial<CaseParts> {
  return {
    ...parts,
    ...(intakes && {
      intakes: intakes.map((one) => (one.preliminary === null ? one : { ...one, preliminary: withPreliminaryDays(one.preliminary) })),
    }),
    ...(investigations && {
      investigations: investigations.map((one) => {
        const { dueOn, targetOn } = investigationTime.apply({ openedOn: one.started_on });
        return { ...one, due_on: dueOn, target_on: targetOn };
      }),
    }),
    ...(obligations && { obligations: obligationsOf(obligations, today) }),
  };
}

function withPreliminaryDays<P extends { readonly opened_on: string }>(
  one: P,
): P & { readonly due_on: string; readonly target_on: string } {
  const report = { type: "anmälan", receivedOn: one.opened_on, investigationOpen: false } as const;
  const { dueOn, targetOn } = preliminaryAssessment.apply(report);
  return { ...one, due_on: dueOn ?? one.opened_on, target_on: targetOn ?? one.opened_on };
}
