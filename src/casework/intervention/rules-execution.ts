/** What is reported of a granted intervention that is not carried out within three months: each quarter, and when it is carried out. */
import { addDays, addMonths, compareDates, formatLong } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn, wordingsOf } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** True for a decision under the right to interventions (11 kap. 1 §, before that 4 kap. 1 §): the only ones of ours that are reported. */
export function isUnderRight(legalProvision: string): boolean {
  return wordingsOf("right-to-intervention").some((wording) => startsCitation(legalProvision, wording.citation));
}

/** The citation stands in the text as a whole: "4 kap. 1 §" is not in "14 kap. 1 §". */
function startsCitation(text: string, citation: string): boolean {
  return text.split(/, | och /u).includes(citation);
}

export type ExecutionReportInput = {
  /** The last day of the three months, as `notExecuted` gives it. */ readonly limitOn: string;
  /** The day it began, or began again; null while it has not. */ readonly executedOn: string | null;
  /** The day it was clear that it will not. */ readonly gaveUpOn?: string | null;
  /** The latest report that it was not carried out. */ readonly lastReportedOn: string | null;
  /** That it has been carried out is reported too. */ readonly executedReported: boolean;
  readonly today: string;
};
export type ExecutionReportOutcome = { readonly due: "inte verkställt" | "verkställt" | null; readonly dueOn: string | null };

export const executionReport: Rule<ExecutionReportInput, ExecutionReportOutcome> = {
  id: "execution-report",
  title: "Rapport till IVO och revisorerna varje kvartal, och när beslutet har verkställts",
  provisionIds: ["not-executed-report", "executed-report"],
  basis: "lag",
  clock: "egen dag",
  room: "intervention",
  validFrom: "2008-01-01",
  certainty: "verifierad",
  source:
    "Lagen säger en gång per kvartal och inte vilken dag: kvartalets sista dag är vår läsning, och kommunen kan rapportera tidigare. Att ett rapporterat beslut har verkställts anmäls när det har skett.",
  apply({ limitOn, executedOn, gaveUpOn = null, lastReportedOn, executedReported, today }) {
    const nothing = { due: null, dueOn: null } as const;
    const over = executedOn ?? gaveUpOn;
    if (compareDates(over ?? today, limitOn) <= 0) return nothing;
    if (over === null) {
      if (reportAskedFrom({ limitOn, lastReportedOn }) > today) return nothing;
      return { due: "inte verkställt", dueOn: lastDayOfQuarter(nextReport({ limitOn, lastReportedOn })) };
    }
    if (lastReportedOn === null) return { due: "inte verkställt", dueOn: lastDayOfQuarter(addDays(limitOn, 1)) };
    return executedOn === null || executedReported ? nothing : { due: "verkställt", dueOn: executedOn };
  },
  explain({ limitOn, lastReportedOn, executedOn }, { due, dueOn }) {
    if (due === null || dueOn === null) return `Inget ska rapporteras nu (${citationOn("not-executed-report", limitOn)}).`;
    if (due === "verkställt") {
      const because = "beslutet är rapporterat som inte verkställt och har nu verkställts";
      return deadlineSentence({ verb: "Anmäls till IVO och revisorerna", dueOn, because, provisionId: "executed-report", citedOn: dueOn });
    }
    const late = executedOn === null ? "beslutet är inte verkställt inom tre månader" : "beslutet verkställdes efter mer än tre månader";
    const because = lastReportedOn === null ? late : `${late}, och rapporteras varje kvartal (förra gången ${formatLong(lastReportedOn)})`;
    return deadlineSentence({
      verb: "Rapporteras till IVO och revisorerna",
      dueOn,
      because,
      provisionId: "not-executed-report",
      citedOn: dueOn,
    });
  },
};

export type CouncilInput = { readonly limitOn: string; readonly lastReportedOn: string | null };

export const councilStatistics: Rule<CouncilInput, { readonly dueOn: string }> = {
  id: "statistics-to-council",
  title: "Statistikrapport till kommunfullmäktige om beslut som inte har verkställts",
  provisionIds: ["council-statistics"],
  basis: "lag",
  clock: "egen dag",
  room: "intervention",
  validFrom: "2006-07-01",
  certainty: "osäker",
  source:
    "Antal beslut, utan uppgifter om enskilda, samma beslut som rapporteras till IVO. Att det görs varje kvartal stod i 16 kap. 6 h § äldre SoL; resten av 34 kap. 3 § SoL är avhuggen i vår text. Kvartalets sista dag är vår läsning.",
  apply: ({ limitOn, lastReportedOn }) => ({ dueOn: lastDayOfQuarter(nextReport({ limitOn, lastReportedOn })) }),
  explain({ limitOn, lastReportedOn }, { dueOn }) {
    const because =
      lastReportedOn === null
        ? "beslut är inte verkställda inom tre månader"
        : `rapporten lämnas varje kvartal (förra gången ${formatLong(lastReportedOn)})`;
    return deadlineSentence({ verb: "Lämnas till kommunfullmäktige", dueOn, because, provisionId: "council-statistics", citedOn: limitOn });
  },
};

type Reported = Pick<ExecutionReportInput, "limitOn" | "lastReportedOn">;

/** The first day of what is to be reported next: after the three months, or after the quarter of the latest report. */
function nextReport({ limitOn, lastReportedOn }: Reported): string {
  return addDays(lastReportedOn === null ? limitOn : lastDayOfQuarter(lastReportedOn), 1);
}

/** The first day on which a report that it is not carried out is asked for, while it is not: never within the three months. */
export function reportAskedFrom({ limitOn, lastReportedOn }: Reported): string {
  const [next, late] = [nextReport({ limitOn, lastReportedOn }), addDays(limitOn, 1)];
  return next > late ? next : late;
}

/** The last day of the calendar quarter of a day. */
function lastDayOfQuarter(day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  const first = `${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  return addDays(addMonths(first, 3), -1);
}
