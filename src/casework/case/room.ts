import { defineRoom } from "../../platform/core/define-room.ts";
import { findKeptWords } from "./kept-words.ts";
import { caseRules } from "./rules-retention.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { case: "Det som hör till ett ärende som helhet: filerna i det." },
  rules: caseRules,
  keptWords: findKeptWords,
});
