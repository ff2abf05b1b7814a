import type { StaffActor } from "../../platform/core/actor.ts";
import type { CaseWith } from "./case-parts.ts";

/** The emergency by which the viewer is here; undefined for whoever works in the case. */
export function ownEmergency(
  parts: CaseWith<"emergencies">,
  actor: StaffActor,
): CaseWith<"emergencies">["emergencies"][number] | undefined {
  return parts.emergencies.find((one) => one.is_open && one.staff_id === actor.staffId);
}
