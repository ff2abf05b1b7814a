import { roles } from "../core/actor.ts";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Respondent, StaffActor, Role } from "../core/actor.ts";
import { isId } from "../basics/identifiers.ts";
import type { Moment, Permit } from "../core/permit.ts";
import { withRole } from "../core/permit.ts";
import { hasBrokenOpen } from "./emergency.ts";
import { isOwnFamily, leadsCase, maySeeCase } from "./need-to-know.ts";

type CasePermit = {
  readonly name: string;
  readonly who: string;
  readonly roles: readonly Role[];
  /** A condition over `intake.case_file as c`. */
  readonly may: (actor: StaffActor, moment: Moment, raw: Readonly<Record<string, unknown>>) => RawBuilder<boolean>;
};

/** A permit that asks one condition about the case named by the input's `caseId`. */
function overCase({ name, who, roles, may }: CasePermit): Permit {
  return {
    name,
    who,
    roles,
    async holds(tx, actor, raw, moment) {
      const { caseId } = raw;
      if (!isId(caseId)) return false;
      const { rows } = await sql<{ may: boolean }>`select ${may(actor, moment, raw)} as may from intake.case_file c
        where c.municipality_id = ${actor.municipalityId} and c.id = ${caseId}::uuid`.execute(tx);
      return rows[0]?.may === true;
    },
  };
}

/** Those who may see and work in the case: `maySeeCase`, asked for one case. */
export const worksInCase = overCase({
  name: "works-in-case(caseId)",
  who: "handläggare i ärendet eller gruppledare i enheten",
  roles: ["caseworker", "team_leader"],
  may: (actor, { today }) => maySeeCase(actor, today),
});

/** How long whoever might have taken a case is told who was before them. */
const justNow = "1 hour";

/**
 * The caseworkers who may take a case that nobody is responsible for; and for an hour those of the unit to which it was given to
 * somebody else, so that whoever was second is told who has it instead of nothing.
 */
export const takesCase = overCase({
  name: "takes-case(caseId)",
  who: "socialsekreterare som ser ärendet utan ansvarig",
  roles: ["caseworker"],
  may: (actor, { today, now }) => sql<boolean>`(${maySeeCase(actor, today)} or (c.unit_id = ${actor.unitId}::uuid
    and not ${isOwnFamily(actor.staffId)} and exists (select 1 from intake.case_assignment a
      where a.municipality_id = c.municipality_id and a.case_id = c.id and a.role = 'ansvarig' and a.ended_on is null
        and a.recorded_at > ${now}::timestamptz - ${justNow}::interval)))`,
});

/** The team leader of the unit that has the case: may distribute it. */
export const leadsUnitOfCase = overCase({
  name: "leads-unit-of-case(caseId)",
  who: "gruppledare i enheten",
  roles: ["team_leader"],
  may: (actor) => leadsCase(actor),
});

/** The caseworker who is responsible for the case. */
export const isResponsibleForCase = overCase({
  name: "is-responsible-for-case(caseId)",
  who: "ansvarig handläggare i ärendet",
  roles: ["caseworker"],
  may: (actor, { today }) => sql<boolean>`(${maySeeCase(actor, today)} and exists (select 1 from intake.case_assignment a
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.staff_id = ${actor.staffId}::uuid
      and a.role = 'ansvarig' and a.ended_on is null))`,
});

/** Who has broken the case open, while it lasts: to read it and to write what an emergency asks for, nothing else. */
export const brokeOpen = overCase({
  name: "broke-open(caseId)",
  who: "den som har nödöppnat ärendet, så länge det varar",
  roles: ["caseworker", "team_leader"],
  may: hasBrokenOpen,
});

/**
 * Who may be second person when somebody who works here (`staffId`) may be the child of the case or its guardian: a team leader
 * who neither is that person nor has said it. Never for the one concerned.
 */
