import { FieldOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { callOffMeeting, moveMeeting } from "../actions/change-meeting.ts";
import { meetingLinks } from "../links.ts";
import { getMeeting } from "../queries/get-meeting.ts";
import { currentOf, whenWords } from "../rules.ts";
import type { MeetingPart } from "../meeting-part.ts";
import { MeetingFormPage } from "./meeting-form.tsx";
import { WhenFields, whenValues } from "./when-fields.tsx";

const told = "Den som är kallad med e-post eller sms får ett nytt meddelande. Den som har fått ett brev kallar du igen.";

/** Moves a meeting. */
export const moveMeetingPage = defineForm({
  path: "/arenden/:caseId/mote/:meetingId/flytta",
  title: "Flytta möte",
  load: async ({ ask, params: { caseId, meetingId } }) => ({
    parts: await partsOf(ask, caseId),
    meeting: (await ask(getMeeting, { caseId, meetingId })).meeting,
  }),
  values: ({ data: { meeting } }) => {
    const current = currentOf(meeting);
    return current ? whenValues(current) : {};
  },
  action: moveMeeting,
  done: (_out, { params: { caseId, meetingId } }) => meetingLinks.meeting(caseId, meetingId),
  notice: "Mötet är flyttat.",
  view: ({ data: { parts, meeting }, form, params: { caseId, meetingId } }) => (
    <MeetingFormPage parts={parts} meeting={meeting} heading="Flytta mötet" lead={leadOf(meeting, "Nu: ")}>
      <Paragraph>{told}</Paragraph>
      <Form form={form} submit="Flytta mötet" cancel={meetingLinks.meeting(caseId, meetingId)}>
        <WhenFields form={form} />
        <FieldOf form={form} of={moveMeeting.input.shape} name="because" />
      </Form>
    </MeetingFormPage>
  ),
});

/** Calls a meeting off. */
export const callOffMeetingPage = defineForm({
  path: "/arenden/:caseId/mote/:meetingId/stall-in",
  title: "Ställ in möte",
  load: async ({ ask, params: { caseId, meetingId } }) => ({
    parts: await partsOf(ask, caseId),
    meeting: (await ask(getMeeting, { caseId, meetingId })).meeting,
  }),
  action: callOffMeeting,
  done: (_out, { params: { caseId, meetingId } }) => meetingLinks.meeting(caseId, meetingId),
  notice: "Mötet är inställt.",
  view: ({ data: { parts, meeting }, form, params: { caseId, meetingId } }) => (
    <MeetingFormPage parts={parts} meeting={meeting} heading="Ställ in mötet" lead={leadOf(meeting, "Mötet ")}>
      <Paragraph>{told}</Paragraph>
      <Form form={form} submit="Ställ in mötet" danger cancel={meetingLinks.meeting(caseId, meetingId)}>
        <FieldOf form={form} of={callOffMeeting.input.shape} name="because" />
      </Form>
    </MeetingFormPage>
  ),
});

/** When it is to be; nothing where it is called off. */
function leadOf(meeting: MeetingPart, before: string): string | undefined {
  const startsAt = currentOf(meeting)?.starts_at;
  return startsAt ? `${before}${whenWords(startsAt)}` : undefined;
}
