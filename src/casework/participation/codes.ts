import { codes } from "../../platform/database/generated.ts";

/** The words that conversations are recorded in. The steps and their reasons are in rules.ts. */
export const conversationForms = codes["participation.conversation.form"];
export const conversationChannels = codes["participation.conversation.channel"];
export const conversationStatuses = codes["participation.conversation.status"];
export const understandings = codes["participation.conversation.understood"];

export const stepOutcomes = codes["participation.step.outcome"];

/** Who may have taken part in a conversation beside the child and the caseworker. */
export const participantKinds = codes["participation.conversation.participants"];

/** Aids that help the child to understand and be understood (seed 004, question 22). */
export const aidKinds = codes["participation.conversation.aids"];

/** Methods that are asked for nationally (seed 004, question 5); that one was used is recorded, never its items. */
export const methodKinds = codes["participation.conversation.methods"];
