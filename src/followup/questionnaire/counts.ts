import type { CodeOf } from "../../platform/database/generated.ts";
import type { CountedPhase, DeliveredFile } from "./definitions/questionnaire.ts";

export type Sex = CodeOf<"extract.child.sex">;
export type AgeGroup = "0-4" | "5-14" | "15-17";

export const ageGroups: readonly AgeGroup[] = ["0-4", "5-14", "15-17"];

/** How many children of one phase are alike in everything that the questionnaire asks. */
export type Cell = {
  readonly phase: CountedPhase;
  readonly sex: Sex;
  readonly ageGroup: AgeGroup;
  /** At least one conversation alone. */
  readonly individual: boolean;
  /** At least one conversation together with a guardian. */
  readonly withGuardian: boolean;
  /** Conversations of both forms together. */
  readonly conversations: number;
  readonly children: number;
};

/** How many children without any conversation in the phase have the reason; each child once per reason. */
type ReasonCount = { readonly phase: CountedPhase; readonly reason: string; readonly children: number };

/** Open interventions by what is recorded about the child's information; null = not recorded. */
type HandOverCount = { readonly used: string | null; readonly passedOn: string | null; readonly interventions: number };

/** Everything that the answers of one municipality and one period are made from. No row is about one child. */
export type ParticipationCounts = {
  readonly cells: readonly Cell[];
  readonly reasons: readonly ReasonCount[];
  readonly handOvers: readonly HandOverCount[];
  /** Files that the municipality has delivered; without the file there is no figure. */
  readonly delivered: readonly DeliveredFile[];
};

/** The children of some cells. */
export function countChildren(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.children, 0);
}
