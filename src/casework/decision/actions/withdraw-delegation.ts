import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { isVersion } from "../delegation/store.ts";

const input = formOf({
  version: buildsOn(1),
  withdrawnBecause: about(requiredText("varför förslaget tas tillbaka", 500), { label: "Varför tas det tillbaka?", rows: 2 }),
});

/** Takes a proposal back that the board will not adopt. It stays to be read, and the next version is built on the one before it. */
export const withdrawDelegation = defineAction({
  name: "decision.withdraw-delegation",
  title: "Ta tillbaka ett förslag till delegationsordning",
  input,
  output: z.object({ version: answer.count }),
  permit: [preparesDelegation],
  async run(tx, { version, withdrawnBecause }, context) {
    if (!(await isVersion(tx, context.actor.municipalityId, version))) {
      return failed({ code: "not-found", message: "Den versionen finns inte.", hint: "Välj en version i listan." });
    }
    await tx
      .insertInto("decision.delegation_withdrawal")
      .values({ version, withdrawn_because: withdrawnBecause, ...stamp(context) })
      .execute();
    return ok({ version });
  },
});
