import { defineRoom } from "../../platform/core/define-room.ts";

/** What the room holds; its pages and queries are found in their folders. */
export const room = defineRoom({ api: { forms: "Formulär: vilka som följer med, och vad de frågar." } });
