import { capital } from "../../../platform/basics/text.ts";
import { Form } from "../../../ui/components/form.tsx";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/route.ts";
import { CaseFormHead, CaseFormPage } from "../../case/pages/case-form.tsx";
import { ProtectedMark } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { addRelation } from "../actions/add-relation.ts";
import { addRelative } from "../actions/add-relative.ts";
import { changeRelation } from "../actions/change-relation.ts";
import { changeRelative } from "../actions/change-relative.ts";
import { getGenogram } from "../queries/get-genogram.ts";
import type { GenogramPerson, GenogramRelation } from "../queries/get-genogram.ts";
import {
  relationChangeFields,
  relationFields,
  relationWords,
  relativeChangeFields,
  relativeFields,
  relativeWords,
} from "../relation-fields.ts";
import { GenogramPicture } from "./genogram-picture.tsx";
import { genogramLinks, peopleLinks, sourceWords } from "./parts.tsx";
import { ProposedSibling } from "./sibling.tsx";

const nameOf = ({ givenName, familyName }: GenogramPerson): string => [givenName, familyName].filter(Boolean).join(" ");
const whoIs = (one: GenogramPerson): string => (one.isChild ? "Barnet" : one.guardian === null ? "" : capital(one.guardian));
const named = (people: readonly GenogramPerson[], id: string): string => {
  const found = people.find((one) => one.id === id);
  return found ? nameOf(found) : "";
};
/** "Suad Aziz är förälder till Ali Aziz" */
const relationSentence = (people: readonly GenogramPerson[], { fromId, kind, toId }: GenogramRelation): string =>
  `${named(people, fromId)} är ${relationWords[kind]} ${named(people, toId)}`;
const optionsOf = (people: readonly GenogramPerson[]) =>
  people.map((one) => ({ value: one.id, label: [nameOf(one), whoIs(one).toLowerCase()].filter(Boolean).join(", ") }));
const periodOf = ({ validFrom, validTo }: GenogramRelation): string =>
  [validFrom === null ? "" : `från ${validFrom}`, validTo === null ? "" : `till ${validTo}`].filter(Boolean).join(" ");

const source = ["source", "sourceDetail", "sourceOn"] as const;
const person = ["givenName", "familyName", "sex", "birthYear", "isDeceased", "protectedIdentity"] as const;

