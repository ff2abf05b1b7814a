import type { FC } from "hono/jsx";
import { formatDateTime, stockholmTime } from "../../../../platform/basics/dates.ts";
import { Card, Link } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import { conversationLink, openPhases, phaseAmong } from "../../../../casework/participation/phase-steps.ts";
import { links } from "../../../../casework/case/links.ts";

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
