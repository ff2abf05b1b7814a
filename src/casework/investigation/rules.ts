/** What the law asks of an utredning: four months, who is told, and what must be there before it is concluded. */
import { addMonths, compareDates, formatLong } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { fixedDay, lastDay } from "../../platform/law/rules-last-day.ts";
import { ownParty } from "../people/rules.ts";

/** Months of an utredning, SoL 20:3 (old 11:2). */
const INVESTIGATION_MONTHS = 4;

export type TimeInput = {
  readonly openedOn: string;
  /** The day set by the latest decision to extend. */ readonly extendedTo?: string;
};
export type TimeOutcome = {
  /** The last day in law, or the day that the board has extended to. */ readonly dueOn: string;
  /** The day as counted, before any holiday is looked at. */ readonly targetOn: string;
  readonly extended: boolean;
};

export const investigationTime: Rule<TimeInput, TimeOutcome> = {
  id: "investigation-time",
  title: "Utredningen slutförs inom fyra månader",
  provisionIds: ["child-investigation", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "investigation",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source:
    "Räknas från den dag utredningen inleddes till samma dag fyra månader senare; är månaden kortare gäller dess sista dag. En dag som nämnden har förlängt till flyttas inte.",
  apply({ openedOn, extendedTo }) {
    const limit = lastDay(addMonths(openedOn, INVESTIGATION_MONTHS));
    if (extendedTo !== undefined && compareDates(extendedTo, limit.dueOn) > 0) return { ...fixedDay(extendedTo), extended: true };
    return { ...limit, extended: false };
  },
  explain({ openedOn }, { dueOn, targetOn, extended }) {
    const because = extended
      ? "förlängd genom beslut, det finns särskilda skäl"
      : `fyra månader från att utredningen inleddes den ${formatLong(openedOn)}`;
    return deadlineSentence({
      verb: "Slutförs",
      dueOn,
      targetOn,
      because,
      provisionId: "child-investigation",
      citedOn: openedOn,
    });
  },
};

export type ExtensionInput = {
  readonly openedOn: string;
  /** The day set by an earlier extension. */
  readonly extendedTo?: string;
  readonly decidedOn: string;
  readonly newDate: string | null;
  readonly specialReasons: string;
};
type ExtensionMissing = "nytt slutdatum" | "ett slutdatum efter den nuvarande tiden" | "särskilda skäl";
export type ExtensionOutcome = {
  readonly permitted: boolean;
  readonly missing: readonly ExtensionMissing[];
  /** The decision is taken after the time ran out: allowed here, shown and counted. */
  readonly late: boolean;
};

export const extension: Rule<ExtensionInput, ExtensionOutcome> = {
  id: "investigation-extension",
  title: "Förlängning av utredningstiden",
  provisionIds: ["child-investigation"],
  basis: "lag",
  room: "investigation",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "Beslut om viss tid när det finns särskilda skäl. Att ett beslut efter tidens utgång visas som sent är vårt val.",
  apply({ openedOn, extendedTo, decidedOn, newDate, specialReasons }) {
    const current = investigationTime.apply(extendedTo === undefined ? { openedOn } : { openedOn, extendedTo }).dueOn;
    const missing: ExtensionMissing[] = [];
    if (newDate === null) missing.push("nytt slutdatum");
    else if (compareDates(newDate, current) <= 0) missing.push("ett slutdatum efter den nuvarande tiden");
    if (specialReasons.trim() === "") missing.push("särskilda skäl");
    return { permitted: missing.length === 0, missing, late: compareDates(decidedOn, current) > 0 };
  },
  explain({ decidedOn, newDate }, { permitted, missing, late }) {
    // A new decision cites the act of its own day, whichever act the investigation was opened under.
    const citation = citationOn("child-investigation", decidedOn);
    if (!permitted || newDate === null) return `Utredningen kan inte förlängas: ${listed(missing)} saknas (${citation}).`;
    const lateWords = late ? " Beslutet fattas efter att tiden gick ut." : "";
    return `Utredningen förlängs till den ${formatLong(newDate)}: det finns särskilda skäl (${citation}).${lateWords}`;
  },
};

export type OpenedInformationInput = {
  readonly openedOn: string;
  /** Särskilda skäl not to tell; empty when there are none. */ readonly specialReasonsAgainst: string;
  /** The day on which it is tried again whether the reasons still stand. */ readonly reviewOn?: string | null;
  /** For the sentence: who is to be told. */ readonly who?: "barnet" | "vårdnadshavaren";
};
export type OpenedInformationOutcome = { readonly needed: boolean; readonly dueOn: string | null };

export const informationThatOpened: Rule<OpenedInformationInput, OpenedInformationOutcome> = {
  id: "information-that-opened",
  title: "Information om att en utredning har inletts",
  provisionIds: ["investigation-opened-information"],
  basis: "lag",
  clock: "genast",
  room: "investigation",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source:
    "Genast till den som berörs, om inte särskilda skäl talar mot det: barnet, i alla åldrar, och varje vårdnadshavare. Finns det särskilda skäl bestäms en dag då de prövas igen (lokal regel).",
  apply({ openedOn, specialReasonsAgainst, reviewOn = null }) {
    const needed = specialReasonsAgainst.trim() === "";
    return { needed, dueOn: needed ? openedOn : reviewOn };
  },
  explain({ openedOn, who = "barnet" }, { needed, dueOn }) {
    const citation = citationOn("investigation-opened-information", openedOn);
    if (!needed) {
      const again = dueOn === null ? "" : ` Skälen prövas igen ${formatLong(dueOn)} (lokal regel).`;
      return `Ingen information lämnas nu: särskilda skäl talar mot det (${citation}).${again}`;
    }
    const because = `den som berörs, här ${who}, informeras genast om att en utredning har inletts`;
    return deadlineSentence({
      verb: "Informeras",
      dueOn: dueOn ?? openedOn,
      because,
      provisionId: "investigation-opened-information",
      citedOn: openedOn,
    });
  },
};

export type ConcernedInput = { readonly birthDate: string; readonly openedOn: string; readonly guardians: number };
export type ConcernedOutcome = {
  /** Whether the child is a party of its own beside the guardians, from 15 years. */ readonly childIsParty: boolean;
  /** How many are to be told: the child and each guardian. */ readonly people: number;
};

export const whoIsConcerned: Rule<ConcernedInput, ConcernedOutcome> = {
  id: "who-is-concerned",
  title: "Vilka som berörs av en utredning",
  provisionIds: ["investigation-opened-information", "child-information", "child-own-party"],
  basis: "lag",
  room: "investigation",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "Barnet och varje vårdnadshavare; barnet är från 15 år part vid sidan av dem. Att också andra kan beröras avgörs i ärendet.",
  apply({ birthDate, openedOn, guardians }) {
    return { childIsParty: ownParty.apply({ birthDate, day: openedOn }).isOwnParty, people: 1 + guardians };
  },
  explain({ openedOn }, { childIsParty }) {
    const party = childIsParty ? `, som har fyllt 15 år och själv är part (${citationOn("child-own-party", openedOn)}),` : "";
    return `Barnet${party} och varje vårdnadshavare informeras om att utredningen har inletts (${citationOn("investigation-opened-information", openedOn)}).`;
  },
};

const CONCLUSION_PARTS = [
  "bedömning av barnets behov",
  "bedömning av barnets bästa",
  "barnets åsikt",
  "hur barnets åsikt har vägts in",
  "utredningens resultat",
] as const;
type ConclusionPart = (typeof CONCLUSION_PARTS)[number];

export type ConclusionInput = {
  readonly concludedOn: string;
  readonly assessment: string;
  readonly bestInterests: string;
  /** The child's opinion is recorded, or why it is not. */
  readonly opinionOrReason: boolean;
  /** How the opinion was weighed is recorded, or why it is not. */
  readonly weighingOrReason: boolean;
  readonly outcome: string | null;
  /** All material of importance has been communicated to the parties, or the reason why not is recorded. */
  readonly communicatedOrReason: boolean;
};
export type ConclusionOutcome = {
  readonly permitted: boolean;
  readonly missing: readonly (ConclusionPart | "kommunicering")[];
};

export const conclusion: Rule<ConclusionInput, ConclusionOutcome> = {
  id: "investigation-conclusion",
  title: "Vad som ska finnas innan en utredning avslutas",
  provisionIds: ["best-interests", "child-opinion", "documentation", "communication"],
  basis: "lag",
  room: "investigation",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "Lagen kräver att barnets bästa bedöms, att åsikten tillmäts betydelse och att handläggningen dokumenteras; att avslut spärras tills delarna finns är vårt val.",
  apply(input) {
    const present: readonly (readonly [ConclusionPart | "kommunicering", boolean])[] = [
      ["bedömning av barnets behov", input.assessment.trim() !== ""],
      ["bedömning av barnets bästa", input.bestInterests.trim() !== ""],
      ["barnets åsikt", input.opinionOrReason],
      ["hur barnets åsikt har vägts in", input.weighingOrReason],
      ["utredningens resultat", input.outcome !== null && input.outcome.trim() !== ""],
      ["kommunicering", input.communicatedOrReason],
    ];
    const missing = present.filter(([, there]) => !there).map(([part]) => part);
    return { permitted: missing.length === 0, missing };
  },
  explain({ concludedOn }, { permitted, missing }) {
    const citation = citationsOn(["best-interests", "child-opinion", "documentation", "communication"], concludedOn);
    if (permitted) return `Allt som ska finnas innan utredningen avslutas finns (${citation}).`;
    return `Utredningen kan inte avslutas än. Det saknas: ${listed(missing)} (${citation}).`;
  },
};

/** The rules of this room, for docs/law.md. */
export const investigationRules = [investigationTime, extension, informationThatOpened, whoIsConcerned, conclusion] as const;
