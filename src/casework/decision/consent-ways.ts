/** The ways to a decision about an intervention, each with what it still lacks. The rule that weighs them: rules-consent.ts. */
import type { Certainty } from "../../platform/law/wording.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { CONSENT_FROM_12_FROM, NEW_SOL_FROM, SHELTER_REFORM_FROM } from "../../platform/law/wordings.ts";
import type { GuardianKind } from "../people/codes.ts";
import { BOARD_AGAINST_GUARDIAN, ONE_GUARDIAN_ALONE } from "./consent-terms.ts";
import type { ConsentInput, ConsentKind, ConsentMissing, ConsentWay, GuardianAnswer } from "./consent-terms.ts";
import { COVERED_BY_13_A } from "./rules-fit.ts";

type Facts = ConsentInput & {
  /** The answers of those who hold custody, or act in the guardians' stead. */
  readonly holders: readonly GuardianAnswer[];
  readonly holderKind: GuardianKind;
  readonly childAgrees: boolean;
  /** The child must consent itself, whatever the guardians say. */
  readonly ownConsent: boolean;
  readonly farReaching: boolean;
};

const agrees = (answer: GuardianAnswer): boolean => answer === "samtycker" || answer === "begär";
const isContact = (kind: ConsentKind): boolean => kind.includes("kontaktperson");
const isFree = (kind: ConsentKind): boolean => kind === "insats utan behovsprövning";
const FAR_REACHING: readonly ConsentKind[] = ["placering", "bostad med särskilt stöd", "skyddat boende"];
/** Where the guardian's consent is always needed: SoL 21:1 last sentence, 22:5. */
const NEVER_BY_CHILD = FAR_REACHING;

/**
 * Whose answers count. A god man acts in the guardians' stead (lag 2005:429, 2 §); a specially appointed or temporary guardian
 * has taken over custody from the parents (FB 6:10 a, 10 d).
 */
export function holdersOf({ guardians, guardianKinds = [] }: Pick<ConsentInput, "guardians" | "guardianKinds">): {
  answers: readonly GuardianAnswer[];
  kind: GuardianKind;
} {
  const kindOf = (place: number): GuardianKind => guardianKinds[place] ?? "vårdnadshavare";
  for (const kind of ["god man", "tillfällig vårdnadshavare", "särskilt förordnad vårdnadshavare"] as const) {
    const answers = guardians.filter((_, place) => kindOf(place) === kind);
    if (answers.length > 0) return { answers, kind };
  }
  return { answers: guardians, kind: "vårdnadshavare" };
}

function factsOf(input: ConsentInput): Facts {
  const { kind, ageYears, decidedOn, ownConsentFrom15 = true, farReaching = FAR_REACHING.includes(kind) } = input;
  const { answers, kind: holderKind } = holdersOf(input);
  // "om denne begär eller samtycker": the young person, whatever the age (SoL 13:7 second paragraph). The old act let the guardian do it under 12.
  const denne = kind === "särskilt kvalificerad kontaktperson" && decidedOn >= NEW_SOL_FROM;
  const always = FAR_REACHING.includes(kind) || isContact(kind);
  return {
    ...input,
    holders: answers,
    holderKind,
    farReaching,
    childAgrees: input.child === "samtycker" || input.child === "begär",
    ownConsent: denne || (ageYears >= 15 && kind !== "insats till vårdnadshavaren" && (always || ownConsentFrom15)),
  };
}

/** The provision that makes consent enough, by kind, age and the act of the day. */
function consentProvision({ kind, ageYears, decidedOn }: Facts): { because: ProvisionId; certainty: Certainty } {
  const isNew = decidedOn >= NEW_SOL_FROM;
  const read = (because: ProvisionId) => ({ because, certainty: "verifierad" as const });
  if (isFree(kind)) return read("consent-without-needs-test");
  if (kind === "skyddat boende" && decidedOn >= SHELTER_REFORM_FROM) return read("shelter-with-guardian");
  if (kind === "särskilt kvalificerad kontaktperson") return read("qualified-contact-person");
  if (kind === "placering" && ageYears >= 15) return read("care-needs-consent");
  if (isNew) return read("consent-open-intervention");
  if (isContact(kind)) return read("contact-person");
  if (kind === "placering") return read("care-needs-consent");
  return { because: "consent-guardian", certainty: "allmän kunskap" };
}

function shelterLacks({ kind, decidedOn, withGuardian = false }: Facts): ConsentMissing[] {
  if (kind !== "skyddat boende" || decidedOn < SHELTER_REFORM_FROM || withGuardian) return [];
  return ["att barnet placeras tillsammans med en myndig vårdnadshavare som också beviljas insatsen"];
}

const childLacks = ({ ownConsent, childAgrees }: Facts): ConsentMissing[] => (ownConsent && !childAgrees ? ["barnets samtycke"] : []);

/** Everybody who must consents. */
function byConsent(facts: Facts): ConsentWay | null {
  // Under the old act nobody but the young person of 15 said yes to a contact person (3 kap. 6 b § third paragraph).
  if (isContact(facts.kind) && facts.ageYears >= 15 && facts.decidedOn < NEW_SOL_FROM) return null;
  const missing: ConsentMissing[] = [];
  if (facts.holders.length === 0 || !facts.holders.every(agrees)) missing.push("samtycke från alla vårdnadshavare");
  missing.push(...childLacks(facts), ...shelterLacks(facts));
  return { basis: "samtycke", missing, ...consentProvision(facts) };
}

