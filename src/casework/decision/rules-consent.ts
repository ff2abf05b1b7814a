/**
 * Whose consent an intervention needs: SoL 21 kap. and 22:5 (old 3:6 a, 3:6 b, 6:6 d), FB 6:13 and 6:13 a, LVU 1 §.
 * There are up to four ways to a decision: everybody consents, the child of 12 or 15 decides with the board, one guardian decides
 * alone while the other is prevented, or the board decides without one of two. One open way is enough; otherwise each says what it lacks.
 */
import type { CodeOf } from "../../platform/database/generated.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Certainty } from "../../platform/law/wording.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import type { GuardianKind } from "../people/codes.ts";
import type { ConsentBasis, ConsentInput, ConsentKind, ConsentMissing, ConsentWay } from "./consent-terms.ts";
import { holdersOf, waysFor } from "./consent-ways.ts";
import { CARE_TYPES } from "./intervention-types.ts";

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

const BASIS_WORDS: Readonly<Record<ConsentBasis, string>> = {
  samtycke: "de som ska samtycka gör det",
  "barnet fyllt 12 år samtycker": "barnet har fyllt 12 år och samtycker, och det är lämpligt",
  "barnet fyllt 15 år begär eller samtycker": "barnet har fyllt 15 år och begär eller samtycker, och det är lämpligt",
  "en vårdnadshavare bestämmer ensam": "en vårdnadshavare är förhindrad, den andra samtycker, och beslutet kan inte vänta utan olägenhet",
  "nämnden beslutar trots att en vårdnadshavare inte samtycker":
    "en vårdnadshavare samtycker, den andra inte, och insatsen behövs med hänsyn till barnets bästa",
};

const IN_THE_STEAD: Partial<Record<GuardianKind, { words: string; because: ProvisionId }>> = {
  "god man": { words: "God man svarar i vårdnadshavares ställe", because: "guardian-ad-litem" },
  "tillfällig vårdnadshavare": { words: "Den tillfälliga vårdnadshavaren svarar", because: "temporary-guardian" },
  "särskilt förordnad vårdnadshavare": { words: "Den särskilt förordnade vårdnadshavaren svarar", because: "appointed-guardian" },
};

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
    "qualified-contact-person",
    "shelter-with-guardian",
    "shelter-without-consent",
    "guardian-ad-litem",
    "appointed-guardian",
    "temporary-guardian",
    "self-determination",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source:
    "Åldern och lagen är den sanna beslutsdagens. Från 12 år sedan 1 juli 2023 (2023:292), dessförinnan från 15. En särskilt kvalificerad kontaktperson utses bara om den unge själv begär eller samtycker, hur gammal den unge än är. Att den som har fyllt 15 år ska samtycka också när vårdnadshavarna samtycker till en öppen insats är allmän kunskap och kan ställas om, liksom att den som har fyllt 18 år ensam samtycker. Att vård och boende utanför hemmet är av ingripande betydelse för barnets framtid (6 kap. 13 § FB) är vår läsning; i övrigt bedöms det i ärendet.",
  apply(input) {
    const ways = waysFor(input);
    const open = ways.find((way) => way.missing.length === 0);
    const nearest = open ?? ways.reduce((best, way) => (way.missing.length < best.missing.length ? way : best));
    const { because, missing, certainty } = nearest;
    return { permitted: open !== undefined, basis: open?.basis ?? null, because, missing, ways, certainty };
  },
  explain(input, { permitted, basis, because, ways }) {
    const { decidedOn, child, ageYears, kind } = input;
    const cite = (id: ProvisionId) => citationOn(id, decidedOn);
    if (!permitted) {
      const [first = "", ...others] = ways.map((way) => `${listed(way.missing)} (${cite(way.because)})`);
      const rest = others.map((other) => ` Eller, på en annan väg: ${other}.`).join("");
      const court = kind === "skyddat boende" && input.guardians.includes("samtycker inte");
      const apply = court ? ` När en vårdnadshavare inte samtycker beslutar förvaltningsrätten (${cite("shelter-without-consent")}).` : "";
      return `Insatsen kan inte beslutas än. Det saknas ${first}.${rest}${apply}`;
    }
    const words = ageYears >= 18 ? "den unge samtycker" : BASIS_WORDS[basis ?? "samtycke"];
    const stead = ageYears < 18 ? IN_THE_STEAD[holdersOf(input).kind] : undefined;
    const who = stead ? ` ${stead.words} (${cite(stead.because)}).` : "";
    const opposed = child === "samtycker inte" && ageYears < 15;
    const weigh = opposed ? ` Barnet motsätter sig insatsen: åsikten ska ändå vägas in (${cite("child-opinion")}).` : "";
    return `Insatsen får beslutas: ${words} (${cite(because)}).${who}${weigh}`;
  },
};

/**
 * The kind of consent that an intervention of the open extract's types needs, for its recipient and on its legal ground: one and the same
 * type is another thing in law when it is given beyond the right (SoL 11:4) or as a specially qualified contact person (13:7).
 */
export function consentKindOf(type: string, recipient: CodeOf<"intervention.intervention.recipient">, groundId?: string): ConsentKind {
  if (type === "skyddat boende" || type === "bostad med särskilt stöd") return type;
  if ((CARE_TYPES as readonly string[]).includes(type)) return "placering";
  if (recipient === "vårdnadshavare") return "insats till vårdnadshavaren";
  if (groundId === "qualified-contact-person") return "särskilt kvalificerad kontaktperson";
  if (groundId === "intervention-beyond-right" || groundId === "right-and-beyond") return "öppen insats utöver rätten";
  return type === "kontaktperson" ? "kontaktperson eller kontaktfamilj" : "öppen insats";
}
