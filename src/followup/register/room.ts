import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { register: "Register över rutiner och styrdokument, organisation och behov av vidareutbildning." },
});