export const reviewsOwnFamily = overCase({
  name: "reviews-own-family(caseId,staffId)",
  who: "gruppledare, en annan än den som uppgiften gäller och den som har lämnat den",
  roles: ["team_leader", "caseworker"],
  may: (actor, _moment, { staffId }) =>
    isId(staffId)
      ? sql<boolean>`exists (select 1 from access.family_reviewers(c.municipality_id, c.unit_id, c.child_id, ${staffId}::uuid) w
          where w.staff_id = ${actor.staffId}::uuid)`
      : sql<boolean>`false`,
});

/** Everybody who does casework. */
export const doesCasework = withRole("socialsekreterare eller gruppledare", "caseworker", "team_leader");

/** Those who lead a unit, of the cases that they lead. */
export const leadsUnits = withRole("gruppledare", "team_leader");

/** Those who answer for what has waited: figures of the whole municipality, never a case. */
export const answersForWaits = withRole("gruppledare eller socialchef", "team_leader", "director");

/** Those who follow up: figures for groups, never a case. */
export const followsUp = withRole("kvalitetsutvecklare", "analyst");

/** Everybody who is signed on, about themselves. */
export const isSignedOn = withRole("var och en som är inloggad", ...roles);

/** Everybody who works in the municipality: not those of an agency. */
export const isOfOffice = withRole("var och en som arbetar i kommunen", ...roles.filter((role) => role !== "agency"));

/** Those who run the program: accounts and sessions of staff, never a child. */
export const operates = withRole("systemförvaltare", "operator");

/** Those who prepare the board's delegation order and say on which level an employee decides: never a case. */
export const preparesDelegation = withRole("gruppledare, socialchef eller systemförvaltare", "team_leader", "director", "operator");

/** Those who write down what the board has adopted; not whoever decides by it every day. */
export const enactsDelegation = withRole("socialchef eller systemförvaltare", "director", "operator");

/** Those who keep the register of routines and answer surveys about the office: never a case. */
export const keepsRegister = withRole("kvalitetsutvecklare eller socialchef", "analyst", "director");

/** Those who answer surveys about the office, each the pages that they know. */
export const answersSurveys = withRole("kvalitetsutvecklare, gruppledare eller socialchef", "analyst", "team_leader", "director");

/** Whoever has come by the link of a unit: what that unit answers, and no other. */
export const answersForUnit: Permit<Respondent> = {
  name: "answers-for-unit(answerSetId)",
  who: "den som svarar åt enheten, med dess länk",
  roles: [],
  kinds: ["respondent"],
  async holds(tx, { municipalityId, invitationId }, { answerSetId }) {
    if (!isId(answerSetId)) return false;
    const { rows } = await sql`select 1 from survey.answer_set
      where municipality_id = ${municipalityId} and id = ${answerSetId}::uuid and unit_id = ${invitationId}::uuid`.execute(tx);
    return rows.length > 0;
  },
};

/** Whoever has come by the link of a unit: the questionnaire that it is asked, in that version. */
export const isAskedForm: Permit<Respondent> = {
  name: "is-asked-form(fingerprint)",
  who: "den som svarar åt enheten, om det formulär som den får",
  roles: [],
  kinds: ["respondent"],
  async holds(tx, { municipalityId, invitationId }, { fingerprint }) {
    if (typeof fingerprint !== "string" || !/^[0-9a-f]{64}$/u.test(fingerprint)) return false;
    const { rows } = await sql`select 1 from survey.asked_unit
      where municipality_id = ${municipalityId} and id = ${invitationId}::uuid and fingerprint = ${fingerprint}`.execute(tx);
    return rows.length > 0;
  },
};

/** Those who run surveys at an agency: rounds, what is delivered, what is published. Never a case. */
export const runsSurveys = withRole("undersökningsledare på myndighet", "agency");

/** Who answers for what the office says of itself. */
export const signsSurveys = withRole("socialchef", "director");
