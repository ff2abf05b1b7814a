/** How an application ends: granted, refused (which can be appealed) or withdrawn. */
import type { CodeOf } from "../../platform/database/generated.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import type { AppealWay } from "./rules-grounds.ts";

export type ApplicationInput = {
  readonly decidedOn: string;
  /** An application waits for its answer. */
  readonly waits: boolean;
  readonly outcome: CodeOf<"decision.decision.outcome">;
  /** How a decision on the chosen ground is appealed. */
  readonly appeal: AppealWay;
  /** Who applied has withdrawn it. */
  readonly withdrawn: boolean;
};
export type ApplicationOutcome = {
  readonly permitted: boolean;
  readonly why: "ingen ansökan" | "återtagen" | "besvarad" | "obesvarad" | "kan inte överklagas";
};

export const applicationEnding: Rule<ApplicationInput, ApplicationOutcome> = {
  id: "application-ending",
  title: "En ansökan slutar i bifall, avslag eller återtagande",
  provisionIds: ["right-to-intervention", "appeal"],
  basis: "lag",
  room: "decision",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source:
    "En ansökan prövas mot rätten till insats, och vad som avslås får överklagas. Att utredningen avslutas utan insats är inget svar på den. Att en ansökan får återtas är allmän kunskap.",
  apply({ waits, outcome, appeal, withdrawn }) {
    if (!waits) return { permitted: true, why: "ingen ansökan" };
    if (outcome === "ingen insats") return { permitted: withdrawn, why: withdrawn ? "återtagen" : "obesvarad" };
    return appeal === "förvaltningsbesvär" ? { permitted: true, why: "besvarad" } : { permitted: false, why: "kan inte överklagas" };
  },
  explain({ decidedOn }, { why }) {
    const citation = citationsOn(["right-to-intervention", "appeal"], decidedOn);
    const words: Readonly<Record<ApplicationOutcome["why"], string>> = {
      "ingen ansökan": "Ingen ansökan väntar på svar",
      återtagen: "Ansökan är återtagen, så den behöver inget svar",
      besvarad: "Ansökan får sitt svar, och det som avslås kan överklagas",
      obesvarad: "En ansökan slutar i bifall eller avslag, som kan överklagas, eller återtas: den kan inte sluta utan insats och utan svar",
      "kan inte överklagas": "En ansökan prövas mot rätten till insats, så att det som avslås kan överklagas. Välj ett lagrum där det går",
    };
    return `${words[why]} (${why === "ingen ansökan" ? citationOn("right-to-intervention", decidedOn) : citation}).`;
  },
};
