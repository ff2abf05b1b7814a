import { defineRoom } from "../../platform/core/define-room.ts";
import { intakeRules } from "./rules.ts";
import { evictionRules } from "./rules-eviction.ts";
import { secrecyRules } from "./rules-secrecy.ts";
import { transferRules } from "./rules-transfer.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { intake: "Det som kommer in: anmälan och ansökan, skyddsbedömning, förhandsbedömning och ärendets fördelning." },
  rules: [...intakeRules, ...evictionRules, ...secrecyRules, ...transferRules],
});
