import { Checkboxes, DateField, Hidden, Radios, TextArea, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Heading } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { Standing } from "../../../ui/request.ts";
import { describeOrganisation } from "../actions/describe-organisation.ts";
import { boardKinds, performerKinds, trainingNeeds } from "../codes.ts";
import { registerLinks, registerPath } from "../links.ts";
import { getOrganisation } from "../queries/get-organisation.ts";

/** How the work is organised, and what further training is needed (questions 2, 2a and 23). */
export const organisationPage = defineForm({
  path: registerLinks.organisation,
  title: "Organisation och vidareutbildning",
  load: ({ ask }) => ask(getOrganisation, {}),
  values: ({ data }) => ({ ...wordsOf(data), follows: data.organisation?.number ?? 0 }),
  action: describeOrganisation,
  done: () => registerPath,
  standing: ({ data }): Standing => ({
    words: wordsOf(data),
    goOn: registerLinks.organisation,
    follows: { follows: data.organisation?.number ?? 0 },
  }),
  notice: "Organisationen är sparad.",
  view: ({ form }) => (
    <>
      <PageHead heading="Organisation och vidareutbildning" back={{ href: registerPath, text: "Till registret" }} />
      <Form form={form} submit="Spara" cancel={registerPath}>
        <Hidden {...form.field("follows")} />
        <DateField {...form.field("holdsFrom")} label="Gäller från" />
        <Heading level={2}>Organisation</Heading>
        <Radios
          {...form.field("boards")}
          label="Hur är verksamheten organiserad?"
          hint="Utredning av barns behov, och utformning, genomförande och uppföljning av öppna insatser."
          options={optionsOf(boardKinds, { "samma nämnd": "Inom en och samma nämnd", "olika nämnder": "Inom olika nämnder" })}
        />
        <TextArea {...form.field("boardsNote")} label="Beskriv gärna" rows={2} optional />
        <Checkboxes
          {...form.field("performers")}
          label="Hur utförs de öppna insatserna?"
          options={optionsOf(performerKinds, {
            "egen kommun": "I kommunal regi, inom den egna kommunen",
            "annan kommun": "I kommunal regi, i en annan kommun eller i samarbete med andra kommuner",
            "enskild regi": "I enskild regi",
          })}
        />
        <Heading level={2}>Vidareutbildning</Heading>
        <Checkboxes
          {...form.field("trainingNeeds")}
          label="Vad behöver handläggarna vidareutbildning i, för att göra barn delaktiga?"
          options={optionsOf(trainingNeeds, {
            samtalsmetodik: "Samtalsmetodik",
            "verktyg eller metod": "Något verktyg eller någon metod",
            bemötande: "Bemötande utifrån barnens olika förutsättningar och behov",
            "barns utveckling": "Barns utveckling",
            "rättigheter och delaktighet": "Barnets rättigheter och delaktighet",
            "annan utbildning": "Annat",
            "inget behov": "Inget: vi har den utbildning och kompetens vi behöver",
          })}
        />
        <TextArea
          {...form.field("trainingNote")}
          label="Vilket verktyg, vilken metod eller vad annat?"
          rows={2}
          optional="om du inte har valt det"
        />
      </Form>
    </>
  ),
});

type Shown = {
  readonly organisation: {
    readonly holds_from: string;
    readonly boards: string;
    readonly boards_note: string | null;
    readonly performers: readonly string[];
    readonly training_needs: readonly string[];
    readonly training_note: string | null;
  } | null;
};

const wordsOf = ({ organisation: now }: Shown) =>
  now
    ? {
        holdsFrom: now.holds_from,
        boards: now.boards,
        boardsNote: now.boards_note,
        performers: now.performers,
        trainingNeeds: now.training_needs,
        trainingNote: now.training_note,
      }
    : {};
