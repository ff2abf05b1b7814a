import type { StaffActor } from "../../../platform/core/actor.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import type { CaseWith } from "../../../casework/case/case-parts.ts";
import { ownEmergency } from "../../../casework/case/own-emergency.ts";

/** Whether the viewer is offered to make a journal extract: the responsible caseworker, and the leader who is not here by an emergency. The door decides. */
export function isOfferedExtract(parts: CaseWith<"staff" | "emergencies">, actor: StaffActor): boolean {
  if (ownEmergency(parts, actor)) return false;
  return hasRole(actor, "team_leader") || parts.staff.some((one) => one.role === "ansvarig" && one.staff_id === actor.staffId);
}
