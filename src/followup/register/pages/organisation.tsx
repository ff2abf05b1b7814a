import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Heading } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { describeOrganisation } from "../actions/describe-organisation.ts";
import { registerLinks, registerPath } from "../links.ts";
import { getOrganisation } from "../queries/get-organisation.ts";

const fields = describeOrganisation.input.shape;

/** How the work is organised, and what further training is needed (questions 2, 2a and 23). */
export const organisationPage = defineForm({
  path: registerLinks.organisation,
  title: "Organisation och vidareutbildning",
  load: ({ ask }) => ask(getOrganisation, {}),
  values: ({ data }) => ({ ...wordsOf(data), follows: data.organisation?.number ?? 0 }),
  action: describeOrganisation,
  done: () => registerPath,
  standing: ({ data }) => ({
    words: wordsOf(data),
    goOn: registerLinks.organisation,
    follows: ["follows", data.organisation?.number ?? 0],
  }),
  notice: "Organisationen är sparad.",
  view: ({ form }) => (
    <>
      <PageHead heading="Organisation och vidareutbildning" back={{ href: registerPath, text: "Till registret" }} />
      <Form form={form} submit="Spara" cancel={registerPath}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={fields} />
        <Heading level={2}>Organisation</Heading>
        <FieldsOf form={form} of={fields} group="organisation" />
        <Heading level={2}>Vidareutbildning</Heading>
        <FieldsOf form={form} of={fields} group="training" />
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
