/** What can be granted, as the open extract names it. */
import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

type InterventionType = CodeOf<"intervention.intervention.type">;

/** Care in a private home that is not the child's own: only the board or a committee decides (SoL 30:6). */
export const PRIVATE_HOMES = ["familjehem", "nätverkshem", "jourhem"] as const satisfies readonly InterventionType[];

/** Care and housing outside the home. */
export const CARE_TYPES = [...PRIVATE_HOMES, "stödboende", "HVB", "SiS", "skyddat boende"] as const satisfies readonly InterventionType[];

/** Interventions in open forms; "kontaktperson" is also contact family and, on its own ground, specially qualified contact person. */
export const OPEN_TYPES = without(codes["intervention.intervention.type"], ...CARE_TYPES);
