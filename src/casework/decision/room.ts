import { defineRoom } from "../../platform/core/define-room.ts";
import { mayDecide } from "./rules-delegation.ts";
import { decisionRules } from "./rules.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { decision: "Beslut: vad som beslutas, på vilken grund och med vems samtycke." },
  rules: [...decisionRules, mayDecide],
});
