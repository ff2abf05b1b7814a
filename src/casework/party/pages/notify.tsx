import { FieldOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { citationsOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { notify } from "../actions/notify.ts";
import { partyLinks } from "../links.ts";
import { toldOfDecision, untoldOf } from "../party-table.ts";
import { findWays } from "../queries/find-ways.ts";
import { waysFor } from "../telling.ts";
import { PartyFormPage } from "./party-form.tsx";
import { partyIn } from "./party-in.ts";

const fields = notify.input.shape;
const { alsoIds: _others, ...alone } = fields;

/** A party is told of the whole decision and of how it is appealed. */
export const notifyPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/part/:personId/underrattelse",
  title: "Underrätta om beslutet",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "parties", "notifications");
    const { channels } = await ask(findWays, { caseId: params.caseId });
    const [investigation, party] = [investigationIn(parts, params.investigationId), partyIn(parts, params.personId)];
    const untold = untoldOf({ ...parts, investigations: [investigation] }).map((one) => one.party);
    return { parts, channels, investigation, party, others: untold.filter((one) => one.person_id !== party.person_id) };
  },
  values: ({ data: { parts, investigation, party } }) => {
    const told = toldOfDecision(parts.notifications, investigation.id, party.person_id);
    return told?.kind === "underrättad" ? { sentOn: told.sent_on, way: told.way, withGuidance: told.with_guidance ? "ja" : "nej" } : {};
  },
  action: notify,
  done: (_out, { params }) => partyLinks.parties(params.caseId),
  notice: "Det är sparat.",
  view: ({ data: { parts, channels, investigation, party, others }, form, params, today }) => (
    <PartyFormPage
      parts={parts}
      heading="Underrätta om beslutet"
      lead={`${party.name}, ${party.capacity === "barnet" ? "barnet som egen part" : "vårdnadshavare"}`}
      over={investigation.conclusion ? null : "Utredningen har inget beslut än"}
    >
      {party.protected ? <Alert tone="danger">Skyddad identitet. Skicka inget dit någon annan kan läsa det.</Alert> : null}
      <LawNote>{`Parten ska få veta hela beslutet, och hur man överklagar (${citationsOn(["notification-of-decision"], today)}).`}</LawNote>
      <Form form={form} submit="Spara" onward cancel={partyLinks.parties(params.caseId)}>
        {investigation.conclusion ? (
          <p>
            <Link href={partyLinks.decisionLetter(params.caseId, investigation.id, party.person_id)}>
              Granska brevet med beslutet och hur man överklagar
            </Link>
          </p>
        ) : null}
        <FieldOf
          form={form}
          of={others.length === 0 ? alone : fields}
          name="kind"
          options={{
            way: waysFor(optionsFor(fields, "way"), party.protected, channels, party.capacity === "barnet"),
            alsoIds: others.map((one) => ({ value: one.person_id, label: one.name })),
          }}
        />
      </Form>
    </PartyFormPage>
  ),
});
