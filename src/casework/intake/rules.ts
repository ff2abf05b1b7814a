/** What the law asks when something reaches the board: protection at once, fourteen days, feedback to the reporter. */
import { addDays, compareDates, formatLong, stockholmDate, stockholmTime } from "../../platform/basics/dates.ts";
import { fixedDay, lastDay } from "../../platform/law/rules-last-day.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn } from "../../platform/law/provision.ts";
import { NEW_SOL_FROM, SFS_2025_1501_FROM } from "../../platform/law/wordings.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { IntakeType } from "./codes.ts";
import { mandatedReporter, reporterMeeting, reporterSecrecy } from "./rules-reporters.ts";

/** From this time of day a report counts as late. Local: the act says "genast", the bill "or the next day if it came in late". */
const DEFAULT_LATE_FROM = "16:00";
/** Days of the preliminary assessment, SoL 20:2 (old 11:1 a). */
const PRELIMINARY_ASSESSMENT_DAYS = 14;
/** Days to give feedback to a mandated reporter, SoL 19:6 in the wording of SFS 2025:1501. */
const FEEDBACK_DAYS = 7;
/** Since when an investigation is opened without delay after violence: SOSFS 2014:4, since 1 November 2022 HSLF-FS 2022:39. */
const VIOLENCE_RULE_FROM = "2014-10-01";

export type ProtectionInput = { readonly type: IntakeType; readonly receivedAt: Date; readonly lateFrom?: string };
export type ProtectionOutcome = { readonly needed: boolean; readonly dueOn: string | null; readonly cameLate: boolean };

export const immediateProtection: Rule<ProtectionInput, ProtectionOutcome> = {
  id: "immediate-protection",
  title: "Omedelbar skyddsbedömning",
  provisionIds: ["immediate-protection"],
  basis: "lag",
  clock: "genast",
  room: "intake",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source: `Genast: samma dag, eller nästa dag om anmälan kom in sent (prop. 2012/13:10 s. 60). Klockslaget för ”sent” är lokalt, från början ${DEFAULT_LATE_FROM}.`,
  apply({ type, receivedAt, lateFrom = DEFAULT_LATE_FROM }) {
    if (type !== "anmälan") return { needed: false, dueOn: null, cameLate: false };
    const cameLate = stockholmTime(receivedAt) >= lateFrom;
    const day = stockholmDate(receivedAt);
    return { needed: true, dueOn: cameLate ? addDays(day, 1) : day, cameLate };
  },
  explain({ receivedAt, lateFrom = DEFAULT_LATE_FROM }, { dueOn, cameLate }) {
    const day = stockholmDate(receivedAt);
    if (dueOn === null) return "Lagen kräver omedelbar skyddsbedömning bara när en anmälan har kommit in.";
    const because = cameLate
      ? `behovet av omedelbart skydd bedöms genast, och anmälan kom in efter klockan ${lateFrom}`
      : "behovet av omedelbart skydd bedöms samma dag som anmälan kom in";
    return deadlineSentence({ verb: "Bedöms", dueOn, because, provisionId: "immediate-protection", citedOn: day });
  },
};

export type PreliminaryInput = {
  readonly type: IntakeType;
  readonly receivedOn: string;
  /** An utredning of this very child is open. */
  readonly investigationOpen: boolean;
  /** The day to which the time has been extended for synnerliga skäl. */
  readonly extendedTo?: string;
};
export type PreliminaryOutcome = {
  readonly needed: boolean;
  /** The last day in law. */ readonly dueOn: string | null;
  /** The day as counted, before any holiday is looked at. */ readonly targetOn: string | null;
  readonly why: "anmälan" | "förlängd" | "utredning pågår" | "inte en anmälan";
};

