import { defineRoom } from "./define-room.ts";

/** What the room holds; its jobs are found in their folder. */
export const room = defineRoom({});
