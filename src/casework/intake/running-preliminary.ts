import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";

type Of = { readonly caseId: string; readonly preliminaryAssessmentId: string };

/**
 * A problem where the assessment is not in the case, or where what is written down happened before the report came in or after it was decided: then
 * it belongs to what came after. What is typed later is taken, on its true day.
 */
export async function duringPreliminary(tx: Tx, context: Context, of: Of, field: string, day: string): Promise<Result<void>> {
  const row = await tx
    .selectFrom("intake.preliminary_assessment as f")
    .leftJoin("intake.preliminary_decision as d", (join) =>
      join.onRef("d.municipality_id", "=", "f.municipality_id").onRef("d.preliminary_assessment_id", "=", "f.id"),
    )
    .select(["f.opened_on", "d.decided_on"])
    .where("f.municipality_id", "=", context.actor.municipalityId)
    .where("f.case_id", "=", of.caseId)
    .where("f.id", "=", of.preliminaryAssessmentId)
    .executeTakeFirst();
  if (!row) return failed({ code: "not-in-case", message: "Förhandsbedömningen finns inte i ärendet.", hint: "Ladda om sidan." });
  if (day < row.opened_on) return invalidField(field, `Anmälan kom in ${row.opened_on}. Välj en dag från och med då.`);
  if (row.decided_on !== null && day > row.decided_on)
    return invalidField(
      field,
      `Förhandsbedömningen avslutades ${row.decided_on}. Det som hände sedan skrivs i utredningen eller som en anteckning.`,
    );
  return ok(undefined);
}
