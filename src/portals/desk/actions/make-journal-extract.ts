import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalText, requiredId, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { FieldProblem, Result } from "../../../platform/basics/result.ts";
import { childOf, keepExtract } from "../../../casework/intake/journal-extracts.ts";
import { age, ownParty } from "../../../casework/people/rules.ts";
import { childViews, reporterChoices } from "../../../casework/intake/codes.ts";
import { readGuardian } from "../../../casework/investigation/extract-guardian.ts";

const output = z.object({ extractId: answer.id });

/** Makes the whole journal as a document, with what guardians may not be shown. That it was made is kept; the document is not. */
export const makeFullExtract = defineAction({
  name: "workplace.make-full-extract",
  title: "Ta fram ett fullständigt journalutdrag",
  input: z.object({ caseId: idField }),
  output,
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId }, context) {
    const child = await childOf(tx, context.actor.municipalityId, caseId);
    return ok({ extractId: await keepExtract(tx, context, { case_id: caseId, child_id: child.id, version: "fullständig" }) });
  },
});

const guardianExtractInput = z.object({
  caseId: idField,
  guardianshipId: requiredId("vem utdraget är till"),
  harmReasoning: requiredText("varför det inte kan antas att barnet lider betydande men", 2000),
  reporter: choice(reporterChoices, "om vårdnadshavaren får se vem som anmälde"),
  reporterReason: optionalText(2000),
  childView: optionalChoice(childViews),
  childViewReason: optionalText(2000),
});

/**
 * Makes the journal as a document for one of the child's confirmed guardians. Asks for what the law asks: that no considerable harm to the child
 * can be assumed (12 kap. 3 § OSL), the child's own view from fifteen, and why who reported is left out (26 kap. 5 § OSL).
 */
export const makeGuardianExtract = defineAction({
  name: "workplace.make-guardian-extract",
  title: "Ta fram ett journalutdrag för en vårdnadshavare",
  input: guardianExtractInput,
  output,
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, input, context) {
    const { caseId, guardianshipId } = input;
    const child = await childOf(tx, context.actor.municipalityId, caseId);
    const faults = faultsIn(input, child.birth_date, context.today);
    if (!faults.ok) return faults;
    const guardian = await readGuardian(tx, context, { caseId, guardianshipId });
    if (!guardian.ok) return guardian;
    context.touch(guardian.value.personId);
    const asked = isOwnParty(child.birth_date, context.today);
    const extractId = await keepExtract(tx, context, {
      case_id: caseId,
      child_id: child.id,
      version: "vårdnadshavare",
      guardianship_id: guardianshipId,
      reporter: input.reporter,
      reporter_reason: input.reporter === "utelämnas" ? (input.reporterReason ?? null) : null,
      harm_reasoning: input.harmReasoning,
      child_view: asked ? (input.childView ?? null) : null,
      child_view_reason: asked && input.childView !== "samtycker" ? (input.childViewReason ?? null) : null,
    });
    return ok({ extractId });
  },
});

function isOwnParty(birthDate: string | null, day: string): boolean {
  return birthDate !== null && ownParty.apply({ birthDate, day }).isOwnParty;
}

type Said = z.output<typeof guardianExtractInput>;

/** Every fault at its field: what must be said because of another answer, or of the child's age. */
function faultsIn(input: Said, birthDate: string | null, today: string): Result<void> {
  if (birthDate !== null && !age.apply({ birthDate, day: today }).isChild) {
    const message = "Barnet har fyllt 18 år och har inte längre någon vårdnadshavare.";
    return failed({ code: "adult", message, hint: "Lämna ut journalen till den som den handlar om." });
  }
  const fields: FieldProblem[] = [];
  if (input.reporter === "utelämnas" && input.reporterReason === undefined)
    fields.push({
      field: "reporterReason",
      message: "Skriv varför den som anmälde kan utsättas för våld eller lida annat allvarligt men.",
    });
  if (isOwnParty(birthDate, today)) {
    if (input.childView === undefined) fields.push({ field: "childView", message: "Barnet har fyllt 15 år. Välj vad barnet säger." });
    else if (input.childView !== "samtycker" && input.childViewReason === undefined)
      fields.push({ field: "childViewReason", message: "Skriv varför utdraget ändå kan lämnas." });
  }
  if (fields.length === 0) return ok(undefined);
  return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
}
