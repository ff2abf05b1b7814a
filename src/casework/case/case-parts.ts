/**
 * A case as `get-case` gives it: the parts that the rooms contribute, put together. Dates are "YYYY-MM-DD", moments are ISO texts, names are the
 * database's columns: this is the case as it is recorded, before a page puts it into words.
 */
import { z } from "zod";
import { decisionParts } from "../decision/case-part.ts";
import { intakeParts } from "../intake/case-part.ts";
import { investigationParts } from "../investigation/case-part.ts";
import { interventionParts } from "../intervention/case-part.ts";
import { meetingParts } from "../meeting/case-part.ts";
import type { CasePart } from "../part/case-part.ts";
import { participationParts } from "../participation/case-part.ts";
import { partyParts } from "../party/case-part.ts";
import { peopleParts } from "../people/case-part.ts";
import { ownParts } from "./own-parts.ts";

/** The parts of every room that has any: a room with its first part is put in here. */
const contributed = {
  ...peopleParts,
  ...participationParts,
  ...intakeParts,
  ...investigationParts,
  ...decisionParts,
  ...partyParts,
  ...interventionParts,
  ...meetingParts,
  ...ownParts,
} as const;
type Contributed = typeof contributed;

export type PartName = keyof Contributed;
export const partNames = Object.keys(contributed) as [PartName, ...PartName[]];

/** What each part is answered as. */
export const caseParts = z.object(
  Object.fromEntries(partNames.map((name) => [name, contributed[name].schema])) as { [Name in PartName]: Contributed[Name]["schema"] },
);
export type CaseParts = z.output<typeof caseParts>;
/** The case itself and its child, with the parts that are named: what a form or a part of a page needs. */
export type CaseWith<Name extends PartName = never> = Pick<CaseParts, Name | "file" | "child">;

/** The parts by name, in the order of the rooms; each may read the whole case. */
export const partsByName: Readonly<Record<PartName, CasePart<z.ZodType, never, CaseParts>>> = contributed;
export const allParts: readonly CasePart<z.ZodType, never, CaseParts>[] = Object.values(partsByName);
