import { Radios, TextArea, TextField } from "../../../ui/components/fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { summon } from "../actions/summon.ts";
import { meetingLinks } from "../links.ts";
import { getMeeting } from "../queries/get-meeting.ts";
import { currentOf, timeOf, whenWords } from "../rules.ts";
import { MeetingFormPage } from "./meeting-form.tsx";

/** Calls one person to a meeting. */
export const summonPage = defineForm({
  path: "/arenden/:caseId/mote/:meetingId/kalla/:calledId",
  title: "Kalla till möte",
  load: async ({ ask, params: { caseId, meetingId, calledId } }) => {
    const parts = await partsOf(ask, caseId);
    const { meeting, channels } = await ask(getMeeting, { caseId, meetingId });
    return { parts, meeting, channels, called: meeting.called.find((one) => one.id === calledId) ?? notFound() };
  },
  action: summon,
  done: (_out, { params: { caseId, meetingId } }) => meetingLinks.meeting(caseId, meetingId),
  notice: "Det är antecknat hur brevet eller meddelandet lämnas.",
  view: ({ data: { parts, meeting, channels, called }, form, params: { caseId, meetingId, calledId } }) => {
    const current = currentOf(meeting);
    const back = meetingLinks.meeting(caseId, meetingId);
    return (
      <MeetingFormPage
        parts={parts}
        meeting={meeting}
        alsoOff
        heading={current?.starts_at ? `Kalla ${called.name}` : `Berätta för ${called.name} att mötet är inställt`}
        lead={current?.starts_at ? capital(whenWords(current.starts_at)) : `Skulle ha varit ${whenWords(timeOf(meeting))}`}
      >
        {called.protected ? (
          <Alert tone="danger" heading="Skyddad identitet">
            Lämna helst brevet i handen eller skicka det genom Skatteverket.
          </Alert>
        ) : null}
        <Form form={form} submit="Spara" cancel={back}>
          <p>
            <Link href={meetingLinks.letter(caseId, meetingId, calledId)} download>
              {current?.starts_at ? "Hämta kallelsen (PDF)" : "Hämta beskedet (PDF)"}
            </Link>
          </p>
          <Radios
            {...form.field("way")}
            label={current?.starts_at ? "Hur lämnas kallelsen?" : "Hur lämnas beskedet?"}
            options={[
              { value: "i handen", label: "Brevet lämnas i handen" },
              ...(called.protected ? [] : [{ value: "brev", label: "Brevet skickas med post" }]),
              { value: "genom Skatteverket", label: "Brevet skickas genom Skatteverket", hint: "För den som har skyddade personuppgifter" },
              ...(channels.includes("e-post")
                ? [
                    {
                      value: "e-post",
                      label: "E-post",
                      hint: "Där står bara att det finns ett meddelande från kommunen, och hur man når den",
                      reveal: <TextField {...form.field("mail")} label="E-postadress" maxLength={254} />,
                    },
                  ]
                : []),
              ...(channels.includes("sms")
                ? [
                    {
                      value: "sms",
                      label: "Sms",
                      hint: "Där står bara att det finns ett meddelande från kommunen, och hur man når den",
                      reveal: <TextField {...form.field("phone")} label="Telefonnummer" maxLength={40} />,
                    },
                  ]
                : []),
            ]}
          />
          {called.protected ? (
            <TextArea
              {...form.field("clearedBecause")}
              label="Varför är e-postadressen eller numret säkert?"
              hint="Till exempel att personen själv har lämnat det och läser det ensam."
              rows={3}
              optional="om brevet lämnas"
            />
          ) : null}
          <LawNote>E-post och sms säger inget om mötet. Lämna också brevet, eller berätta när personen ringer.</LawNote>
        </Form>
      </MeetingFormPage>
    );
  },
});
