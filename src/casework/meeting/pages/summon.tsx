import { FieldOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { channels } from "../../../platform/messages/channels.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import { summon } from "../actions/summon.ts";
import { meetingLinks } from "../links.ts";
import type { CalledPart } from "../meeting-part.ts";
import { getMeeting } from "../queries/get-meeting.ts";
import { currentOf, lacksLetterBox, timeOf, whenWords } from "../rules.ts";
import { MeetingFormPage } from "./meeting-form.tsx";

const fields = summon.input.shape;

/**
 * Post, also digital, is not for somebody whose identity is protected, digital post for guardians alone, and not again for one who has no letter box;
 * messages go as the operator has set it up.
 */
function mayBe(way: string, called: CalledPart, offered: readonly string[]): boolean {
  if (way === "brev") return !called.protected;
  if (way === "digital post" && (called.protected || called.capacity !== "vårdnadshavare" || lacksLetterBox(called))) return false;
  return channels.every((one) => one !== way) || offered.includes(way);
}

/** By hand first, which is right for everybody. */
const waysFor = (called: CalledPart, offered: readonly string[]) =>
  optionsFor(fields, "way")
    .filter(({ value }) => mayBe(value, called, offered))
    .toSorted((a, b) => Number(b.value === "i handen") - Number(a.value === "i handen"));

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
  view: ({ data: { parts, meeting, channels: offered, called }, form, params: { caseId, meetingId, calledId } }) => {
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
        {lacksLetterBox(called) ? (
          <Alert tone="warning" heading="Ingen digital brevlåda">
            {`${called.name} har ingen digital brevlåda, så brevet kom inte fram. Välj ett annat sätt.`}
          </Alert>
        ) : null}
        <Form form={form} submit="Spara" cancel={back}>
          <p>
            <Link href={meetingLinks.letter(caseId, meetingId, calledId)}>
              {current?.starts_at ? "Granska kallelsen" : "Granska beskedet"}
            </Link>
          </p>
          <FieldOf
            form={form}
            of={fields}
            name="way"
            label={current?.starts_at ? undefined : "Hur lämnas beskedet?"}
            options={{ way: waysFor(called, offered) }}
          />
          {called.protected ? <FieldOf form={form} of={fields} name="clearedBecause" /> : null}
          <LawNote>E-post och sms säger inget om mötet. Lämna också brevet, eller berätta när personen ringer.</LawNote>
        </Form>
      </MeetingFormPage>
    );
  },
});
