import { askOrder } from "../../../platform/core/asked-of-order.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { answeredByOrderFields, readDecidedBy, writeDecidedBy } from "../../../platform/core/decided-by.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalDate, requiredText, yesNo } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { appealOutcomes } from "../codes.ts";
import { findAppeal } from "../find-decided.ts";
import { appealInTime } from "../rules-appeal.ts";

export const tryAppealFields = {
  gotOn: about(optionalDate(), {
    past: true,
    label: "Vilken dag fick den som överklagar del av beslutet?",
    journal: "Fick del av beslutet",
    hint: "Ifylld från underrättelsen. Lämna tomt om det inte går att visa: då tas överklagandet upp.",
    optional: "om det inte går att visa",
  }),
  guidanceWrong: about(yesNo(), {
    label: "Blev det för sent för att upplysningen om hur man överklagar saknades eller var fel?",
    start: { code: "nej" },
  }),
  reconsidered: about(requiredText("om beslutet ska ändras, och varför", 2000), {
    label: "Ska beslutet ändras?",
    journal: "Om beslutet ska ändras",
    hint: "Är det uppenbart felaktigt och kan ändras snabbt och enkelt till den enskildes fördel ska det ändras innan det lämnas över (38 och 39 §§ FvL).",
    rows: 3,
  }),
  reasoning: about(requiredText("skälen", 2000), { label: "Skälen för bedömningen av tiden", journal: "", rows: 3 }),
};

/**
 * Tries whether an appeal came in time, as a decision (45 § FvL): in time, late and dismissed, or late and taken up. The rule counts; nobody chooses the
 * outcome. Once. Problems: `not-found`, `already-done`, those of who decided.
 */
export const tryAppeal = defineAction({
  name: "party.try-appeal",
  title: "Pröva om ett överklagande kom in i rätt tid",
  input: formOf({ caseId: idField, appealId: idField, ...tryAppealFields, ...answeredByOrderFields }),
  output: z.object({ outcome: answer.oneOf(appealOutcomes) }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, appealId } = input;
    const appeal = await findAppeal(tx, context, caseId, appealId);
    if (!appeal) return failed({ code: "not-found", message: "Överklagandet finns inte i ärendet." });
    if (appeal.outcome !== null)
      return failed({ code: "already-done", message: "Överklagandet är redan prövat.", hint: "Ladda om sidan." });
    const by = await readDecidedBy(tx, context, input, { day: appeal.received_on, what: "Överklagandet kom in" });
    const faults = allFaults(
      by,
      input.gotOn === undefined
        ? undefined
        : trueDay(context, input.gotOn, "gotOn", { day: appeal.appealed_on, what: "Beslutet fattades" }),
    );
    if (faults) return faults;
    if (!by.ok) return by;
    const { outcome, lastOn, ground } = appealInTime.apply({
      receivedOn: appeal.received_on,
      gotOn: input.gotOn ?? null,
      guidanceWrong: input.guidanceWrong,
      courtReceivedOn: appeal.court_received_on,
    });
    context.touch(appealId, appeal.person_id);
    const asked = { caseId, kind: "avvisa överklagande", by: by.value } as const;
    const delegated = outcome === "avvisas" ? await askOrder(tx, context, asked) : by;
    if (!delegated.ok) return delegated;
    await writeDecidedBy(tx, context, caseId, appealId, delegated.value);
    await tx
      .insertInto("party.appeal_trial")
      .values({
        appeal_id: appealId,
        case_id: caseId,
        received_on: appeal.received_on,
        decided_on: by.value.decidedOn,
        outcome,
        got_on: input.gotOn ?? null,
        last_on: lastOn,
        ground,
        reconsidered: input.reconsidered,
        reasoning: input.reasoning,
        ...stamp(context),
      })
      .execute();
    return ok({ outcome });
  },
});
