import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { FC } from "hono/jsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { correctChild } from "../actions/correct-child.ts";
import { protectPerson } from "../actions/protect-person.ts";
import { correctionFields, protectionFields } from "../person-fields.ts";
import { birthLink } from "../links.ts";
import { getPerson } from "../queries/get-person.ts";
import { numberWords, peopleLinks } from "./parts.tsx";

const readWhere = ["source", "sourceDetail", "sourceOn"] as const;

const Source: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Källa">
    <FieldsOf form={form} of={correctionFields} names={readWhere} />
  </Fieldset>
);

/** The responsible caseworker corrects the child's details, or writes what has changed and since when. What stood before stays in the history. */
export const correctChildPage = defineForm({
  path: "/arenden/:caseId/barnet",
  title: "Rätta barnets uppgifter",
  load: async ({ ask, params: { caseId } }) => {
    const parts = await partsOf(ask, caseId);
    return { parts, child: await ask(getPerson, { caseId, personId: parts.child.id }) };
  },
  values: ({ data: { child } }) => ({
    givenName: child.givenName,
    familyName: child.familyName,
    identityNumber: numberWords(child.identityNumber),
    birthDate: child.birthDate,
    birthDateKnown: child.birthDateKnown,
    sex: child.sex,
    language: child.language,
    interpreterNeed: child.interpreterNeed,
    mark: child.mark,
  }),
  action: correctChild,
  standing: ({ data: { child, parts } }) => {
    const { givenName, familyName, birthDate, sex, language, interpreterNeed } = child;
    const words = { givenName, familyName, birthDate, sex, language, interpreterNeed, identityNumber: numberWords(child.identityNumber) };
    return { words, goOn: peopleLinks.correctChild(parts.file.id) };
  },
  done: ({ personId }, { params }) => peopleLinks.person(params.caseId, personId),
  notice: "Ändringen är sparad.",
  view: ({ data: { parts, child }, form }) => (
    <CaseFormPage
      parts={parts}
      heading={parts.child.name_known || child.birthDateKnown === "väntat" ? "Rätta barnets uppgifter" : "Skriv vem barnet är"}
      lead={`${child.givenName} ${child.familyName}`}
      back={{ href: peopleLinks.person(parts.file.id, child.id), text: "Barnet" }}
    >
      {child.birthDateKnown === "väntat" ? (
        <>
          <Paragraph>Barnet är inte fött. Namn, dag och nummer skrivs när det är fött.</Paragraph>
          <LinkButton href={birthLink(parts.file.id)}>Barnet är fött, eller en ny dag</LinkButton>
        </>
      ) : (
        <Form form={form} submit="Spara ändringen" cancel={peopleLinks.person(parts.file.id, child.id)}>
          <input type="hidden" name="mark" value={form.field("mark").value} />
          <FieldOf form={form} of={correctionFields} name="change" />
          <div class="f-pair">
            <FieldsOf form={form} of={correctionFields} names={["givenName", "familyName"]} />
          </div>
          <div class="f-pair">
            <FieldsOf form={form} of={correctionFields} names={["identityNumber", "birthDate"]} />
          </div>
          <FieldsOf form={form} of={correctionFields} names={["birthDateKnown", "sex", "language", "interpreterNeed"]} />
          <Source form={form} />
          <Paragraph subtle>Det som stod före finns kvar bland barnets tidigare uppgifter.</Paragraph>
        </Form>
      )}
    </CaseFormPage>
  ),
});

/** The responsible caseworker writes by what somebody's identity is protected. */
export const protectPersonPage = defineForm({
  path: "/arenden/:caseId/personer/:personId/skydd",
  title: "Ändra skydd av personuppgifter",
  load: async ({ ask, params: { caseId, personId } }) => {
    const [parts, person] = await Promise.all([partsOf(ask, caseId), ask(getPerson, { caseId, personId })]);
    return { parts, person };
  },
  values: ({ data: { person } }) => ({ protectedIdentity: person.protectedIdentity, from: person.protectedIdentity }),
  action: protectPerson,
  standing: ({ data: { person, parts } }) => ({
    words: { protectedIdentity: person.protectedIdentity },
    goOn: peopleLinks.protect(parts.file.id, person.id),
  }),
  done: (_out, { params }) => peopleLinks.person(params.caseId, params.personId),
  notice: "Skyddet är sparat.",
  view: ({ data: { parts, person }, form }) => (
    <CaseFormPage
      parts={parts}
      heading="Ändra skydd av personuppgifter"
      lead={`${person.givenName} ${person.familyName}`}
      back={{ href: peopleLinks.person(parts.file.id, person.id), text: "Till personen" }}
    >
      <Form form={form} submit="Spara skyddet" cancel={peopleLinks.person(parts.file.id, person.id)}>
        <input type="hidden" name="from" value={form.field("from").value} />
        <FieldsOf form={form} of={protectionFields} names={["protectedIdentity", "validFrom"]} />
        <Source form={form} />
        <LawNote>Ett skydd gäller i alla ärenden som personen finns i.</LawNote>
      </Form>
    </CaseFormPage>
  ),
});
