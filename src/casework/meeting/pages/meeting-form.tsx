import type { Child, FC } from "hono/jsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { meetingLinks } from "../links.ts";
import type { MeetingPart } from "../meeting-part.ts";
import { currentOf } from "../rules.ts";

type Props = { parts: CaseWith; meeting: MeetingPart; heading: string; lead?: Child; alsoOff?: boolean; children?: Child };

/** A form about a meeting with its top; a meeting is over when it is called off (but where `alsoOff`), or it is written how it went. */
export const MeetingFormPage: FC<Props> = ({ parts, meeting, heading, lead, alsoOff = false, children }) => {
  const isOff = currentOf(meeting)?.starts_at === null;
  const over = meeting.outcome !== null ? "Det är redan antecknat hur mötet gick" : isOff && !alsoOff ? "Mötet är inställt" : null;
  const back = { href: meetingLinks.meeting(parts.file.id, meeting.id), text: "Mötet" };
  return (
    <CaseFormPage parts={parts} heading={heading} lead={lead} back={back} over={over}>
      {children}
    </CaseFormPage>
  );
};
