import type { Child, FC } from "hono/jsx";
import { Alert, ButtonRow, LinkButton } from "../../../ui/components/text.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { meetingLinks } from "../links.ts";
import type { MeetingPart } from "../meeting-part.ts";
import { currentOf } from "../rules.ts";

type Props = { parts: CaseWith; meeting: MeetingPart; heading: string; lead?: Child; alsoOff?: boolean; children?: Child };

/**
 * A form about a meeting with its top. Of a meeting that is called off (but where `alsoOff`), or of which it is written how it went, nobody
 * fills it in in vain: the page says so, and the way on.
 */
export const MeetingFormPage: FC<Props> = ({ parts, meeting, heading, lead, alsoOff = false, children }) => {
  const back = { href: meetingLinks.meeting(parts.file.id, meeting.id), text: "Mötet" };
  const isOff = currentOf(meeting)?.starts_at === null;
  const over = meeting.outcome !== null ? "Det är redan antecknat hur mötet gick" : isOff && !alsoOff ? "Mötet är inställt" : null;
  return (
    <CaseFormPage parts={parts} heading={heading} lead={lead} back={back}>
      {over === null ? (
        children
      ) : (
        <>
          <Alert tone="info" heading={over}>
            {isOff ? "Ska ni träffas ändå bokar du ett nytt möte." : "Det som sades skriver du som samtal eller anteckning i ärendet."}
          </Alert>
          <ButtonRow>
            <LinkButton href={back.href} variant="secondary">
              Till mötet
            </LinkButton>
          </ButtonRow>
        </>
      )}
    </CaseFormPage>
  );
};
