import { Radios, DateField, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePost } from "../../../ui/page.tsx";
import { callOffSending } from "../actions/call-off-sending.ts";
import { planSending } from "../actions/plan-sending.ts";
import { roundLinks } from "../links.ts";
import { getRound } from "../queries/get-round.ts";
import { places, usualTexts } from "../sending-text.ts";
import { plannedKinds } from "../write-sending.ts";

/** Plans an invitation, or where there is one, a reminder. */
export const sendingPage = defineForm({
  path: "/omgangar/:roundId/utskick",
  title: "Planera ett utskick",
  action: planSending,
  load: ({ ask, params: { roundId } }) => ask(getRound, { roundId }),
  values({ today, data: { round, sendings } }) {
    const kind = sendings.some((one) => one.kind === "inbjudan" && !one.is_called_off) ? "påminnelse" : "inbjudan";
    const { subject, words } = usualTexts[kind];
    return { kind, sendOn: today < round.opens_on ? round.opens_on : today, subjectLine: subject, words };
  },
  done: (_out, { params: { roundId } }) => roundLinks.round(roundId),
  notice: "Utskicket är planerat.",
  view: ({ data: { round }, form, params: { roundId } }) => (
    <>
      <PageHead heading="Planera ett utskick" lead={round.title} back={{ href: roundLinks.round(roundId), text: "Till omgången" }} />
      <Form form={form} submit="Planera" cancel={roundLinks.round(roundId)} draft={false}>
        <Radios {...form.field("kind")} label="Vad som ska skickas" options={optionsOf(plannedKinds)} inline />
        <DateField
          {...form.field("sendOn")}
          label="Dag"
          hint="I dag: det går ut inom någon minut. Senare: klockan 8 den dagen. Bara till dem som då inte har svarat. Skriv som ÅÅÅÅ-MM-DD."
        />
        <TextField {...form.field("subjectLine")} label="Ämnesrad" />
        <TextArea {...form.field("words")} label="Brevet" rows={14} />
        <Paragraph subtle>
          {`Det som står inom klamrar fylls i för varje enhet: ${places.map((one) => `{${one}}`).join(", ")}. Länken är enhetens egen och sparas ingenstans.`}
        </Paragraph>
      </Form>
    </>
  ),
});

export const callOffSendingPost = definePost({
  path: "/omgangar/:roundId/utskick/:sendingId/stall-in",
  title: "Ställ in ett utskick",
  action: callOffSending,
  done: ({ roundId }) => roundLinks.round(roundId),
  notice: "Utskicket är inställt. Det som hade gått ut har gått ut.",
});
