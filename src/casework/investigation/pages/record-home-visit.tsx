import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Select } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Details, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { visitTalkLink } from "../../participation/phase-steps.ts";
import { recordHomeVisit } from "../actions/record-home-visit.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { visitFields, visitInput } from "../visit-fields.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";

/** A visit to a home: what was seen, on which ground; a talk with the child leads on to the form of a conversation. */
export const recordHomeVisitPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/hembesok",
  title: "Hembesök i utredningen",
  async load({ ask, params: { caseId, investigationId } }) {
    const [parts, body] = await Promise.all([
      partsOf(ask, caseId, "investigations", "guardians"),
      ask(getBody, { caseId, investigationId }),
    ]);
    return { parts, body, investigation: investigationIn(parts, investigationId) };
  },
  values: () => ({}),
  action: recordHomeVisit,
  done: ({ visitId, talked, phaseId }, { params: { caseId, investigationId } }) =>
    talked ? visitTalkLink(caseId, phaseId, visitId) : `${investigationLinks.body(caseId, investigationId)}?oppna=hembesok#hembesok`,
  notice: "Hembesöket är sparat.",
  view: ({ data: { parts, body, investigation }, form, params, today }) => {
    const back = {
      href: `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=hembesok#hembesok`,
      text: "Till utredningen",
    };
    const all = { form, of: visitInput.shape, child: nameOf(parts) };
    return (
      <CaseFormPage parts={parts} heading="Hembesök" lead={nameOf(parts)} back={back} over={closedBecause(investigation, body)}>
        <div class="f-with-law">
          <Paragraph>Skriv det ni såg så att den ni besökte kan läsa det. Det någon sa läggs till som en uppgift efteråt.</Paragraph>
          <LawNote>{citationsOn(["contacts-in-investigation", "documentation"], today)}</LawNote>
        </div>
        <Form form={form} submit="Spara hembesöket" cancel={back.href}>
          <div class="f-pair">
            <FieldsOf {...all} names={["visitedOn", "visitedAt"]} />
          </div>
          <FieldsOf
            {...all}
            names={namesIn(visitFields).filter((name) => name !== "visitedOn" && name !== "visitedAt")}
            options={{ personId: parts.guardians.map((one) => ({ value: one.id, label: `${one.given_name} ${one.family_name}` })) }}
          />
          <Details
            summary="Vilket område risken eller skyddet hör till"
            open={["risk", "protection"].some((name) => form.value(name) !== "" || form.field(name).error !== undefined)}
          >
            <Select
              {...form.field("areaCode")}
              label="Vilket område hör det till?"
              optional
              options={body.structure.areas.map(({ code, heading }) => ({ value: code, label: heading }))}
            />
          </Details>
          <Details summary="Något får inte visas för vårdnadshavare" open={form.value("withheldFromGuardians") !== ""}>
            <FieldsOf {...all} names={["withheldFromGuardians", "withheldReason"]} />
          </Details>
        </Form>
      </CaseFormPage>
    );
  },
});
