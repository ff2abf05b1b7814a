/** A child who is expected: what is done before the birth, and from when the law's days of the child run. */
import { addDays, formatLong } from "../../platform/basics/dates.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** As many days before the expected one it is taken up. Ours. */
const DAYS_BEFORE = 28;

export type ExpectedInput = { readonly expectedOn: string };
export type ExpectedOutcome = { readonly dueOn: string; readonly visibleFrom: string };

export const expectedChild: Rule<ExpectedInput, ExpectedOutcome> = {
  id: "expected-child",
  title: "Ett barn som väntas",
  provisionIds: ["best-interests", "immediate-protection", "preliminary-assessment"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "people",
  validFrom: "2013-01-01",
  certainty: "osäker",
  source: `Barn är varje människa under 18 år: före födelsen finns inget barn att bedöma eller utreda, och det som har kommit in hör till den som väntar barnet. När födelsen blir känd börjar tiderna för skyddsbedömning och förhandsbedömning den dagen. Att det tas upp ${DAYS_BEFORE} dagar före beräknad dag är en lokal regel, och att tiderna räknas från den dag då födelsen blev känd är inte prövat.`,
  apply: ({ expectedOn }) => ({ dueOn: expectedOn, visibleFrom: addDays(expectedOn, -DAYS_BEFORE) }),
  explain({ expectedOn }) {
    return `Barnet väntas den ${formatLong(expectedOn)}: planera tillsammans med den som väntar barnet, och ta reda på när det är fött (lokal regel). Tiderna för barnet börjar när födelsen är känd.`;
  },
};
