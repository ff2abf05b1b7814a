import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { isBlank } from "../../../platform/basics/text.ts";
import { ok } from "../../../platform/basics/result.ts";
import { keepReceipt } from "../delivery/keep-receipt.ts";
import type { Sender } from "../find-set.ts";

/** More than any receipt is. */
export const longestReceipt = 200_000;
const input = z.object({
  answerSetId: idField,
  receiptFile: z
    .string("Välj en fil.")
    .max(longestReceipt, "Filen är för stor för ett kvitto.")
    .refine((text) => !isBlank(text), "Välj en fil."),
});
const output = z.object({ number: answer.count, verified: answer.yesNo });

/**
 * Keeps the agency's receipt with the answers, where it is theirs and genuine: staff out of a file, or `fortrogen survey send`, which gets it in answer.
 * Problems: those of `keepReceipt`.
 */
export const keepReceiptOfFile = defineAction<typeof input, z.output<typeof output>, Sender>({
  name: "survey.keep-receipt",
  title: "Spara myndighetens kvitto på skickade enkätsvar",
  input,
  output,
  permit: [keepsRegister, isTheProgram],
  async run(tx, { answerSetId, receiptFile }, context) {
    const kept = await keepReceipt(tx, context, answerSetId, receiptFile);
    return kept.ok ? ok({ number: kept.value.number, verified: kept.value.isVerified }) : kept;
  },
});
