import { sql } from "kysely";
import { isId } from "../core/identifiers.ts";
import type { Permit } from "../core/permit.ts";
import { withRole } from "../core/permit.ts";
import { maySeeCase } from "./need-to-know.ts";

/** Those who may see and work in the case named by the input's `caseId`: `maySeeCase`, asked for one case. */
export const worksInCase: Permit = {
  name: "works-in-case(caseId)",
  who: "handläggare i ärendet eller gruppledare i enheten",
  roles: ["caseworker", "team_leader"],
  async holds(tx, actor, raw, today) {
    const { caseId } = raw;
    if (!isId(caseId)) return false;
    const { rows } = await sql<{ may: boolean }>`select ${maySeeCase(actor, today)} as may from intake.case_file c
      where c.municipality_id = ${actor.municipalityId} and c.id = ${caseId}::uuid`.execute(tx);
    return rows[0]?.may === true;
  },
};

/** The team leader of the unit that has the case: may distribute it. */
export const leadsUnitOfCase: Permit = {
  ...worksInCase,
  name: "leads-unit-of-case(caseId)",
  who: "gruppledare i enheten",
  roles: ["team_leader"],
};

/** The caseworker who is responsible for the case. */
export const isResponsibleForCase: Permit = {
  name: "is-responsible-for-case(caseId)",
  who: "ansvarig handläggare i ärendet",
  roles: ["caseworker"],
  async holds(tx, actor, raw, today) {
    const { caseId } = raw;
    if (!isId(caseId)) return false;
    const { rows } = await sql<{ is: boolean }>`select ${maySeeCase(actor, today)} and exists (select 1 from intake.case_assignment a
        where a.municipality_id = c.municipality_id and a.case_id = c.id and a.staff_id = ${actor.staffId}::uuid
          and a.role = 'ansvarig' and a.ended_on is null) as is
      from intake.case_file c where c.municipality_id = ${actor.municipalityId} and c.id = ${caseId}::uuid`.execute(tx);
    return rows[0]?.is === true;
  },
};

/** Everybody who does casework. */
export const doesCasework = withRole("socialsekreterare eller gruppledare", "caseworker", "team_leader");

/** Those who follow up: figures for groups, never a case. */
export const followsUp = withRole("kvalitetsutvecklare", "analyst");

/** Everybody who is signed on, about themselves. */
export const isSignedOn = withRole("var och en som är inloggad", "caseworker", "team_leader", "analyst", "operator");

/** Those who run the program: accounts and sessions of staff, never a child. */
export const operates = withRole("systemförvaltare", "operator");
