import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  api: { editor: "Egna formulär: skrivs fråga för fråga eller som fil, publiceras, dras tillbaka." },
});