export const preliminaryAssessment: Rule<PreliminaryInput, PreliminaryOutcome> = {
  id: "preliminary-assessment",
  title: "Förhandsbedömning inom 14 dagar",
  provisionIds: ["preliminary-assessment", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intake",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source: "Dagen då anmälan kom in räknas inte. En dag som nämnden har förlängt till flyttas inte.",
  apply({ type, receivedOn, investigationOpen, extendedTo }) {
    const none = { needed: false, dueOn: null, targetOn: null };
    if (type !== "anmälan") return { ...none, why: "inte en anmälan" };
    if (investigationOpen) return { ...none, why: "utredning pågår" };
    const limit = lastDay(addDays(receivedOn, PRELIMINARY_ASSESSMENT_DAYS));
    if (extendedTo !== undefined && compareDates(extendedTo, limit.dueOn) > 0) {
      return { needed: true, ...fixedDay(extendedTo), why: "förlängd" };
    }
    return { needed: true, ...limit, why: "anmälan" };
  },
  explain({ receivedOn }, { dueOn, targetOn, why }) {
    const citation = citationOn("preliminary-assessment", receivedOn);
    if (why === "utredning pågår") return `Inget beslut behövs: en utredning om barnet pågår redan (${citation}).`;
    if (dueOn === null) return `Ingen förhandsbedömning: den gäller bara anmälningar (${citation}).`;
    const because = why === "förlängd" ? "tiden är förlängd för att det finns synnerliga skäl" : "14 dagar efter anmälan";
    const days = { dueOn, targetOn: targetOn ?? undefined };
    return deadlineSentence({ verb: "Beslutas", ...days, because, provisionId: "preliminary-assessment", citedOn: receivedOn });
  },
};

export type PreliminaryExtensionInput = {
  readonly receivedOn: string;
  /** The day set by an earlier extension. */ readonly extendedTo?: string;
  readonly newDate: string;
  readonly exceptionalReasons: string;
};
export type PreliminaryExtensionOutcome = {
  readonly permitted: boolean;
  readonly missing: readonly ("en dag efter den nuvarande tiden" | "synnerliga skäl")[];
};

export const preliminaryExtension: Rule<PreliminaryExtensionInput, PreliminaryExtensionOutcome> = {
  id: "preliminary-extension",
  title: "Förlängning av förhandsbedömningen",
  provisionIds: ["preliminary-assessment"],
  basis: "lag",
  room: "intake",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source: "Bara om det finns synnerliga skäl. Lagen säger inte hur länge: dagen och skälen skrivs ner.",
  apply({ receivedOn, extendedTo, newDate, exceptionalReasons }) {
    const report = { type: "anmälan", receivedOn, investigationOpen: false } as const;
    const current = preliminaryAssessment.apply(extendedTo === undefined ? report : { ...report, extendedTo }).dueOn ?? receivedOn;
    const missing: PreliminaryExtensionOutcome["missing"][number][] = [];
    if (compareDates(newDate, current) <= 0) missing.push("en dag efter den nuvarande tiden");
    if (exceptionalReasons.trim() === "") missing.push("synnerliga skäl");
    return { permitted: missing.length === 0, missing };
  },
  explain({ receivedOn, newDate }, { permitted, missing }) {
    const citation = citationOn("preliminary-assessment", receivedOn);
    if (!permitted) return `Förhandsbedömningen kan inte förlängas: ${listed(missing)} saknas (${citation}).`;
    return `Förhandsbedömningen förlängs till den ${formatLong(newDate)}: det finns synnerliga skäl (${citation}).`;
  },
};

export type OpenInput = { readonly type: IntakeType; readonly receivedOn: string; readonly mayLeadToMeasure: boolean };
export type OpenOutcome = { readonly atOnce: boolean; readonly dueOn: string | null };

export const openInvestigationAtOnce: Rule<OpenInput, OpenOutcome> = {
  id: "open-investigation-at-once",
  title: "Utredning inleds genast",
  provisionIds: ["open-investigation"],
  basis: "lag",
  clock: "genast",
  room: "intake",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "”Genast” visas som samma dag; den äldre lagen sade ”utan dröjsmål”. En anmälan går först till förhandsbedömning.",
  apply({ type, receivedOn, mayLeadToMeasure }) {
    const atOnce = type !== "anmälan" && mayLeadToMeasure;
    return { atOnce, dueOn: atOnce ? receivedOn : null };
  },
  explain({ type, receivedOn }, { dueOn }) {
    const citation = citationOn("open-investigation", receivedOn);
    if (dueOn === null) {
      return type === "anmälan"
        ? `En anmälan går först till förhandsbedömning (${citationOn("preliminary-assessment", receivedOn)}).`
        : `Ingen utredning behövs: uppgifterna kan inte leda till någon åtgärd av nämnden (${citation}).`;
    }
    const pace = receivedOn < NEW_SOL_FROM ? "utan dröjsmål" : "genast";
    const because = type === "ansökan" ? `en ansökan utreds ${pace}, utan förhandsbedömning` : `utredning inleds ${pace}`;
    return deadlineSentence({ verb: "Inleds", dueOn, because, provisionId: "open-investigation", citedOn: receivedOn });
  },
};

export type ViolenceInput = {
  readonly concernsViolence: boolean;
  readonly receivedOn: string;
  /** The moment it came in, where it is known: late in the day gives the next day. */ readonly receivedAt?: Date;
  readonly lateFrom?: string;
};
export type ViolenceOutcome = { readonly openWithoutDelay: boolean; readonly dueOn: string | null };

export const violenceMeansInvestigation: Rule<ViolenceInput, ViolenceOutcome> = {
  id: "violence-means-investigation",
  title: "Utredning utan dröjsmål vid våld",
  provisionIds: ["violence-investigation"],
  basis: "lag",
  clock: "genast",
  room: "intake",
  validFrom: "2014-10-01",
  certainty: "allmän kunskap",
  source:
    "Gäller våld mot barn och när barn har bevittnat våld, i stället för de 14 dagarna. ”Utan dröjsmål” visas som dagen för skyddsbedömningen. Föreskriften är inte läst: systemet påminner men hindrar inte.",
  apply({ concernsViolence, receivedOn, receivedAt, lateFrom = DEFAULT_LATE_FROM }) {
    if (!concernsViolence || receivedOn < VIOLENCE_RULE_FROM) return { openWithoutDelay: false, dueOn: null };
    const late = receivedAt !== undefined && stockholmTime(receivedAt) >= lateFrom;
    return { openWithoutDelay: true, dueOn: late ? addDays(receivedOn, 1) : receivedOn };
  },
  explain({ receivedOn }, { dueOn }) {
    if (dueOn === null) return "Anmälan gäller inte våld: förhandsbedömningen görs på vanligt sätt.";
    const citation = citationOn("violence-investigation", receivedOn);
    return `Anmälan gäller våld: utredning ska inledas utan dröjsmål (${citation}), senast ${formatLong(dueOn)}.`;
  },
};

export type FeedbackInput = {
  readonly byMandatedReporter: boolean;
  readonly requestedOn: string | null;
  /** The day of the decision to open or not to open, or to put the report to an open utredning; null while none is taken. */
  readonly decidedOn: string | null;
  /** An utredning of the child was already open: when the report came, or when it was decided about. */
  readonly investigationOpen: boolean;
  /** Telling is olämpligt; the reason is recorded. */
  readonly unsuitable?: boolean;
};
export type FeedbackOutcome = {
  readonly needed: boolean;
  /** The last day in law; null where there is none to give. */ readonly dueOn: string | null;
  /** The day as counted, before any holiday is looked at. */ readonly targetOn: string | null;
  readonly why: "en vecka" | "genast" | "ingen bestämd dag" | "väntar på beslut" | "inte begärd" | "inte anmälningsskyldig" | "olämpligt";
};

export const feedbackToReporter: Rule<FeedbackInput, FeedbackOutcome> = {
  id: "feedback-to-reporter",
  title: "Återkoppling till anmälaren",
  provisionIds: ["feedback-to-reporter", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intake",
  validFrom: "2013-01-01",
  certainty: "osäker",
  source:
    "På begäran av den som har anmält enligt 19 kap. 1–3 §§: senast en vecka efter beslutet, genast om begäran kommer senare eller om en utredning redan pågår (SFS 2025:1501; ikraft sannolikt 1 januari 2026). Före den dagen fanns ingen bestämd dag.",
  apply({ byMandatedReporter, requestedOn, decidedOn, investigationOpen, unsuitable = false }) {
    const none = (why: FeedbackOutcome["why"], needed = false): FeedbackOutcome => ({ needed, dueOn: null, targetOn: null, why });
    if (!byMandatedReporter) return none("inte anmälningsskyldig");
    if (requestedOn === null) return none("inte begärd");
    if (unsuitable) return none("olämpligt");
    if (decidedOn === null && !investigationOpen) return none("väntar på beslut", true);
    const latest = decidedOn !== null && decidedOn > requestedOn ? decidedOn : requestedOn;
    if (latest < SFS_2025_1501_FROM) return none("ingen bestämd dag", true);
    if (decidedOn === null || investigationOpen) return { needed: true, ...fixedDay(latest), why: "genast" };
    const week = lastDay(addDays(decidedOn, FEEDBACK_DAYS));
    if (requestedOn > week.dueOn || decidedOn < SFS_2025_1501_FROM) return { needed: true, ...fixedDay(requestedOn), why: "genast" };
    return { needed: true, ...week, why: "en vecka" };
  },
  explain({ decidedOn, requestedOn }, { dueOn, targetOn, why }) {
    const day = dueOn !== null && why === "genast" ? dueOn : (decidedOn ?? requestedOn ?? SFS_2025_1501_FROM);
    const citation = citationOn("feedback-to-reporter", day);
    if (dueOn === null) return `${withoutDay[why] ?? ""} (${citation}).`;
    const because = why === "en vecka" ? "en vecka efter beslutet" : "lämnas genast på anmälarens begäran";
    const days = { dueOn, targetOn: targetOn ?? undefined };
    return deadlineSentence({ verb: "Återkopplas", ...days, because, provisionId: "feedback-to-reporter", citedOn: day });
  },
};

type Told = CodeOf<"intake.reporter_feedback.told">;

/** All that the board may tell a reporter by duty (19 kap. 6 § SoL): that an investigation was opened, was not, or goes on already. */
export function whatMayBeTold(of: {
  readonly result: CodeOf<"intake.preliminary_decision.result"> | null;
  readonly investigationOpen: boolean;
}): Told {
  if (of.investigationOpen) return "utredning pågår redan";
  return of.result === "inleda" ? "utredning har inletts" : "utredning har inte inletts";
}

const withoutDay: Readonly<Partial<Record<FeedbackOutcome["why"], string>>> = {
  "väntar på beslut": "Anmälaren har begärt återkoppling: den lämnas när det är beslutat om en utredning ska inledas",
  "ingen bestämd dag": "Anmälaren har begärt återkoppling: den lämnas utan någon bestämd dag",
  "inte begärd": "Ingen återkoppling krävs: anmälaren har inte begärt det",
  "inte anmälningsskyldig": "Ingen återkoppling krävs: anmälaren är inte anmälningsskyldig",
  olämpligt: "Ingen återkoppling krävs: det är olämpligt med hänsyn till omständigheterna",
};

/** The rules of this room, for docs/law.md. */
export const intakeRules = [
  immediateProtection,
  preliminaryAssessment,
  preliminaryExtension,
  openInvestigationAtOnce,
  violenceMeansInvestigation,
  feedbackToReporter,
  mandatedReporter,
  reporterMeeting,
  reporterSecrecy,
] as const;
