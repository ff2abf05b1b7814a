import type { FC } from "hono/jsx";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { readIdentityNumber } from "../../../platform/basics/identity-number.ts";
import { capital } from "../../../platform/basics/text.ts";
import { SummaryList, Timeline } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { ageWords, bornWords } from "../born-words.ts";
import { sexWords } from "../codes.ts";
import { earlierNames } from "../earlier-names.ts";
import { birthLink } from "../links.ts";
import { openRegister } from "../population/register.ts";
import { findPopulation } from "../queries/find-population.ts";
import { getPerson } from "../queries/get-person.ts";
import type { PersonChange, PersonOfCasePage } from "../queries/get-person.ts";
import { correctionLines } from "../review-words.ts";
import { Details, pastDetail, periodWords } from "./details.tsx";
import { guardianLinks, numberWords, peopleLinks, sourceWords } from "./parts.tsx";

/** Somebody in the case, as the case knows them: what holds, what held before, and the way to correct it. */
export const personPage = definePage({
  path: "/arenden/:caseId/personer/:personId",
  title: "Person i ärendet",
  asks: getPerson,
  load: async ({ ask, params: { caseId, personId } }) => {
    const [parts, person, { notices }] = await Promise.all([
      partsOf(ask, caseId, "staff"),
      ask(getPerson, { caseId, personId }),
      ask(findPopulation, { caseId, personId }),
    ]);
    return { parts, person, waiting: notices.filter((one) => one.outcome === null).length };
  },
  view: ({ data: { parts, person, waiting }, params: { caseId }, actor, today }) => {
    const isResponsible = parts.staff.some((one) => one.role === "ansvarig" && one.staff_id === actor.staffId);
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading={`${person.givenName} ${person.familyName}`}
          lead={person.isChild ? "Barnet i ärendet" : capital(person.guardianships[0]?.kind ?? "")}
          back={{ href: peopleLinks.all(caseId), text: "Personer i ärendet" }}
        />
        {person.isChild ? null : <Protected of={person} />}
        {waiting > 0 ? (
          <Alert tone="warning">
            <Link href={peopleLinks.populationAnswer(caseId, person.id)}>
              {waiting === 1
                ? "Folkbokföringen säger något annat: gå igenom"
                : `Folkbokföringen säger ${waiting} saker annorlunda: gå igenom`}
            </Link>
          </Alert>
        ) : null}
        <Card heading="Uppgifter">
          <SummaryList rows={rowsOf(person, today)} />
          <ButtonRow>
            {isResponsible ? (
              <LinkButton href={peopleLinks.addDetail(caseId, person.id)} variant="secondary">
                Lägg till adress, telefon eller annat
              </LinkButton>
            ) : null}
            {isResponsible && person.isChild ? <ChildButton caseId={caseId} parts={parts} /> : null}
            {isResponsible ? (
              <LinkButton href={peopleLinks.protect(caseId, person.id)} variant="secondary">
                Ändra skydd av personuppgifter
              </LinkButton>
            ) : null}
            {isResponsible && person.identityNumber !== null && openRegister() !== undefined ? (
              <LinkButton href={peopleLinks.population(caseId, person.id)} variant="secondary">
                Hämta från folkbokföringen
              </LinkButton>
            ) : null}
            {person.protectedIdentity === "ingen" ? null : (
              <LinkButton href={peopleLinks.shielded(caseId, person.id)} variant="secondary">
                Visa hur personen nås
              </LinkButton>
            )}
          </ButtonRow>
          {isResponsible ? null : <Paragraph subtle>Den som är ansvarig för ärendet rättar uppgifterna.</Paragraph>}
        </Card>
        <Details of={person.details} caseId={caseId} personId={person.id} mayChange={isResponsible} today={today} />
        {person.guardianships.length > 0 ? <Guardianships of={person} caseId={caseId} /> : null}
        <Earlier of={person} />
      </>
    );
  },
});

