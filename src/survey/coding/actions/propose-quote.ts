import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";
import { findPersonalData, isOfAnswer } from "../personal-data.ts";
import { unitNames } from "../quotes.ts";

/**
 * Proposes words of an answer as a quote; somebody must approve it before it leaves. Gives its identifier. Problems: `not-found`, and at `text`: words that
 * the answer does not have, an identity number, a telephone number, an e-mail address or the unit's own name.
 */
export const proposeQuote = defineAction({
  name: "coding.propose-quote",
  title: "Föreslå ett citat",
  input: z.object({ ...ofQuestion, unitId: idField, text: requiredText("citatet", 1000) }),
  output: z.object({ quoteId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, unitId, text }, context) {
    const { municipalityId } = context.actor;
    const found = await loadCoding(tx, municipalityId, roundId, column);
    if (!found.ok) return found;
    const read = found.value.answers.find(({ unit }) => unit.id === unitId);
    if (!read) return failed({ code: "not-found", message: "Svaret finns inte." });
    if (!isOfAnswer(text, read.text))
      return invalidField(
        "text",
        "Citatet ska vara svarets egna ord i samma ordning. Det du tar bort eller byter ut skriver du inom hakparentes, till exempel […] eller [kommunen].",
      );
    const names = await unitNames(tx, municipalityId, roundId);
    const stopping = findPersonalData(text, { own: read.unit.name, others: [...names.values()] }, context.today).filter(
      ({ stops }) => stops,
    );
    if (stopping.length > 0)
      return invalidField(
        "text",
        `Citatet har ${[...new Set(stopping.map(({ kind }) => kind))].join(" och ")}. Byt ut det mot hakparentes, till exempel [kommunen].`,
      );
    const quoteId = newTouchedId(context);
    await tx
      .insertInto("survey.quote")
      .values({ id: quoteId, answer_column: column, unit_id: unitId, digest: Buffer.from(read.digest, "hex"), text, ...stamp(context) })
      .execute();
    return ok({ quoteId });
  },
});
