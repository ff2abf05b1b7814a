import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

/** How a party gave an account of the matter. */
export const accountWays = codes["party.account.way"];
/** Told of the material, or an exception. */
export const communicationKinds = codes["party.communication.kind"];
/** How a party was told. By e-mail and SMS only that there is something to fetch. */
export const tellingWays = codes["party.communication.way"];
export type TellingWay = CodeOf<"party.communication.way">;
/** When 25 § FvL lets an authority leave out telling. */
export const exceptions = codes["party.communication.exception"];
export type Exception = CodeOf<"party.communication.exception">;
/** What a party answered. */
export const replyKinds = codes["party.reply.kind"];

/** How a party asked to see the material. */
export const askingWays = codes["party.insight_request.way"];
/** What a party is given of the material. */
export const insightOutcomes = codes["party.insight_decision.outcome"];
/** For whose sake something is kept from a party. */
export const withholdingGrounds = codes["party.insight_passage.ground"];
export type WithholdingGround = CodeOf<"party.insight_passage.ground">;
/** How the material was given: papers, to the party alone. */
export const givingWays = codes["party.insight_answer.way"];

/** The grounds in words, for whoever goes through the material. */
export const groundWords: Readonly<Record<WithholdingGround, string>> = {
  barnet: "För barnets skull",
  "någon annan": "Gäller någon annan",
  "var någon finns": "Kan visa var någon finns",
  "den som har anmält": "Kan visa vem som har anmält",
  "inte tillfört ärendet": "Inte tillfört ärendet",
};

/** The exceptions in the words of 25 § FvL. */
export const exceptionWords: Readonly<Record<Exception, string>> = {
  "uppenbart obehövligt": "Det är uppenbart obehövligt",
  "svårare att genomföra beslutet": "Det kan befaras att det annars skulle bli avsevärt svårare att genomföra beslutet",
  "måste meddelas omedelbart": "Ett väsentligt allmänt eller enskilt intresse kräver att beslutet meddelas omedelbart",
};

/** Told of a decision, or plainly unnecessary. */
export const notificationKinds = codes["party.notification.kind"];
/** How an appeal is found when it is tried for time. */
export const appealOutcomes = codes["party.appeal_trial.outcome"];
/** Why a late appeal is not dismissed (45 § FvL). */
export const appealGrounds = codes["party.appeal_trial.ground"];
