import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

/** Who reports: those who must (19 kap. 1–3 §§ SoL; since when is in rules-reporters.ts), then the others. */
export const reporterCategories = codes["intake.intake.reporter_category"];
export type ReporterCategory = CodeOf<"intake.intake.reporter_category">;

/** Why the matter came up. A proposal of ours until the national code list can be read (domain notes, 2.5). */
export const intakeReasons = codes["intake.intake.reasons"];

const violent: readonly string[] = [
  "fysiskt våld",
  "psykiskt våld",
  "sexuellt våld",
  "bevittnat våld",
  "hedersrelaterat våld eller förtryck",
] satisfies readonly CodeOf<"intake.intake.reasons">[];

/** True when one of the reasons is violence against the child or violence that the child has witnessed. */
export function concernsViolence(chosen: readonly string[]): boolean {
  return chosen.some((reason) => violent.includes(reason));
}

/** How a matter arrives; the codes of the open extract. */
export const intakeTypes = codes["intake.intake.type"];
export type IntakeType = CodeOf<"intake.intake.type">;

export const intakeChannels = codes["intake.intake.channel"];
export const protectionResults = codes["intake.protection_assessment.result"];
/** How an application, or something else that is not a report, ends without an investigation. */
export const outcomesWithoutInvestigation = codes["intake.application_outcome.outcome"];
/** Who took an application back. */
export const withdrawers = codes["intake.application_outcome.withdrawn_by"];
/** Why somebody who works beside the responsible caseworker leaves the case. */
export const leavingReasons = without(
  codes["intake.assignment_ending.reason"],
  // What the program itself says of why somebody left.
  "någon annan är ansvarig",
  "ny roll i ärendet",
  "ärendet är avslutat",
);
export const closureReasons = codes["intake.case_closure.reason"];

/** In full, or what a guardian may have. */
export const extractVersions = codes["intake.journal_extract.version"];
/** Whether a guardian sees who reported. */
export const reporterChoices = codes["intake.journal_extract.reporter"];
/** What a child of fifteen or more says of a guardian's getting an extract. */
export const childViews = codes["intake.journal_extract.child_view"];
