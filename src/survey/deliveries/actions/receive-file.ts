import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { isBlank } from "../../../platform/basics/text.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Sender } from "../../collection/find-set.ts";
import { readEnvelope } from "../../collection/delivery/envelope.ts";
import { receiptFields } from "../../collection/delivery/receipt.ts";
import { takeSigned } from "../take-signed.ts";

/** More than an envelope with the longest answer file is. */
export const longestFile = 1_000_000;

const input = z.object({
  deliveryFile: z
    .string("Välj en fil.")
    .max(longestFile, "Filen är för stor för en leverans.")
    .refine((text) => !isBlank(text), "Välj en fil."),
});
const output = z.object({ roundId: answer.id, unitId: answer.id, number: answer.count, repeated: answer.yesNo, ...receiptFields });

/**
 * Takes the file of a signed delivery that a unit has sent some other way: staff on the page, or `fortrogen survey receive`. Problems:
 * `delivery-unreadable`, those of `refusals.ts`.
 */
export const receiveFile = defineAction<typeof input, z.output<typeof output>, Sender>({
  name: "delivery.receive-file",
  title: "Ta emot filen med en signerad leverans",
  input,
  output,
  permit: [runsSurveys, isTheProgram],
  async run(tx, { deliveryFile }, context) {
    const envelope = readEnvelope(deliveryFile);
    if (!envelope.ok) return envelope;
    const taken = await takeSigned(tx, context, envelope.value, "signerad fil");
    if (!taken.ok) return taken;
    const { unitId, number, isRepeated, receipt } = taken.value;
    return ok({ roundId: envelope.value.round, unitId, number, repeated: isRepeated, ...receipt });
  },
});
