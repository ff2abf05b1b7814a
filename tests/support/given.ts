import { lookAt } from "./investigated.ts";
import type { House } from "./casework.ts";

type Unchosen = { readonly conversation_id: string; readonly part: string };
const full = { choice: "i sin helhet" };
/** What somebody chooses of one statement. */
type Choice = { readonly choice: string; readonly givenWords?: string; readonly reason?: string };

/** What is chosen of each statement that nobody has chosen of: the same of all, unless told by place. */
export const chosenOf = (unchosen: readonly Unchosen[], ...choices: readonly Choice[]) =>
  unchosen.map((one, place) => ({ conversationId: one.conversation_id, part: one.part, ...(choices[place] ?? full) }));

type WithInterventions = { readonly interventions: readonly { readonly id: string; readonly unchosen: readonly Unchosen[] }[] };

/** The hand-over of an intervention with all that the child has said in full, unless told by place. */
export const handedOver = (parts: WithInterventions, interventionId: string, ...choices: readonly Choice[]) => ({
  childInformationUsed: "ja",
  statements: chosenOf(parts.interventions.find((one) => one.id === interventionId)?.unchosen ?? [], ...choices),
});

/** The same of the case as it is. */
export const handedOverIn = async (
  house: House,
  { caseId, interventionId }: { readonly caseId: string; readonly interventionId: string },
) => handedOver(await lookAt(house, caseId), interventionId);
