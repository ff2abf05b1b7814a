import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, choice, optionalText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { codes } from "../../../platform/database/generated.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";
import { readQuotes } from "../quotes.ts";

export const outcomes = codes["survey.quote_review.outcome"];

/**
 * Approves a quote or not, as somebody who has read it; the last word counts. Where something in it may tell of somebody, it is approved with why. Gives the
 * number of the review. Problems: `not-found`, `changed-meanwhile`, and at `outcome` and `reason`.
 */
export const reviewQuote = defineAction({
  name: "coding.review-quote",
  title: "Godkänn eller avslå ett citat",
  input: z.object({
    ...ofQuestion,
    quoteId: idField,
    follows: buildsOn(0),
    outcome: choice(outcomes, "om citatet godkänns"),
    reason: optionalText(2000),
  }),
  output: z.object({ number: answer.count }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, quoteId, follows, outcome, reason }, context) {
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const quote = (await readQuotes(tx, context.actor.municipalityId, found.value, context.today)).find(({ id }) => id === quoteId);
    if (!quote) return failed({ code: "not-found", message: "Citatet finns inte." });
    const changed = { code: "changed-meanwhile", message: "Någon annan har bedömt citatet sedan du öppnade det.", hint: "Läs på nytt." };
    if (quote.reviews !== follows) return failed(changed);
    if (outcome === "godkänt") {
      if (!quote.stands)
        return invalidField("outcome", "Svaret har ändrats av en senare leverans och säger inte längre detta. Citatet kan inte godkännas.");
      if (quote.findings.some(({ stops }) => stops))
        return invalidField("outcome", "Citatet har uppgifter som inte får stå i ett citat. Avslå det och föreslå ett nytt.");
      if (quote.findings.length > 0 && reason === undefined)
        return invalidField("reason", "Skriv varför citatet kan användas trots det som kan peka ut någon.");
    }
    context.touch(quoteId);
    const added = await tx
      .insertInto("survey.quote_review")
      .values({ quote_id: quoteId, number: follows + 1, outcome, reason: reason ?? null, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added ? ok({ number: added.number }) : failed(changed);
  },
});
