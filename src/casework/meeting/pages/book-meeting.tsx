import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { bookMeeting } from "../actions/book-meeting.ts";
import { meetingLinks } from "../links.ts";
import type { Callable } from "../called.ts";
import { findThoseToCall } from "../queries/find-callable.ts";
import { WhenFields } from "./when-fields.tsx";

const fields = bookMeeting.input.shape;

const asOption = (one: Callable) => ({
  value: one.id,
  label: one.name,
  hint: [
    one.guardianshipId === null ? "barnet" : "vårdnadshavare",
    ...one.needs,
    ...(one.isProtected ? ["skyddad identitet"] : []),
    ...(one.isKeptUninformed ? ["är av särskilda skäl inte informerad om utredningen"] : []),
  ].join(", "),
});

/** Books a meeting. */
export const bookMeetingPage = defineForm({
  path: "/arenden/:caseId/mote/nytt",
  title: "Boka möte",
  load: async ({ ask, params: { caseId } }) => ({
    parts: await partsOf(ask, caseId),
    people: (await ask(findThoseToCall, { caseId })).people,
  }),
  // What is known of interpreters stands there from the start: whoever books sees for whom below each name.
  values: ({
    data: {
      parts: { child },
    },
  }) => ({
    interpreter:
      child.needs.find((one) => one.kind === "tolk" && one.detail.length <= 100)?.detail ??
      (child.interpreter_need ? child.language : null),
  }),
  action: bookMeeting,
  done: ({ meetingId }, { params }) => meetingLinks.meeting(params.caseId, meetingId),
  notice: "Mötet är bokat. Ingen är kallad än.",
  view: ({ data: { parts, people }, form }) => {
    const isAnybodyProtected = people.some((one) => one.isProtected);
    return (
      <CaseFormPage parts={parts} heading="Boka möte" lead="Först bokar du. Sedan kallar du var och en för sig.">
        <Form form={form} submit="Boka mötet" cancel={caseLink(parts.file.id)}>
          <FieldOf form={form} of={fields} name="kind" />
          <WhenFields form={form} />
          <FieldsOf
            form={form}
            of={fields}
            options={{ called: people.map(asOption) }}
            names={[
              "called",
              "others",
              ...(isAnybodyProtected ? ["togetherBecause"] : []),
              "agenda",
              "childAbout",
              "interpreter",
              "contact",
            ]}
          />
          <LawNote>
            Kommer mötet till efter en anmälan bör barnet, vårdnadshavaren och den som anmälde erbjudas det (19 kap. 5 § SoL).
          </LawNote>
        </Form>
      </CaseFormPage>
    );
  },
});
