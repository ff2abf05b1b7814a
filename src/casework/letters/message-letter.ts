import type { Letter, MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { z } from "zod";
import type { LetterQuery, OfCase } from "./define-letter.ts";
import { letterPdf, unansweredPassages } from "./letter.ts";

/**
 * The letter that goes with a message by digital post, made when its turn comes and in the name of who planned it. A code of what is lacking where it cannot be made
 * now, or may tell what is protected: then it is not sent.
 */
export async function messageLetterOf<Input extends OfCase>(
  tx: Tx,
  { municipalityId, messageId, today }: MessageToSend,
  letter: LetterQuery<Input>,
  input: z.output<Input>,
): Promise<Letter | { readonly lacking: string }> {
  const who = await tx
    .selectFrom("messages.message as m")
    .leftJoin("access.staff as s", (join) => join.onRef("s.municipality_id", "=", "m.municipality_id").onRef("s.id", "=", "m.recorded_by"))
    .select(["s.name", "m.recorded_at"])
    .where("m.municipality_id", "=", municipalityId)
    .where("m.id", "=", messageId)
    .executeTakeFirstOrThrow();
  const at = { now: who.recorded_at, today, touch: () => undefined, actor: { municipalityId, name: who.name ?? "Socialtjänsten" } };
  const made = await letter.letterOf(tx, at, input);
  if (!made.ok) return { lacking: made.error.code };
  if (made.value.passages.some(({ answered }) => !answered)) return { lacking: unansweredPassages.code };
  return { name: "brev.pdf", make: () => letterPdf(made.value) };
}
