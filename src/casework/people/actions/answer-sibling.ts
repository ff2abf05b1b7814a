import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { getChildForGuardians } from "../guardians.ts";
import { kinships, siblingAnswerFields } from "../sibling-fields.ts";
import { findProposedSiblings } from "../siblings.ts";
import { sourceRow, writeRelation } from "../write-relation.ts";

/**
 * Says what another child of the same report is to the child of the case, once. A sibling becomes somebody around the child, as this case knows it, with
 * the protection that it has; nothing is written in the sibling's own case.
 */
export const answerSibling = defineAction({
  name: "people.answer-sibling",
  title: "Skriv om barn i samma anmälan är syskon",
  input: formOf({ caseId: idField, childId: idField, ...siblingAnswerFields }),
  output: z.object({ kinship: answer.oneOf(kinships) }),
  permit: [isResponsibleForCase],
  async run(tx, input, context) {
    const { caseId, childId, kinship } = input;
    // Two who answer at once: the second is told that it is done.
    await waitForTurn(tx, `sibling ${caseId} ${childId}`);
    const one = (await findProposedSiblings(tx, context, caseId)).find((each) => each.childId === childId);
    if (!one) return notProposed;
    let relationId: string | null = null;
    if (kinship !== "inte syskon") {
      const id = newTouchedId(context);
      await tx
        .insertInto("people.relative")
        .values({
          ...{ id, relative_id: id, case_id: caseId, given_name: one.givenName, family_name: one.familyName, sex: one.sex },
          ...{ birth_year: one.birthYear, is_deceased: false, protected_identity: one.protectedIdentity, change: "bekräftad" },
          ...sourceRow(input),
          ...stamp(context),
        })
        .execute();
      const { source, sourceDetail, sourceOn } = input;
      const child = await getChildForGuardians(tx, context, caseId);
      const relation = await writeRelation(tx, context, {
        caseId,
        fromId: id,
        toId: child.id,
        kind: kinship,
        source,
        sourceDetail,
        sourceOn,
      });
      if (!relation.ok) return relation;
      relationId = relation.value;
    }
    await tx
      .insertInto("people.sibling_answer")
      .values({ case_id: caseId, child_id: childId, kinship, relation_id: relationId, ...stamp(context) })
      .execute();
    context.touch(childId);
    return ok({ kinship });
  },
});

const notProposed = failed({
  code: "not-found",
  message: "Barnet föreslås inte som syskon i ärendet.",
  hint: "Någon kan ha svarat redan. Se relationerna i genogrammet.",
});
