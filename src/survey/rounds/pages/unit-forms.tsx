import { DateField, Radios, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import { extendUnit } from "../actions/extend-unit.ts";
import { linkChoices, sendLink } from "../actions/send-link.ts";
import { setContact } from "../actions/set-contact.ts";
import { noteWays, writeUnitNote } from "../actions/write-note.ts";
import { roundLinks } from "../links.ts";
import { getUnit } from "../queries/get-unit.ts";

const base = "/omgangar/:roundId/enheter/:unitId";
type Here = PageContext<typeof base>;
const load = ({ ask, params: { unitId } }: Pick<Here, "ask" | "params">) => ask(getUnit, { unitId });
const done = (_out: unknown, { params: { roundId, unitId } }: Pick<Here, "params">) => roundLinks.unit(roundId, unitId);
const backTo = ({ roundId, unitId }: Here["params"]) => ({ href: roundLinks.unit(roundId, unitId), text: "Till enheten" });

/** Where the unit is written to. */
export const contactPage = defineForm({
  path: `${base}/kontakt`,
  title: "Ändra adress",
  action: setContact,
  load,
  values: ({ data: { unit } }) => ({ email: unit.address ?? "", contactName: unit.contactName ?? "" }),
  done,
  notice: "Adressen är ändrad. Ett brev som inte kom fram till den förra går till den nya av sig självt.",
  view: ({ data: { unit }, form, params }) => (
    <>
      <PageHead heading="Ändra adress" lead={unit.name} back={backTo(params)} />
      <Form form={form} submit="Spara" cancel={backTo(params).href} draft={false}>
        <TextField {...form.field("email")} label="E-postadress" inputMode="email" width={40} />
        <TextField {...form.field("contactName")} label="Vem det är" optional width={40} />
      </Form>
      <Paragraph subtle>
        Har länken gått till fel mottagare? Byt adress, och välj sedan{" "}
        <Link href={roundLinks.link(params.roundId, params.unitId)}>en ny länk</Link>: då slutar den gamla gälla.
      </Paragraph>
    </>
  ),
});

/** Sends the unit its link. */
export const linkPage = defineForm({
  path: `${base}/lank`,
  title: "Skicka länken",
  action: sendLink,
  load,
  values: () => ({ which: linkChoices[0] }),
  done,
  notice: "Länken skickas till enhetens adress.",
  view: ({ data: { unit }, form, params }) => (
    <>
      <PageHead heading="Skicka länken" lead={unit.name} back={backTo(params)} />
      <Paragraph>{unit.address === null ? "Enheten har ingen adress. Skriv den först." : `Länken skickas till ${unit.address}.`}</Paragraph>
      <Form form={form} submit="Skicka" cancel={backTo(params).href} draft={false}>
        <Radios
          {...form.field("which")}
          label="Vilken länk"
          options={[
            { value: linkChoices[0], label: "Samma länk igen" },
            {
              value: linkChoices[1],
              label: "En ny länk",
              hint: "Den gamla slutar gälla genast. Välj den om länken har kommit i fel händer. Det som är besvarat finns kvar.",
            },
          ]}
        />
      </Form>
    </>
  ),
});

/** Gives the unit another last day. */
export const extendPage = defineForm({
  path: `${base}/mer-tid`,
  title: "Ge mer tid",
  action: extendUnit,
  load,
  done,
  notice: "Enheten har fått mer tid.",
  view: ({ data: { unit }, form, params }) => (
    <>
      <PageHead heading="Ge mer tid" lead={`${unit.name}. Sista svarsdag är nu ${unit.lastDay}.`} back={backTo(params)} />
      <Form form={form} submit="Ge mer tid" cancel={backTo(params).href} draft={false}>
        <DateField {...form.field("lastDay")} label="Ny sista svarsdag" />
        <TextArea {...form.field("reason")} label="Varför" rows={2} />
      </Form>
    </>
  ),
});

/** Writes what was said with the unit. */
export const notePage = defineForm({
  path: `${base}/anteckning`,
  title: "Anteckna en kontakt",
  action: writeUnitNote,
  load,
  values: ({ today }) => ({ onDay: today, way: "telefon" }),
  done,
  notice: "Kontakten är antecknad.",
  view: ({ data: { unit }, form, params }) => (
    <>
      <PageHead heading="Anteckna en kontakt" lead={unit.name} back={backTo(params)} />
      <Form form={form} submit="Spara" cancel={backTo(params).href}>
        <DateField {...form.field("onDay")} label="Dag" />
        <Radios {...form.field("way")} label="Hur" options={optionsOf(noteWays)} inline />
        <TextArea {...form.field("words")} label="Vad som sades" hint="Skriv ingenting om enskilda personer." />
      </Form>
    </>
  ),
});
