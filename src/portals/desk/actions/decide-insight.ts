import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { askOrder } from "../../../platform/core/asked-of-order.ts";
import { answeredByOrderFields, readDecidedBy, writeDecidedBy } from "../../../platform/core/decided-by.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalChoice } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { insightOutcomes, withholdingGrounds } from "../../../casework/party/codes.ts";
import { insightDecisionFields } from "../../../casework/party/insight-fields.ts";
import { writeInsight } from "../../../casework/party/insight.ts";
import { readMaterial } from "../insight/read-material.ts";
import type { ReadMaterial } from "../insight/read-material.ts";

const passage = z.object({
  passage: z.string("Ange stycket.").min(1, "Ange stycket.").max(200, "Stycket finns inte."),
  ground: optionalChoice(withholdingGrounds),
});

/**
 * Decides what a party is given of the material, once: every piece that may be given is gone through, and is given or withheld on a ground; what is masked is
 * withheld whatever is said. Problems: those of `readMaterial`, `already-done`, `material-has-come` where a piece was not gone through, faults at the fields, those
 * of who decided; `not-delegated` for whoever may not refuse by the board's order.
 */
export const decideInsight = defineAction({
  name: "workplace.decide-insight",
  title: "Besluta vad en part får se",
  input: formOf({
    caseId: idField,
    insightId: idField,
    passages: z.array(passage, "Gå igenom materialet.").max(5000, "Materialet är för stort för ett beslut.").default([]),
    ...insightDecisionFields,
    ...answeredByOrderFields,
  }),
  output: z.object({ outcome: answer.oneOf(insightOutcomes) }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, input, context) {
    const { caseId, insightId, passages: gone, reasons, toldOtherwise, reservation } = input;
    const read = await readMaterial(tx, context, caseId, insightId);
    if (!read.ok) return read;
    const { request, passages } = read.value;
    if (request.decidedOn !== null)
      return failed({ code: "already-done", message: "Det är redan beslutat vad som lämnas ut.", hint: "Ladda om sidan." });
    const said = new Map(gone.map((one) => [one.passage, one.ground ?? null]));
    const mayBeGiven = passages.filter(({ given }) => given !== null);
    if (mayBeGiven.some(({ key }) => !said.has(key)) || said.size !== mayBeGiven.length)
      return failed({
        code: "material-has-come",
        message: "Materialet har ändrats sedan du öppnade sidan.",
        hint: "Ladda om sidan och gå igenom det som har kommit till.",
      });
    // What is masked and was never added to the matter is no part of the material, and nothing is withheld by not giving it (10 § FvL).
    const ofTheMatter = passages.filter(({ given, ground }) => given !== null || ground !== "inte tillfört ärendet");
    const decided = ofTheMatter.map(({ key, given, ground }) => ({
      passage: key,
      ground: given === null ? (ground ?? "någon annan") : (said.get(key) ?? null),
    }));
    const withheld = decided.filter(({ ground }) => ground !== null).length;
    const given = decided.length - withheld;
    const by = await readDecidedBy(tx, context, input, { day: request.requestedOn, what: "Parten begärde att få se materialet" });
    const [why, otherwise] = [reasons !== undefined, toldOtherwise !== undefined];
    const faults = allFaults(
      by,
      withheld > 0 && !why ? invalidField("reasons", "Skriv varför något inte lämnas ut.") : undefined,
      withheld > 0 && !otherwise ? invalidField("toldOtherwise", "Skriv vad parten ändå får veta (10 kap. 3 § OSL).") : undefined,
      withheld === 0 && why ? invalidField("reasons", "Allt lämnas ut. Välj vad som inte lämnas ut, eller lämna tomt.") : undefined,
      given === 0 && reservation !== undefined
        ? invalidField("reservation", "Förbehåll görs bara när något lämnas ut (10 kap. 4 § OSL). Lämna tomt.")
        : undefined,
      ...tellsWho(read.value, { reasons, toldOtherwise, reservation }),
      withheld === 0 && otherwise ? invalidField("toldOtherwise", "Allt lämnas ut. Lämna tomt.") : undefined,
    );
    if (faults) return faults;
    if (!by.ok) return by;
    const outcome: (typeof insightOutcomes)[number] = withheld === 0 ? "lämnas ut" : given === 0 ? "lämnas inte ut" : "lämnas ut delvis";
    const asked = { caseId, kind: "neka insyn", by: by.value } as const;
    const delegated = withheld === 0 ? by : await askOrder(tx, context, asked);
    if (!delegated.ok) return delegated;
    await writeDecidedBy(tx, context, caseId, insightId, delegated.value);
    const decision = {
      ...{
        request_id: insightId,
        case_id: caseId,
        requested_on: request.requestedOn,
        decided_on: by.value.decidedOn,
        outcome,
        given,
        withheld,
      },
      ...{ reasons: reasons ?? null, told_otherwise: toldOtherwise ?? null, reservation: reservation ?? null },
    } as const;
    await writeInsight(tx, context, decision, decided);
    return ok({ outcome });
  },
});

/** The letter says these words: none of them may tell who has reported, where that is secret (26 kap. 5 § OSL). */
const tellsWho = ({ mayTellWho }: ReadMaterial, words: Readonly<Record<string, string | undefined>>) =>
  Object.entries(words).map(([field, text]) =>
    text !== undefined && mayTellWho(text)
      ? invalidField(field, "Texten kan röja vem som har anmält, och det är hemligt. Skriv om den.")
      : undefined,
  );
