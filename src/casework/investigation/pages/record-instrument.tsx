import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, Details, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { recordInstrument } from "../actions/record-instrument.ts";
import { investigationLinks } from "../links.ts";
import { findInstruments } from "../queries/find-instruments.ts";
import { getBody } from "../queries/get-body.ts";
import { instrumentFields, instrumentInput } from "../visit-fields.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";

/** That an instrument was used, and what it came to in words: never its items. */
export const recordInstrumentPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/instrument",
  title: "Bedömningsinstrument i utredningen",
  async load({ ask, params: { caseId, investigationId } }) {
    const [parts, body, { instruments }] = await Promise.all([
      partsOf(ask, caseId, "investigations", "guardians"),
      ask(getBody, { caseId, investigationId }),
      ask(findInstruments, {}),
    ]);
    const investigation = investigationIn(parts, investigationId);
    // Those that were used at some time while it went on.
    const known = instruments.filter(({ last_on: last }) => last === null || last >= investigation.started_on);
    return { parts, body, investigation, known };
  },
  values: ({ actor }) => ({ usedBy: actor.name }),
  action: recordInstrument,
  done: (_out, { params }) => `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=instrument#instrument`,
  notice: "Instrumentet är sparat.",
  view: ({ data: { parts, body, investigation, known }, form, params }) => {
    const back = {
      href: `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=instrument#instrument`,
      text: "Till utredningen",
    };
    const all = { form, of: instrumentInput.shape, child: nameOf(parts) };
    return (
      <CaseFormPage parts={parts} heading="Bedömningsinstrument" lead={nameOf(parts)} back={back} over={closedBecause(investigation, body)}>
        <Paragraph>Skriv vilket instrument det var och vad det visade. Instrumentets frågor och svar hör inte hit.</Paragraph>
        {known.length === 0 ? (
          <Alert tone="info">Kommunens lista är tom. En gruppledare lägger till instrument på sidan Utredningsmall.</Alert>
        ) : (
          <Form form={form} submit="Spara" cancel={back.href}>
            <FieldsOf
              {...all}
              names={namesIn(instrumentFields)}
              options={{
                instrumentId: known.map((one) => ({ value: one.id, label: one.name })),
                personId: parts.guardians.map((one) => ({ value: one.id, label: `${one.given_name} ${one.family_name}` })),
              }}
            />
            <Details summary="Något får inte visas för vårdnadshavare" open={form.value("withheldFromGuardians") !== ""}>
              <FieldsOf {...all} names={["withheldFromGuardians", "withheldReason"]} />
            </Details>
          </Form>
        )}
      </CaseFormPage>
    );
  },
});