/** Everybody in the case and how they belong together: as a picture, and the same in tables. */
export const genogramPage = definePage({
  path: "/arenden/:caseId/genogram",
  title: "Relationer och genogram",
  asks: getGenogram,
  load: async ({ ask, params: { caseId } }) => {
    const [parts, found] = await Promise.all([partsOf(ask, caseId, "staff"), ask(getGenogram, { caseId })]);
    return { parts, ...found };
  },
  view: ({ data: { parts, people, relations, proposed }, params: { caseId }, actor, today }) => {
    const isResponsible = parts.staff.some((one) => one.role === "ansvarig" && one.staff_id === actor.staffId);
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading="Relationer och genogram"
          lead="Barnet och de som finns runt det, så som det här ärendet känner dem."
          back={{ href: peopleLinks.all(caseId), text: "Personer i ärendet" }}
        />
        {isResponsible ? (
          <ButtonRow>
            <LinkButton href={genogramLinks.addPerson(caseId)}>Lägg till en person</LinkButton>
            {people.length > 1 ? (
              <LinkButton href={genogramLinks.addRelation(caseId)} variant="secondary">
                Lägg till en relation
              </LinkButton>
            ) : null}
          </ButtonRow>
        ) : (
          <Paragraph subtle>Den som är ansvarig för ärendet skriver in relationer.</Paragraph>
        )}
        {isResponsible ? proposed.map((one) => <ProposedSibling of={one} caseId={caseId} />) : null}
        <GenogramPicture people={people} relations={relations} today={today} />
        <Table
          caption="Relationer"
          rows={relations}
          empty="Inga relationer är inskrivna än."
          columns={[
            { heading: "Relation", cell: (one) => relationSentence(people, one) },
            { heading: "När", cell: (one) => periodOf(one) },
            { heading: "Källa", cell: (one) => sourceWords(one) },
            ...(isResponsible
              ? [
                  {
                    heading: "Ändra",
                    cell: (one: GenogramRelation) => (
                      <Link href={genogramLinks.changeRelation(caseId, one.id)}>
                        Ändra
                        <span class="ds-sr-only">{` att ${relationSentence(people, one)}`}</span>
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
        <Table
          caption="Personer"
          rows={people}
          columns={[
            {
              heading: "Namn",
              cell: (one) => (one.isRelative ? nameOf(one) : <Link href={peopleLinks.person(caseId, one.id)}>{nameOf(one)}</Link>),
            },
            { heading: "I ärendet", cell: (one) => whoIs(one) || "Finns bara här" },
            { heading: "Född", cell: (one) => one.birthYear ?? "" },
            { heading: "Övrigt", cell: (one) => (one.isDeceased ? "Avliden" : <ProtectedMark kind={one.protectedIdentity} />) },
            ...(isResponsible
              ? [
                  {
                    heading: "Ändra",
                    cell: (one: GenogramPerson) =>
                      one.isRelative ? (
                        <Link href={genogramLinks.changePerson(caseId, one.id)}>
                          Ändra
                          <span class="ds-sr-only">{` ${named(people, one.id)}`}</span>
                        </Link>
                      ) : (
                        ""
                      ),
                  },
                ]
              : []),
          ]}
        />
      </>
    );
  },
});

const load = async (caseId: string, ask: PageContext<"/arenden/:caseId/genogram">["ask"]) => {
  const [parts, found] = await Promise.all([partsOf(ask, caseId), ask(getGenogram, { caseId })]);
  return { parts, ...found };
};

/** The responsible caseworker writes somebody around the child, and what that person is to one of the case. */
export const addRelativePage = defineForm({
  path: "/arenden/:caseId/genogram/person",
  title: "Lägg till en person",
  load: ({ ask, params: { caseId } }) => load(caseId, ask),
  values: ({ data: { people } }) => ({ toId: people.find((one) => one.isChild)?.id }),
  action: addRelative,
  done: (_out, { params }) => genogramLinks.all(params.caseId),
  notice: "Personen är sparad.",
  view: ({ data: { parts, people }, form, params: { caseId } }) => (
    <CaseFormPage
      parts={parts}
      heading="Lägg till en person"
      lead="Någon som finns runt barnet. Personen syns bara i det här ärendet."
      back={{ href: genogramLinks.all(caseId), text: "Relationer och genogram" }}
    >
      <Form form={form} submit="Spara personen" cancel={genogramLinks.all(caseId)}>
        <FieldsOf form={form} of={relativeFields} names={person} />
        <Fieldset legend="Relation">
          <FieldsOf form={form} of={relativeFields} names={["kind", "toId", "validFrom"]} options={{ toId: optionsOf(people) }} />
        </Fieldset>
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={relativeFields} names={source} />
        </Fieldset>
      </Form>
    </CaseFormPage>
  ),
});

/** The responsible caseworker writes what one of the case is to another. */
export const addRelationPage = defineForm({
  path: "/arenden/:caseId/genogram/relation",
  title: "Lägg till en relation",
  load: ({ ask, params: { caseId } }) => load(caseId, ask),
  values: ({ data: { people } }) => ({ toId: people.find((one) => one.isChild)?.id }),
  action: addRelation,
  done: (_out, { params }) => genogramLinks.all(params.caseId),
  notice: "Relationen är sparad.",
  view: ({ data: { parts, people }, form, params: { caseId } }) => (
    <CaseFormPage parts={parts} heading="Lägg till en relation" back={{ href: genogramLinks.all(caseId), text: "Relationer och genogram" }}>
      <Form form={form} submit="Spara relationen" cancel={genogramLinks.all(caseId)}>
        <FieldsOf
          form={form}
          of={relationFields}
          names={["fromId", "kind", "toId", "validFrom"]}
          options={{ fromId: optionsOf(people), toId: optionsOf(people) }}
        />
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={relationFields} names={source} />
        </Fieldset>
      </Form>
    </CaseFormPage>
  ),
});

/** The responsible caseworker corrects, ends or takes back a relation. */
export const changeRelationPage = defineForm({
  path: "/arenden/:caseId/genogram/relation/:relationId",
  title: "Ändra en relation",
  load: async ({ ask, params: { caseId, relationId } }) => {
    const found = await load(caseId, ask);
    return { ...found, relation: found.relations.find((one) => one.id === relationId) ?? notFound() };
  },
  values: ({ data: { relation } }) => ({ kind: relation.kind, validFrom: relation.validFrom }),
  action: changeRelation,
  done: (_out, { params }) => genogramLinks.all(params.caseId),
  notice: "Ändringen är sparad.",
  view: ({ data: { parts, people, relation }, form, params: { caseId } }) => (
    <CaseFormPage
      parts={parts}
      heading="Ändra en relation"
      lead={relationSentence(people, relation)}
      back={{ href: genogramLinks.all(caseId), text: "Relationer och genogram" }}
    >
      <Form form={form} submit="Spara ändringen" cancel={genogramLinks.all(caseId)}>
        <FieldsOf form={form} of={relationChangeFields} names={["change", "kind", "validFrom", "validTo", "reason"]} />
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={relationChangeFields} names={source} />
        </Fieldset>
      </Form>
    </CaseFormPage>
  ),
});

/** The responsible caseworker corrects who somebody around the child is, or takes the person away. */
export const changeRelativePage = defineForm({
  path: "/arenden/:caseId/genogram/person/:relativeId",
  title: "Ändra en person",
  load: async ({ ask, params: { caseId, relativeId } }) => {
    const found = await load(caseId, ask);
    return { ...found, relative: found.people.find((one) => one.isRelative && one.id === relativeId) ?? notFound() };
  },
  values: ({ data: { relative } }) => ({ ...relative, birthYear: relative.birthYear === null ? undefined : String(relative.birthYear) }),
  action: changeRelative,
  done: (_out, { params }) => genogramLinks.all(params.caseId),
  notice: "Ändringen är sparad.",
  view: ({ data: { parts, relative }, form, params: { caseId } }) => (
    <CaseFormPage
      parts={parts}
      heading="Ändra en person"
      lead={nameOf(relative)}
      back={{ href: genogramLinks.all(caseId), text: "Relationer och genogram" }}
    >
      <Form form={form} submit="Spara ändringen" cancel={genogramLinks.all(caseId)}>
        <FieldsOf
          form={form}
          of={relativeChangeFields}
          names={["change", ...(Object.keys(relativeWords) as (typeof person)[number][]), "reason"]}
        />
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={relativeChangeFields} names={source} />
        </Fieldset>
      </Form>
    </CaseFormPage>
  ),
});
