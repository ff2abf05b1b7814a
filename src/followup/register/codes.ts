import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

export const documentKinds = codes["register.document.kind"];
export const scopes = codes["register.version.scope"];
export const boardKinds = codes["register.organisation.boards"];
export const performerKinds = codes["register.organisation.performers"];
export const trainingNeeds = codes["register.organisation.training_needs"];

/** What a routine or document can be an answer to. */
export const answerKinds = codes["register.version.answers"];
export type AnswerKind = CodeOf<"register.version.answers">;
/** How a row follows the one before; the first and the last row of a document have ways of their own. */
export const changeKinds = ["reviderad", "rättad"] as const satisfies readonly CodeOf<"register.version.kind">[];
