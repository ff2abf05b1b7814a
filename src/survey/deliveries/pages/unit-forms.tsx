import { Checkboxes, FileField, Hidden, Radios, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { uploadedText } from "../../../ui/uploaded-text.ts";
import { enterForUnit } from "../actions/enter-for-unit.ts";
import { followUp, handledCodes } from "../actions/follow-up.ts";
import { longestFile } from "../actions/receive-file.ts";
import { registerKey, withdrawKey } from "../actions/unit-keys.ts";
import { deliveryLinks } from "../links.ts";
import type { UnitPlace } from "../links.ts";
import { getUnit } from "../queries/get-unit.ts";

const back = (place: UnitPlace) => ({ href: deliveryLinks.unit(place), text: "Till enhetens leveranser" });

/** Registers the unit's public key. */
export const registerKeyPage = defineForm({
  path: "/omgangar/:roundId/enheter/:unitId/nyckel",
  title: "Registrera en enhets nyckel",
  load: ({ ask, params }) => ask(getUnit, { unitId: params.unitId }),
  values: ({ data: { keys } }) => ({ follows: keys[0]?.number ?? 0 }),
  action: registerKey,
  done: (_out, { params }) => deliveryLinks.unit(params),
  notice: "Nyckeln är registrerad.",
  view: ({ data: unit, form, params }) => (
    <>
      <PageHead heading="Registrera enhetens publika nyckel" lead={`${unit.code} ${unit.name}`} back={back(params)} />
      <Form form={form} submit="Registrera" cancel={deliveryLinks.unit(params)} draft={false}>
        <Hidden {...form.field("follows")} />
        <TextArea
          {...form.field("publicKey")}
          label="Publik nyckel"
          hint="Raden som kommunens program visar. Den gäller i den här omgången och de som kommer, i stället för den förra."
          rows={3}
        />
        <TextArea
          {...form.field("cameFrom")}
          label="Hur kom den, och hur vet ni att den är enhetens?"
          hint="Till exempel: i brev från socialchefen, jämförd per telefon via kommunens växel."
          rows={3}
        />
      </Form>
    </>
  ),
});

/** Withdraws the unit's key. */
export const withdrawKeyPage = defineForm({
  path: "/omgangar/:roundId/enheter/:unitId/aterkalla-nyckel",
  title: "Återkalla en enhets nyckel",
  load: ({ ask, params }) => ask(getUnit, { unitId: params.unitId }),
  values: ({ data: { keys } }) => ({ follows: keys[0]?.number ?? 0 }),
  action: withdrawKey,
  done: (_out, { params }) => deliveryLinks.unit(params),
  notice: "Nyckeln är återkallad.",
  view: ({ data: unit, form, params }) => (
    <>
      <PageHead
        heading="Återkalla enhetens nyckel"
        lead={`${unit.code} ${unit.name}. Det som redan är mottaget står kvar; inget mer tas emot med nyckeln.`}
        back={back(params)}
      />
      <Form form={form} submit="Återkalla" danger cancel={deliveryLinks.unit(params)} draft={false}>
        <Hidden {...form.field("follows")} />
        <TextArea {...form.field("cameFrom")} label="Varför återkallas den?" rows={3} />
      </Form>
    </>
  ),
});

/** Puts in answers for a unit that cannot. */
export const proxyPage = defineForm({
  path: "/omgangar/:roundId/enheter/:unitId/svar-at-enheten",
  title: "Lägg in svar åt en enhet",
  asks: enterForUnit,
  load: ({ ask, params }) => ask(getUnit, { unitId: params.unitId }),
  fields: enterForUnit.input.shape,
  submit: async ({ body, params, perform }) =>
    perform(enterForUnit, {
      unitId: params.unitId,
      answerFile: await uploadedText(body, "answerFile", longestFile),
      givenBy: body.values["givenBy"]?.[0],
      why: body.values["why"]?.[0],
    }),
  done: (_out, { params }) => deliveryLinks.unit(params),
  notice: "Svaren är inlagda.",
  view: ({ data: unit, form, params }) => (
    <>
      <PageHead heading="Lägg in svar åt enheten" lead={`${unit.code} ${unit.name}`} back={back(params)} />
      <Paragraph>
        En fil med rubriker i kodbokens kolumner och en enda rad, enhetens. Den första kolumnen heter kommun. Kodboken skrivs med fortrogen
        survey codebook.
      </Paragraph>
      <Form form={form} submit="Lägg in" cancel={deliveryLinks.unit(params)} files draft={false}>
        <FileField {...form.field("answerFile")} label="Svar (CSV)" accept=".csv,text/csv" />
        <TextField {...form.field("givenBy")} label="Vem på enheten har lämnat svaren?" hint="Namn och befattning" maxLength={200} />
        <TextArea {...form.field("why")} label="Varför lägger ni in dem?" hint="Till exempel: enheten kommer inte in på sidan." rows={3} />
      </Form>
    </>
  ),
});

/** Notes what was done about what was found. */
export const followUpPage = defineForm({
  path: "/omgangar/:roundId/enheter/:unitId/folj-upp",
  title: "Följ upp en leverans",
  load: ({ ask, params }) => ask(getUnit, { unitId: params.unitId }),
  values: ({ data: { deliveries } }) => ({ number: deliveries[0]?.number ?? 0 }),
  action: followUp,
  done: (_out, { params }) => deliveryLinks.unit(params),
  notice: "Uppföljningen är sparad.",
  view: ({ data: unit, form, params }) => (
    <>
      <PageHead heading="Följ upp" lead={`${unit.code} ${unit.name}`} back={back(params)} />
      {unit.findings.length === 0 ? (
        <>
          <Paragraph>Det finns inget att följa upp i den senaste leveransen.</Paragraph>
          <LinkButton href={deliveryLinks.unit(params)} variant="secondary">
            Till enheten
          </LinkButton>
        </>
      ) : (
        <Form form={form} submit="Spara" cancel={deliveryLinks.unit(params)}>
          <Hidden {...form.field("number")} />
          <Checkboxes
            {...form.field("places")}
            label="Vad gäller det?"
            options={unit.findings.map((one) => ({
              value: String(one.place),
              label: one.finding,
              hint: one.handled === null ? `Regel ${one.rule}` : `Regel ${one.rule}. Förut: ${one.handled}.`,
            }))}
          />
          <Radios
            {...form.field("handled")}
            label="Hur är det hanterat?"
            options={optionsOf(handledCodes, {
              "rättas av enheten": "Enheten rättar och levererar på nytt",
              stämmer: "Enheten har sagt att det stämmer",
              "väntar på svar": "Vi har frågat och väntar på svar",
              lämnas: "Vi låter det stå",
            })}
          />
          <TextArea {...form.field("note")} label="Vad är gjort, och vad sades?" hint="Skriv inget om en enskild person." rows={4} />
        </Form>
      )}
    </>
  ),
});
