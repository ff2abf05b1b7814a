// The first children of the demo municipality: each shows one thing that the first caseworker has to do today or soon.
import { birthday, dateOf, weekday } from "../calendar.ts";
import type { DemoMunicipality } from "../municipality.ts";
import type { Random } from "../random.ts";
import { makeChild } from "./child.ts";
import { aside, talk } from "./participation.ts";
import type { Tie } from "./participation.ts";
import type { Intake, IntakeReason, Intervention, InterventionType, Investigation, Life, Reporter, Shown } from "./types.ts";

/** Places in time are days before the reference day. */
type Scene = (stage: Stage) => void;
type Stage = { readonly life: Life; readonly today: number; readonly unit: string; readonly random: Random };

const workday = 9 * 60 + 20;

const scenes: readonly Scene[] = [
  // A new report this morning: protection must be assessed today.
  (stage) => void report(stage, { ago: 0, reporter: "skola", reasons: ["försummelse eller brister i omsorgen"], assessed: false }),
  // Fourteen days have gone: the preliminary assessment must be decided today.
  (stage) => void report(stage, { ago: 14, reporter: "polis", reasons: ["bevittnat våld"] }),
  // An investigation in its third month, both conversations held.
  (stage) => {
    const tie = investigate(stage, {
      reported: 85,
      started: 76,
      reporter: "skola",
      reasons: ["skolfrånvaro", "förälders psykiska ohälsa"],
    });
    talk(stage.life, "utredning", tie, stage.today - 60, "enskilt", stage.random);
    talk(stage.life, "utredning", tie, stage.today - 31, "med vårdnadshavare", stage.random);
  },
  // An investigation that is overdue since six days and has not been extended.
  (stage) => {
    const tie = investigate(stage, { reported: 138, started: 128, reporter: "hälso- och sjukvård", reasons: ["fysiskt våld"] });
    talk(stage.life, "utredning", tie, stage.today - 96, "enskilt", stage.random);
  },
  // Decided three days ago: the child waits to be told.
  (stage) => {
    const tie = investigate(stage, { reported: 100, started: 92, reporter: "skola", reasons: ["konflikt mellan föräldrar"], ended: 3 });
    talk(stage.life, "utredning", tie, stage.today - 70, "med vårdnadshavare", stage.random);
    talk(stage.life, "utredning", tie, stage.today - 20, "enskilt", stage.random);
  },
  // An intervention to follow up within days.
  (stage) => {
    const tie = investigate(stage, {
      reported: 170,
      started: 160,
      reporter: "polis",
      reasons: ["barnets kriminalitet"],
      ended: 58,
      told: 56,
    });
    talk(stage.life, "utredning", tie, stage.today - 130, "enskilt", stage.random);
    const planned = intervene(stage, { granted: 58, started: 44, type: "stöd till barn enskilt" });
    talk(stage.life, "planering", planned, stage.today - 50, "enskilt", stage.random);
  },
  // Granted last week: to be planned with the child.
  (stage) => {
    const tie = investigate(stage, {
      reported: 120,
      started: 110,
      reporter: "skola",
      reasons: ["relationen mellan barn och föräldrar"],
      ended: 7,
      told: 6,
    });
    talk(stage.life, "utredning", tie, stage.today - 88, "enskilt", stage.random);
    talk(stage.life, "utredning", tie, stage.today - 25, "med vårdnadshavare", stage.random);
    intervene(stage, { granted: 7, started: undefined, type: "familjebehandling" });
  },
  // The conversation was cancelled: try again within days.
  (stage) => {
    const tie = investigate(stage, { reported: 40, started: 33, reporter: "anhörig", reasons: ["förälders missbruk"] });
    aside(stage.life, "utredning", tie, stage.today - 5, { form: "enskilt", status: "inställt" }, stage.random);
    stage.life.missed.push({ phase: "utredning", ...tie, reason: "inställt" });
  },
  // An investigation opened today: the child must be told that it is open.
  (stage) =>
    void investigate(stage, {
      reported: 9,
      started: 0,
      reporter: "barn- och ungdomspsykiatri",
      reasons: ["barnets psykiska ohälsa eller självskada"],
    }),
  // Opened four days ago; the mandated reporter asked to be told and has not been.
  (stage) => void investigate(stage, { reported: 12, started: 4, reporter: "skola", reasons: ["normbrytande beteende"] }),
  // Two siblings in one report: an investigation is opened of the first, and the second is not decided yet.
  (stage) =>
    void investigate(stage, {
      reported: 6,
      started: 2,
      reporter: "skola",
      reasons: ["ekonomi eller boende"],
      shown: { siblingOf: firstSibling },
    }),
  (stage) => void report(stage, { ago: 6, reporter: "skola", reasons: ["ekonomi eller boende"], shown: { siblingOf: firstSibling } }),
  // The emergency duty took it in on a Saturday evening; it was registered on the Monday after.
  (stage) => {
    const saturday = lastSaturday(stage.today);
    const shown = { takenBy: "Eva Lund, socialjouren", writtenOn: saturday + 2 };
    void report(stage, { ago: stage.today - saturday, reporter: "polis", reasons: ["förälders missbruk"], minute: 22 * 60 + 15, shown });
  },
  // Violence, reported this morning by a neighbour who must not be known; protection is assessed twice.
  (stage) => void report(stage, { ago: 0, reporter: "privatperson", reasons: ["fysiskt våld"], shown: { isSecret: true } }),
];

