import { defineRoom } from "../../platform/core/define-room.ts";
import { beginLink } from "./links.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  formPages: [{ text: "Börja besvara", href: beginLink, roles: ["analyst", "director"] }],
  api: { survey: "Enkäter som kommunen besvarar: svar sida för sida, underskrift och svarsfil." },
});
