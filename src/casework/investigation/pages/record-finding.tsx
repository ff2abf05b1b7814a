import { isId } from "../../../platform/basics/identifiers.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden, Select } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, Details } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { ChildSaid, nameOf } from "../../participation/pages/case-words.tsx";
import { recordFinding } from "../actions/record-finding.ts";
import { findingFields } from "../body-fields.ts";
import { slugOf } from "../headings.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";

export const recordFindingPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/uppgift",
  title: "Uppgift i utredningen",
  async load({ ask, params: { caseId, investigationId }, search }) {
    const [parts, body] = await Promise.all([
      partsOf(ask, caseId, "conversations", "investigations", "guardians", "requests", "visits"),
      ask(getBody, { caseId, investigationId }),
    ]);
    const corrected = search.get("rattar");
    const earlier = isId(corrected) ? body.findings.find(({ id }) => id === corrected) : undefined;
    const replied = parts.requests.find(
      (one) => one.id === search.get("fraga") && one.investigation_id === investigationId && one.reply?.outcome === "svar",
    );
    const visit = parts.visits.find((one) => one.id === search.get("besok") && one.investigation_id === investigationId);
    return { parts, body, earlier, replied, visit, investigation: investigationIn(parts, investigationId) };
  },
  values: ({ data: { earlier, replied, visit, body }, search }) =>
    earlier
      ? {
          areaCode: earlier.area_code,
          kind: earlier.kind,
          source: earlier.source,
          personId: earlier.person_id,
          sourceName: earlier.source_name,
          foundOn: earlier.found_on,
          statement: earlier.statement,
          requestId: earlier.request_id,
          visitId: earlier.visit_id,
          followsId: earlier.id,
        }
      : {
          // More of a reply that has come has the same source.
          ...(replied?.reply
            ? {
                requestId: replied.id,
                source: replied.reply.reply_form === "skriftligt" ? "handling" : "professionell",
                sourceName: replied.reply.replied_by,
                foundOn: replied.reply.replied_on,
              }
            : {}),
          ...(visit ? { visitId: visit.id, foundOn: visit.visited_on } : {}),
          areaCode: body.structure.areas.find(({ code }) => code === search.get("omrade"))?.code,
        },
  action: recordFinding,
  standing: ({ data: { earlier }, url }) =>
    earlier ? { words: { statement: earlier.statement }, goOn: url.pathname + url.search, follows: ["followsId", earlier.id] } : null,
  done: (_out, { params, search }) => {
    const area = search.get("omrade");
    const elsewhere = search.get("besok") === null ? "roster" : "hembesok";
    const opened = area !== null && /^[a-z0-9-]{1,40}$/u.test(area) ? slugOf({ section: "område", areaCode: area }) : elsewhere;
    return `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=${opened}#${opened}`;
  },
  notice: "Uppgiften är sparad.",
  view: ({ data: { parts, body, earlier, investigation }, form, params }) => {
    const back = { href: investigationLinks.body(params.caseId, params.investigationId), text: "Till utredningen" };
    return (
      <CaseFormPage
        parts={parts}
        heading={earlier ? "Rätta en uppgift" : "Skriv en uppgift med sin källa"}
        lead={nameOf(parts)}
        back={back}
        over={closedBecause(investigation, body)}
      >
        <Columns aside={<ChildSaid parts={parts} />}>
          {earlier ? <Alert tone="info">Det du sparar gäller i stället. Det som stod finns kvar.</Alert> : null}
          <Form form={form} submit="Spara uppgiften" cancel={back.href}>
            <Hidden {...form.field("followsId")} />
            <Hidden {...form.field("requestId")} />
            <Hidden {...form.field("visitId")} />
            <FieldsOf
              form={form}
              of={findingFields}
              child={nameOf(parts)}
              names={["kind", "source", "sourceName", "foundOn", "statement"]}
              options={{ personId: parts.guardians.map((one) => ({ value: one.id, label: `${one.given_name} ${one.family_name}` })) }}
            />
            <Select
              {...form.field("areaCode")}
              label="Vilket område hör det till?"
              optional
              options={body.structure.areas.map(({ code, heading }) => ({ value: code, label: heading }))}
            />
            <Details summary="Något får inte visas för vårdnadshavare" open={form.value("withheldFromGuardians") !== ""}>
              <FieldsOf form={form} of={findingFields} names={["withheldFromGuardians", "withheldReason"]} />
            </Details>
          </Form>
        </Columns>
      </CaseFormPage>
    );
  },
});
