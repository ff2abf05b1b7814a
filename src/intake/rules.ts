/** What the law asks when something reaches the board: protection at once, fourteen days, feedback to the reporter. */
import { addDays, compareDates, formatLong, stockholmDate, stockholmTime } from "../core/dates.ts";
import { deadlineSentence } from "../core/law/deadline.ts";
import { citationOn } from "../core/law/provision.ts";
import { NEW_SOL_FROM, SFS_2025_1501_FROM } from "../core/law/wordings.ts";
import type { Rule } from "../core/law/rule.ts";
import type { IntakeType } from "./codes.ts";

/** From this time of day a report counts as late. Local: the act says "genast", the bill "or the next day if it came in late". */
export const DEFAULT_LATE_FROM = "16:00";
/** Days of the preliminary assessment, SoL 20:2 (old 11:1 a). */
export const PRELIMINARY_ASSESSMENT_DAYS = 14;
/** Days to give feedback to a mandated reporter, SoL 19:6 in the wording of SFS 2025:1501. */
export const FEEDBACK_DAYS = 7;

export type ProtectionInput = { readonly type: IntakeType; readonly receivedAt: Date; readonly lateFrom?: string };
export type ProtectionOutcome = { readonly needed: boolean; readonly dueOn: string | null; readonly cameLate: boolean };

export const immediateProtection: Rule<ProtectionInput, ProtectionOutcome> = {
  id: "immediate-protection",
  title: "Omedelbar skyddsbedömning",
  provisionIds: ["immediate-protection"],
  basis: "lag",
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
      ? `behovet av omedelbart skydd bedöms genast, och anmälan kom in efter klockan ${lateFrom.replace(":", ".")}`
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
  readonly dueOn: string | null;
  readonly why: "anmälan" | "förlängd" | "utredning pågår" | "inte en anmälan";
};

export const preliminaryAssessment: Rule<PreliminaryInput, PreliminaryOutcome> = {
  id: "preliminary-assessment",
  title: "Förhandsbedömning inom 14 dagar",
  provisionIds: ["preliminary-assessment"],
  basis: "lag",
  room: "intake",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source: "Dagen då anmälan kom in räknas inte. Om sista dagen är en helgdag flyttas den inte.",
  apply({ type, receivedOn, investigationOpen, extendedTo }) {
    if (type !== "anmälan") return { needed: false, dueOn: null, why: "inte en anmälan" };
    if (investigationOpen) return { needed: false, dueOn: null, why: "utredning pågår" };
    const dueOn = addDays(receivedOn, PRELIMINARY_ASSESSMENT_DAYS);
    if (extendedTo !== undefined && compareDates(extendedTo, dueOn) > 0) return { needed: true, dueOn: extendedTo, why: "förlängd" };
    return { needed: true, dueOn, why: "anmälan" };
  },
  explain({ receivedOn }, { dueOn, why }) {
    const citation = citationOn("preliminary-assessment", receivedOn);
    if (why === "utredning pågår") return `Inget beslut behövs: en utredning om barnet pågår redan (${citation}).`;
    if (dueOn === null) return `Ingen förhandsbedömning: den gäller bara anmälningar (${citation}).`;
    const because = why === "förlängd" ? "tiden är förlängd för att det finns synnerliga skäl" : "14 dagar efter anmälan";
    return deadlineSentence({
      verb: "Beslutas",
      dueOn,
      because,
      provisionId: "preliminary-assessment",
      citedOn: receivedOn,
    });
  },
};

export type OpenInput = { readonly type: IntakeType; readonly receivedOn: string; readonly mayLeadToMeasure: boolean };
export type OpenOutcome = { readonly atOnce: boolean; readonly dueOn: string | null };

