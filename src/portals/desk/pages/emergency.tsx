import { capital } from "../../../platform/basics/text.ts";
import type { FC } from "hono/jsx";
import { emergencyReasons } from "../../../platform/access/codes.ts";
import { Radios, TextArea, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePost } from "../../../ui/page.tsx";
import { endEmergency } from "../actions/end-emergency.ts";
import { openInEmergency } from "../actions/open-in-emergency.ts";
import { caseLink } from "../../../casework/part/case-link.ts";

export const emergencyPath = "/nodoppning";

/** The reason, and what has happened; for the page of its own and below a search that found a closed door. */
export const EmergencyFields: FC<{ form: FormState }> = ({ form }) => (
  <>
    <Radios
      {...form.field("reason")}
      label="Varför behöver du öppna ärendet nu?"
      options={emergencyReasons.map((value) => ({ value, label: capital(value) }))}
    />
    <TextArea
      {...form.field("explanation")}
      label="Vad har hänt?"
      hint="En eller två meningar. De som arbetar i ärendet och gruppledaren läser det."
      rows={3}
    />
  </>
);

/** What breaking a case open means, before one does it. */
export const EmergencyWords: FC = () => (
  <>
    <Paragraph>
      Du kan läsa ärendet i fyra timmar, eller så länge som kommunen har bestämt, och skriva skyddsbedömning, samtal och anteckning. Det
      syns på ärendet att du har öppnat det, och gruppledaren granskar det efteråt.
    </Paragraph>
    <LawNote>10 § lag (2001:454): du får bara ta del av det som du behöver i ditt arbete</LawNote>
  </>
);

/** Breaks a case open for some hours, with a reason. The number is sent in the body, never in the address. */
export const openInEmergencyPage = defineForm({
  path: emergencyPath,
  title: "Nödöppna ett ärende",
  action: openInEmergency,
  done: (out) => caseLink(out.caseId),
  notice: "Ärendet är öppet för dig.",
  view: ({ form }) => (
    <>
      <PageHead
        heading="Nödöppna ett ärende"
        back={{ href: "/sok", text: "Sök" }}
        lead="När du måste läsa ett barns ärende nu och ingen annan kan."
      />
      <EmergencyWords />
      <Form form={form} submit="Nödöppna ärendet" cancel="/sok" draft={false}>
        <TextField
          {...form.field("number")}
          label="Personnummer eller ärendenummer"
          hint="ÅÅÅÅMMDD-NNNN eller till exempel 2026-00042."
          width={18}
          maxLength={20}
        />
        <EmergencyFields form={form} />
      </Form>
    </>
  ),
});

/** Only a button: closes the case again before the hours are over. */
export const endEmergencyPost = definePost({
  path: "/arenden/:caseId/nodoppning/:openingId/avsluta",
  title: "Avsluta nödöppningen",
  action: endEmergency,
  done: (_out, { actor, params }) => (actor.roles.includes("team_leader") ? caseLink(params.caseId) : "/arenden"),
  notice: "Nödöppningen är avslutad.",
});
