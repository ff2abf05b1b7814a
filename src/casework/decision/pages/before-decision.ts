import { STEPS_BEFORE_DECISION } from "../../participation/rules.ts";
import { stepTasks } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import type { Task } from "../../../ui/components/lists.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../case-part.ts";

/** What a decision stands on (3 kap. 1–3 §§ SoL): what the child's participation and the best interests lack. */

/** True when an investigation has what its decision needs: three steps and the assessment of the child's best interests. */
export function readyToDecide(parts: CaseWith<"steps">, investigation: InvestigationPart): boolean {
  return missingIn(parts, investigation.phase_id, STEPS_BEFORE_DECISION).length === 0 && investigation.best_interests !== null;
}

/** What must be there before the decision, each with its state and a link to mend it. */
export function decisionTasks(parts: CaseWith<"steps">, investigation: InvestigationPart): readonly Task[] {
  const best = investigation.best_interests;
  return [
    ...stepTasks(parts, investigation.phase_id, STEPS_BEFORE_DECISION),
    {
      text: "Barnets bästa är bedömt",
      href: `/arenden/${parts.file.id}/utredning/${investigation.id}/barnets-basta`,
      status: best ? `Gjort ${best.assessed_on}` : "Saknas",
      tone: best ? "success" : "danger",
    },
  ];
}
