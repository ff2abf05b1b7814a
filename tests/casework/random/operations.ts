import { readdirSync } from "node:fs";
import { loadOperations } from "../../../src/app/web/operations.ts";
import type { Operation } from "../../../src/platform/core/door.ts";

/** What does not belong to random casework, and why. Everything else that the rooms of casework do is tried; a new action is met without a word here. */
export const excluded: Readonly<Record<string, string>> = {
  "intervention.set-offer": "what the municipality has is of no case; tried by offers.db.test.ts",
  "intervention.end-offer": "as above",
  "intervention.load-offers": "as above",
  "intervention.count-offer": "as above",
  "intake.record-birth": "of a child who is expected, once; tried by twins-and-unborn.db.test.ts",
  "people.ask-population": "asks another program; tried by population-register.db.test.ts",
  "people.settle-population": "as above",
  "people.receive-population": "as above",
  "people.settle-double": "of two people, not of a case; tried by doubles.db.test.ts",
  "investigation.load-structure": "the areas are of no case; tried by own-areas.db.test.ts",
  "investigation.add-instrument": "the list is of no case; it and what is recorded by it are tried by home-visits.db.test.ts",
  "investigation.end-instrument": "as above",
  "investigation.record-instrument": "as above",
  "letters.set-letterhead": "of no case; tried by every-letter.db.test.ts",
  "letters.answer-passages": "changes nothing in a case but what may leave; tried by every-letter.db.test.ts",
};

/** Beside the rooms of casework: what the desk and access write in a case. */
const beside = ["workplace.make-full-extract", "workplace.make-guardian-extract", "access.review-own-family"];

const rooms = readdirSync("src/casework", { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => one.name);

/** Every action of the rooms of casework, found in their folders, but for those that are named above. */
export async function findActions(): Promise<readonly Operation[]> {
  const all = (await loadOperations()).filter(({ kind, name }) => kind === "action" && isOfCasework(name));
  const unknown = Object.keys(excluded).filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`Excluded and not there: ${unknown.join(", ")}`);
  return all.filter(({ name }) => !(name in excluded));
}

const isOfCasework = (name: string): boolean => rooms.includes(name.split(".")[0] ?? "") || beside.includes(name);
