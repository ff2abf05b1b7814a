/** Who took a decision, on which true day, where and by what authority (31 § FvL): what forms ask, and the row that says it. */
import { codes } from "../database/generated.ts";
import type { CodeOf } from "../database/generated.ts";
import type { Tx } from "../database/connect.ts";
import type { Context } from "./door.ts";
import { optionalChoice, optionalDate, optionalId, optionalText } from "./fields.ts";
import { stamp } from "./journal.ts";
import { failed, ok } from "../basics/result.ts";
import type { FieldProblem, Result } from "../basics/result.ts";
import { trueDay } from "./true-day.ts";
import type { NotBefore } from "./true-day.ts";

/** From the one who acts on delegation to the board itself. */
export const deciders = codes["decision.maker.decider"];
export type DecidedByKind = CodeOf<"decision.maker.decider">;
export const urgentDeciders = codes["decision.maker.urgent_decider"];

/** What every decision asks for about its maker. Nothing filled in: the one who is signed in, today. */
export const decidedByFields = {
  decidedOn: optionalDate(),
  decider: optionalChoice(deciders),
  /** The employee who decided, when somebody else typed it. */
  decisionMakerId: optionalId(),
  /** An employee who decided and is not in the list, such as the emergency duty: name and title. */
  deciderName: optionalText(200),
  /** The chair or the member who decided. */
  chairName: optionalText(200),
  delegationPoint: optionalText(100),
  body: optionalText(200),
  minutesNumber: optionalText(50),
  urgentDecider: optionalChoice(urgentDeciders),
  urgency: optionalText(2000),
  nextMeetingOn: optionalDate(),
  decidedAt: optionalText(200),
} as const;

type Given = {
  readonly [Field in keyof typeof decidedByFields]?: string | undefined;
} & { readonly decider?: DecidedByKind | undefined; readonly urgentDecider?: CodeOf<"decision.maker.urgent_decider"> | undefined };

export type DecidedBy = {
  readonly decidedOn: string;
  readonly decider: DecidedByKind;
  readonly columns: {
    readonly staff_id: string | null;
    readonly name: string | null;
    readonly delegation_point: string | null;
    readonly body: string | null;
    readonly minutes_number: string | null;
    readonly urgent_decider: CodeOf<"decision.maker.urgent_decider"> | null;
    readonly urgency: string | null;
    readonly next_meeting_on: string | null;
    readonly place: string | null;
  };
};

export type DecidedByRules = {
  /** What the decision follows on. */
  readonly notBefore: readonly (NotBefore | null)[];
  /** An employee must say on which point of the delegation order. */
  readonly needsPoint?: boolean;
};

/**
 * Reads who decided and when, or tells every fault at its field: a day to come or before what it follows on, an employee who is not one,
 * a committee without its minutes, a chair without the reasons why it could not wait and the meeting at which it is reported.
 */
export async function readDecidedBy(tx: Tx, context: Context, given: Given, rules: DecidedByRules): Promise<Result<DecidedBy>> {
  const decider = given.decider ?? "tjänsteman";
  const day = trueDay(context, given.decidedOn, "decidedOn", ...rules.notBefore);
  const faults = [
    ...(day.ok ? [] : (day.error.fields ?? [])),
    ...faultsOf(decider, given, given.decidedOn ?? context.today, rules.needsPoint === true),
  ];
  const employee = decider === "tjänsteman";
  const staffId = employee && given.deciderName === undefined ? (given.decisionMakerId ?? context.actor.staffId) : null;
  if (staffId !== null && staffId !== context.actor.staffId && !(await isStaff(tx, context, staffId))) {
    faults.push({ field: "decisionMakerId", message: "Den du valde arbetar inte här. Välj en annan." });
  }
  if (!day.ok || faults.length > 0) {
    return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: faults });
  }
  const isBody = decider === "utskott" || decider === "nämnd";
  const isChair = decider === "ordförande eller ledamot";
  return ok({
    decidedOn: day.value,
    decider,
    columns: {
      staff_id: staffId,
      name: isChair ? (given.chairName ?? null) : isBody || staffId !== null ? null : (given.deciderName ?? null),
      delegation_point: employee ? (given.delegationPoint ?? null) : null,
      body: isBody ? (given.body ?? null) : null,
      minutes_number: isBody ? (given.minutesNumber ?? null) : null,
      urgent_decider: isChair ? (given.urgentDecider ?? null) : null,
      urgency: isChair ? (given.urgency ?? null) : null,
      next_meeting_on: isChair ? (given.nextMeetingOn ?? null) : null,
      place: given.decidedAt ?? null,
    },
  });
}

function faultsOf(decider: DecidedByKind, given: Given, decidedOn: string, needsPoint: boolean): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const ask = (field: keyof typeof decidedByFields, message: string) => {
    if (given[field] === undefined) faults.push({ field, message });
  };
  if (decider === "tjänsteman" && needsPoint) ask("delegationPoint", "Skriv punkten i delegationsordningen.");
  if (decider === "utskott" || decider === "nämnd") {
    ask("body", decider === "utskott" ? "Skriv vilket utskott som har beslutat." : "Skriv vilken nämnd som har beslutat.");
    ask("minutesNumber", "Skriv paragrafen i protokollet, till exempel § 45.");
  }
  if (decider === "ordförande eller ledamot") {
    ask("urgentDecider", "Välj om det var ordföranden eller en utsedd ledamot.");
    ask("chairName", "Skriv namnet på den som har beslutat.");
    ask("urgency", "Skriv varför beslutet inte kunde vänta på nämnden.");
    ask("nextMeetingOn", "Ange dagen för nämndens nästa sammanträde, då beslutet anmäls.");
    if (given.nextMeetingOn !== undefined && given.nextMeetingOn < decidedOn) {
      faults.push({ field: "nextMeetingOn", message: "Sammanträdet måste ligga efter beslutet." });
    }
  }
  return faults;
}

async function isStaff(tx: Tx, context: Context, staffId: string): Promise<boolean> {
  const found = await tx
    .selectFrom("access.staff")
    .select("id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", staffId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Writes who decided, with the identifier of what was decided; before the decision's own row, which points at it. */
export async function writeDecidedBy(tx: Tx, context: Context, caseId: string, id: string, by: DecidedBy): Promise<void> {
  if (by.columns.staff_id !== null) context.touch(by.columns.staff_id);
  await tx
    .insertInto("decision.maker")
    .values({ id, case_id: caseId, decided_on: by.decidedOn, decider: by.decider, ...by.columns, ...stamp(context) })
    .execute();
}
