import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Tx } from "../../../platform/database/connect.ts";
import { preliminaryAssessment } from "../../intake/rules.ts";
import { investigationTime } from "../../investigation/rules.ts";
import { partNames } from "../case-parts.ts";
import type { CaseParts, IntakePart, InvestigationPart, PartName } from "../case-parts.ts";
import { obligationsOf } from "../clocks.ts";
import type { MadePart } from "../made-parts.ts";
import type { ObligationRow } from "../obligation-parts.ts";
import { intakesSql, unansweredSql } from "./intakes.ts";
import { interventionsSql } from "./interventions.ts";
import { investigationsSql } from "./investigations.ts";
import { makersSql } from "./makers.ts";
import { conversationsSql, notesSql, obligationsSql, phasesSql, stepsSql } from "./participation.ts";
import { childSql, fileSql, guardianClaimsSql, guardiansSql, staffSql } from "./people.ts";
import type { CaseQuestion, PartSql } from "./part-sql.ts";
import { emergencies, left, moves, personReviews } from "./rare-parts.ts";
import type { RarePart } from "./rare-parts.ts";

const rareParts = { emergencies, left, moves, person_reviews: personReviews } satisfies Partial<Record<PartName, RarePart>>;
type RareName = keyof typeof rareParts;
const rareNames = Object.keys(rareParts) as readonly RareName[];

const sqlOf: Readonly<Record<Exclude<PartName, RareName>, PartSql>> = {
  file: fileSql,
  child: childSql,
  guardians: guardiansSql,
  guardian_claims: guardianClaimsSql,
  staff: staffSql,
  intakes: intakesSql,
  unanswered: unansweredSql,
  investigations: investigationsSql,
  interventions: interventionsSql,
  phases: phasesSql,
  steps: stepsSql,
  conversations: conversationsSql,
  notes: notesSql,
  obligations: obligationsSql,
};

/** As the database gives it: decisions apart from who made them, and what must be done without its days, which the rules count. */
type RecordedParts = Omit<Partial<CaseParts>, "intakes" | "investigations" | "obligations"> & {
  readonly intakes?: readonly RecordedIntake[];
  readonly investigations?: readonly RecordedInvestigation[];
  readonly obligations?: readonly ObligationRow[];
  readonly makers?: Readonly<Record<string, MadePart>>;
};
type WithId = { readonly id: string };
type RecordedExtension<E> = Omit<E, "made"> & WithId;
type Preliminary = NonNullable<IntakePart["preliminary"]>;
type RecordedPreliminary = Omit<Preliminary, "decision" | "extensions" | "due_on" | "target_on"> & {
  readonly decision: Omit<NonNullable<Preliminary["decision"]>, "made"> | null;
  readonly extensions: readonly RecordedExtension<Preliminary["extensions"][number]>[];
};
type RecordedIntake = Omit<IntakePart, "preliminary" | "outcome"> & {
  readonly preliminary: RecordedPreliminary | null;
  readonly outcome: (Omit<NonNullable<IntakePart["outcome"]>, "made"> & { readonly maker_id: string | null }) | null;
};
type RecordedInvestigation = Omit<InvestigationPart, "made" | "extended_to" | "extensions" | "decision" | "due_on" | "target_on"> & {
  readonly extensions: readonly RecordedExtension<InvestigationPart["extensions"][number]>[];
  readonly decision: Omit<NonNullable<InvestigationPart["decision"]>, "made"> | null;
};

/**
 * The parts of a case that are asked for, with the days that their rules give; undefined when there is no case. One question to the
 * database, and another where the case has something that few cases have: each part costs the server its plan, also when it is empty.
 */
export async function readParts(tx: Tx, question: CaseQuestion, names: readonly PartName[]): Promise<Partial<CaseParts> | undefined> {
  const rare = rareNames.filter((name) => names.includes(name));
  const common = partNames.filter((name) => names.includes(name) && !isRare(name)) as Exclude<PartName, RareName>[];
  const pairs = common.map((name) => pair(name, sqlOf[name](question)));
  if (names.includes("intakes") || names.includes("investigations")) pairs.push(pair("makers", makersSql(question)));
  const isThere = rare.map((name) => pair(name, rareParts[name].isThere(question)));
  const { rows } = await sql<{ parts: RecordedParts; there: Partial<Record<RareName, boolean>> }>`
    select jsonb_build_object(${sql.join(pairs)}) as parts, jsonb_build_object(${sql.join(isThere)}) as there
    from intake.case_file where municipality_id = ${question.m} and id = ${question.c}`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const present = rare.filter((name) => row.there[name] === true);
  const none = Object.fromEntries(rare.map((name) => [name, []]));
  return { ...finished(row.parts, question.context.today), ...none, ...(present.length > 0 && (await readRare(tx, question, present))) };
}

async function readRare(tx: Tx, question: CaseQuestion, names: readonly RareName[]): Promise<Partial<CaseParts>> {
  const pairs = names.map((name) => pair(name, rareParts[name].whole(question)));
  const { rows } = await sql<{ parts: Partial<CaseParts> }>`select jsonb_build_object(${sql.join(pairs)}) as parts`.execute(tx);
  return rows[0]?.parts ?? {};
}

/** A name, which is ours, and its subquery. */
const pair = (name: string, of: RawBuilder<unknown>) => sql`${sql.lit(name)}, ${of}`;
const isRare = (name: PartName): name is RareName => name in rareParts;

/** The parts with who made each decision, and with the days that the rules give. */
function finished({ makers, intakes, investigations, obligations, ...parts }: RecordedParts, today: string): Partial<CaseParts> {
  const made = (id: string | null): MadePart | null => (id === null ? null : (makers?.[id] ?? null));
  const withMade = <E>(one: RecordedExtension<E>) => ({ ...one, made: made(one.id) });
  return {
    ...parts,
    ...(intakes && {
      intakes: intakes.map(({ preliminary, outcome, ...one }) => ({
        ...one,
        preliminary: preliminary && {
          ...withPreliminaryDays(preliminary),
          decision: preliminary.decision && { ...preliminary.decision, made: made(preliminary.id) },
          extensions: preliminary.extensions.map(withMade),
        },
        outcome: outcome && { ...outcome, made: made(outcome.maker_id) },
      })),
    }),
    ...(investigations && {
      investigations: investigations.map(({ decision, extensions, ...one }) => {
        const { dueOn, targetOn } = investigationTime.apply({ openedOn: one.started_on });
        return {
          ...one,
          due_on: dueOn,
          target_on: targetOn,
          extended_to: extensions.at(-1)?.extended_to ?? null,
          extensions: extensions.map(withMade),
          made: made(one.id),
          decision: decision && { ...decision, made: made(decision.id) },
        };
      }),
    }),
    ...(obligations && { obligations: obligationsOf(obligations, today) }),
  };
}

function withPreliminaryDays<P extends { readonly opened_on: string }>(
  one: P,
): P & { readonly due_on: string; readonly target_on: string } {
  const report = { type: "anmälan", receivedOn: one.opened_on, investigationOpen: false } as const;
  const { dueOn, targetOn } = preliminaryAssessment.apply(report);
  return { ...one, due_on: dueOn ?? one.opened_on, target_on: targetOn ?? one.opened_on };
}
