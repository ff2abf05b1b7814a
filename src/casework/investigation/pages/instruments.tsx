import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { addInstrument, endInstrument } from "../actions/keep-instruments.ts";
import { findInstruments } from "../queries/find-instruments.ts";

const path = "/utredningsmall/instrument";

/** Which instruments are used, and from when to when: names alone. */
export const instrumentsPage = definePage({
  path,
  title: "Bedömningsinstrument",
  asks: addInstrument,
  load: ({ ask }) => ask(findInstruments, {}),
  view: ({ data: { instruments }, today }) => (
    <>
      <PageHead
        heading="Bedömningsinstrument"
        lead="De instrument som kommunen använder i utredningar. Här står bara vad de heter, aldrig deras frågor."
        back={{ href: "/utredningsmall", text: "Utredningsmall" }}
        actions={<LinkButton href={`${path}/nytt`}>Lägg till ett instrument</LinkButton>}
      />
      {instruments.length === 0 ? (
        <Paragraph>Listan är tom.</Paragraph>
      ) : (
        <Table
          caption="Bedömningsinstrument"
          hideCaption
          rows={instruments}
          columns={[
            { heading: "Namn", cell: (one) => one.name },
            { heading: "Används till", cell: (one) => one.used_for ?? "" },
            { heading: "Från", cell: (one) => one.valid_from },
            {
              heading: "Till",
              cell: (one) =>
                one.last_on !== null && one.last_on < today
                  ? one.last_on
                  : (one.last_on ?? <Link href={`${path}/${one.id}/sluta`}>{`Sluta använda ${one.name}`}</Link>),
            },
          ]}
        />
      )}
    </>
  ),
});

export const addInstrumentPage = defineForm({
  path: `${path}/nytt`,
  title: "Lägg till ett bedömningsinstrument",
  load: () => Promise.resolve({}),
  action: addInstrument,
  done: () => path,
  notice: "Instrumentet står i listan.",
  view: ({ form }) => (
    <>
      <PageHead heading="Lägg till ett bedömningsinstrument" back={{ href: path, text: "Bedömningsinstrument" }} />
      <Form form={form} submit="Lägg till" cancel={path}>
        <FieldsOf form={form} of={addInstrument.input.shape} names={["instrumentName", "usedFor", "validFrom"]} />
      </Form>
    </>
  ),
});

export const endInstrumentPage = defineForm({
  path: `${path}/:instrumentId/sluta`,
  title: "Sluta använda ett bedömningsinstrument",
  asks: endInstrument,
  async load({ ask, params: { instrumentId } }) {
    const { instruments } = await ask(findInstruments, {});
    return { instrument: instruments.find(({ id }) => id === instrumentId) ?? notFound() };
  },
  action: endInstrument,
  done: () => path,
  notice: "Den sista dagen är sparad. Det som redan är dokumenterat står kvar.",
  view: ({ data: { instrument }, form }) => (
    <>
      <PageHead heading={`Sluta använda ${instrument.name}`} back={{ href: path, text: "Bedömningsinstrument" }} />
      <Form form={form} submit="Spara" cancel={path}>
        <FieldsOf form={form} of={endInstrument.input.shape} names={["lastOn"]} />
      </Form>
    </>
  ),
});
