import { z } from "zod";
import { followsUp } from "../../access/permits.ts";
import { defineQuery } from "../../core/door.ts";
import { failed } from "../../core/result.ts";
import { answerQuestionnaire } from "../answer-questionnaire.ts";

const day = z.iso.date("Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2023-02-01.");

/**
 * The national questionnaire's answers for the reader's own municipality, for a period of whole days (both included).
 * Figures for groups only; the log says that they were read, and no child is named in it. Fails with `invalid-period`.
 */
export const answerNationalQuestionnaire = defineQuery({
  name: "followup.answer-national-questionnaire",
  title: "Svara på den nationella enkäten",
  input: z.object({ from: day, to: day }),
  permit: [followsUp],
  async run(tx, { from, to }, { actor }) {
    const municipality = await tx
      .selectFrom("core.municipality")
      .select(["id", "code"])
      .where("id", "=", actor.municipalityId)
      .executeTakeFirst();
    if (!municipality) return failed({ code: "not-found", message: "Kommunen finns inte." });
    return answerQuestionnaire(tx, municipality, { from, to });
  },
});
