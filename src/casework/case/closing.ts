/** What still hinders a case from being closed. The database refuses for the same reasons; this says them beforehand, with the way on. */
import type { CaseWith } from "./case-parts.ts";
import { capital } from "../../platform/basics/text.ts";
import { applicationsWithoutInvestigation, isOver, missingIn } from "./case-words.ts";
import { conversationLink, links, stepLink } from "./links.ts";
import type { Step } from "../participation/rules.ts";

export type Obstacle = { readonly text: string; readonly href: string; readonly action: string };

const stepWords: Readonly<Record<Step, string>> = {
  informerad: "Dokumentera att barnet har informerats",
  hörd: "Dokumentera att barnet har fått komma till tals",
  vägd: "Dokumentera hur barnets åsikt har vägts in",
  berättad: "Dokumentera att barnet har fått veta vad som beslutades",
};

/** Everything that must be done first, in the order it is best done. Empty: the case can be closed. */
export function closingObstacles(
  parts: CaseWith<"intakes" | "investigations" | "interventions" | "phases" | "steps" | "unanswered" | "obligations">,
): readonly Obstacle[] {
  const caseId = parts.file.id;
  const obstacles: Obstacle[] = [];
  for (const one of parts.intakes) {
    if (one.type === "anmälan" && one.protection === null) {
      const text = `Anmälan ${one.received_on} saknar omedelbar skyddsbedömning.`;
      obstacles.push({ text, href: links.protection(caseId, one.id), action: "Gör skyddsbedömningen" });
    }
    if (one.preliminary !== null && one.preliminary.decision === null) {
      const text = `Förhandsbedömningen från ${one.preliminary.opened_on} saknar beslut.`;
      obstacles.push({ text, href: links.preliminary(caseId, one.preliminary.id), action: "Besluta om utredning ska inledas" });
    }
  }
  for (const one of applicationsWithoutInvestigation(parts)) {
    if (one.type !== "ansökan") continue;
    obstacles.push({
      text: `Ansökan ${one.received_on} har inte lett till någon utredning.`,
      href: links.openInvestigation(caseId, one.id),
      action: "Inled utredning, eller skriv att ansökan är återtagen",
    });
  }
  for (const one of parts.investigations) {
    if (one.conclusion !== null) continue;
    obstacles.push({
      text: `Utredningen från ${one.started_on} pågår.`,
      href: links.decide(caseId, one.id),
      action: "Fatta beslut i utredningen",
    });
  }
  for (const one of parts.interventions) {
    if (isOver(one)) continue;
    const href = one.plan === null ? links.plan(caseId, one.id) : links.ending(caseId, one.id);
    obstacles.push({ text: `Insatsen ${one.type} pågår.`, href, action: one.plan === null ? "Planera insatsen" : "Avsluta insatsen" });
  }
  for (const phase of parts.phases) {
    if (phase.closed_on !== null) continue;
    const missing = missingIn(parts, phase.id);
    for (const step of missing.length > 0 ? missing : (["berättad"] as const)) {
      const href = step === "hörd" ? conversationLink(caseId, phase.id) : stepLink(caseId, phase.id, step);
      obstacles.push({
        text: `${capital(phase.kind)}. Är det inte gjort, skriv varför.`,
        href,
        action: stepWords[step],
      });
    }
  }
  return obstacles;
}
