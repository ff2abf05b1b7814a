/** How long what stands in a child's file is kept, and when it is thinned (16 kap. SoL, 13 kap. 1 § SoF). Pure. */
import { addMonths, birthdayOf, formatLong } from "../../platform/basics/dates.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { SFS_2025_1501_FROM } from "../../platform/law/wordings.ts";

/** Documents that the law keeps for different times. They stand in one file: what protects some of them does not protect the rest. */
export const keptDocuments = [
  "placering",
  "faderskap, föräldraskap eller adoption",
  "utredning",
  "inte inledd utredning",
  "avtal om vårdnad, boende eller umgänge",
  "övrigt",
] as const;
export type KeptDocuments = (typeof keptDocuments)[number];

export type RetentionInput = {
  readonly documents: KeptDocuments;
  /** The day that the question is asked: which act is in force. */ readonly today: string;
  /** The day of the last note in the file; null while something of the same person goes on. */ readonly lastNoteOn: string | null;
  /** Null where it is not known. */ readonly birthDate: string | null;
  /** False where only the year is known, so that nobody knows whether the day is one of the sample. */ readonly birthDayKnown: boolean;
  /** The municipality's code ("0580"), of a district too ("1480-01"). */ readonly municipalityCode: string;
};
export type RetentionOutcome =
  | { readonly fate: "bevaras"; readonly because: ProvisionId }
  | { readonly fate: "väntar"; readonly because: "ärende pågår" | "födelsedag saknas" }
  | {
      readonly fate: "gallras";
      /** The first day on which it is to be thinned. */ readonly from: string;
      /** The last day of the calendar year after. */ readonly by: string;
      readonly because: ProvisionId;
    };

const FIVE_YEARS = 60;
/** Östergötland, Gotland and Västernorrland; and Göteborg. */
const RESEARCH_COUNTIES = ["05", "09", "22"];
const RESEARCH_MUNICIPALITY = "1480";
const RESEARCH_DAYS = ["05", "15", "25"];

const isResearchMunicipality = (code: string): boolean =>
  RESEARCH_COUNTIES.includes(code.slice(0, 2)) || code.slice(0, 4) === RESEARCH_MUNICIPALITY;

/** The age before which nothing of it is thinned, with its paragraph. */
function protectedUntil({ documents, today }: RetentionInput): { readonly age: number; readonly because: ProvisionId } | null {
  if (documents === "utredning" && today >= SFS_2025_1501_FROM) return { age: 30, because: "kept-to-thirty" };
  if (documents === "avtal om vårdnad, boende eller umgänge") return { age: 18, because: "agreement-kept" };
  return null;
}

export const retention: Rule<RetentionInput, RetentionOutcome> = {
  id: "retention",
  title: "Vad som bevaras och när det andra gallras",
  provisionIds: ["thinned", "never-thinned", "kept-to-thirty", "agreement-kept", "kept-for-research", "research-sample"],
  basis: "lag",
  room: "case",
  validFrom: "2002-01-01",
  certainty: "osäker",
  source:
    "Skyddet i 16 kap. 2 och 2 a §§ gäller de handlingar som hör samman med placeringen eller utredningen, inte hela akten. Fem år räknas från sista anteckningen i något av barnets ärenden, och ingenting gallras medan ett av dem pågår. Gallringen ska vara klar senast kalenderåret efter; ett kalenderår flyttas inte av en helgdag. Urvalet för forskningen gällde också före den 1 juli 2025; den förordningen är inte läst, och samma urval antas. Är bara födelseåret känt räknas från årets sista dag, och om barnet hör till urvalet är då inte känt. Att ett särskilt ungdomshem räknas som ett hem för vård eller boende är vår läsning.",
  apply(input) {
    if (input.documents === "placering" || input.documents === "faderskap, föräldraskap eller adoption")
      return { fate: "bevaras", because: "never-thinned" };
    if (isResearchMunicipality(input.municipalityCode)) return { fate: "bevaras", because: "kept-for-research" };
    if (input.birthDate !== null && input.birthDayKnown && RESEARCH_DAYS.includes(input.birthDate.slice(8)))
      return { fate: "bevaras", because: "kept-for-research" };
    if (input.lastNoteOn === null) return { fate: "väntar", because: "ärende pågår" };
    if (input.birthDate === null || !input.birthDayKnown) return { fate: "väntar", because: "födelsedag saknas" };
    const five = addMonths(input.lastNoteOn, FIVE_YEARS);
    const until = protectedUntil(input);
    const grown = until === null ? null : birthdayOf(input.birthDate, until.age);
    const later = until !== null && grown !== null && grown > five ? { from: grown, because: until.because } : null;
    const { from, because } = later ?? { from: five, because: "thinned" as const };
    return { fate: "gallras", from, by: `${Number(from.slice(0, 4)) + 1}-12-31`, because };
  },
  explain({ today }, outcome) {
    if (outcome.fate === "väntar")
      return outcome.because === "ärende pågår"
        ? `Gallras inte än: något om samma barn pågår (${citationOn("thinned", today)}).`
        : `Gallras inte än: barnets födelsedag är inte känd (${citationOn("kept-for-research", today)}).`;
    if (outcome.fate === "bevaras") {
      const sample = outcome.because === "kept-for-research" ? " för forskningen" : "";
      return `Bevaras${sample} (${citationOn(outcome.because, today)}).`;
    }
    const why: Partial<Record<ProvisionId, string>> = {
      thinned: "fem år efter sista anteckningen",
      "kept-to-thirty": "barnet har fyllt 30 år",
      "agreement-kept": "barnet har fyllt 18 år",
    };
    return `Gallras från och med ${formatLong(outcome.from)}, senast ${formatLong(outcome.by)}: ${why[outcome.because] ?? ""} (${citationOn(outcome.because, today)}).`;
  },
};

/** The rules of this room, for docs/law.md. */
export const caseRules = [retention] as const;
