import type { FC } from "hono/jsx";
import { TaskList } from "../../../ui/components/lists.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../case-part.ts";
import { decisionTasks } from "./before-decision.ts";

/** Stands instead of a decision's form while something hinders the decision, and says what. */
export const NotReady: FC<{ parts: CaseWith<"steps" | "parties">; investigation: InvestigationPart; today: string }> = ({
  parts,
  investigation,
  today,
}) =>
  investigation.decision ? (
    <Alert tone="info">Beslutet i utredningen är redan fattat.</Alert>
  ) : (
    <>
      <Alert tone="warning" heading="Beslutet kan inte fattas än">
        <Paragraph>Gör klart det som saknas, eller skriv varför det inte går.</Paragraph>
      </Alert>
      <TaskList label="Före beslutet" tasks={decisionTasks(parts, investigation, today)} />
    </>
  );
