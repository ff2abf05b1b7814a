import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";
import { isPublishable, readQuotes } from "../quotes.ts";

const line = z.object({
  quoteId: answer.id,
  text: answer.text(1000),
  codes: answer.list(answer.text(30)),
  by: answer.text(200),
  outcome: answer.code.nullable(),
  reason: answer.text(2000).nullable(),
  reviewedBy: answer.text(200).nullable(),
  reviews: answer.count,
  /** False where a later delivery no longer says it. */
  stands: answer.yesNo,
  mayBePublished: answer.yesNo,
  /** The whole answer, for whoever judges; null where it is gone. */
  answer: answer.text(5000).nullable(),
  findings: answer.list(z.object({ kind: answer.text(40), found: answer.text(300), stops: answer.yesNo })),
});
export type QuoteLine = z.output<typeof line>;

/** The quotes of an open question in the order of their words, with what in each may tell of somebody. No unit is said. Problem: `not-found`. */
export const findQuotes = defineQuery({
  name: "coding.find-quotes",
  title: "Visa citat ur öppna svar",
  input: z.object(ofQuestion),
  output: z.object({ label: answer.text(4000), quotes: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, { roundId, column }, { actor, today, touch }) {
    const found = await loadCoding(tx, actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    touch(roundId);
    const quotes = await readQuotes(tx, actor.municipalityId, found.value, today);
    return ok({
      label: found.value.label,
      quotes: quotes.map((quote) => ({
        quoteId: quote.id,
        text: quote.text,
        codes: [...quote.codes],
        by: quote.by,
        outcome: quote.outcome,
        reason: quote.reason,
        reviewedBy: quote.reviewedBy,
        reviews: quote.reviews,
        stands: quote.stands,
        mayBePublished: isPublishable(quote),
        answer: quote.answer?.text ?? null,
        findings: quote.findings.map(({ kind, found: what, stops }) => ({ kind, found: what.slice(0, 300), stops })),
      })),
    });
  },
});
