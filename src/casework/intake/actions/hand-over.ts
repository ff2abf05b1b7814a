import { z } from "zod";
import { leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredDate, requiredId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { writePromise } from "../../participation/write-promise.ts";
import { findResponsible } from "../case-file.ts";
import { giveCase } from "../give-case.ts";

/** Who tells the child. */
export const tellers = ["den som lämnar", "den som tar över"] as const;

/** What is said of a hand-over beside to whom. */
export const tellingFields = {
  teller: about(choice(tellers, "vem som berättar för barnet"), {
    label: "Vem berättar för barnet?",
    words: { "den som lämnar": "Den som lämnar", "den som tar över": "Den som tar över" },
    inline: true,
    start: { code: "den som lämnar" },
  }),
  tellOn: about(requiredDate("vilken dag barnet får veta det"), { label: "Senast vilken dag?" }),
} as const;

/**
 * Hands over a case from the one who is responsible and leaves to another caseworker, as a change of who is responsible, and keeps who tells the child
 * and by when as something to do in the case. Problems as of `intake.assign-case`.
 */
export const handOver = defineAction({
  name: "intake.hand-over",
  title: "Lämna över ett ärende när någon slutar",
  input: formOf({
    caseId: idField,
    staffId: about(requiredId("vem som tar över"), { label: "Vem tar över?", as: "list" }),
    leaverId: idField,
    ...tellingFields,
  }),
  output: z.object({ staffId: answer.id }),
  permit: [leadsUnitOfCase],
  async run(tx, input, context) {
    const { caseId, staffId, leaverId, tellOn } = input;
    if (tellOn < context.today) return invalidField("tellOn", "Dagen har redan varit. Välj i dag eller en senare dag.");
    const leaver = await findResponsible(tx, context, caseId);
    const given = await giveCase(tx, context, { caseId, staffId, role: "ansvarig", responsibleWas: leaverId });
    if (!given.ok) return given;
    const teller = input.teller === "den som lämnar" ? leaver?.name : given.value;
    await writePromise(tx, context, {
      caseId,
      conversationId: null,
      kind: "byte av handläggare",
      promise: `${given.value} tar över efter ${leaver?.name ?? ""}. ${teller ?? given.value} berättar.`,
      promisedOn: context.today,
      promisedFor: tellOn,
      childAsks: true,
    });
    return ok({ staffId });
  },
});
