/** What the law and the municipality ask while an intervention runs: that it is carried out, followed up, considered and ended. */
import { codes } from "../../platform/database/generated.ts";
import { addMonths, compareDates, formatLong } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { NEW_SOL_FROM } from "../../platform/law/wordings.ts";
import { fixedDay, lastDay } from "../../platform/law/rules-last-day.ts";
import { councilStatistics, executionReport } from "./rules-execution.ts";
import { followUpInformation } from "./rules-follow-up.ts";
import type { FollowedUp } from "./rules-follow-up.ts";

/** Months between follow-ups. Local: the act says systematically and continuously, not how often. */
export const DEFAULT_FOLLOW_UP_MONTHS = 6;
/** Months until a granted intervention that is not carried out is reported, SoL 34:1. */
export const NOT_EXECUTED_MONTHS = 3;
/** Months between deliberations about a child cared for outside the home, SoL 22:13. */
const DELIBERATION_MONTHS = 6;
/** Months within which the follow-up must end: old SoL 11:4 c two, SoL 23:5 six, LVU 21 c six. */
const FOLLOW_UP_LIMIT_MONTHS = { old: 2, now: 6, lvu: 6 } as const;

export type FollowUpInput = {
  readonly startedOn: string;
  readonly lastFollowUpOn: string | null;
  /** The day agreed at the last follow-up or in the plan. */
  readonly agreedOn: string | null;
  /** The municipality's own number of months. */
  readonly months?: number;
};
export type FollowUpOutcome = { readonly dueOn: string; readonly why: "överenskommen dag" | "lokal regel" };

