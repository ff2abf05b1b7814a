/** A party is told of a decision (33 § FvL), and an appeal is tried for time and sent on (43–46 §§ FvL). Pure. */
import { addDays, formatLong } from "../../platform/basics/dates.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { lastDay } from "../../platform/law/rules-last-day.ts";

/** "Så snart som möjligt" and "skyndsamt" in days: ours, to be changed here. */
const WITHIN = 7;
/** Three weeks, 44 § FvL. */
const APPEAL_DAYS = 21;

export type NotifiedInput = { readonly decidedOn: string };

export const decisionNotified: Rule<NotifiedInput, { readonly dueOn: string }> = {
  id: "decision-notified",
  title: "Parten underrättas om beslutet",
  provisionIds: ["notification-of-decision"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "Parten ska underrättas så snart som möjligt om hela beslutet och om hur man överklagar, om det inte är uppenbart obehövligt. En vecka är lokal regel. Gäller inte beslut som bara kan laglighetsprövas (2 § FvL).",
  apply: ({ decidedOn }) => ({ dueOn: addDays(decidedOn, WITHIN) }),
  explain({ decidedOn }, { dueOn }) {
    const sentence = deadlineSentence({ verb: "Underrättas", dueOn, because: "en vecka efter beslutet", citedOn: decidedOn });
    return `${sentence} Parten ska få veta så snart som möjligt (${citationOn("notification-of-decision", decidedOn)}).`;
  },
};

export type AppealTimeInput = { readonly gotOn: string };

export const appealTime: Rule<AppealTimeInput, { readonly dueOn: string; readonly targetOn: string }> = {
  id: "appeal-time",
  title: "Överklagandet ska ha kommit in inom tre veckor från den dag då parten fick del av beslutet",
  provisionIds: ["appeal-time", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "Räknas från den dag då just den som överklagar fick del av beslutet genom nämnden, till samma veckodag tre veckor senare.",
  apply: ({ gotOn }) => lastDay(addDays(gotOn, APPEAL_DAYS)),
  explain({ gotOn }, { dueOn, targetOn }) {
    const because = `tre veckor från att parten fick del av beslutet den ${formatLong(gotOn)}`;
    return deadlineSentence({ verb: "Överklagas", dueOn, targetOn, because, provisionId: "appeal-time", citedOn: gotOn });
  },
};

export type AppealGround = CodeOf<"party.appeal_trial.ground">;
export type AppealInput = {
  readonly receivedOn: string;
  /** The day the one who appeals got the decision; null where it is not known. */ readonly gotOn: string | null;
  /** True where the guidance on how to appeal was wrong or lacking, and that made it late. */ readonly guidanceWrong: boolean;
  /** The day it came in to the court, where it was sent there. */ readonly courtReceivedOn: string | null;
};
export type AppealOutcome = {
  readonly outcome: CodeOf<"party.appeal_trial.outcome">;
  readonly lastOn: string | null;
  readonly ground: AppealGround | null;
};

export const appealInTime: Rule<AppealInput, AppealOutcome> = {
  id: "appeal-in-time",
  title: "Ett överklagande som har kommit in för sent avvisas, om inget undantag gäller",
  provisionIds: ["appeal-form", "appeal-time", "appeal-tried"],
  basis: "lag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "Det avvisas inte om förseningen beror på att underrättelsen om hur man överklagar inte var korrekt, eller om det kom in till domstolen i tid. Att ett överklagande tas upp när det inte går att visa vilken dag parten fick del av beslutet är vår tolkning.",
  apply({ receivedOn, gotOn, guidanceWrong, courtReceivedOn }) {
    if (gotOn === null) return { outcome: "i rätt tid", lastOn: null, ground: null };
    const lastOn = appealTime.apply({ gotOn }).dueOn;
    if (receivedOn <= lastOn) return { outcome: "i rätt tid", lastOn, ground: null };
    if (courtReceivedOn !== null && courtReceivedOn <= lastOn)
      return { outcome: "tas upp ändå", lastOn, ground: "kom in till domstolen i tid" };
    if (guidanceWrong) return { outcome: "tas upp ändå", lastOn, ground: "felaktig underrättelse" };
    return { outcome: "avvisas", lastOn, ground: null };
  },
  explain({ receivedOn }, { outcome, lastOn, ground }) {
    const citation = citationsOn(["appeal-time", "appeal-tried"], receivedOn);
    const came = `Överklagandet kom in ${formatLong(receivedOn)}`;
    if (lastOn === null) return `${came}. Det går inte att visa vilken dag parten fick del av beslutet: det tas upp (${citation}).`;
    const last = `sista dag var ${formatLong(lastOn)}`;
    if (outcome === "i rätt tid") return `${came}, och ${last}: i rätt tid (${citation}).`;
    if (outcome === "avvisas") return `${came}, och ${last}: för sent, det avvisas (${citation}).`;
    const because =
      ground === "felaktig underrättelse" ? "underrättelsen om hur man överklagar inte var korrekt" : "det kom in till domstolen i tid";
    return `${came}, och ${last}, men ${because}: det tas upp (${citation}).`;
  },
};

export type ForwardInput = { readonly receivedOn: string };

export const appealForwarded: Rule<ForwardInput, { readonly dueOn: string }> = {
  id: "appeal-forwarded",
  title: "Överklagandet prövas och lämnas över till förvaltningsrätten",
  provisionIds: ["appeal-forwarded"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "Ett överklagande som inte avvisas överlämnas skyndsamt med övriga handlingar. En vecka är lokal regel.",
  apply: ({ receivedOn }) => ({ dueOn: addDays(receivedOn, WITHIN) }),
  explain({ receivedOn }, { dueOn }) {
    const sentence = deadlineSentence({ verb: "Överlämnas", dueOn, because: "en vecka efter att det kom in", citedOn: receivedOn });
    return `${sentence} Det som inte avvisas överlämnas skyndsamt (${citationOn("appeal-forwarded", receivedOn)}).`;
  },
};

export type ReconsiderInput = {
  readonly decidedOn: string;
  /** An obvious slip of the pen or of counting. */ readonly isSlip: boolean;
  readonly isObviouslyWrong: boolean;
  readonly isQuickAndEasy: boolean;
  /** It would be to some party's disadvantage. */ readonly isWorseForSomebody: boolean;
  /** The appeal has been sent on to the court. */ readonly isForwarded: boolean;
};
export type ReconsiderOutcome = "ska ändras" | "får rättas" | "får inte ändras";

export const reconsideration: Rule<ReconsiderInput, ReconsiderOutcome> = {
  id: "appealed-decision-reconsidered",
  title: "Ett beslut som har överklagats ändras om det är uppenbart felaktigt, innan det lämnas över",
  provisionIds: ["decision-corrected", "decision-may-change", "decision-must-change", "appealed-decision-changed"],
  basis: "lag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "När ett beslut har överklagats får det ändras bara i de fall som avses i 38 § FvL, och bara innan överklagandet har överlämnats. Den som prövar skriver vad den har funnit; programmet bedömer inte själva felet.",
  apply({ isSlip, isObviouslyWrong, isQuickAndEasy, isWorseForSomebody, isForwarded }) {
    if (!isForwarded && isObviouslyWrong && isQuickAndEasy && !isWorseForSomebody) return "ska ändras";
    return isSlip ? "får rättas" : "får inte ändras";
  },
  explain({ decidedOn }, outcome) {
    const cited = citationsOn(["decision-must-change", "appealed-decision-changed"], decidedOn);
    if (outcome === "ska ändras") return `Beslutet ska ändras innan överklagandet lämnas över (${cited}).`;
    if (outcome === "får rättas") return `Skrivfel och liknande får rättas (${citationOn("decision-corrected", decidedOn)}).`;
    return `Beslutet är överklagat och ändras inte här (${cited}).`;
  },
};

export const appealRules = [decisionNotified, appealTime, appealInTime, appealForwarded, reconsideration] as const;
