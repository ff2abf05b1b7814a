import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { FETCHED_WITHIN_MINUTES } from "../journal/codes.ts";
import { fullExtract, guardianExtract, journalValues } from "../journal/extract.ts";
import { textsOfJournal } from "../journal/texts.ts";
import { hidesWhereabouts } from "../journal/guardian-view.ts";
import { findOwnExtract } from "../../../casework/intake/journal-extracts.ts";
import { findSecretPassages, secretPassage } from "../../../casework/intake/secret-reporter.ts";
import { readGuardian } from "../../../casework/investigation/extract-guardian.ts";
import { getCase } from "../../../casework/case/queries/get-case.ts";
import { getWithheld } from "../../../casework/case/queries/get-withheld.ts";

const minute = 60_000;

/**
 * What stands in an extract that the asker has just made. It is fetched by whoever made it, within the hour, so that what it shows is what stood
 * when its reasons were given; the log says who fetched which. Problems: `not-found`, `extract-over`, and those of the guardian (`readGuardian`),
 * who may have stopped being one.
 */
export const getJournalExtract = defineQuery({
  name: "workplace.get-journal-extract",
  title: "Hämta ett journalutdrag",
  input: z.object({ caseId: idField, extractId: idField }),
  output: z.object({
    madeAt: answer.moment,
    forGuardian: answer.fullName.nullable(),
    journal: journalValues,
    /** What may tell a guardian who reported, where that is kept secret: nothing leaves before each is answered. */
    passages: answer.list(secretPassage),
  }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, extractId }, context) {
    const extract = await findOwnExtract(tx, context, { caseId, extractId });
    if (!extract) return failed({ code: "not-found", message: "Utdraget finns inte, eller så är det framtaget av någon annan." });
    const { guardianship_id: guardianshipId, recorded_at: madeAt } = extract;
    if (context.now.getTime() - madeAt.getTime() > FETCHED_WITHIN_MINUTES * minute) {
      return failed({ code: "extract-over", message: "Utdraget kan inte hämtas längre.", hint: "Ta fram ett nytt." });
    }
    context.touch(extractId);
    const read = await getCase.run(tx, { caseId }, context);
    if (!read.ok) return read;
    const making = { parts: read.value, madeAt, madeBy: context.actor.name };
    if (guardianshipId === null) {
      const kept = await getWithheld.run(tx, { caseId, conversationId: undefined }, context);
      return kept.ok
        ? ok({ madeAt, forGuardian: null, journal: fullExtract({ ...making, withheld: kept.value.withheld }), passages: [] })
        : kept;
    }
    const guardian = await readGuardian(tx, context, { caseId, guardianshipId });
    if (!guardian.ok) return guardian;
    const { personId, name, othersProtected, othersNumbers } = guardian.value;
    context.touch(personId);
    const view = {
      personId,
      showsReporter: extract.reporter === "visas",
      hidesWhereabouts: othersProtected || hidesWhereabouts(read.value),
      othersNumbers,
    };
    const journal = guardianExtract({ ...making, guardian: name, view });
    const passages = await findSecretPassages(tx, context, {
      ...{ caseId, extractId, texts: textsOfJournal(journal), all: extract.reporter === "utelämnas" },
      known: [name, `${read.value.child.given_name} ${read.value.child.family_name}`],
    });
    return ok({ madeAt, forGuardian: name, journal, passages });
  },
});
