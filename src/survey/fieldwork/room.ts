import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { fieldwork: "Hur insamlingen går: svar per dag, bortfall, prognos och hur jämnt svaren fördelar sig." },
});