export const openInvestigationAtOnce: Rule<OpenInput, OpenOutcome> = {
  id: "open-investigation-at-once",
  title: "Utredning inleds genast",
  provisionIds: ["open-investigation"],
  basis: "lag",
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

export type ViolenceInput = { readonly concernsViolence: boolean; readonly receivedOn: string };
export type ViolenceOutcome = { readonly openWithoutDelay: boolean };

export const violenceMeansInvestigation: Rule<ViolenceInput, ViolenceOutcome> = {
  id: "violence-means-investigation",
  title: "Utredning utan dröjsmål vid våld",
  provisionIds: ["violence-investigation"],
  basis: "lag",
  room: "intake",
  validFrom: "2014-10-01",
  certainty: "allmän kunskap",
  source:
    "Gäller våld mot barn och när barn har bevittnat våld. Den nu gällande föreskriften är inte läst: systemet påminner men hindrar inte.",
  apply: ({ concernsViolence }) => ({ openWithoutDelay: concernsViolence }),
  explain({ receivedOn }, { openWithoutDelay }) {
    if (!openWithoutDelay) return "Anmälan gäller inte våld: förhandsbedömningen görs på vanligt sätt.";
    return `Anmälan gäller våld: utredning ska inledas utan dröjsmål (${citationOn("violence-investigation", receivedOn)}).`;
  },
};

export type FeedbackInput = {
  readonly byMandatedReporter: boolean;
  readonly requestedOn: string | null;
  /** The day of the decision to open or not to open; null while none is taken. */
  readonly decidedOn: string | null;
  /** When the report came an utredning of the child was already open. */
  readonly investigationOpen: boolean;
  /** Telling is olämpligt; the reason is recorded. */
  readonly unsuitable?: boolean;
};
export type FeedbackOutcome = {
  readonly needed: boolean;
  readonly dueOn: string | null;
  readonly why: "en vecka" | "genast" | "väntar på beslut" | "inte begärd" | "inte anmälningsskyldig" | "olämpligt";
};

export const feedbackToReporter: Rule<FeedbackInput, FeedbackOutcome> = {
  id: "feedback-to-reporter",
  title: "Återkoppling till anmälaren",
  provisionIds: ["feedback-to-reporter", "mandated-report"],
  basis: "lag",
  room: "intake",
  validFrom: SFS_2025_1501_FROM,
  certainty: "osäker",
  source: "En vecka enligt SFS 2025:1501; dagen för ikraftträdandet är sannolikt 1 januari 2026. För tidigare beslut sätts ingen dag.",
  apply({ byMandatedReporter, requestedOn, decidedOn, investigationOpen, unsuitable = false }) {
    const none = (why: FeedbackOutcome["why"], needed = false): FeedbackOutcome => ({ needed, dueOn: null, why });
    if (!byMandatedReporter) return none("inte anmälningsskyldig");
    if (requestedOn === null) return none("inte begärd");
    if (unsuitable) return none("olämpligt");
    if (investigationOpen) return { needed: true, dueOn: requestedOn, why: "genast" };
    if (decidedOn === null) return none("väntar på beslut", true);
    if (decidedOn < SFS_2025_1501_FROM) return none("genast", true);
    const lastDay = addDays(decidedOn, FEEDBACK_DAYS);
    if (requestedOn > lastDay) return { needed: true, dueOn: requestedOn, why: "genast" };
    return { needed: true, dueOn: lastDay, why: "en vecka" };
  },
  explain({ decidedOn, requestedOn }, { dueOn, why, needed }) {
    const day = decidedOn ?? requestedOn ?? SFS_2025_1501_FROM;
    const citation = citationOn("feedback-to-reporter", day);
    if (why === "väntar på beslut") return `Anmälaren har begärt återkoppling: den lämnas senast en vecka efter beslutet (${citation}).`;
    if (needed && dueOn === null) return `Anmälaren har begärt återkoppling om beslutet den ${formatLong(day)} (${citation}).`;
    if (dueOn === null) {
      const reason = {
        "inte begärd": "anmälaren har inte begärt det",
        "inte anmälningsskyldig": "anmälaren är inte anmälningsskyldig",
        olämpligt: "det är olämpligt med hänsyn till omständigheterna",
      }[why as "inte begärd" | "inte anmälningsskyldig" | "olämpligt"];
      return `Ingen återkoppling krävs: ${reason} (${citation}).`;
    }
    const because = why === "en vecka" ? "en vecka efter beslutet" : "lämnas genast på anmälarens begäran";
    return deadlineSentence({ verb: "Återkopplas", dueOn, because, provisionId: "feedback-to-reporter", citedOn: day });
  },
};

/** The rules of this room, for docs/law.md. */
export const intakeRules = [
  immediateProtection,
  preliminaryAssessment,
  openInvestigationAtOnce,
  violenceMeansInvestigation,
  feedbackToReporter,
] as const;
