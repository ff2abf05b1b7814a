import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { onlyPromised } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { caseParts, partNames } from "../case-parts.ts";
import type { CaseParts, CaseWith, PartName } from "../case-parts.ts";
import { withCorrections } from "../corrected.ts";
import { readParts } from "../read-parts.ts";

/**
 * Everything the case page shows, in one question to the database: the child and those around, what came in, the phases
 * with their four steps, investigations, decisions, interventions, conversations, notes and what must happen by when.
 * Lists are in the order things happened.
 */
export const getCase = defineQuery({
  name: "workplace.get-case",
  title: "Visa ett ärende",
  input: z.object({ caseId: idField }),
  output: caseParts,
  permit: [worksInCase, brokeOpen],
  run: (tx, { caseId }, context) => readCase<CaseParts>(tx, caseId, context, partNames),
});

const someParts = caseParts.partial();
type SomeParts = z.output<typeof someParts>;

/** The parts of a case that are named: what a form shows beside its fields. The case itself and its child are always among them. */
export const getCaseParts = defineQuery({
  name: "workplace.get-case-parts",
  title: "Visa delar av ett ärende",
  input: z.object({ caseId: idField, parts: z.array(z.enum(partNames)).max(partNames.length) }),
  output: someParts,
  permit: [worksInCase, brokeOpen],
  run: (tx, { caseId, parts }, context) => readCase<SomeParts>(tx, caseId, context, ["file", "child", ...parts]),
});

/** Asks for the named parts of a case, by a page's way through the door. */
export async function partsOf<const Name extends PartName>(
  ask: (query: typeof getCaseParts, input: { caseId: string; parts: PartName[] }) => Promise<SomeParts>,
  caseId: string,
  ...parts: Name[]
): Promise<CaseWith<Name>> {
  return (await ask(getCaseParts, { caseId, parts })) as CaseWith<Name>;
}

async function readCase<Parts extends SomeParts>(
  tx: Tx,
  caseId: string,
  context: Context,
  names: readonly PartName[],
): Promise<Result<Parts>> {
  const recorded = await readParts(tx, { m: context.actor.municipalityId, c: caseId, context }, [...names, "entry_corrections"]);
  const parts = recorded && withCorrections(recorded);
  if (!parts?.child) return failed({ code: "not-found", message: "Ärendet finns inte." });
  context.touch(parts.child.id);
  // Whole rows are asked for; what nobody is promised goes no further.
  return ok(onlyPromised(someParts, parts) as Parts);
}
