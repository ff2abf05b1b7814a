import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { part } from "../../fieldwork/part.ts";
import { finalCodes, isRevealed } from "../coding-state.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";
import { notRevealed } from "../problems.ts";
import { protectedShares } from "../protected-shares.ts";

/** Answers by code for all and by groups, in the protected form with its audit in words. Problems: `not-found`, `coding-goes-on`. */
export const getShares = defineQuery({
  name: "coding.get-shares",
  title: "Visa svaren efter kod i skyddad form",
  input: z.object(ofQuestion),
  output: z.object({ label: answer.text(4000), undecided: answer.count, audit: answer.text(1000), parts: answer.list(part) }),
  permit: [runsSurveys],
  async run(tx, { roundId, column }, { actor, touch }) {
    const found = await loadCoding(tx, actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    if (!isRevealed(state)) return failed(notRevealed);
    touch(roundId);
    const { parts, audit } = await protectedShares(state, state.label);
    const { minimum, cells, primary, secondary, isSafe } = audit;
    return ok({
      label: state.label,
      undecided: state.answers.filter((one) => finalCodes(state, one) === undefined).length,
      audit: `Av ${cells} uppgifter är ${primary} dolda för att de är 1–${minimum - 1} enheter och ${secondary} för att skydda dem. Granskningen ${isSafe ? "håller" : "håller inte"}.`,
      parts: [...parts],
    });
  },
});
