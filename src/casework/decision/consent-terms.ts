/** The words that consent is spoken of with: what it is given to, by whom, with what answer, and what it rests on. */
import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import type { Certainty } from "../../platform/law/wording.ts";
import type { GuardianKind } from "../people/codes.ts";

export const CONSENT_KINDS = [
  "öppen insats",
  "öppen insats utöver rätten",
  "kontaktperson eller kontaktfamilj",
  "särskilt kvalificerad kontaktperson",
  "placering",
  "bostad med särskilt stöd",
  "skyddat boende",
  "insats utan behovsprövning",
  "insats till vårdnadshavaren",
] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** "förhindrad": absent, ill or otherwise prevented, FB 6:13. */
export const GUARDIAN_ANSWERS = codes["decision.consent.answer"];
export type GuardianAnswer = (typeof GUARDIAN_ANSWERS)[number];
/** The child answers, and is not prevented. */
export const CHILD_ANSWERS = without(GUARDIAN_ANSWERS, "förhindrad");
export type ChildAnswer = (typeof CHILD_ANSWERS)[number];

export const CONSENT_BASES = codes["decision.decision.consent_basis"];
export type ConsentBasis = (typeof CONSENT_BASES)[number];

/** The basis of FB 6:13: the other guardian is prevented. */
export const ONE_GUARDIAN_ALONE = "en vårdnadshavare bestämmer ensam" satisfies ConsentBasis;
/** The basis of FB 6:13 a: the board decides against one of two guardians. */
export const BOARD_AGAINST_GUARDIAN = "nämnden beslutar trots att en vårdnadshavare inte samtycker" satisfies ConsentBasis;

export type ConsentMissing =
  | "samtycke från alla vårdnadshavare"
  | "samtycke från den unge"
  | "barnets samtycke"
  | "ett nytt svar från barnet: det var för ungt när det svarade"
  | "att insatsen är lämplig utan vårdnadshavares samtycke"
  | "samtycke från minst en vårdnadshavare"
  | "svar från alla vårdnadshavare"
  | "att någon vårdnadshavare inte samtycker"
  | "en grund i barnets bästa för att besluta utan en av vårdnadshavarna"
  | "skäl till att beslutet inte kan vänta utan olägenhet"
  | "skäl till att barnets bästa uppenbarligen kräver beslutet"
  | "att barnet placeras tillsammans med en myndig vårdnadshavare som också beviljas insatsen"
  | "lagstöd: insatsformen fanns inte före 1 juli 2025";

export type ConsentInput = {
  /** The true day of the decision. */
  readonly decidedOn: string;
  /** Completed years on the day of the decision (`ageOn`). */
  readonly ageYears: number;
  readonly kind: ConsentKind;
  /** One answer for each guardian. */
  readonly guardians: readonly GuardianAnswer[];
  /** What each of them is, in the same order. Default: vårdnadshavare. */
  readonly guardianKinds?: readonly GuardianKind[];
  readonly child: ChildAnswer;
  /** Completed years on the day the child answered. Default: as on the day of the decision. */
  readonly childAnsweredAtAge?: number;
  /** The board finds it suitable to give the intervention without the guardians' consent. */
  readonly suitable: boolean;
  /** Why the child's best interests demand it although one guardian refuses; blank when there is no such ground. */
  readonly bestInterestsGround: string;
  /** Why the decision cannot be put off without inconvenience although a guardian is prevented (FB 6:13); blank when it can. */
  readonly cannotWait?: string;
  /** Why the child's best interests clearly demand what is far-reaching although a guardian is prevented (FB 6:13). */
  readonly clearlyDemanded?: string;
  /** Of far-reaching importance for the child's future. Default: care and housing outside the home only (ours). */
  readonly farReaching?: boolean;
  /** A shelter: the child is placed together with a guardian who is of age and is granted it too (SoL 22:5). */
  readonly withGuardian?: boolean;
  /** From 15 the child's own consent is asked for also where the guardians consent to an open intervention. Default true. */
  readonly ownConsentFrom15?: boolean;
};

export type ConsentWay = {
  readonly basis: ConsentBasis;
  readonly because: ProvisionId;
  readonly missing: readonly ConsentMissing[];
  readonly certainty: Certainty;
};