/** The number of the first of the two siblings. */
const firstSibling = 11;

/** The last Saturday whose Monday has been. */
function lastSaturday(today: number): number {
  let day = today - 2;
  while (new Date(dateOf(day)).getUTCDay() !== 6) day -= 1;
  return day;
}

/** The youngest that what is told by hand may be told of, by number; the others are seven or more. */
const youngest: Readonly<Record<number, number>> = { 6: 13, 9: 12 };

/** How many children are told by hand. */
export const showcaseSize = scenes.length;

/** The place (number − 1) of the scene whose reporter still waits for feedback. */
export const feedbackScene = 9;

/** The life of child `number` (1 … showcaseSize), about seven to sixteen years old. */
export function showcaseLife(municipality: DemoMunicipality, number: number, random: Random): Life {
  const { referenceDay } = municipality;
  let life = makeChild(municipality, number, random, 10);
  const youngestAge = youngest[number] ?? 7;
  const isSchoolAge = birthday(life.birth, youngestAge) <= referenceDay - 180 && birthday(life.birth, 17) > referenceDay;
  if (!isSchoolAge)
    life = { ...life, identityNumber: undefined, birth: referenceDay - 365 * Math.max(youngestAge + 1, 8 + (number % 8)) - number * 17 };
  if (life.sex === "okänt") life = { ...life, sex: "flicka" };
  scenes[number - 1]?.({ life, today: referenceDay, unit: municipality.profile.units[0] ?? "Utredning", random });
  return life;
}

type Report = {
  ago: number; reporter: Reporter; reasons: IntakeReason[]; assessed?: boolean; decided?: number; result?: Intake["result"]; minute?: number; shown?: Shown;
}; // prettier-ignore

function report(
  { life, today }: Stage,
  { ago, reporter, reasons, assessed = true, decided, result, minute = 8 * 60 + 12, shown = {} }: Report,
): Intake {
  const intake: Intake = {
    ...shown, number: life.intakes.length + 1, type: "anmälan", receivedOn: today - ago, minute, reporter, reasons,
    protectionOn: assessed ? today - ago : undefined, protectionMinute: Math.max(workday, minute + 35), protectionNeeded: false,
    decidedOn: decided === undefined ? undefined : today - decided, result, investigation: undefined,
  }; // prettier-ignore
  life.intakes.push(intake);
  if (decided !== undefined) {
    life.missed.push({
      phase: "förhandsbedömning",
      intake: life.intakes.length - 1,
      investigation: undefined,
      intervention: undefined,
      reason: "annat",
    });
  }
  return intake;
}

type Opening = {
  reported: number; started: number; reporter: Reporter; reasons: IntakeReason[]; ended?: number; told?: number; shown?: Shown;
}; // prettier-ignore

function investigate(stage: Stage, { reported, started, reporter, reasons, ended, told, shown = {} }: Opening): Tie {
  const { life, today, unit } = stage;
  const intake = report(stage, { ago: reported, reporter, reasons, decided: started, result: "inleda", shown });
  const isGranted = told !== undefined;
  const one: Investigation = {
    number: life.investigations.length + 1, intake: life.intakes.length - 1, startedOn: today - started, endedOn: ended === undefined ? undefined : today - ended,
    extendedTo: undefined, unit, outcome: ended === undefined ? undefined : isGranted ? "öppen insats" : "ingen insats behövs",
    opinionDocumented: ended === undefined ? undefined : true, opinionWeighed: ended === undefined ? undefined : true,
    toldOn: told === undefined ? undefined : today - told,
  }; // prettier-ignore
  life.investigations.push(one);
  intake.investigation = life.investigations.length - 1;
  return { intake: undefined, investigation: life.investigations.length - 1, intervention: undefined };
}

function intervene(
  { life, today }: Stage,
  { granted, started, type }: { granted: number; started: number | undefined; type: InterventionType },
): Tie {
  const one: Intervention = {
    number: life.interventions.length + 1, investigation: life.investigations.length - 1, type, placement: false,
    recipient: type === "familjebehandling" ? "familjen" : "barnet", grantedOn: today - granted, startedOn: started === undefined ? undefined : weekday(today - started),
    endedOn: undefined, provision: "egen", used: started === undefined ? undefined : "ja", passedOn: started === undefined ? undefined : "delvis",
    notPassedOn: started === undefined ? undefined : "barnet har bett oss att inte berätta", endReason: undefined, goals: undefined,
  }; // prettier-ignore
  life.interventions.push(one);
  return { intake: undefined, investigation: undefined, intervention: life.interventions.length - 1 };
}
