import { FieldOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordOutcome } from "../actions/record-outcome.ts";
import { meetingLinks } from "../links.ts";
import { getMeeting } from "../queries/get-meeting.ts";
import { currentOf, whenWords } from "../rules.ts";
import { MeetingFormPage } from "./meeting-form.tsx";

/** Writes how a meeting went. */
export const recordOutcomePage = defineForm({
  path: "/arenden/:caseId/mote/:meetingId/hur-det-gick",
  title: "Hur mötet gick",
  load: async ({ ask, params: { caseId, meetingId } }) => ({
    parts: await partsOf(ask, caseId),
    meeting: (await ask(getMeeting, { caseId, meetingId })).meeting,
  }),
  action: recordOutcome,
  done: (_out, { params: { caseId, meetingId } }) => meetingLinks.meeting(caseId, meetingId),
  notice: "Det är antecknat hur mötet gick.",
  view: ({ data: { parts, meeting }, form, params: { caseId, meetingId } }) => {
    const startsAt = currentOf(meeting)?.starts_at;
    return (
      <MeetingFormPage parts={parts} meeting={meeting} heading="Hur gick mötet?" lead={startsAt ? capital(whenWords(startsAt)) : undefined}>
        <Form form={form} submit="Spara" cancel={meetingLinks.meeting(caseId, meetingId)}>
          <FieldOf
            form={form}
            of={recordOutcome.input.shape}
            name="held"
            options={{ came: meeting.called.map((one) => ({ value: one.id, label: one.name })) }}
          />
          <p>Vad som sades skriver du som samtal eller anteckning i ärendet.</p>
        </Form>
      </MeetingFormPage>
    );
  },
});
