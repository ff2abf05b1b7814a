import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its pages are found in their folder. */
export const room = defineRoom({});
