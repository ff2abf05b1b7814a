/**
 * Whose consent an intervention needs: SoL 21 kap. (old 3:6 a and 3:6 b), FB 6:13 and 6:13 a, LVU 1 §.
 * There are up to three ways to a decision: everybody consents, the child of 12 or 15 decides with the board, or the board
 * decides without one of two guardians. One open way is enough; otherwise each way says what it lacks.
 */
import { citationOn } from "../core/law/provision.ts";
import type { Certainty } from "../core/law/provision.ts";
import { NEW_SOL_FROM } from "../core/law/wordings.ts";
import type { ProvisionId } from "../core/law/provisions.ts";
import { listed } from "../core/law/rule.ts";
import type { Rule } from "../core/law/rule.ts";

export const CONSENT_KINDS = [
  "öppen insats",
  "öppen insats utöver rätten",
  "kontaktperson eller kontaktfamilj",
  "särskilt kvalificerad kontaktperson",
  "placering",
  "insats utan behovsprövning",
  "insats till vårdnadshavaren",
] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** "förhindrad": absent or ill, FB 6:13. */
export type GuardianAnswer = "samtycker" | "begär" | "samtycker inte" | "inte tillfrågad" | "förhindrad";
export type ChildAnswer = "samtycker" | "begär" | "samtycker inte" | "inte tillfrågad";

export type ConsentBasis =
  | "samtycke"
  | "barnet fyllt 12 år samtycker"
  | "barnet fyllt 15 år begär eller samtycker"
  | "nämnden beslutar trots att en vårdnadshavare inte samtycker";

export type ConsentMissing =
  | "samtycke från alla vårdnadshavare"
  | "samtycke från den unge"
  | "barnets samtycke"
  | "att insatsen är lämplig utan vårdnadshavares samtycke"
  | "samtycke från minst en vårdnadshavare"
  | "svar från alla vårdnadshavare"
  | "att någon vårdnadshavare inte samtycker"
  | "en grund i barnets bästa för att besluta utan en av vårdnadshavarna"
  | "lagstöd: insatsformen fanns inte före 1 juli 2025";

export type ConsentInput = {
  readonly decidedOn: string;
  /** Completed years on the day of the decision (`ageOn`). */
  readonly ageYears: number;
  readonly kind: ConsentKind;
  /** One answer for each guardian. */
  readonly guardians: readonly GuardianAnswer[];
  readonly child: ChildAnswer;
  /** The board finds it suitable to give the intervention without the guardians' consent. */
  readonly suitable: boolean;
  /** Why the child's best interests demand it although one guardian refuses; blank when there is no such ground. */
  readonly bestInterestsGround: string;
  /** Of far-reaching importance for the child: then a prevented guardian cannot be left out. Default: placements only (ours). */
  readonly farReaching?: boolean;
  /** From 15 the child's own consent is asked for also where the guardians consent to an open intervention. Default true. */
  readonly ownConsentFrom15?: boolean;
};

export type ConsentWay = {
  readonly basis: ConsentBasis;
  readonly because: ProvisionId;
  readonly missing: readonly ConsentMissing[];
  readonly certainty: Certainty;
};
export type ConsentOutcome = {
  readonly permitted: boolean;
  /** The way taken, or the nearest one; null basis when nothing permits it. */
  readonly basis: ConsentBasis | null;
  readonly because: ProvisionId;
  /** What the nearest way lacks; empty when permitted. */
  readonly missing: readonly ConsentMissing[];
  readonly ways: readonly ConsentWay[];
  readonly certainty: Certainty;
};

type Facts = ConsentInput & {
  readonly childAgrees: boolean;
  readonly guardiansAgree: boolean;
  readonly ownConsent: boolean;
};

const agrees = (answer: GuardianAnswer): boolean => answer === "samtycker" || answer === "begär";

function factsOf(input: ConsentInput): Facts {
  const { guardians, kind, ageYears, ownConsentFrom15 = true, farReaching = kind === "placering" } = input;
  const asked = farReaching ? guardians : guardians.filter((answer) => answer !== "förhindrad");
  const always = kind === "placering" || kind.includes("kontaktperson");
  return {
    ...input,
    farReaching,
    childAgrees: input.child === "samtycker" || input.child === "begär",
    guardiansAgree: asked.length > 0 && asked.every(agrees),
    ownConsent: ageYears >= 15 && kind !== "insats till vårdnadshavaren" && (always || ownConsentFrom15),
  };
}

