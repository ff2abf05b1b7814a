import { defineRoom } from "../../platform/core/define-room.ts";
import { registerRules } from "./rules-register.ts";
import { offerRules } from "./rules-offer.ts";
import { interventionRules } from "./rules.ts";
import { placementRules } from "./rules-placement.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { intervention: "Insatser: från beviljad till avslutad." },
  rules: [...interventionRules, ...offerRules, ...placementRules, ...registerRules],
});
