import { defineRoom } from "../../platform/core/define-room.ts";
import { partyLetter } from "./message-letter.ts";
import { mayBeSent } from "./may-be-sent.ts";
import { partyRules } from "./rules.ts";
import { insightRules } from "./rules-insight.ts";
import { appealRules } from "./rules-appeal.ts";
import { delayRules } from "./rules-delay.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  mayBeSent,
  messageLetter: partyLetter,
  api: { party: "Parter: vad var och en har sagt och fått veta, och vad som svarades." },
  rules: [...partyRules, ...appealRules, ...insightRules, ...delayRules],
});
