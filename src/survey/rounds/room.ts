import { defineRoom } from "../../platform/core/define-room.ts";
import { roundLinks } from "./links.ts";
import { mayBeSent, messageWords } from "./message-words.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  formPages: [{ text: "Lägg upp en omgång", href: roundLinks.setUpOf, roles: ["agency"] }],
  api: { rounds: "Omgångar som en myndighet gör: ram, utskick, länkar och kontakt med enheterna." },
  mayBeSent,
  messageWords,
});
