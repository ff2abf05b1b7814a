import type { FC } from "hono/jsx";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { correctChildLink, populationAnswerLink } from "../links.ts";
import { guardianFields, sourceFields } from "../guardian-fields.ts";

/** The addresses of the pages about a child's guardians. Only identifiers stand in them. */
export const guardianLinks = {
  all: (caseId: string) => `/arenden/${caseId}/vardnadshavare`,
  confirm: (caseId: string, claimId?: string) => `/arenden/${caseId}/vardnadshavare/ny${claimId ? `?uppgift=${claimId}` : ""}`,
  dismiss: (caseId: string, claimId: string) => `/arenden/${caseId}/vardnadshavare/uppgift/${claimId}`,
  change: (caseId: string, guardianshipId: string) => `/arenden/${caseId}/vardnadshavare/${guardianshipId}`,
} as const;

/** The addresses of the pages about the people of a case. */
export const peopleLinks = {
  all: (caseId: string) => `/arenden/${caseId}/personer`,
  person: (caseId: string, personId: string) => `/arenden/${caseId}/personer/${personId}`,
  protect: (caseId: string, personId: string) => `/arenden/${caseId}/personer/${personId}/skydd`,
  shielded: (caseId: string, personId: string) => `/arenden/${caseId}/personer/${personId}/skyddat`,
  addDetail: (caseId: string, personId: string) => `/arenden/${caseId}/personer/${personId}/uppgift`,
  changeDetail: (caseId: string, personId: string, detailId: string) => `/arenden/${caseId}/personer/${personId}/uppgift/${detailId}`,
  population: (caseId: string, personId: string) => `/arenden/${caseId}/personer/${personId}/folkbokforing`,
  populationAnswer: populationAnswerLink,
  correctChild: correctChildLink,
} as const;

/** The addresses of children who may stand here twice. Only identifiers stand in them. */
export const doubleLinks = {
  all: "/dubbletter",
  pair: (oneId: string, otherId: string) => `/dubbletter/${oneId}/${otherId}`,
} as const;

/** The addresses of the genogram of a case. */
export const genogramLinks = {
  all: (caseId: string) => `/arenden/${caseId}/genogram`,
  addPerson: (caseId: string) => `/arenden/${caseId}/genogram/person`,
  changePerson: (caseId: string, relativeId: string) => `/arenden/${caseId}/genogram/person/${relativeId}`,
  sibling: (caseId: string, childId: string) => `/arenden/${caseId}/genogram/syskon/${childId}`,
  addRelation: (caseId: string) => `/arenden/${caseId}/genogram/relation`,
  changeRelation: (caseId: string, relationId: string) => `/arenden/${caseId}/genogram/relation/${relationId}`,
} as const;

/** "20180103-2390", or nothing. */
export const numberWords = (number: string | null): string => (number ? `${number.slice(0, 8)}-${number.slice(8)}` : "");

/** "folkbokföringen, läst 2026-03-02", "uppgift från mormor, 2026-03-02". */
export function sourceWords(of: { readonly source: string; readonly sourceDetail: string | null; readonly sourceOn: string }): string {
  if (of.source === "uppgift från någon") return `uppgift från ${of.sourceDetail ?? "någon"}, ${of.sourceOn}`;
  return `${[of.source, of.sourceDetail].filter(Boolean).join(", ")}, ${of.sourceOn}`;
}

/** Who the guardian is and since when. */
export const PersonFields: FC<{ form: FormState }> = ({ form }) => (
  <>
    <div class="f-pair">
      <FieldsOf form={form} of={guardianFields} names={["givenName", "familyName"]} />
    </div>
    <div class="f-pair">
      <FieldsOf form={form} of={guardianFields} names={["identityNumber", "phone"]} />
    </div>
    <FieldsOf form={form} of={guardianFields} names={["kind", "validFrom"]} />
  </>
);

/** Where it was read. */
export const SourceFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Källa">
    <FieldsOf form={form} of={sourceFields} />
  </Fieldset>
);
