/** How a case stands, for the parts that say something of it. Pure. */
import type { Said } from "../part/case-part.ts";
import type { Outlook, Place } from "../part/work.ts";
import { allParts, partNames, partsByName } from "./case-parts.ts";
import type { CaseParts, CaseWith, PartName } from "./case-parts.ts";
import { describeObligation } from "./obligations.ts";

/** Which case it is, and whether it is closed. */
export function placeOf({ file }: Pick<CaseWith, "file">): Place {
  return { caseId: file.id, closed: file.closed_on !== null };
}

/** The same, with what must be done in words on a day, "YYYY-MM-DD". */
export function outlookOf(parts: CaseWith<"obligations">, today: string): Outlook {
  const dues = parts.obligations.map((one) => ({
    ...describeObligation(one, today),
    subjectId: one.subject_id,
    phaseId: one.phase_id,
    facts: one.facts,
  }));
  return { ...placeOf(parts), today, dues };
}

/** What the parts say, the first in the work first; of those alike in the order of the rooms. */
export function inOrderOfWork<One extends Pick<Said<never, unknown, never>, "order">>(all: readonly One[]): readonly One[] {
  return all.toSorted((a, b) => a.order - b.order);
}

/** Everything that the parts say of one kind, in the order of the work. */
export function saidBy<Out, At>(
  kind: (part: (typeof allParts)[number]) => readonly Said<CaseParts, Out, At>[] | undefined,
  parts: CaseParts,
  at: At,
): readonly Out[] {
  return inOrderOfWork(allParts.flatMap((part) => kind(part) ?? [])).flatMap(({ of }) => of(parts, at));
}

type AnySaid = { readonly needs?: readonly string[] };

/** The parts that must be read for what the parts say of some kinds: those that each names, otherwise its own. */
export function needsOf(kind: (part: (typeof allParts)[number]) => readonly AnySaid[]): readonly PartName[] {
  const needed = partNames.flatMap((name) => kind(partsByName[name]).flatMap(({ needs }) => needs ?? [name]));
  return [...new Set(needed)] as readonly PartName[];
}

/** True when there is a decision that the child can be told about: always in phases that no part speaks of. */
export function isDecided(parts: CaseParts, phaseId: string): boolean {
  const said = partNames.map((name) => partsByName[name].isDecided?.(parts[name], phaseId));
  return said.find((one) => one !== undefined) ?? true;
}