export const followUpTime: Rule<FollowUpInput, FollowUpOutcome> = {
  id: "follow-up-time",
  title: "Insatsen följs upp med barnet",
  provisionIds: ["systematic-follow-up"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "intervention",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "Hur ofta är en lokal regel, från början senast var sjätte månad; lagen anger ingen tid. En tidigare överenskommen dag gäller.",
  apply({ startedOn, lastFollowUpOn, agreedOn, months = DEFAULT_FOLLOW_UP_MONTHS }) {
    const since = lastFollowUpOn ?? startedOn;
    const latest = addMonths(since, months);
    const agreed = agreedOn !== null && compareDates(agreedOn, since) > 0 && compareDates(agreedOn, latest) <= 0;
    return agreed ? { dueOn: agreedOn, why: "överenskommen dag" } : { dueOn: latest, why: "lokal regel" };
  },
  explain({ lastFollowUpOn, months = DEFAULT_FOLLOW_UP_MONTHS, startedOn }, { dueOn, why }) {
    if (why === "överenskommen dag")
      return deadlineSentence({
        verb: "Följs upp",
        dueOn,
        because: "den dag som är bestämd i planen",
        citedOn: startedOn,
      });
    const from = lastFollowUpOn === null ? "att insatsen började" : "den förra uppföljningen";
    return deadlineSentence({
      verb: "Följs upp",
      dueOn,
      because: `${months} månader efter ${from}`,
      citedOn: startedOn,
    });
  },
};

export type NotExecutedInput = {
  readonly grantedOn: string;
  /** The day it began. A plan is no beginning. */ readonly startedOn: string | null;
  /** The day carrying out was broken off, when it has not been taken up again. */ readonly interruptedOn?: string | null;
  /** The day it was clear that it will never be carried out. */ readonly gaveUpOn?: string | null;
  /** The decision stands on 11 kap. 1 § (or 4 kap. 1 § of the old act). Those of 11 kap. 4 § are not reported. */
  readonly underRight?: boolean;
  readonly today: string;
};
export type NotExecutedOutcome = {
  readonly reportable: boolean;
  /** The last day on which it can be carried out without a report; null when nothing runs. */ readonly from: string | null;
  /** The same day as counted, before any holiday is looked at. */ readonly targetOn: string | null;
};

export const notExecuted: Rule<NotExecutedInput, NotExecutedOutcome> = {
  id: "not-executed",
  title: "Beslut som inte har verkställts rapporteras",
  provisionIds: ["not-executed-report", "right-to-intervention", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intervention",
  validFrom: "2008-01-01",
  certainty: "verifierad",
  source:
    "Gynnande beslut enligt 11 kap. 1 § som inte har verkställts inom tre månader från beslutet, eller inte på nytt inom tre månader från avbrottet. Verkställt är det som har börjat: en plan räcker inte. Beslut enligt 11 kap. 4 § rapporteras inte. Att sista dagen flyttas till en vardag, och att bara dröjsmål som redan var längre än tre månader rapporteras när insatsen inte blir av, är vår läsning.",
  apply({ grantedOn, startedOn, interruptedOn, gaveUpOn, underRight = true, today }) {
    const clockFrom = startedOn === null ? grantedOn : (interruptedOn ?? null);
    if (clockFrom === null || !underRight) return { reportable: false, from: null, targetOn: null };
    const { dueOn, targetOn } = lastDay(addMonths(clockFrom, NOT_EXECUTED_MONTHS));
    return { reportable: compareDates(gaveUpOn ?? today, dueOn) > 0, from: dueOn, targetOn };
  },
  explain({ grantedOn, startedOn, gaveUpOn, underRight = true }, { reportable, from, targetOn }) {
    const citation = citationOn("not-executed-report", grantedOn);
    if (!underRight)
      return `Beslutet är inte fattat enligt ${citationOn("right-to-intervention", grantedOn)}: det rapporteras inte (${citation}).`;
    if (from === null) return `Beslutet är verkställt (${citation}).`;
    if (gaveUpOn) {
      const over = `Insatsen blev inte av, ${formatLong(gaveUpOn)}`;
      if (!reportable) return `${over}: inom tre månader från beslutet, så inget rapporteras (${citation}).`;
      return `${over}: då hade beslutet inte verkställts inom tre månader. Dröjsmålet rapporteras till IVO och revisorerna (${citation}).`;
    }
    const what = startedOn === null ? "beslutet" : "avbrottet";
    if (reportable) return `Ska rapporteras till IVO och revisorerna: inte verkställt inom tre månader från ${what} (${citation}).`;
    const verb = startedOn === null ? "Ska ha börjat" : "Ska ha börjat igen";
    const because = `tre månader från ${what}, annars rapporteras det till IVO och revisorerna`;
    const days = { dueOn: from, targetOn: targetOn ?? undefined };
    return deadlineSentence({ verb, ...days, because, provisionId: "not-executed-report", citedOn: grantedOn });
  },
};

export type DeliberationInput = { readonly placedOn: string; readonly lastDeliberatedOn: string | null };

export type DeliberationOutcome = {
  /** The last day in law. */ readonly dueOn: string;
  /** The day as counted. */ readonly targetOn: string;
};

export const deliberation: Rule<DeliberationInput, DeliberationOutcome> = {
  id: "deliberation",
  title: "Övervägande av vården minst en gång var sjätte månad",
  provisionIds: ["deliberation", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intervention",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "Vård i ett annat hem än det egna med stöd av SoL, och beviljat skyddat boende.",
  apply: ({ placedOn, lastDeliberatedOn }) => lastDay(addMonths(lastDeliberatedOn ?? placedOn, DELIBERATION_MONTHS)),
  explain({ placedOn, lastDeliberatedOn }, days) {
    const because = `sex månader efter ${lastDeliberatedOn === null ? "placeringen" : "det förra övervägandet"}`;
    return deadlineSentence({ verb: "Övervägs", ...days, because, provisionId: "deliberation", citedOn: lastDeliberatedOn ?? placedOn });
  },
};

export type FollowUpLimitInput = {
  /** The day the investigation was concluded; after a placement the day it ended, after LVU the day the follow-up was begun. */
  readonly investigationEndedOn: string;
  readonly after?: FollowedUp;
  /** A new investigation was opened: the follow-up ends then. */ readonly newInvestigationOn?: string | null;
};
export type FollowUpLimitOutcome = {
  /** The last day in law. */ readonly dueOn: string;
  /** The day as counted. */ readonly targetOn: string;
  readonly why: "tidsgränsen" | "ny utredning";
};

export const followUpLimit: Rule<FollowUpLimitInput, FollowUpLimitOutcome> = {
  id: "follow-up-limit",
  title: "Uppföljningen av barnets situation avslutas inom en viss tid",
  provisionIds: ["follow-up-limit", "follow-up-without-consent", "follow-up-after-placement", "follow-up-after-care", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intervention",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source:
    "Två månader enligt den äldre lagen (11 kap. 4 c §), sex månader enligt 23 kap. 5 § SoL, från att utredningen avslutades eller placeringen upphörde; sex månader från att uppföljningen inleddes enligt 21 c § LVU. Upphör tidigare om en ny utredning inleds. Den lag gäller som gällde när tiden började: övergången är inte läst. 23 kap. 2 § gäller familjehem, skyddat boende och HVB, inte jourhem och stödboende.",
  apply({ investigationEndedOn: endedOn, after = "utredning", newInvestigationOn = null }) {
    const limit = lastDay(addMonths(endedOn, monthsOf(endedOn, after)));
    if (newInvestigationOn !== null && compareDates(newInvestigationOn, limit.dueOn) < 0) {
      return { ...fixedDay(newInvestigationOn), why: "ny utredning" };
    }
    return { ...limit, why: "tidsgränsen" };
  },
  explain({ investigationEndedOn: endedOn, after = "utredning" }, { dueOn, targetOn, why }) {
    const provisionId = after === "vård enligt LVU" ? "follow-up-after-care" : "follow-up-limit";
    const from = { utredning: "utredningen avslutades", placering: "placeringen upphörde", "vård enligt LVU": "uppföljningen inleddes" }[
      after
    ];
    const months = monthsOf(endedOn, after) === FOLLOW_UP_LIMIT_MONTHS.old ? "två månader" : "sex månader";
    const because = why === "ny utredning" ? "en ny utredning har inletts" : `${months} efter att ${from}`;
    return deadlineSentence({ verb: "Avslutas", dueOn, targetOn, because, provisionId, citedOn: endedOn });
  },
};

function monthsOf(endedOn: string, after: FollowedUp): number {
  if (after === "vård enligt LVU") return FOLLOW_UP_LIMIT_MONTHS.lvu;
  return endedOn < NEW_SOL_FROM ? FOLLOW_UP_LIMIT_MONTHS.old : FOLLOW_UP_LIMIT_MONTHS.now;
}

/** Why an intervention ends; the codes of the database. */
export const ENDING_REASONS = codes["intervention.ending.reason"];
/** Why an intervention never begins; the codes of the database. */
export const NOT_BEGUN_REASONS = codes["intervention.not_begun.reason"];

/** The rules of this room, for docs/law.md. */
export const interventionRules = [
  followUpTime,
  notExecuted,
  executionReport,
  councilStatistics,
  deliberation,
  followUpLimit,
  followUpInformation,
] as const;