/** A child who is expected is born; who a child is whom nobody knows by name is written when it is known. */
const ChildButton: FC<{
  caseId: string;
  parts: { readonly child: { readonly birth_date_known: string; readonly name_known: boolean } };
}> = ({ caseId, parts: { child } }) =>
  child.birth_date_known === "väntat" ? (
    <LinkButton href={birthLink(caseId)}>Barnet är fött, eller en ny dag</LinkButton>
  ) : (
    <LinkButton href={peopleLinks.correctChild(caseId)} variant={child.name_known ? "secondary" : "primary"}>
      {child.name_known ? "Rätta eller ändra uppgifterna" : "Skriv vem barnet är"}
    </LinkButton>
  );

const Protected: FC<{ of: PersonOfCasePage }> = ({ of }) =>
  of.protectedIdentity === "ingen" ? null : (
    <Alert tone="danger">{`Skyddad identitet: ${of.protectedIdentity}. Skriv inget som visar var personen finns.`}</Alert>
  );

const bornAndAge = (birthDate: string, known: PersonOfCasePage["birthDateKnown"], today: string): string =>
  known === "väntat"
    ? bornWords(birthDate, known)
    : `${bornWords(birthDate, known)}, ${known === "år" ? "räknas som " : ""}${ageWords(birthDate, today)}`;

function rowsOf(person: PersonOfCasePage, today: string) {
  const { identityNumber, birthDate, isChild } = person;
  const read = identityNumber === null ? undefined : readIdentityNumber({ text: identityNumber, today });
  const isCoordination = read?.ok === true && read.value.kind === "samordningsnummer";
  const names = earlierNames(person.changes, person);
  return [
    { term: "Namn", value: `${person.givenName} ${person.familyName}` },
    ...names.map((one) => ({ term: "Tidigare namn", value: one.until === null ? one.name : `${one.name}, till och med ${one.until}` })),
    { term: isCoordination ? "Samordningsnummer" : "Personnummer", value: numberWords(identityNumber) },
    ...(person.otherNumber === null ? [] : [{ term: "Registrerades med", value: numberWords(person.otherNumber) }]),
    ...(isChild
      ? [
          { term: "Född", value: birthDate === null ? "" : bornAndAge(birthDate, person.birthDateKnown, today) },
          { term: "Kön", value: person.sex === null ? "" : capital(sexWords[person.sex]) },
          { term: "Språk", value: capital(person.language ?? "") },
          { term: "Tolk", value: person.interpreterNeed === null ? "" : person.interpreterNeed ? "Behövs" : "Behövs inte" },
        ]
      : []),
    { term: "Skyddade personuppgifter", value: person.protectedIdentity === "ingen" ? "Nej" : capital(person.protectedIdentity) },
  ];
}

const Guardianships: FC<{ of: PersonOfCasePage; caseId: string }> = ({ of, caseId }) => (
  <Card heading="Vårdnad om barnet">
    <SummaryList
      rows={of.guardianships.map((one) => ({
        term: capital(one.kind),
        value: [periodWords(one), `källa: ${sourceWords(one)}`, one.phone].filter(Boolean).join(" · "),
      }))}
    />
    <ButtonRow>
      <LinkButton href={guardianLinks.all(caseId)} variant="secondary">
        Visa och ändra vårdnadshavare
      </LinkButton>
    </ButtonRow>
  </Card>
);

const Earlier: FC<{ of: PersonOfCasePage }> = ({ of }) => {
  const items = [...of.changes.map(changeItem), ...of.details.filter((one) => !one.stands).map(pastDetail)];
  if (items.length === 0) return null;
  return (
    <Card heading="Tidigare uppgifter">
      <Timeline label="Tidigare uppgifter om personen" items={items.toSorted((a, b) => (a.on < b.on ? 1 : -1))} />
    </Card>
  );
};

const changeItem = (of: PersonChange) => ({
  on: stockholmDate(new Date(of.recordedAt)),
  by: of.by,
  heading: of.change === "rättad" ? "Uppgifter rättades" : "Uppgifter ändrades",
  text: (
    <>
      {correctionLines(of).map((line) => (
        <p>{line}</p>
      ))}
    </>
  ),
});
