import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { prefill: "Förslag till svar på en enkät ur ärendena, registret över rutiner och förra svaret." },
});
