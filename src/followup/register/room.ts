import { defineRoom } from "../../platform/core/define-room.ts";
import { mayBeSent } from "./reminders.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  mayBeSent,
  api: { register: "Register över rutiner och styrdokument, organisation och behov av vidareutbildning." },
});
