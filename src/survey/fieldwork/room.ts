import { defineRoom } from "../../platform/core/define-room.ts";
import { fieldworkLinks } from "./links.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  roundPages: [{ text: "Hur insamlingen går", href: fieldworkLinks.page }],
  api: { fieldwork: "Hur insamlingen går: svar per dag, bortfall, prognos och hur jämnt svaren fördelar sig." },
});
