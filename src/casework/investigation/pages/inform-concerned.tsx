import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { TaskList } from "../../../ui/components/lists.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import { standingStep } from "../../participation/phase-steps.ts";
import { stepLink } from "../../participation/phase-steps.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { holdsDuring, holdsOn } from "../../people/guardian-on.ts";
import { findGuardians } from "../../people/queries/find-guardians.ts";
import type { GuardianRow } from "../../people/queries/find-guardians.ts";
import { informConcerned } from "../actions/inform-concerned.ts";
import { whoIsConcerned } from "../rules.ts";
import { investigationIn } from "./investigation-in.ts";

/** What stands about a guardian: the latest record. */
function latestOf(investigation: InvestigationPart, personId: string): InvestigationPart["informed"][number] | undefined {
  return investigation.informed.findLast((one) => one.person_id === personId);
}

/** Who is told that an investigation is open: the child by a step of participation, each guardian here. */
export const informConcernedPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/information",
  title: "Informera dem som berörs",
  async load({ ask, params }) {
    const { caseId } = params;
    const [parts, { guardians }] = await Promise.all([
      partsOf(ask, caseId, "investigations", "guardians", "steps"),
      ask(findGuardians, { caseId }),
    ]);
    return { parts, investigation: investigationIn(parts, params.investigationId), custodies: guardians.filter((one) => one.stands) };
  },
  values: ({ data: { parts, investigation } }) => ({
    personId: parts.guardians.find((one) => latestOf(investigation, one.id)?.outcome !== "informerad")?.id,
  }),
  action: informConcerned,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat.",
  view: ({ data: { parts, investigation, custodies }, form, params, today }) => {
    const nameOfGuardian = (one: { readonly given_name: string; readonly family_name: string }) => `${one.given_name} ${one.family_name}`;
    const concerned = {
      birthDate: parts.child.birth_date,
      openedOn: investigation.started_on,
      guardians: parts.guardians.length,
    };
    const isLeft = (personId: string) => latestOf(investigation, personId)?.outcome !== "informerad";
    const left = parts.guardians.filter((one) => isLeft(one.id));
    // Whoever was a guardian for a while: what was told then may still be written.
    const past = pastOf(custodies, investigation, today);
    const late = past.filter((one) => isLeft(one.personId));
    return (
      <CaseFormPage
        parts={parts}
        heading="Informera dem som berörs av utredningen"
        lead={`Utredningen inleddes ${investigation.started_on}`}
      >
        <LawNote>{whoIsConcerned.explain(concerned, whoIsConcerned.apply(concerned))}</LawNote>
        <Concerned parts={parts} investigation={investigation} past={past} />
        {left.length + late.length === 0 ? (
          <Alert tone="success">Alla vårdnadshavare är informerade.</Alert>
        ) : investigation.conclusion ? (
          <Alert tone="info">Utredningen är avslutad.</Alert>
        ) : (
          <Form form={form} submit="Spara" onward cancel={`/arenden/${params.caseId}`}>
            <FieldsOf
              form={form}
              of={informConcerned.input.shape}
              {...(left.length > 1 ? {} : { names: withoutOthers })}
              options={{
                alsoIds: left.map((one) => ({ value: one.id, label: nameOfGuardian(one) })),
                personId: [
                  ...left.map((one) => ({ value: one.id, label: nameOfGuardian(one) })),
                  ...late.map((one) => ({
                    value: one.personId,
                    label: `${nameIn(one)}, vårdnadshavare till och med ${one.validTo ?? ""}`,
                  })),
                ],
              }}
            />
          </Form>
        )}
      </CaseFormPage>
    );
  },
});

/** Where one alone is left, nobody else can have been told at the same time. */
const withoutOthers = ["personId", "outcome", "reviewOn", "happenedOn", "content"];

const nameIn = (one: GuardianRow): string => `${one.givenName} ${one.familyName}`;

/** Those whose custody held on some day of the investigation and holds no longer. */
const pastOf = (custodies: readonly GuardianRow[], { started_on: from }: InvestigationPart, today: string): readonly GuardianRow[] =>
  custodies.filter(
    (one) =>
      holdsDuring(one, from, today) &&
      !holdsOn(one, today) &&
      !custodies.some((each) => each.personId === one.personId && holdsOn(each, today)),
  );

const Concerned = ({
  parts,
  investigation,
  past,
}: {
  past: readonly GuardianRow[];
  parts: CaseWith<"investigations" | "guardians" | "steps">;
  investigation: InvestigationPart;
}) => {
  const child = standingStep(parts, investigation.phase_id, "informerad");
  const guardians = parts.guardians.map((one) => {
    const told = latestOf(investigation, one.id);
    const text = `${one.given_name} ${one.family_name}, vårdnadshavare`;
    if (told?.outcome === "informerad") return { text, status: `Informerad ${told.happened_on}`, tone: "success" as const };
    if (told) return { text, status: `Särskilda skäl, prövas igen ${told.review_on ?? ""}`, tone: "warning" as const };
    return { text, status: "Inte informerad", tone: "danger" as const };
  });
  const former = past.map((one) => {
    const told = latestOf(investigation, one.personId);
    return told?.outcome === "informerad"
      ? {
          text: `${nameIn(one)}, vårdnadshavare till och med ${one.validTo ?? ""}`,
          status: `Informerad ${told.happened_on}`,
          tone: "success" as const,
        }
      : {
          text: `${nameIn(one)}, vårdnadshavare till och med ${one.validTo ?? ""}`,
          status: "Informeras inte om det som kom efter",
          tone: "neutral" as const,
        };
  });
  const own = {
    text: `${nameOf(parts)}, barnet`,
    href: stepLink(parts.file.id, investigation.phase_id, "informerad"),
    status: child === undefined ? "Inte informerad" : child.outcome === "gjort" ? `Informerad ${child.happened_on}` : "Skäl angivet",
    tone: child === undefined ? ("danger" as const) : child.outcome === "gjort" ? ("success" as const) : ("warning" as const),
  };
  return (
    <>
      <TaskList label="De som berörs" tasks={[own, ...guardians, ...former]} />
      {parts.guardians.length === 0 ? <Paragraph subtle>Ingen vårdnadshavare är registrerad.</Paragraph> : null}
    </>
  );
};
