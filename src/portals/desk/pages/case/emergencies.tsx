import type { FC } from "hono/jsx";
import type { StaffActor } from "../../../../platform/core/actor.ts";
import { hasRole } from "../../../../platform/core/actor.ts";
import { formatDateTime, stockholmTime } from "../../../../platform/basics/dates.ts";
import { PostButton } from "../../../../ui/components/form.tsx";
import type { Tokens } from "../../../../ui/components/form.tsx";
import { Alert, Card, Link, Paragraph } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import { ownEmergency } from "../../../../casework/case/own-emergency.ts";
import { conversationLink, openPhases, phaseAmong } from "../../../../casework/participation/phase-steps.ts";
import { links } from "../../../../casework/case/links.ts";

/** Who has the case broken open now, until when and why; with the way to close it for whoever opened it and for the team leader. */
export const OpenEmergencies: FC<{ parts: CaseParts; actor: StaffActor; tokens: Tokens }> = ({ parts, actor, tokens }) => (
  <>
    {parts.emergencies
      .filter((one) => one.is_open)
      .map((one) => {
        const isMine = one.staff_id === actor.staffId;
        const until = formatDateTime(new Date(one.closes_at));
        return (
          <Alert tone="warning" heading={isMine ? `Nödöppnat för dig till ${until}` : `Nödöppnat av ${one.name} till ${until}`}>
            <Paragraph>
              {`Sedan ${stockholmTime(new Date(one.opened_at))}. Skäl: ${one.reason}. ${one.explanation}`}
              {isMine ? " Gruppledaren granskar det efteråt." : one.unit ? ` (${one.unit})` : ""}
            </Paragraph>
            {isMine || (hasRole(actor, "team_leader") && !ownEmergency(parts, actor)) ? (
              <PostButton tokens={tokens} to={links.endEmergency(parts.file.id, one.id)}>
                Avsluta nödöppningen
              </PostButton>
            ) : null}
          </Alert>
        );
      })}
  </>
);

/** Instead of the next steps: what an emergency lets one write. */
export const EmergencySteps: FC<{ parts: CaseParts }> = ({ parts }) => {
  const caseId = parts.file.id;
  if (parts.file.closed_on !== null) return null;
  const phases = openPhases(parts);
  const unprotected = parts.intakes.filter((one) => one.type === "anmälan" && one.protection === null);
  return (
    <Card heading="Det du kan skriva nu" tinted>
      <ul class="f-more">
        {unprotected.map((one) => (
          <li>
            <Link href={links.protection(caseId, one.id)}>{`Bedöm om barnet behöver omedelbart skydd (anmälan ${one.received_on})`}</Link>
          </li>
        ))}
        {phases.map((phase) => (
          <li>
            <Link href={conversationLink(caseId, phase.id)}>{`Dokumentera samtal (${phaseAmong(phases, phase)})`}</Link>
          </li>
        ))}
        <li>
          <Link href={links.note(caseId)}>Skriv anteckning</Link>
        </li>
      </ul>
    </Card>
  );
};

/** "2026-03-02 10:00–14:00, Test stranger": those that are over, for the facts about the case. */
export function pastEmergencies(parts: CaseParts): readonly string[] {
  return parts.emergencies
    .filter((one) => !one.is_open)
    .map((one) => `${formatDateTime(new Date(one.opened_at))}–${stockholmTime(new Date(one.closes_at))}, ${one.name}`);
}
