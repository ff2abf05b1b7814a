import type { FC } from "hono/jsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { TaskList } from "../../../ui/components/lists.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { partyLinks } from "../../party/links.ts";
import { partiesOn, unheardOn } from "../../party/party-table.ts";
import type { HearingOutcome } from "../../party/rules.ts";
import type { InvestigationPart } from "../case-part.ts";

type Props = { parts: CaseWith<"parties" | "communications">; investigation: InvestigationPart; day: string };

const statusOf = ({ why, until }: HearingOutcome): string =>
  why === "väntar på svar" ? `Får svara till ${until ?? ""}` : "Inte kommunicerat";

/** Who must be heard on the material before an application is refused, each with the way there. Nothing when everybody is. */
export const UnheardParties: FC<Props> = ({ parts, investigation, day }) => {
  const { id } = parts.file;
  const unheard = unheardOn(parts, investigation.id, day);
  const isNobodyKnown = partiesOn(parts.parties, day).length === 0;
  const isStated = parts.communications.some((one) => one.investigation_id === investigation.id && one.person_id === null);
  const nobody = { text: "Ingen är känd som part", href: partyLinks.parties(id), status: "Skriv varför", tone: "danger" as const };
  const tasks = isNobodyKnown
    ? isStated
      ? []
      : [nobody]
    : unheard.map(({ party, outcome }) => ({
        text: party.name,
        href: partyLinks.communicate(id, investigation.id, party.person_id),
        status: statusOf(outcome),
        tone: "danger" as const,
      }));
  if (tasks.length === 0) return null;
  return (
    <>
      <Alert tone="warning" heading="Ansökan kan inte avslås än">
        <Paragraph>Varje part ska ha fått del av materialet och kunnat svara, eller så gäller ett undantag som är angivet.</Paragraph>
      </Alert>
      <TaskList label="Före avslaget" tasks={tasks} />
      <LawNote>{citationOn("communication", day)}</LawNote>
    </>
  );
};
