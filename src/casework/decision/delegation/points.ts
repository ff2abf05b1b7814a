/** A point of the board's delegation order, and what is asked of it. */
import { askedKinds } from "../../../platform/core/asked-of-order.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { codes } from "../../../platform/database/generated.ts";
import type { ProvisionId } from "../../../platform/law/provisions.ts";
import { BOARD_AGAINST_GUARDIAN } from "../consent-terms.ts";
import { CARE_TYPES } from "../intervention-types.ts";
import { whoMayDecide } from "../rules.ts";
import { findLegalGround } from "../rules-grounds.ts";
import type { DecisionType } from "../rules-grounds.ts";

/** Lowest first. */
export const levels = codes["decision.delegation_point.level"];
export type Level = CodeOf<"decision.delegation_point.level">;
/** What an employee may be; `ingen` decides nothing on delegation. */
export const staffLevels = codes["decision.staff_mandate.level"];
export type StaffLevel = CodeOf<"decision.staff_mandate.level">;

export type Point = {
  readonly point: string;
  readonly decisionType: DecisionType;
  /** Identifiers of legal grounds; none: all of them. */
  readonly grounds: readonly string[];
  /** Types of the open extract; none: all of them. */
  readonly interventions: readonly string[];
  readonly mostMonths: number | null;
  readonly mostKronor: number | null;
  readonly level: Level;
  /** Only with the degree of 25 kap. 1 § SoL. */
  readonly qualified: boolean;
  readonly restriction: string | null;
};

/** A version of the order that the board has adopted. */
export type Order = {
  readonly version: number;
  readonly validFrom: string;
  readonly decidedOn: string;
  readonly body: string;
  readonly minutesNumber: string;
  readonly isExample: boolean;
  readonly points: readonly Point[];
};

export type Matter = {
  readonly type: DecisionType;
  readonly ground?: string | undefined;
  readonly intervention?: string | undefined;
  readonly months?: number | undefined;
  readonly kronor?: number | undefined;
};

/** What the board and its committees alone decide, whoever is asked: the paragraph; undefined where the law leaves it to the order. */
export function reservedBy({ type, ground, intervention }: Matter, day: string): ProvisionId | undefined {
  const question = {
    ...({ type: typeOf(type, intervention), decider: "tjänsteman", decidedOn: day } as const),
    ...(intervention === undefined ? {} : { intervention }),
    ...(ground === "one-guardian-refuses" ? { consentBasis: BOARD_AGAINST_GUARDIAN } : {}),
  };
  const { permitted, because } = whoMayDecide.apply(question);
  return permitted || because === null ? undefined : because;
}

/** Whether the point is for the matter. One with a limit is only for what says how long or how much. What begins or prolongs has one ground, whatever the point names. */
export function covers(point: Point, { type, ground, intervention, months, kronor }: Matter): boolean {
  const onAnyGround = (askedKinds as readonly string[]).includes(type);
  const within = (limit: number | null, said: number | undefined) => limit === null || (said !== undefined && said <= limit);
  const among = (list: readonly string[], one: string | undefined) => list.length === 0 || (one !== undefined && list.includes(one));
  return (
    point.decisionType === type &&
    (onAnyGround || among(point.grounds, ground)) &&
    among(point.interventions, intervention) &&
    within(point.mostMonths, months) &&
    within(point.mostKronor, kronor)
  );
}

/** What hinders a point from being delegated as it says: the paragraph. The table refuses the same (`reserved_is_not_delegated`). */
export function undelegable(
  point: Pick<Point, "decisionType" | "grounds" | "interventions" | "level">,
  day: string,
): ProvisionId | undefined {
  if (point.level === "utskott" || point.level === "nämnd") return undefined;
  const grounds = point.grounds.length === 0 ? [undefined] : point.grounds;
  const interventions = point.interventions.length === 0 ? [undefined] : point.interventions;
  for (const ground of grounds) {
    for (const intervention of interventions) {
      const because = reservedBy({ type: point.decisionType, ground, intervention }, day);
      if (because !== undefined) return because;
    }
  }
  return undefined;
}

export const typeOf = (type: DecisionType, intervention: string | undefined): DecisionType =>
  type === "bevilja insats" && (CARE_TYPES as readonly string[]).includes(intervention ?? "") ? "bevilja placering" : type;

/** "bevilja insats: kontaktperson, högst 12 månader". */
export function pointWords({ decisionType, grounds, interventions, mostMonths, mostKronor }: Omit<Point, "point" | "level">): string {
  const on = grounds.map((id) => findLegalGround(id)?.label.toLocaleLowerCase("sv") ?? id);
  return [
    interventions.length === 0 ? decisionType : `${decisionType}: ${interventions.join(", ")}`,
    on.length === 0 ? "" : `på grunden ${on.join(" eller ")}`,
    mostMonths === null ? "" : `högst ${mostMonths} månader`,
    mostKronor === null ? "" : `högst ${kronorWords(mostKronor)} i månaden`,
  ]
    .filter(Boolean)
    .join(", ");
}

const kronorWords = (amount: number): string => `${new Intl.NumberFormat("sv-SE").format(amount)} kr`;
