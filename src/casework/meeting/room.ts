import { defineRoom } from "../../platform/core/define-room.ts";
import { summonsLetter } from "./letter-now.ts";
import { mayBeSent } from "./may-be-sent.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  mayBeSent,
  messageLetter: summonsLetter,
  api: { meeting: "Möten i ett ärende: bokade, flyttade, inställda, vilka som kallas och hur det gick." },
});
