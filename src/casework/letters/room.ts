import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { letters: "Brev i ett ärende: kommunens brevhuvud, och vad som gås igenom innan ett brev lämnas." },
});
