/** What the law and the municipality ask while an intervention runs: that it is carried out, followed up, considered and ended. */
import { addMonths, compareDates, formatLong } from "../core/dates.ts";
import { deadlineSentence } from "../core/law/deadline.ts";
import { citationOn } from "../core/law/provision.ts";
import type { Rule } from "../core/law/rule.ts";

/** Months between follow-ups. Local: the act says systematically and continuously, not how often. */
export const DEFAULT_FOLLOW_UP_MONTHS = 6;
/** Months until a granted intervention that is not carried out is reported, SoL 34:1. */
export const NOT_EXECUTED_MONTHS = 3;
/** Months between deliberations about a child cared for outside the home, SoL 22:13. */
export const DELIBERATION_MONTHS = 6;
/** Months within which a follow-up without consent must end, SoL 23:5. */
export const FOLLOW_UP_LIMIT_MONTHS = 6;

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
  readonly startedOn: string | null;
  /** The day carrying out was broken off. */ readonly interruptedOn?: string | null;
  /** The day it was clear that it will never be carried out. */ readonly gaveUpOn?: string | null;
  readonly today: string;
};
export type NotExecutedOutcome = { readonly reportable: boolean; readonly from: string | null };

export const notExecuted: Rule<NotExecutedInput, NotExecutedOutcome> = {
  id: "not-executed",
  title: "Beslut som inte har verkställts rapporteras",
  provisionIds: ["not-executed-report", "executed-report"],
  basis: "lag",
  room: "intervention",
  validFrom: "2008-01-01",
  certainty: "verifierad",
  source:
    "Gynnande beslut enligt 11 kap. 1 § som inte har verkställts inom tre månader, eller inte på nytt inom tre månader från avbrottet. Rapporteras en gång per kvartal till IVO och revisorerna, och på nytt när beslutet har verkställts. Blir insatsen inte av rapporteras bara dröjsmål som redan hade blivit längre än tre månader: vår läsning.",
  apply({ grantedOn, startedOn, interruptedOn, gaveUpOn, today }) {
    const clockFrom = startedOn === null ? grantedOn : (interruptedOn ?? null);
    if (clockFrom === null) return { reportable: false, from: null };
    const from = addMonths(clockFrom, NOT_EXECUTED_MONTHS);
    return { reportable: compareDates(gaveUpOn ?? today, from) > 0, from };
  },
  explain({ grantedOn, startedOn, gaveUpOn }, { reportable, from }) {
    const citation = citationOn("not-executed-report", grantedOn);
    if (from !== null && gaveUpOn) {
      const over = `Insatsen blev inte av, ${formatLong(gaveUpOn)}`;
      if (!reportable) return `${over}: inom tre månader från beslutet, så inget rapporteras (${citation}).`;
      return `${over}: då hade beslutet inte verkställts inom tre månader. Dröjsmålet rapporteras till IVO och revisorerna (${citation}).`;
    }
    if (from === null) return `Beslutet är verkställt (${citation}).`;
    const what = startedOn === null ? "beslutet" : "avbrottet";
    if (reportable) return `Ska rapporteras till IVO och revisorerna: inte verkställt inom tre månader från ${what} (${citation}).`;
    return `Verkställs senast ${formatLong(from)}, annars rapporteras det till IVO och revisorerna: tre månader från ${what} (${citation}).`;
  },
};

export type DeliberationInput = { readonly placedOn: string; readonly lastDeliberatedOn: string | null };

export const deliberation: Rule<DeliberationInput, { readonly dueOn: string }> = {
  id: "deliberation",
  title: "Övervägande av vården minst en gång var sjätte månad",
  provisionIds: ["deliberation"],
  basis: "lag",
  room: "intervention",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "Vård i ett annat hem än det egna med stöd av SoL, och beviljat skyddat boende.",
  apply: ({ placedOn, lastDeliberatedOn }) => ({
    dueOn: addMonths(lastDeliberatedOn ?? placedOn, DELIBERATION_MONTHS),
  }),
  explain({ placedOn, lastDeliberatedOn }, { dueOn }) {
    const because = `sex månader efter ${lastDeliberatedOn === null ? "placeringen" : "det förra övervägandet"}`;
    return deadlineSentence({
      verb: "Övervägs",
      dueOn,
      because,
      provisionId: "deliberation",
      citedOn: lastDeliberatedOn ?? placedOn,
    });
  },
};

export type FollowUpLimitInput = { readonly investigationEndedOn: string };

export const followUpLimit: Rule<FollowUpLimitInput, { readonly dueOn: string }> = {
  id: "follow-up-limit",
  title: "Uppföljning utan samtycke avslutas inom sex månader",
  provisionIds: ["follow-up-limit", "follow-up-without-consent"],
  basis: "lag",
  room: "intervention",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source: "Upphör tidigare om en ny utredning inleds. Den äldre lagens tidsgräns är inte läst i sin helhet.",
  apply: ({ investigationEndedOn }) => ({ dueOn: addMonths(investigationEndedOn, FOLLOW_UP_LIMIT_MONTHS) }),
  explain({ investigationEndedOn }, { dueOn }) {
    const because = "sex månader efter att utredningen avslutades";
    return deadlineSentence({
      verb: "Avslutas",
      dueOn,
      because,
      provisionId: "follow-up-limit",
      citedOn: investigationEndedOn,
    });
  },
};

/** Why an intervention ends; the codes of the database. */
export const ENDING_REASONS = [
  "behov tillgodosett",
  "barnet eller vårdnadshavaren avbröt",
  "flyttat",
  "fyllt 18 år",
  "annan insats",
  "annan huvudman",
  "avliden",
  "annat",
] as const;
/** Why an intervention never begins; the codes of the database. */
export const NOT_BEGUN_REASONS = [
  "vårdnadshavare tackar nej",
  "barnet tackar nej",
  "behovet finns inte längre",
  "annan insats",
  "utföraren kan inte och familjen avstår",
  "flyttat",
  "fyllt 18 år",
  "annan huvudman",
  "avliden",
  "annat",
] as const;

export type EndingReason = (typeof ENDING_REASONS)[number];

/** The rules of this room, for docs/law.md. */
export const interventionRules = [followUpTime, notExecuted, deliberation, followUpLimit] as const;
