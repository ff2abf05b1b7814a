import { codes } from "../database/generated.ts";
import type { CodeOf } from "../database/generated.ts";

/** Why a case is opened in an emergency. */
export const emergencyReasons = codes["access.emergency_opening.reason"];

/** What a team leader has to look at afterwards. */
export const reviewKinds = codes["access.review_item.kind"];
export type ReviewKind = CodeOf<"access.review_item.kind">;

/** What was found; "utreds vidare" leaves it on the list. */
export const reviewOutcomes = codes["access.review_outcome.outcome"];

/** What a second person finds of a match between somebody who works here and a child or its guardian. */
export const familyOutcomes = codes["access.own_family_review.outcome"];

/** Where the second person has looked. */
export const familySources = ["folkbokföringen", "kommunens personalregister", "uppgift från medarbetaren", "annat"] as const;
