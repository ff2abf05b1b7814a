import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { getCase } from "../../../casework/case/queries/get-case.ts";
import { readWithheld } from "../../../casework/case/queries/get-withheld.ts";
import { readGuardian } from "../../../casework/investigation/extract-guardian.ts";
import { readAsSigned } from "../journal/read-as-signed.ts";
import { findLogo } from "../../../casework/investigation/find-logo.ts";
import { getBody } from "../../../casework/investigation/queries/get-body.ts";
import { findOwnExtract } from "../../../casework/intake/journal-extracts.ts";
import { textsOfInvestigation } from "../journal/texts.ts";
import { findSecretPassages, secretPassage } from "../../../casework/intake/secret-reporter.ts";
import { hidesWhereabouts } from "../journal/guardian-view.ts";
import { fullInvestigation, guardianInvestigation, investigationValues, mayBeGivenOut } from "../journal/investigation.ts";
import { getJournalExtract } from "./get-journal-extract.ts";

const notSigned = failed({
  code: "not-signed",
  message: "Utredningen är inte underskriven. Ett utkast lämnas inte till en vårdnadshavare.",
  hint: "Skriv under utredningen först. Det som har kommit fram kan lämnas genom kommunicering.",
});

/**
 * An investigation of the case as it belongs to an extract that the asker has just made: in full, or for the same guardian and on the same reasons. Problems:
 * those of the extract (`get-journal-extract`), `not-found`, and `not-signed` for a guardian.
 */
export const getInvestigationExtract = defineQuery({
  name: "workplace.get-investigation-extract",
  title: "Hämta en utredning som dokument",
  input: z.object({ caseId: idField, extractId: idField, investigationId: idField }),
  output: z.object({
    madeAt: answer.moment,
    investigation: investigationValues,
    /** What may tell a guardian who reported, in this document alone. */
    passages: answer.list(secretPassage),
  }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, extractId, investigationId }, context) {
    const extract = await getJournalExtract.run(tx, { caseId, extractId }, context);
    if (!extract.ok) return extract;
    const [body, parts] = [await getBody.run(tx, { caseId, investigationId }, context), await getCase.run(tx, { caseId }, context)];
    if (!body.ok) return body;
    if (!parts.ok) return parts;
    const { madeAt, journal } = extract.value;
    const logo = body.value.structure.has_logo ? await findLogo(tx, context, investigationId) : null;
    const signedAt = body.value.signature?.recorded_at;
    const then = signedAt === undefined ? undefined : await readAsSigned(tx, context, caseId, new Date(signedAt));
    const of = { parts: parts.value, body: body.value, investigationId, logo, journal, then };
    const made = await findOwnExtract(tx, context, { caseId, extractId });
    const guardianshipId = made?.guardianship_id ?? null;
    if (guardianshipId === null) {
      const now = await readWithheld(tx, context, { caseId });
      const before = then ? await readWithheld(tx, context, { caseId, until: then.signedAt }) : [];
      const kept = [...before.filter(({ id }) => !now.some((one) => one.id === id)), ...now];
      return ok({ madeAt, investigation: fullInvestigation(of, kept), passages: [] });
    }
    if (!mayBeGivenOut(parts.value, investigationId, body.value.signature !== null)) return notSigned;
    const guardian = await readGuardian(tx, context, { caseId, guardianshipId });
    if (!guardian.ok) return guardian;
    const { personId, name, othersProtected, othersNumbers } = guardian.value;
    const view = { personId, showsReporter: false, hidesWhereabouts: othersProtected || hidesWhereabouts(parts.value), othersNumbers };
    const investigation = guardianInvestigation(of, view);
    const passages = await findSecretPassages(tx, context, {
      ...{ caseId, extractId, texts: textsOfInvestigation(investigation), all: made?.reporter === "utelämnas" },
      known: [name, `${parts.value.child.given_name} ${parts.value.child.family_name}`],
    });
    return ok({ madeAt, investigation, passages });
  },
});
