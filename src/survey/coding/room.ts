import { defineRoom } from "../../platform/core/define-room.ts";
import { codingLinks } from "./links.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  roundPages: [{ text: "Koda öppna svar", href: codingLinks.questions }],
  api: { coding: "Öppna svar kodas för hand av två, skillnader avgörs, och citat godkänns." },
});
