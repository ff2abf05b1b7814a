import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { comparison: "Publicerade resultat av enkäter, att jämföra kommunens egna svar med." },
});
