import type { FC } from "hono/jsx";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { populationAnswers as answers, askPopulation } from "../actions/ask-population.ts";
import { settlePopulation } from "../actions/settle-population.ts";
import { openRegister } from "../population/register.ts";
import { findPopulation } from "../queries/find-population.ts";
import type { PopulationNotice } from "../queries/find-population.ts";
import { getPerson } from "../queries/get-person.ts";
import { peopleLinks } from "./parts.tsx";

/** Asks the population register about somebody in the case. What it says otherwise is gone through on the next page. */
export const askPopulationPage = defineForm({
  path: "/arenden/:caseId/personer/:personId/folkbokforing",
  title: "Hämta från folkbokföringen",
  load: async ({ ask, params: { caseId, personId } }) => {
    const [parts, person] = await Promise.all([partsOf(ask, caseId), ask(getPerson, { caseId, personId })]);
    return { parts, person };
  },
  action: askPopulation,
  done: ({ outcome }, { params }) => `${peopleLinks.populationAnswer(params.caseId, params.personId)}?svar=${answers.indexOf(outcome)}`,
  notice: "Folkbokföringen är tillfrågad.",
  view: ({ data: { parts, person }, form }) => (
    <CaseFormPage
      parts={parts}
      heading="Hämta från folkbokföringen"
      lead={`${person.givenName} ${person.familyName}`}
      back={{ href: peopleLinks.person(parts.file.id, person.id), text: "Till personen" }}
    >
      {openRegister() === undefined ? (
        <Alert tone="info">
          Folkbokföringen är inte kopplad till programmet. Uppgifterna skrivs för hand, med folkbokföringen som källa.
        </Alert>
      ) : person.identityNumber === null ? (
        <Alert tone="info">Personen har inget nummer att fråga om. Skriv numret bland uppgifterna först.</Alert>
      ) : (
        <Form form={form} submit="Fråga folkbokföringen" draft={false} cancel={peopleLinks.person(parts.file.id, person.id)}>
          <Paragraph>
            Vi frågar om namn, adress, skydd, vårdnadshavare, död och flytt. Ett starkare skydd gäller genast. Allt annat går du igenom
            innan det skrivs in.
          </Paragraph>
          <LawNote>Frågan loggas med vem som frågade och i vilket ärende.</LawNote>
        </Form>
      )}
    </CaseFormPage>
  ),
});

/** How it answered, for whoever has just asked: that nothing waits is not that it has answered. */
const answerWords: Readonly<Record<(typeof answers)[number], string>> = {
  "inget nytt": "Folkbokföringen säger inget annat än det som redan står.",
  "något nytt": "Folkbokföringen säger något annat än det som står.",
  "svaret kommer i en fil": "Folkbokföringen har inte svarat än. Svaret kommer i en fil. Det som är något annat än vi vet står då här.",
  "numret är inte känt": "Folkbokföringen känner inte till numret. Kontrollera att det är rätt skrivet.",
};

/** What the register says otherwise: ticked and written in, or read. */
export const populationAnswerPage = defineForm({
  path: "/arenden/:caseId/personer/:personId/folkbokforing/svar",
  title: "Uppgifter från folkbokföringen",
  load: async ({ ask, params: { caseId, personId }, search }) => {
    const [parts, person, { notices: all }] = await Promise.all([
      partsOf(ask, caseId),
      ask(getPerson, { caseId, personId }),
      ask(findPopulation, { caseId, personId }),
    ]);
    return { parts, person, all, answered: answers[Number(search.get("svar") ?? "none")] };
  },
  action: settlePopulation,
  done: (_out, { params }) => peopleLinks.person(params.caseId, params.personId),
  notice: "Uppgifterna är genomgångna.",
  view: ({ data: { parts, person, all, answered }, form }) => {
    const waiting = all.filter((one) => one.outcome === null);
    const back = peopleLinks.person(parts.file.id, person.id);
    return (
      <CaseFormPage
        parts={parts}
        heading="Uppgifter från folkbokföringen"
        lead={`${person.givenName} ${person.familyName}`}
        back={{ href: back, text: "Till personen" }}
      >
        {answered === undefined ? null : (
          <Alert tone={answered === "numret är inte känt" ? "warning" : "info"}>{answerWords[answered]}</Alert>
        )}
        <Notices caption="Att gå igenom" rows={waiting} empty="Inget väntar på att gås igenom." />
        {waiting.length > 0 ? (
          <Form form={form} submit="Spara" cancel={back}>
            {waiting.some((one) => one.canBeTaken) ? (
              <FieldsOf
                form={form}
                of={settlePopulation.input.shape}
                names={["take"]}
                options={{ take: waiting.filter((one) => one.canBeTaken).map((one) => ({ value: one.id, label: one.said })) }}
              />
            ) : (
              <Paragraph>Det här skrivs inte in härifrån. Spara när du har läst det.</Paragraph>
            )}
          </Form>
        ) : (
          <LinkButton href={back} variant="secondary">
            Till personen
          </LinkButton>
        )}
        {waiting.length < all.length ? <Notices caption="Genomgångna" rows={all.filter((one) => one.outcome !== null)} empty="" /> : null}
        <LawNote>
          Vårdnadshavare som skrivs in väntar på att bekräftas under Vårdnadshavare. En vuxens namn rättas där. Ett skydd som har blivit
          svagare ändras av den som ser alla personens ärenden.
        </LawNote>
      </CaseFormPage>
    );
  },
});

const Notices: FC<{ caption: string; rows: readonly PopulationNotice[]; empty: string }> = ({ caption, rows, empty }) => (
  <Table
    caption={caption}
    rows={rows}
    empty={empty}
    columns={[
      { heading: "Folkbokföringen", cell: (one) => one.said },
      { heading: "Står här", cell: (one) => one.known ?? "Inget" },
      { heading: "Från", cell: (one) => one.validFrom ?? "" },
      { heading: "Läst", cell: (one) => one.readOn },
      { heading: "Vad det blev", cell: (one) => (one.outcome === null ? "" : one.outcome === "läst" ? "Läst" : "Inskrivet") },
    ]}
  />
);
