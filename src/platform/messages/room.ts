import { defineRoom } from "../core/define-room.ts";

/** What the room holds; its job is found in its folder. */
export const room = defineRoom({});
