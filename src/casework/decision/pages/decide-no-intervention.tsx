import { about, aboutOf } from "../../../platform/core/about.ts";
import { choice, requiredText } from "../../../platform/core/fields.ts";
import { FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { BeforeSignature } from "../../investigation/pages/before-signature.tsx";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { getBody } from "../../investigation/queries/get-body.ts";
import { fromBody } from "../../investigation/typed-once.ts";
import { ChildSaid, nameOf } from "../../participation/pages/case-words.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Card, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { unansweredApplications } from "../../intake/intake-work.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { decideNoIntervention } from "../actions/decide-no-intervention.ts";
import { madeAtMeeting } from "../board/made-at-meeting.ts";
import { findAgendaOfCase } from "../queries/find-agenda.ts";
import { findDeciders } from "../queries/find-deciders.ts";
import { pointOf } from "./may-decide-here.tsx";
import { NotReady } from "./not-ready.tsx";
import { readyToDecide } from "./before-decision.ts";
import type { DecisionType } from "../rules-grounds.ts";
import { MakerFields, ReasonFields, dayOf, groundOptions, standingDecision } from "./decision-fields.tsx";
import { UnheardParties } from "./unheard-parties.tsx";
import { WaitingApplications } from "./waiting-application.tsx";

const fields = decideNoIntervention.input.shape;
const ground = aboutOf(fields, "legalGround");
const preset = "right-to-intervention";
/** Only a refusal has several paragraphs to choose from. */
const of = {
  ...fields,
  legalGround: about(requiredText("lagrum", 100), { ...ground, label: "Lagrum för avslaget", when: { field: "outcome", is: ["avslag"] } }),
};

/** Where no application waits there is nothing to refuse or take back. */
const ofNone = {
  outcome: about(choice(["ingen insats"], "vad som beslutas"), { label: aboutOf(fields, "outcome").label }),
  investigationOutcome: fields.investigationOutcome,
};

export const decideNoInterventionPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/beslut/ingen-insats",
  title: "Avsluta utredningen utan insats",
  async load({ ask, params }) {
    const { caseId, investigationId } = params;
    const [parts, body, deciding, { items }] = await Promise.all([
      partsOf(ask, caseId, "conversations", "investigations", "steps", "intakes", "unanswered", "parties", "communications"),
      ask(getBody, { caseId, investigationId }),
      ask(findDeciders, { caseId }),
      ask(findAgendaOfCase, { caseId }),
    ]);
    return {
      parts,
      body,
      deciding,
      items,
      taken: fromBody(body, decideNoIntervention.name),
      waiting: unansweredApplications(parts),
      investigation: investigationIn(parts, params.investigationId),
    };
  },
  values: ({ data: { waiting, deciding, items, taken }, actor, params }) => ({
    outcome: waiting.length > 0 ? "avslag" : "ingen insats",
    delegationPoint: pointOf(deciding, { type: typeOf(waiting.length > 0) }, actor.staffId),
    ...madeAtMeeting(items, params.investigationId),
    ...taken,
  }),
  action: decideNoIntervention,
  standing: ({ data }) => standingDecision(data.investigation),
  // An investigation that ends without an intervention stands on one paragraph alone. Whoever has chosen another is told that it does not fit.
  input: (given) =>
    given["outcome"] === "ingen insats" && (given["legalGround"] ?? preset) === preset
      ? { ...given, legalGround: "child-investigation" }
      : given,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Beslutet är sparat. Berätta nu för barnet hur det blev och varför.",
  view: ({ data: { parts, body, deciding, taken, waiting, investigation }, form, actor, today, params }) => {
    const up = `/arenden/${params.caseId}/utredning/${params.investigationId}/beslut`;
    const applied = waiting.length > 0;
    return (
      <CaseFormPage parts={parts} heading="Avsluta utredningen utan insats" lead={nameOf(parts)} back={{ href: up, text: "Till beslut" }}>
        {readyToDecide(parts, investigation, today) && investigation.decision === null ? (
          <>
            <Columns contextFirst aside={<ChildSaid parts={parts} />}>
              <BeforeSignature body={body} {...params} />
              <WaitingApplications of={waiting} today={today} />
              {applied ? <UnheardParties parts={parts} investigation={investigation} day={dayOf(form, today)} /> : null}
            </Columns>
            <Form form={form} submit="Spara beslutet" onward cancel={up}>
              <div class="f-halves">
                <div>
                  <FieldsOf
                    form={form}
                    of={applied ? of : ofNone}
                    names={applied ? ["outcome", "legalGround", "investigationOutcome"] : ["outcome", "investigationOutcome"]}
                    options={{
                      legalGround: groundOptions("avslå ansökan om insats", dayOf(form, today), true),
                      investigationOutcome: optionsFor(of, "investigationOutcome").filter(({ value }) => applied || value !== "återtagen"),
                      ...(applied ? {} : { outcome: [NO_APPLICATION] }),
                    }}
                  />
                  <ReasonFields form={form} taken={taken} />
                </div>
                <div>
                  <MakerFields form={form} deciding={deciding} type={typeOf(applied)} me={actor.staffId} today={today} />
                  <Card heading="Sedan" tinted>
                    <Paragraph>{`När beslutet är fattat återstår att berätta för ${nameOf(parts)}: beslutet, och hur det ${nameOf(parts)} sa vägdes in.`}</Paragraph>
                  </Card>
                </div>
              </div>
            </Form>
          </>
        ) : (
          <NotReady parts={parts} investigation={investigation} today={today} />
        )}
      </CaseFormPage>
    );
  },
});

const typeOf = (applied: boolean): DecisionType => (applied ? "avslå ansökan om insats" : "avsluta utredning utan insats");

const NO_APPLICATION: Option = {
  value: "ingen insats",
  label: "Utredningen avslutas utan insats",
  hint: "Ingen ansökan väntar på svar. Har någon sökt en insats registreras ansökan först, så att den kan avslås och överklagas.",
};
