import { z } from "zod";
import { about } from "../../platform/core/about.ts";
import type { Fields } from "../../platform/core/about.ts";
import { optionalText, yesNo } from "../../platform/core/fields.ts";
import { childFields } from "./child-fields.ts";

/** So many children may be in one report beside the first. */
export const mostSiblings = 9;
/** The longest that is said of one of the children alone. */
const longestOwn = 4000;

/** A child beside the first in a report: who it is, and what is said of it alone. What came in, from whom and how is said once, of all of them. */
export const siblingFields = {
  ...childFields,
  otherGuardians: about(yesNo(), {
    quiet: "decides whose guardians are claimed",
    label: "Har barnet någon annan vårdnadshavare än barn 1?",
    hint: "De vårdnadshavare som står i anmälan skrivs annars in också här.",
    start: { code: "nej" },
  }),
  ownConcern: about(optionalText(longestOwn), {
    label: "Det som gäller bara det här barnet",
    hint: "Skrivs in i det här barnets ärende, efter det gemensamma.",
    rows: 3,
  }),
} as const;

/**
 * Names in each fault the child that it is about, and tells with the others that a child has neither number nor day of birth: it runs where
 * something else is at fault too.
 */
const sayWhichChild = z.core._check<readonly Partial<Record<keyof typeof siblingFields, unknown>>[]>(
  ({ value, issues }) => {
    for (const [place, child] of value instanceof Array ? value.entries() : []) {
      if (typeof child !== "object") continue;
      const isFaulty = (field: string) => issues.some(({ path }) => path?.[0] === place && path[1] === field);
      if (child.birthDate !== undefined || child.identityNumber !== undefined || isFaulty("birthDate") || isFaulty("identityNumber"))
        continue;
      issues.push({ code: "custom", path: [place, "birthDate"], input: child, message: "Ange personnummer eller födelsedatum." });
    }
    for (const issue of issues) {
      const [place, field] = issue.path ?? [];
      if (typeof place !== "number" || field === undefined) continue;
      const { message } = z.core.util.finalizeIssue(issue, undefined, z.config());
      Object.assign(issue, { message: `Barn ${place + 2}: ${message}` });
    }
  },
  { when: () => true },
);

/** The other children of a report. */
export const siblings = z
  .array(z.object(siblingFields), "Skriv barnen som en lista.")
  .check(sayWhichChild)
  .max(mostSiblings, `En anmälan kan gälla högst ${mostSiblings + 1} barn. Registrera de övriga för sig.`)
  .default([]);

export type Sibling = z.output<typeof siblings>[number];

/** The form's name of a field of one of the other children. */
export const siblingField = (place: number, field: keyof typeof siblingFields & string): string => `siblings.${place}.${field}`;

/** What is said of the fields of each, for pages. */
export const ofSiblings: Fields = { siblings };
