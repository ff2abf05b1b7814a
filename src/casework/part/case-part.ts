/**
 * What a room contributes of a case: one kind of record, from its rows in the database to its place on the case page, in the journal and in
 * the extract. A room lists its kinds in its `case-part.ts`; `casework/case` puts the rooms together (decision 0025).
 */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/core/door.ts";
import type { CaseEvent } from "./case-event.ts";
import type { CaseTab } from "./case-link.ts";
import type { Showing } from "./guardian-showing.ts";
import type { MadePart } from "./made-parts.ts";
import type { Content, Due, NextStep, Obstacle, Outlook, Place, StepGroup } from "./work.ts";

/** Which case is asked about: municipality (`m`), case (`c`), and by whom and when. */
export type CaseQuestion = {
  readonly m: number;
  readonly c: string;
  readonly context: Context;
  /** As it was written then: what came or was corrected later is not there, in the parts that a signed investigation is made of. Now where left out. */
  readonly until?: Date | undefined;
};

/** That a row was written by then. */
export const writtenBy = (row: string, { until }: Pick<CaseQuestion, "until">): RawBuilder<unknown> =>
  until === undefined ? sql`true` : sql`${sql.ref(`${row}.recorded_at`)} <= ${until}`;

/** A part of a case as one scalar subquery that gives it as JSON: an object, or a list in the order things happened. */
export type PartSql = (question: CaseQuestion) => RawBuilder<unknown>;

/** What is known beside the rows when a part is finished. */
export type Finishing = {
  /** "YYYY-MM-DD" */
  readonly today: string;
  /** Who took the decision with this identifier; null where nobody is named. */
  readonly made: (id: string | null) => MadePart | null;
};

/** Something to say of the case, with its place among what the other parts say: the lowest first, those alike in the order of the rooms. */
export type Said<Parts, Out, At = Outlook> = {
  readonly order: number;
  readonly of: (parts: Parts, at: At) => readonly Out[];
  /**
   * The parts that it is seen by, besides the case itself, its child and what must be done: a page asks for no others. Its own part where nothing is
   * said. A test says which are missing.
   */
  readonly needs?: readonly string[];
};

/** What in a part guardians may not be shown, asked for by itself: rows `id`, `on`, `text` and `reason`. `conversationId` is null for all of the case. */
type WithheldSql = {
  readonly kind: string;
  /** Its word in the extract: "Samtal". */
  readonly word: string;
  readonly sql: (question: Pick<CaseQuestion, "m" | "c" | "until">, conversationId: string | null) => RawBuilder<unknown>;
};

/** Why a record is not corrected as other entries are, and where it is corrected instead. */
export type OwnWay = { readonly why: string; readonly href?: (caseId: string, record: Readonly<Record<string, unknown>>) => string };

/**
 * One kind of record. `Recorded` is what the database gives, `Parts` what of the case its words are made of: its own, and those of the rooms
 * below. What is not said is not there: without `guardian` a guardian is shown nothing of it.
 */
export type CasePart<Schema extends z.ZodType = z.ZodType, Recorded = never, Parts = never> = {
  /** As it is answered. */
  readonly schema: Schema;
  readonly sql: PartSql;
  /** Most cases lack it: whether there is any is asked first, and the whole only where there is. */
  readonly isThere?: PartSql;
  /** Decisions stand in it: who took them is read with it. */
  readonly hasDecisions?: true;
  /** From what is recorded to what is answered: days that rules give, who decided. */
  readonly finish?: (recorded: Recorded, by: Finishing) => z.output<Schema>;
  /** What of each field a guardian's extract shows, by its path in a row ("plan.goals", "reports[].reason"; "" for all of it). A field that is not named is withheld. */
  readonly guardian: Readonly<Record<string, Showing>>;
  /** Records that are corrected in a way of their own, by their path in a row ("decision"; "" for the row itself). */
  readonly ownWay?: Readonly<Record<string, OwnWay>>;
  /** A row of it may be struck as wrongly written: nothing counts it and nothing rests upon it. The database holds the same list. */
  readonly strikes?: true;
  /** Leaves out the rows about others than the guardian, before the fields are looked at. */
  readonly forGuardian?: (part: z.output<Schema>, personId: string, isChild: boolean) => z.output<Schema>;
  /** True where the child must not be found: nothing that is written freely is shown to a guardian. */
  readonly hidesWhereabouts?: (part: z.output<Schema>) => boolean;
  readonly withheld?: WithheldSql;
  /** What has happened, for the tab Journal and the printed journal. */
  readonly events?: readonly Said<Parts, CaseEvent, Place>[];
  /** What the case holds, piece by piece, and on which tab of it. */
  readonly contents?: readonly (Said<Parts, Content> & { readonly tab: CaseTab })[];
  /** What lies nearest. What it is about says on which tab it stands, beside the overview; only there unless said. */
  readonly next?: readonly (Said<Parts, NextStep> & { readonly about?: StepGroup })[];
  /** What must be done that lies near by itself, when its day is near. */
  readonly duties?: (due: Due) => boolean;
  /** Whether a phase has come to its decision, which the child can be told of; undefined where the phase is of something else. */
  readonly isDecided?: (part: z.output<Schema>, phaseId: string) => boolean | undefined;
  /** What else can be done; about the case itself unless said. What it is about says on which tab it stands, beside the overview (`work.ts`). */
  readonly also?: readonly (Said<Parts, NextStep> & { readonly about?: StepGroup })[];
  /** What hinders the closing of the case. */
  readonly obstacles?: readonly Said<Parts, Obstacle, Place>[];
};

/** Says what a kind of record is; `Parts` is what of the case its words are made of. */
export const definePart =
  <Parts = object>() =>
  <Schema extends z.ZodType, Recorded>(part: CasePart<Schema, Recorded, Parts>): CasePart<Schema, Recorded, Parts> =>
    part;

/** The rows of a part that most cases lack: `from` with its alias, and a condition; `list` gives the JSON list from them. */
export function rare(
  rows: (question: CaseQuestion) => { readonly from: RawBuilder<unknown>; readonly where: RawBuilder<unknown> },
  list: (question: CaseQuestion, from: RawBuilder<unknown>, where: RawBuilder<unknown>) => RawBuilder<unknown>,
): { readonly isThere: PartSql; readonly sql: PartSql } {
  return {
    isThere(question) {
      const { from, where } = rows(question);
      return sql`exists (select from ${from} where ${where})`;
    },
    sql(question) {
      const { from, where } = rows(question);
      return list(question, from, where);
    },
  };
}
