/** What a clock of the house is: a deadline of the law or the municipality, defined in the room that owns its rule (decision 0023). */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { caseLink } from "../part/case-link.ts";

/** What runs in a case, by the facts that its rule counts from. */
export type ClockFacts<Facts = unknown> = {
  readonly case_id: string;
  /** What it is about: a report, an investigation, an intervention, a step, or the case. */
  readonly subject_id: string;
  readonly phase_id: string | null;
  /** The day the clock started. */
  readonly since: string;
  readonly facts: Facts;
};

/** What a rule says of one clock. */
export type Counted = {
  /** The last day in law; null where the law gives none. */ readonly dueOn: string | null;
  /** The day as counted, before any holiday is looked at. */ readonly targetOn: string | null;
  /** The first day on which it is asked for; at once unless told. */ readonly visibleFrom?: string | null;
  /** What, by when and why, with the provision. `today` tells what is late from what is not. */
  readonly sentence: (today: string) => string;
};

/** Limits a table or view to the cases that are asked about, by its alias in the statement. */
export type OfCases = (alias: string) => RawBuilder<boolean>;

type Definition<Facts> = {
  /** The rule's id: what the row is called, for ever. */
  readonly id: string;
  /** The tables that its facts are read from: when one of them changes in a case the clock is kept. Each is a word in `due.refuse_clocks_not_kept.sql`. */
  readonly follows: readonly string[];
  /**
   * A statement that gives what runs: `case_id, subject_id, part_id, phase_id, since, about, facts`. Facts and no days of the law. Clocks that share it
   * share the reading.
   */
  readonly read: (of: OfCases) => RawBuilder<unknown>;
  /** Identifiers, days and codes; never names or words. */
  readonly facts: z.ZodType<Facts>;
  /** Counts the days; null where the rule asks nothing of these facts. */
  readonly count: (clock: { readonly since: string; readonly facts: NoInfer<Facts> }) => Counted | null;
  /** What must be done, Swedish, without a date. */
  readonly label: string | ((clock: ClockFacts<NoInfer<Facts>>) => string);
  /** The address of the form that does it. */
  readonly href: (clock: ClockFacts<NoInfer<Facts>>) => string;
  /** True for what is to be done although the case is closed. */
  readonly outlivesClosing?: boolean;
  /** What the rule says of some facts: tried by `case/obligations.test.ts`. */
  readonly examples: readonly Example<NoInfer<Facts>>[];
};

/** `due`: the last day. `says`: words of the sentence on the day the clock started. */
export type Example<Facts> = {
  readonly name: string;
  readonly since: string;
  readonly facts: Facts;
  readonly due: string | null;
  readonly target?: string;
  readonly visibleFrom?: string;
  readonly says: string;
};

/** A clock; whatever its facts, unless told: what the registry and the keeping of rows walk over. */
export type Clock<Facts = unknown> = Definition<Facts> & { readonly outlivesClosing: boolean };

/** What a clock says whose rule counts from its day alone. One for all: the document of the API names each schema once. */
export const noFacts = z.strictObject({});

/** Defines a clock: one deadline, whole. The room lists it in its `clocks.ts`, and `case/clocks.ts` lists the rooms. */
export function defineClock<Facts>(definition: Definition<Facts>): Clock<Facts> {
  return { outlivesClosing: false, ...definition };
}

/** What a rule says of the facts, in its own words. */
export function countedBy<In, Out extends { readonly dueOn: string | null; readonly targetOn?: string | null }>(
  rule: Rule<In, Out>,
  input: In,
): Counted {
  const outcome = rule.apply(input);
  const { dueOn, targetOn = dueOn } = outcome;
  return { dueOn, targetOn, sentence: () => rule.explain(input, outcome) };
}

/** A day that was agreed, or meant as at once; nothing moves it. */
export function onDay(dueOn: string, words: Omit<Parameters<typeof deadlineSentence>[0], "dueOn">): Counted {
  return { dueOn, targetOn: dueOn, sentence: () => deadlineSentence({ ...words, dueOn }) };
}

/** `kind` of the phase, and the type of the intervention that it is of: "planering av kontaktperson". `f` is a phase. */
export const aboutPhase = sql`f.kind || coalesce(' av ' || (select n.type from intervention.intervention n
  where n.municipality_id = f.municipality_id and n.case_id = f.case_id and n.id = f.subject_id), '')`;

/** An address in the clock's phase; that of the case where it has none. */
export function inPhase(clock: Pick<ClockFacts, "case_id" | "phase_id">, link: (caseId: string, phaseId: string) => string): string {
  return clock.phase_id === null ? caseLink(clock.case_id) : link(clock.case_id, clock.phase_id);
}
