/** Who took a decision, on which true day, where and by what authority (31 § FvL): what forms ask, and the row that says it. */
import { about } from "./about.ts";
import { codes } from "../database/generated.ts";
import type { CodeOf } from "../database/generated.ts";
import type { Tx } from "../database/connect.ts";
import type { Context } from "./door.ts";
import { optionalChoice, optionalDate, optionalId, optionalText, requiredDate, requiredText } from "./fields.ts";
import { stamp } from "./journal.ts";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import { trueDay } from "./true-day.ts";
import type { NotBefore } from "./true-day.ts";

/** From the one who acts on delegation to the board itself. */
export const deciders = codes["decision.maker.decider"];
export type DecidedByKind = CodeOf<"decision.maker.decider">;
export const urgentDeciders = codes["decision.maker.urgent_decider"];

const employee = { field: "decider", is: ["tjänsteman"] } as const;
const body = { field: "decider", is: ["utskott", "nämnd"] } as const;
const chair = { field: "decider", is: ["ordförande eller ledamot"] } as const;
const point = { label: "Punkt i delegationsordningen", hint: "Till exempel 3.1.", width: 12, when: employee } as const;

/** What every decision asks for about its maker. Nothing filled in: the one who is signed in, today. */
export const decidedByFields = {
  decidedOn: about(optionalDate(), {
    past: true,
    label: "Beslutsdag",
    hint: "Dagen då beslutet fattades, inte då du skriver in det. I dag är ifyllt.",
    start: "today",
  }),
  decider: about(optionalChoice(deciders), {
    label: "Vem har beslutat?",
    words: {
      tjänsteman: "En tjänsteman",
      utskott: "Ett utskott",
      nämnd: "Socialnämnden",
      "ordförande eller ledamot": "Ordföranden eller en utsedd ledamot",
    },
    start: { code: "tjänsteman" },
  }),
  /** The employee who decided, when somebody else typed it. */
  decisionMakerId: about(optionalId(), { label: "Beslutsfattare", as: "list", when: employee, start: "self" }),
  /** An employee who decided and is not in the list, such as the emergency duty: name and title. */
  deciderName: about(optionalText(200), {
    label: "Någon som inte finns i listan",
    hint: "Namn och befattning, till exempel socialjourens. Går före valet ovan.",
    when: employee,
  }),
  delegationPoint: about(optionalText(100), point),
  urgentDecider: about(optionalChoice(urgentDeciders), {
    label: "Vem av dem?",
    inline: true,
    when: chair,
    needed: "Välj om det var ordföranden eller en utsedd ledamot.",
  }),
  /** The chair or the member who decided. */
  chairName: about(optionalText(200), { label: "Namn", when: chair, needed: "Skriv namnet på den som har beslutat." }),
  urgency: about(optionalText(2000), {
    label: "Varför kunde beslutet inte vänta på nämnden?",
    term: "Varför det inte kunde vänta",
    rows: 3,
    when: chair,
    needed: "Skriv varför beslutet inte kunde vänta på nämnden.",
  }),
  nextMeetingOn: about(optionalDate(), {
    label: "Nämndens nästa sammanträde",
    hint: "Dagen då beslutet anmäls.",
    when: chair,
    needed: "Ange dagen för nämndens nästa sammanträde, då beslutet anmäls.",
  }),
  body: about(optionalText(200), {
    label: "Vilken nämnd eller vilket utskott?",
    hint: "Till exempel Individutskottet.",
    when: body,
    needed: [
      { message: "Skriv vilket utskott som har beslutat.", when: { field: "decider", is: ["utskott"] } },
      { message: "Skriv vilken nämnd som har beslutat.", when: { field: "decider", is: ["nämnd"] } },
    ],
    optional: false,
  }),
  minutesNumber: about(optionalText(50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 45.",
    width: 12,
    when: body,
    needed: "Skriv paragrafen i protokollet, till exempel § 45.",
  }),
  decidedAt: about(optionalText(200), { quiet: "kept with who decided", label: "Plats", hint: "Var beslutet fattades." }),
} as const;

const { delegationPoint: _typed, ...withoutPoint } = decidedByFields;
/** The same where nobody types a point: the order says which it is (`askOrder`). */
export const answeredByOrderFields = withoutPoint;

/** That the board has been told of what the chair decided: when, and where it stands. */
export const boardReportFields = {
  reportedOn: about(requiredDate("dagen för sammanträdet"), { past: true, label: "Dag för sammanträdet" }),
  minutesNumber: about(requiredText("paragrafen i protokollet, till exempel § 12", 50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 12.",
    width: 12,
  }),
} as const;

/** The same where an employee must say on which point of the delegation order. */
export const delegatedFields = {
  ...decidedByFields,
  delegationPoint: about(optionalText(100), { ...point, needed: "Skriv punkten i delegationsordningen." }),
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
    /** The version of the delegation order whose point allowed it, where there is one. */
    readonly delegation_version?: number | null;
    readonly body: string | null;
    readonly minutes_number: string | null;
    readonly urgent_decider: CodeOf<"decision.maker.urgent_decider"> | null;
    readonly urgency: string | null;
    readonly next_meeting_on: string | null;
    readonly place: string | null;
  };
};

/**
 * Reads who decided and when, after what it follows on, or tells every fault at its field: a day to come or too early, an employee who is not one, a
 * meeting before the decision. That a committee has its minutes and a chair its reasons is asked by the fields.
 */
export async function readDecidedBy(
  tx: Tx,
  context: Context,
  given: Given,
  ...notBefore: readonly (NotBefore | null)[]
): Promise<Result<DecidedBy>> {
  const decider = given.decider ?? "tjänsteman";
  const day = trueDay(context, given.decidedOn, "decidedOn", ...notBefore);
  const faults = [...(day.ok ? [] : (day.error.fields ?? []))];
  const isChair = decider === "ordförande eller ledamot";
  if (isChair && given.nextMeetingOn !== undefined && given.nextMeetingOn < (given.decidedOn ?? context.today)) {
    faults.push({ field: "nextMeetingOn", message: "Sammanträdet måste ligga efter beslutet." });
  }
  const isEmployee = decider === "tjänsteman";
  const staffId = isEmployee && given.deciderName === undefined ? (given.decisionMakerId ?? context.actor.staffId) : null;
  if (staffId !== null && staffId !== context.actor.staffId && !(await isStaff(tx, context, staffId))) {
    faults.push({ field: "decisionMakerId", message: "Den du valde arbetar inte här. Välj en annan." });
  }
  if (!day.ok || faults.length > 0) {
    return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: faults });
  }
  const isBody = decider === "utskott" || decider === "nämnd";
  return ok({
    decidedOn: day.value,
    decider,
    columns: {
      staff_id: staffId,
      name: isChair ? (given.chairName ?? null) : isBody || staffId !== null ? null : (given.deciderName ?? null),
      delegation_point: isEmployee ? (given.delegationPoint ?? null) : null,
      body: isBody ? (given.body ?? null) : null,
      minutes_number: isBody ? (given.minutesNumber ?? null) : null,
      urgent_decider: isChair ? (given.urgentDecider ?? null) : null,
      urgency: isChair ? (given.urgency ?? null) : null,
      next_meeting_on: isChair ? (given.nextMeetingOn ?? null) : null,
      place: given.decidedAt ?? null,
    },
  });
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
