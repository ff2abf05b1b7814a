import { FieldOf } from "../../../ui/components/about-fields.tsx";
import type { FC } from "hono/jsx";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, Card, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { IntakePart } from "../intake-schema.ts";
import { intakeWords } from "../intake-words.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { CorrectionFields } from "../../people/pages/correction-fields.tsx";
import { moveIntake } from "../actions/move-intake.ts";
import { ChildFields } from "./child-fields.tsx";
import { IntakeCard, intakeOf } from "./parts.tsx";

/** Moves what came in to the right child. Says what follows and what cannot before the button. */
export const moveIntakePage = defineForm({
  path: "/arenden/:caseId/flytta/:intakeId",
  title: "Flytta till rätt barn",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes", "conversations", "investigations", "staff", "steps");
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  action: moveIntake,
  namesAnother: true,
  done: (out) => (out.caseId ? `/arenden/${out.caseId}` : "/anmalningar/mottagen"),
  notice: "Det som kom in är flyttat till rätt barn.",
  view: ({ data: { parts, intake }, form, actor }) => (
    <CaseFormPage parts={parts} heading="Flytta till rätt barn" lead={`${intakeWords(intake)} ${intake.received_on}`}>
      <Columns aside={<IntakeCard of={intake} />}>
        {obstacle(parts, intake, actor) ? (
          <Alert tone="warning">{obstacle(parts, intake, actor)}</Alert>
        ) : (
          <>
            <Follows parts={parts} intake={intake} />
            <Form form={form} submit="Flytta till barnet" cancel={`/arenden/${parts.file.id}`}>
              <CorrectionFields form={form} of={moveIntake.input.shape} />
              <FieldOf form={form} of={moveIntake.input.shape} name="reason" />
              <ChildFields form={form} />
            </Form>
          </>
        )}
      </Columns>
    </CaseFormPage>
  ),
});

/** Why it cannot be moved here and now, in words; nothing when it can. */
function obstacle(
  parts: CaseWith<"intakes" | "conversations" | "investigations" | "staff" | "steps">,
  { preliminary, outcome, id }: IntakePart,
  actor: StaffActor,
): string | undefined {
  const responsible = parts.staff.some((one) => one.staff_id === actor.staffId && one.role === "ansvarig");
  if (!responsible && !hasRole(actor, "team_leader"))
    return "Den som är ansvarig för ärendet eller gruppledaren kan flytta det som kom in.";
  if (preliminary?.decision || outcome || parts.investigations.some((one) => one.intake_id === id))
    return "Något är redan beslutat om det som kom in, och ett beslut kan inte flyttas till ett annat barn. Registrera det på rätt barn, och skriv en anteckning här om vad som blev fel.";
  return undefined;
}

const Follows: FC<{ parts: CaseWith<"intakes" | "conversations" | "investigations" | "staff" | "steps">; intake: IntakePart }> = ({
  parts,
  intake,
}) => {
  const phase = intake.preliminary?.phase_id;
  const talks = parts.conversations.filter((one) => one.phase_id === phase).length;
  const steps = parts.steps.filter((one) => one.phase_id === phase && one.conversation_id === null).length;
  const follows = [
    `${intakeWords(intake)}, med det anmälaren har sagt om vårdnadshavare`,
    intake.protection ? "Skyddsbedömningen" : "Skyddsbedömningen, som ska göras",
    ...(intake.preliminary ? ["Förhandsbedömningen, med samma sista dag"] : []),
    ...(talks > 0 ? [talks === 1 ? "Ett samtal i förhandsbedömningen" : `${talks} samtal i förhandsbedömningen`] : []),
    ...(steps > 0 ? ["Det som är skrivet om barnets delaktighet i förhandsbedömningen"] : []),
    ...(intake.feedback || intake.feedback_requested || intake.feedback_request ? ["Återkopplingen till anmälaren"] : []),
  ];
  const stays = [
    "Anteckningar i journalen",
    "Vårdnadshavare som är bekräftade",
    "De som arbetar i ärendet",
    ...(parts.intakes.length === 1 ? ["Ärendet självt: det blir tomt, och kan avslutas"] : []),
  ];
  return (
    <>
      <Card heading="Det här följer med">
        <List of={follows} />
      </Card>
      <Card heading="Det här står kvar här">
        <List of={stays} />
        <Paragraph>Att det har flyttats skrivs i båda ärendena. Vems ärende det andra är visas bara för den som får se det.</Paragraph>
      </Card>
    </>
  );
};

const List: FC<{ of: readonly string[] }> = ({ of }) => (
  <ul class="ds-list">
    {of.map((one) => (
      <li>{one}</li>
    ))}
  </ul>
);
