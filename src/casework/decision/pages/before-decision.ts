import { STEPS_BEFORE_DECISION } from "../../participation/rules.ts";
import { stepTasks } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import type { Task } from "../../../ui/components/lists.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { investigationLinks } from "../../investigation/links.ts";
import { partiesOn } from "../../party/party-table.ts";
import type { PartyPart } from "../../party/party-parts.ts";
import type { InvestigationPart } from "../case-part.ts";

/** What a decision stands on (3 kap. 1–3 §§ and 20 kap. 4 § SoL): what the child's participation, the guardians' information and the best interests lack. */

type Parts = CaseWith<"steps" | "parties">;

/** The guardians of the day about whom nothing is written of their being told that the investigation is open. */
function untoldGuardians({ parties }: Parts, { informed }: InvestigationPart, today: string): readonly PartyPart[] {
  const guardians = partiesOn(parties, today).filter(({ capacity }) => capacity === "vårdnadshavare");
  return guardians.filter(({ person_id: id }) => !informed.some((one) => one.person_id === id));
}

/** True when an investigation has what its decision needs: three steps, told guardians and the assessment of the child's best interests. */
export function readyToDecide(parts: Parts, investigation: InvestigationPart, today: string): boolean {
  return (
    missingIn(parts, investigation.phase_id, STEPS_BEFORE_DECISION).length === 0 &&
    investigation.best_interests !== null &&
    untoldGuardians(parts, investigation, today).length === 0
  );
}

/** What must be there before the decision, each with its state and a link to mend it. */
export function decisionTasks(parts: Parts, investigation: InvestigationPart, today: string): readonly Task[] {
  const best = investigation.best_interests;
  const untold = untoldGuardians(parts, investigation, today);
  return [
    ...stepTasks(parts, investigation.phase_id, STEPS_BEFORE_DECISION),
    {
      text: "Vårdnadshavarna är informerade om utredningen",
      href: investigationLinks.openedInformation(parts.file.id, investigation.id),
      status: untold.length === 0 ? "Gjort" : `Saknas för ${untold.length}`,
      tone: untold.length === 0 ? "success" : "danger",
    },
    {
      text: "Barnets bästa är bedömt",
      href: `/arenden/${parts.file.id}/utredning/${investigation.id}/barnets-basta`,
      status: best ? `Gjort ${best.assessed_on}` : "Saknas",
      tone: best ? "success" : "danger",
    },
  ];
}
