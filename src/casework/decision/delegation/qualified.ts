/** Who has the degree that a task takes (25 kap. 1 § SoL). */
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { qualification } from "../rules.ts";
import type { QualificationInput } from "../rules.ts";
import { employeeOn } from "./store.ts";

/** Refused where it is said of whoever does it that the degree is missing; the database refuses the same (`decision.refuse_unqualified`). */
export async function refuseUnqualified(tx: Tx, context: Context, task: QualificationInput["task"]): Promise<Result<void>> {
  const { actor, today } = context;
  const employee = await employeeOn(tx, actor.municipalityId, actor.staffId, today);
  const asked = { qualified: employee?.mandate?.qualified !== false, task, day: today };
  const found = qualification.apply(asked);
  if (found.permitted) return ok(undefined);
  return failed({
    code: "not-qualified",
    message: qualification.explain(asked, found),
    hint: "Be någon med behörighet att göra det. Är uppgiften om din examen fel rättas den under Delegation, Nivåer och behörighet.",
  });
}
