import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { survey: "Enkäter som kommunen besvarar: svar sida för sida, underskrift och svarsfil." },
});
