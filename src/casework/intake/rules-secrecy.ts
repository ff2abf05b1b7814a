/** What secrecy of the social services lets out, and what it adds, beside that of who reported: five provisions that are easily missed. Pure. */
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";

type Let = { readonly may: boolean };

export type ViolenceDisclosureInput = {
  readonly day: string;
  /** Concrete circumstances show a risk that the one will commit a crime against somebody close. */ readonly concreteRisk: boolean;
  /** A crime of 3, 4 or 6 kap. BrB with at least a year's imprisonment as its lowest punishment. */ readonly seriousCrime: boolean;
  /** It is unsuitable, considering what is planned or goes on for either of them, or for other special reasons. */ readonly unsuitable: boolean;
  /** It is about suspicion of a crime that has been committed: other rules hold for that. */ readonly committedCrime: boolean;
};

export const violenceDisclosure: Rule<ViolenceDisclosureInput, Let> = {
  id: "disclosure-of-violence-to-come",
  title: "Uppgift till Polismyndigheten när någon riskerar att begå ett allvarligt brott mot en närstående",
  provisionIds: ["risk-of-violence-to-police"],
  basis: "lag",
  room: "intake",
  validFrom: "2025-04-01",
  certainty: "osäker",
  source:
    "Sekretessen enligt 26 kap. 1 § OSL hindrar då inte. Bedömningarna gör handläggaren; uppgift om misstanke om ett begånget brott lämnas bara under lagens övriga villkor. Läst i lydelsen enligt Lag (2025:179); första dagen är sannolikt 1 april 2025.",
  apply: ({ concreteRisk, seriousCrime, unsuitable, committedCrime }) => ({
    may: concreteRisk && seriousCrime && !unsuitable && !committedCrime,
  }),
  explain: ({ day, committedCrime }, { may }) => {
    const citation = citationOn("risk-of-violence-to-police", day);
    if (may) return `Uppgiften får lämnas till Polismyndigheten (${citation}).`;
    if (committedCrime) return `Uppgiften gäller ett begånget brott och lämnas inte med stöd av ${citation}.`;
    return `Uppgiften får inte lämnas till Polismyndigheten med stöd av ${citation}.`;
  },
};

export type OpenDecisionInput = { readonly day: string; readonly shelterWithOneConsent: boolean };

export const openDecision: Rule<OpenDecisionInput, { readonly secret: boolean }> = {
  id: "shelter-decision-is-open",
  title: "Beslut om skyddat boende med samtycke från bara en vårdnadshavare är inte sekretessbelagt",
  provisionIds: ["decisions-without-secrecy"],
  basis: "lag",
  room: "intake",
  validFrom: "2024-04-01",
  certainty: "verifierad",
  source: "Gäller beslutet, inte uppgiften om adressen (26 kap. 14 c § OSL) och inte övrigt i akten. Lag (2024:88).",
  apply: ({ shelterWithOneConsent }) => ({ secret: !shelterWithOneConsent }),
  explain({ day }, { secret }) {
    const citation = citationOn("decisions-without-secrecy", day);
    return secret ? `Undantaget för beslut gäller inte (${citation}).` : `Sekretessen gäller inte själva beslutet (${citation}).`;
  },
};

export type NeededCareInput = {
  readonly day: string;
  /** Whom the information is about. */
  readonly about: "någon under 18 år" | "någon som fortgående missbrukar" | "någon i tvångsvård" | "en gravid person" | "någon annan";
  /** It is needed to give necessary care, treatment or support; for somebody pregnant, for a necessary measure to protect the child that is expected. */
  readonly needed: boolean;
  readonly to: "socialtjänst" | "hälso- och sjukvård" | "någon annan";
};

export const neededCareDisclosure: Rule<NeededCareInput, Let> = {
  id: "disclosure-for-needed-care",
  title: "Uppgift till socialtjänst eller vård för nödvändigt stöd, också till skydd för ett väntat barn",
  provisionIds: ["needed-care-breaks-secrecy"],
  basis: "lag",
  room: "intake",
  validFrom: "2013-07-01",
  certainty: "osäker",
  source:
    "Sista meningen gäller den som är gravid och det väntade barnet. Läst i lydelsen enligt Lag (2013:406); första dagen är sannolikt 1 juli 2013.",
  apply: ({ about, needed, to }) => ({ may: needed && about !== "någon annan" && to !== "någon annan" }),
  explain({ day, about }, { may }) {
    const citation = citationOn("needed-care-breaks-secrecy", day);
    if (!may) return `Uppgiften får inte lämnas med stöd av ${citation}.`;
    const why =
      about === "en gravid person"
        ? "en nödvändig insats till skydd för det väntade barnet"
        : "nödvändig vård, behandling eller annat stöd";
    return `Uppgiften får lämnas: den behövs för ${why} (${citation}).`;
  },
};

export type ShelterAddressInput = {
  readonly day: string;
  readonly of: "skyddat boende" | "hem för vård eller boende som motsvarar skyddat boende" | "annat boende";
  readonly purposeUnharmed: boolean;
};

export const shelterAddress: Rule<ShelterAddressInput, { readonly secret: boolean }> = {
  id: "shelter-address-is-secret",
  title: "Adressen till ett skyddat boende, och fastighetens beteckning, är sekretessbelagda",
  provisionIds: ["shelter-address-secrecy"],
  basis: "lag",
  room: "intake",
  validFrom: "2024-04-01",
  certainty: "osäker",
  source:
    "Sekretess är huvudregel: bara när det står klart att syftet inte skadas får uppgiften röjas. Läst i lydelsen enligt Lag (2025:436); första dagen är sannolikt 1 april 2024.",
  apply: ({ of, purposeUnharmed }) => ({ secret: of !== "annat boende" && !purposeUnharmed }),
  explain({ day }, { secret }) {
    const citation = citationOn("shelter-address-secrecy", day);
    return secret ? `Adressen lämnas inte ut (${citation}).` : `Sekretessen för adress till skyddat boende hindrar inte (${citation}).`;
  },
};

export type FeedbackSecrecyInput = {
  readonly day: string;
  /** By which paragraph the reporter must report; null for whoever may report and need not. */
  readonly reportedBy: "19:1" | "19:2" | "19:3" | null;
  readonly unsuitable: boolean;
};

export const feedbackSecrecy: Rule<FeedbackSecrecyInput, Let> = {
  id: "feedback-breaks-secrecy",
  title: "Den som har anmält enligt 19 kap. 1 eller 2 § SoL får veta om en utredning inleds eller pågår",
  provisionIds: ["reporter-may-be-told", "feedback-to-reporter"],
  basis: "lag",
  room: "intake",
  validFrom: "2025-07-01",
  certainty: "verifierad",
  source:
    "Bestämmelsen nämner anmälan enligt 19 kap. 1 eller 2 § SoL; Barnombudsmannen (19 kap. 3 §) nämns bara i 19 kap. 6 § SoL. Bara om beslutet och om en utredning redan pågår, inget mer.",
  apply: ({ reportedBy, unsuitable }) => ({ may: (reportedBy === "19:1" || reportedBy === "19:2") && !unsuitable }),
  explain({ day }, { may }) {
    const citation = citationOn("reporter-may-be-told", day);
    return may ? `Sekretessen hindrar inte att anmälaren får veta det (${citation}).` : `Uppgiften lämnas inte med stöd av ${citation}.`;
  },
};

/** The rules of secrecy, for docs/law.md. */
export const secrecyRules = [violenceDisclosure, openDecision, neededCareDisclosure, shelterAddress, feedbackSecrecy] as const;
