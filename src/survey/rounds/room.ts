import { defineRoom } from "../../platform/core/define-room.ts";
import { mayBeSent, messageWords } from "./message-words.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { rounds: "Undersökningar som en myndighet gör: ram, utskick, länkar och kontakt med enheterna." },
  mayBeSent,
  messageWords,
});
