import { defineRoom } from "../core/define-room.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { access: "Konton, inloggningar och granskning av åtkomst." },
});
