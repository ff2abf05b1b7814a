import { Checkboxes, Select, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { bookMeeting } from "../actions/book-meeting.ts";
import { meetingKinds } from "../codes.ts";
import { meetingLinks } from "../links.ts";
import { findThoseToCall } from "../queries/find-callable.ts";
import { WhenFields } from "./when-fields.tsx";

/** Books a meeting. */
export const bookMeetingPage = defineForm({
  path: "/arenden/:caseId/mote/nytt",
  title: "Boka möte",
  load: async ({ ask, params: { caseId } }) => ({
    parts: await partsOf(ask, caseId),
    people: (await ask(findThoseToCall, { caseId })).people,
  }),
  values: () => ({ minutes: "60", way: "besök" }),
  action: bookMeeting,
  done: ({ meetingId }, { params }) => meetingLinks.meeting(params.caseId, meetingId),
  notice: "Mötet är bokat. Ingen är kallad än.",
  view: ({ data: { parts, people }, form, today }) => {
    const isAnybodyProtected = people.some((one) => one.isProtected);
    return (
      <CaseFormPage parts={parts} heading="Boka möte" lead="Först bokar du. Sedan kallar du var och en för sig.">
        <Form form={form} submit="Boka mötet" cancel={caseLink(parts.file.id)}>
          <Select {...form.field("kind")} label="Slags möte" options={optionsOf(meetingKinds)} empty="Välj" />
          <WhenFields form={form} today={today} />
          <Checkboxes
            {...form.field("called")}
            label="Vilka kallas?"
            hint="Var och en får sin egen kallelse. Bara bekräftade vårdnadshavare kan väljas."
            options={people.map((one) => ({
              value: one.id,
              label: one.name,
              hint: [
                one.guardianshipId === null ? "barnet" : "vårdnadshavare",
                ...(one.isProtected ? ["skyddad identitet"] : []),
                ...(one.isKeptUninformed ? ["är av särskilda skäl inte informerad om utredningen"] : []),
              ].join(", "),
            }))}
          />
          <TextArea
            {...form.field("others")}
            label="Andra som kallas"
            hint="Namn och vem det är, en person på varje rad. Till exempel: Lena Ek, lärare."
            rows={3}
            optional
          />
          {isAnybodyProtected ? (
            <TextArea
              {...form.field("togetherBecause")}
              label="Varför kan de som kallas vara på samma plats?"
              hint="Behövs när någon som kallas har skyddad identitet och fler kallas. Den personen nämns inte i de andras kallelser."
              rows={3}
              optional="om bara en kallas"
            />
          ) : null}
          <TextArea
            {...form.field("agenda")}
            label="Vad handlar mötet om?"
            hint="Det här står i kallelsen till vuxna. Skriv inget som barnet har sagt, och inget som en av vårdnadshavarna inte får veta."
            rows={4}
          />
          <TextArea
            {...form.field("childAbout")}
            label="Varför vill ni träffa barnet? Skriv till barnet."
            hint="Bara barnet får det här. Enkla ord och korta meningar, så att barnet förstår (3 kap. 3 § SoL)."
            rows={4}
            optional="om barnet inte kallas"
          />
          <TextField
            {...form.field("interpreter")}
            label="Tolk: vilket språk?"
            hint="Också teckenspråk. Lämna tomt om ingen behöver tolk."
            maxLength={100}
            optional
          />
          <TextField
            {...form.field("contact")}
            label="Hur når den som kallas dig?"
            hint="Ditt telefonnummer, och när du brukar svara. Det står i kallelsen."
            maxLength={200}
          />
          <LawNote>
            Kommer mötet till efter en anmälan bör barnet, vårdnadshavaren och den som anmälde erbjudas det (19 kap. 5 § SoL).
          </LawNote>
        </Form>
      </CaseFormPage>
    );
  },
});
