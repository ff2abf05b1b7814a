import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { results: "Det som en myndighet publicerar av en omgång: tabeller, jämförelser, granskning och filer." },
});
