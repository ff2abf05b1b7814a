/** What still hinders a case from being closed. The database refuses for the same reasons; this says them beforehand, with the way on. */
import type { Obstacle } from "../part/work.ts";
import { allParts } from "./case-parts.ts";
import type { CaseParts, CaseWith } from "./case-parts.ts";
import { inOrderOfWork, needsOf, placeOf } from "./outlook.ts";

const obstacles = allParts.flatMap((part) => part.obstacles ?? []);

/** The parts that tell what hinders the closing. */
export const closingNeeds = needsOf((part) => part.obstacles ?? []);

/** Everything that must be done first, in the order it is best done. Empty: the case can be closed. `parts` has all of `closingNeeds`. */
export function closingObstacles(parts: CaseWith): readonly Obstacle[] {
  return inOrderOfWork(obstacles).flatMap(({ of }) => of(parts as CaseParts, placeOf(parts)));
}
