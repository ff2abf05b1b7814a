/** What was wrong in a decision and what holds instead, as a case and its journal show it. */
import { z } from "zod";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { correctionFields } from "./correction-fields.ts";
import type { CaseEvent } from "../part/case-event.ts";

export const correctionPart = describedBy(
  correctionFields,
  z.object({
    id: answer.id,
    kind: answer.code,
    corrected_on: answer.day,
    was_wrong: answer.text(2000),
    instead: answer.text(),
    why: answer.text(),
    worse_because: answer.code.nullable(),
    body: answer.text(200).nullable(),
    minutes_number: answer.text(50).nullable(),
    recorded_at: answer.momentText,
    by: answer.text(200).nullable(),
  }),
);
type CorrectionPart = z.output<typeof correctionPart>;

export function correctionEvent(one: CorrectionPart): CaseEvent {
  const heading = one.kind === "rättelse" ? "Beslutet rättades" : "Beslutet ändrades";
  return { on: one.corrected_on, recordedAt: one.recorded_at, kind: "beslut", heading, text: correctionWords(one), by: one.by };
}

/** What was wrong, what holds and why, and which body changed it. */
export const correctionWords = (one: CorrectionPart): string =>
  journalLines(correctionFields, one, "wasWrong", "instead", "why", "worseBecause", "body", "minutesNumber").join("\n");
