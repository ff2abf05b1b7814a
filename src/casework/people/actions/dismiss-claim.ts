import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answerClaim } from "../claims.ts";
import { withGuardians } from "../guardian-fields.ts";
import { changedMeanwhile, getChildForGuardians } from "../guardians.ts";

/** Says that whoever a report named is not the child's guardian, and why. What the report said stands where it stood. */
export const dismissClaim = defineAction({
  name: "people.dismiss-claim",
  title: "Skriv att den som nämns inte är vårdnadshavare",
  input: formOf({
    caseId: idField,
    claimId: idField,
    reason: about(requiredText("varför uppgiften inte stämmer", 2000), {
      quiet: withGuardians,
      label: "Varför stämmer uppgiften inte?",
      hint: "Till exempel: enligt folkbokföringen är modern ensam vårdnadshavare.",
      rows: 3,
    }),
  }),
  output: z.object({ claimId: answer.id }),
  permit: [isResponsibleForCase],
  async run(tx, input, context) {
    const child = await getChildForGuardians(tx, context, input.caseId);
    const answered = await answerClaim(tx, context, child.id, input.claimId, { reason: input.reason });
    return answered ? ok({ claimId: input.claimId }) : changedMeanwhile;
  },
});