/** The child of 12 or 15 decides with the board, without the guardians. */
function byChild(facts: Facts): ConsentWay | null {
  const { kind, ageYears, decidedOn, childAgrees, suitable, childAnsweredAtAge = ageYears } = facts;
  if (NEVER_BY_CHILD.includes(kind)) return null;
  const from = isFree(kind) || decidedOn < CONSENT_FROM_12_FROM ? 15 : 12;
  if (ageYears < from) return null;
  const missing: ConsentMissing[] = [];
  if (!childAgrees) missing.push("barnets samtycke");
  else if (childAnsweredAtAge < from) missing.push("ett nytt svar från barnet: det var för ungt när det svarade");
  // Until 1 July 2023 the old act did not ask whether a contact person was suitable.
  const mustSuit = !isContact(kind) || decidedOn >= CONSENT_FROM_12_FROM;
  if (mustSuit && !suitable) missing.push("att insatsen är lämplig utan vårdnadshavares samtycke");
  const because = isFree(kind)
    ? "consent-without-needs-test"
    : kind === "särskilt kvalificerad kontaktperson"
      ? "qualified-contact-person"
      : decidedOn < NEW_SOL_FROM && isContact(kind)
        ? "contact-person"
        : "consent-open-intervention";
  const basis = ageYears >= 15 ? "barnet fyllt 15 år begär eller samtycker" : "barnet fyllt 12 år samtycker";
  return { basis, because, missing, certainty: "verifierad" };
}

/** One of two guardians is prevented, and the other decides alone in what cannot wait (FB 6:13). */
function byOneGuardian(facts: Facts): ConsentWay | null {
  const { holders, holderKind, farReaching, cannotWait = "", clearlyDemanded = "" } = facts;
  if (holders.length < 2 || holderKind === "god man" || !holders.includes("förhindrad")) return null;
  const missing: ConsentMissing[] = [];
  const able = holders.filter((answer) => answer !== "förhindrad");
  if (able.length === 0 || !able.every(agrees)) missing.push("samtycke från minst en vårdnadshavare");
  if (cannotWait.trim() === "") missing.push("skäl till att beslutet inte kan vänta utan olägenhet");
  if (farReaching && clearlyDemanded.trim() === "") missing.push("skäl till att barnets bästa uppenbarligen kräver beslutet");
  missing.push(...childLacks(facts), ...shelterLacks(facts));
  return { basis: ONE_GUARDIAN_ALONE, because: "guardian-prevented", missing, certainty: "verifierad" };
}

/** The board decides although one of two guardians refuses (FB 6:13 a), in what that paragraph covers. */
function byBoard(facts: Facts): ConsentWay | null {
  const { kind, holders, holderKind, bestInterestsGround, decidedOn } = facts;
  if (!COVERED_BY_13_A.consentKinds.includes(kind) || decidedOn < COVERED_BY_13_A.validFrom) return null;
  if (holders.length < 2 || holderKind === "god man") return null;
  const missing: ConsentMissing[] = [];
  if (!holders.some(agrees)) missing.push("samtycke från minst en vårdnadshavare");
  const unheard = holders.includes("inte tillfrågad") || holders.includes("förhindrad");
  if (unheard) missing.push("svar från alla vårdnadshavare");
  else if (!holders.includes("samtycker inte")) missing.push("att någon vårdnadshavare inte samtycker");
  if (bestInterestsGround.trim() === "") missing.push("en grund i barnets bästa för att besluta utan en av vårdnadshavarna");
  missing.push(...childLacks(facts));
  const certainty = decidedOn >= NEW_SOL_FROM ? "verifierad" : "allmän kunskap";
  return { basis: BOARD_AGAINST_GUARDIAN, because: "one-guardian-refuses", missing, certainty };
}

/** Every way that the law opens for this intervention and this child; at least one. */
export function waysFor(input: ConsentInput): readonly ConsentWay[] {
  const facts = factsOf(input);
  const { kind, ageYears, decidedOn, holders, childAgrees } = facts;
  if (isFree(kind) && decidedOn < NEW_SOL_FROM) {
    const missing = ["lagstöd: insatsformen fanns inte före 1 juli 2025"] as const;
    return [{ basis: "samtycke", because: "intervention-without-needs-test", missing, certainty: "verifierad" }];
  }
  if (kind === "insats till vårdnadshavaren") {
    const missing: ConsentMissing[] = holders.some(agrees) ? [] : ["samtycke från minst en vårdnadshavare"];
    return [{ basis: "samtycke", because: "self-determination", missing, certainty: "allmän kunskap" }];
  }
  if (ageYears >= 18) {
    const missing: ConsentMissing[] = childAgrees ? [] : ["samtycke från den unge"];
    const because =
      kind === "särskilt kvalificerad kontaktperson"
        ? "qualified-contact-person"
        : isContact(kind)
          ? "contact-person"
          : "self-determination";
    return [{ basis: "samtycke", because, missing, certainty: "allmän kunskap" }];
  }
  return [byConsent(facts), byChild(facts), byOneGuardian(facts), byBoard(facts)].filter((way) => way !== null);
}