/** The provision that makes consent enough, by kind, age and the act of the day. */
function consentProvision({ kind, ageYears, decidedOn, guardians }: Facts): {
  because: ProvisionId;
  certainty: Certainty;
} {
  if (guardians.includes("förhindrad")) return { because: "guardian-prevented", certainty: "verifierad" };
  if (kind === "insats utan behovsprövning") return { because: "consent-without-needs-test", certainty: "verifierad" };
  if (kind === "insats till vårdnadshavaren") return { because: "right-to-intervention", certainty: "allmän kunskap" };
  if (kind === "placering" && ageYears >= 15) return { because: "care-needs-consent", certainty: "verifierad" };
  if (decidedOn >= NEW_SOL_FROM) return { because: "consent-open-intervention", certainty: "verifierad" };
  if (kind.includes("kontaktperson")) return { because: "contact-person", certainty: "verifierad" };
  if (kind === "placering") return { because: "care-needs-consent", certainty: "verifierad" };
  return { because: "consent-guardian", certainty: "allmän kunskap" };
}

/** Everybody who must consents. */
function byConsent(facts: Facts): ConsentWay {
  const missing: ConsentMissing[] = [];
  if (!facts.guardiansAgree) missing.push("samtycke från alla vårdnadshavare");
  if (facts.ownConsent && !facts.childAgrees) missing.push("barnets samtycke");
  return { basis: "samtycke", missing, ...consentProvision(facts) };
}

/** The child of 12 or 15 decides with the board, without the guardians. */
function byChild(facts: Facts): ConsentWay | null {
  const { kind, ageYears, decidedOn, childAgrees, suitable } = facts;
  const withoutTest = kind === "insats utan behovsprövning";
  if (kind === "placering" || kind === "insats till vårdnadshavaren") return null;
  if (ageYears < (withoutTest ? 15 : 12)) return null;
  const missing: ConsentMissing[] = [];
  if (!childAgrees) missing.push("barnets samtycke");
  if (!suitable) missing.push("att insatsen är lämplig utan vårdnadshavares samtycke");
  const oldContact = decidedOn < NEW_SOL_FROM && kind.includes("kontaktperson");
  const because = withoutTest ? "consent-without-needs-test" : oldContact ? "contact-person" : "consent-open-intervention";
  const basis = ageYears >= 15 ? "barnet fyllt 15 år begär eller samtycker" : "barnet fyllt 12 år samtycker";
  return { basis, because, missing, certainty: "verifierad" };
}

/** The board decides although one of two guardians refuses, FB 6:13 a: open forms by SoL 11:1 and 13:7 first paragraph only. */
function byBoard(facts: Facts): ConsentWay | null {
  const { kind, guardians, bestInterestsGround } = facts;
  const covered = kind === "öppen insats" || kind === "kontaktperson eller kontaktfamilj";
  if (!covered || guardians.length < 2) return null;
  const missing: ConsentMissing[] = [];
  if (!guardians.some(agrees)) missing.push("samtycke från minst en vårdnadshavare");
  const unheard = guardians.includes("inte tillfrågad") || (facts.farReaching === true && guardians.includes("förhindrad"));
  if (unheard) missing.push("svar från alla vårdnadshavare");
  else if (!guardians.includes("samtycker inte")) missing.push("att någon vårdnadshavare inte samtycker");
  if (bestInterestsGround.trim() === "") missing.push("en grund i barnets bästa för att besluta utan en av vårdnadshavarna");
  if (facts.ownConsent && !facts.childAgrees) missing.push("barnets samtycke");
  const certainty = facts.decidedOn >= NEW_SOL_FROM ? "verifierad" : "allmän kunskap";
  const basis = "nämnden beslutar trots att en vårdnadshavare inte samtycker";
  return { basis, because: "one-guardian-refuses", missing, certainty };
}

