// A life as case files: what comes while a case is open belongs to it; what comes after it is closed opens a new one.
import { weekday } from "../calendar.ts";
import type { Intake, Intervention, Investigation, Life } from "../lives/types.ts";

/** One case file: places in the life's lists. */
export type CaseOfLife = {
  readonly openedOn: number;
  /** The last day of anything in it; undefined while something is open. */
  endsOn: number | undefined;
  readonly intakes: number[];
};

/** Longest wait before an investigation's participation is closed with a reason why the child was not told. */
const tellingGivenUpAfter = 14;

/** The day the preliminary assessment's four steps are closed; undefined while the child waits to be told. */
export function preliminaryClosedOn(intake: Intake, life: Life, reference: number): number | undefined {
  if (intake.decidedOn === undefined) return undefined;
  const waits = intake.decidedOn >= reference - 1 && life.number % 3 === 0;
  return waits ? undefined : intake.decidedOn;
}

/** The day the investigation's four steps are closed; undefined while it is open or the child waits to be told. */
export function investigationClosedOn(one: Investigation, reference: number): number | undefined {
  if (one.endedOn === undefined) return undefined;
  if (one.toldOn !== undefined) return one.toldOn;
  const givenUp = weekday(one.endedOn + tellingGivenUpAfter);
  return givenUp <= reference ? givenUp : undefined;
}

/** The life's case files in order of time. */
export function casesOf(life: Life, reference: number): CaseOfLife[] {
  const cases: CaseOfLife[] = [];
  life.intakes.forEach((intake, place) => {
    const end = chainEnd(life, intake, reference);
    const last = cases.at(-1);
    if (last && (last.endsOn === undefined || last.endsOn >= intake.receivedOn)) {
      last.intakes.push(place);
      last.endsOn = last.endsOn === undefined || end === undefined ? undefined : Math.max(last.endsOn, end);
    } else {
      cases.push({ openedOn: intake.receivedOn, endsOn: end, intakes: [place] });
    }
  });
  return cases;
}

function chainEnd(life: Life, intake: Intake, reference: number): number | undefined {
  let end: number | undefined = intake.receivedOn;
  const until = (day: number | undefined) => {
    end = end === undefined || day === undefined ? undefined : Math.max(end, day);
  };
  if (intake.type === "anmälan") {
    until(preliminaryClosedOn(intake, life, reference));
    until(intake.protectionOn);
  }
  if (intake.investigation === undefined) return end;
  const investigation = life.investigations[intake.investigation];
  if (investigation) until(investigationClosedOn(investigation, reference));
  for (const one of interventionsOf(life, intake.investigation)) until(one.endedOn);
  return end;
}

/** The interventions that the investigation led to. */
export function interventionsOf(life: Life, investigation: number): Intervention[] {
  return life.interventions.filter((one) => one.investigation === investigation);
}
