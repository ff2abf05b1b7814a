import { defineRoom } from "../../platform/core/define-room.ts";
import { investigationRules } from "./rules.ts";
import { requestRules } from "./rules-requests.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { investigation: "Utredning av barnets behov." },
  rules: [...investigationRules, ...requestRules],
});