function waysFor(facts: Facts): readonly ConsentWay[] {
  const { kind, ageYears, decidedOn, guardians, childAgrees } = facts;
  if (kind === "insats utan behovsprövning" && decidedOn < NEW_SOL_FROM) {
    const missing = ["lagstöd: insatsformen fanns inte före 1 juli 2025"] as const;
    return [{ basis: "samtycke", because: "intervention-without-needs-test", missing, certainty: "verifierad" }];
  }
  if (kind === "insats till vårdnadshavaren") {
    const missing: ConsentMissing[] = guardians.some(agrees) ? [] : ["samtycke från minst en vårdnadshavare"];
    return [{ basis: "samtycke", because: "right-to-intervention", missing, certainty: "allmän kunskap" }];
  }
  if (ageYears >= 18) {
    const missing: ConsentMissing[] = childAgrees ? [] : ["samtycke från den unge"];
    const because = kind.includes("kontaktperson") ? "contact-person" : "right-to-intervention";
    return [{ basis: "samtycke", because, missing, certainty: "allmän kunskap" }];
  }
  return [byConsent(facts), byChild(facts), byBoard(facts)].filter((way) => way !== null);
}

export const consent: Rule<ConsentInput, ConsentOutcome> = {
  id: "consent",
  title: "Samtycke till insats",
  provisionIds: [
    "consent-open-intervention",
    "consent-without-needs-test",
    "intervention-without-needs-test",
    "one-guardian-refuses",
    "guardian-prevented",
    "care-needs-consent",
    "consent-guardian",
    "contact-person",
    "right-to-intervention",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source:
    "Åldern räknas på beslutsdagen. Att den som har fyllt 15 år ska samtycka också när vårdnadshavarna samtycker till en öppen insats är allmän kunskap och kan ställas om, liksom att den som har fyllt 18 år ensam samtycker.",
  apply(input) {
    const ways = waysFor(factsOf(input));
    const open = ways.find((way) => way.missing.length === 0);
    const nearest = open ?? ways.reduce((best, way) => (way.missing.length < best.missing.length ? way : best));
    const { because, missing, certainty } = nearest;
    return { permitted: open !== undefined, basis: open?.basis ?? null, because, missing, ways, certainty };
  },
  explain({ decidedOn, child, ageYears }, { permitted, basis, because, ways }) {
    if (!permitted) {
      const lacking = ways.map((way) => `${listed(way.missing)} (${citationOn(way.because, decidedOn)})`);
      const [first = "", ...others] = lacking;
      const rest = others.map((other) => ` Eller, på en annan väg: ${other}.`).join("");
      return `Insatsen kan inte beslutas än. Det saknas ${first}.${rest}`;
    }
    const words = {
      samtycke: ageYears >= 18 ? "den unge samtycker" : "de som ska samtycka gör det",
      "barnet fyllt 12 år samtycker": "barnet har fyllt 12 år och samtycker, och det är lämpligt",
      "barnet fyllt 15 år begär eller samtycker": "barnet har fyllt 15 år och begär eller samtycker, och det är lämpligt",
      "nämnden beslutar trots att en vårdnadshavare inte samtycker":
        "en vårdnadshavare samtycker, den andra inte, och insatsen behövs med hänsyn till barnets bästa",
    }[basis ?? "samtycke"];
    const opposed = child === "samtycker inte" && ageYears < 15;
    const weigh = opposed ? ` Barnet motsätter sig insatsen: åsikten ska ändå vägas in (${citationOn("child-opinion", decidedOn)}).` : "";
    return `Insatsen får beslutas: ${words} (${citationOn(because, decidedOn)}).${weigh}`;
  },
};

const PLACEMENTS = ["familjehem", "nätverkshem", "jourhem", "stödboende", "HVB", "SiS", "skyddat boende"];

/** The kind of consent for an intervention type and recipient of the open extract. A kontaktperson of the qualified kind is chosen by hand. */
export function consentKindOf(type: string, recipient: "barnet" | "vårdnadshavare" | "familjen"): ConsentKind {
  if (PLACEMENTS.includes(type)) return "placering";
  if (recipient === "vårdnadshavare") return "insats till vårdnadshavaren";
  return type === "kontaktperson" ? "kontaktperson eller kontaktfamilj" : "öppen insats";
}
