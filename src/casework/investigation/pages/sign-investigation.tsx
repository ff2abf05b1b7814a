import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { TaskList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Details, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { signInvestigation } from "../actions/sign-investigation.ts";
import { investigationLinks } from "../links.ts";
import { openRequests } from "../request-part.ts";
import { getBody } from "../queries/get-body.ts";
import { PassageText } from "./body-parts.tsx";
import { lackingHeadings, passageAt, placesOf } from "./body-words.ts";
import { requestTasks } from "./request-words.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";

/** The investigation read through before it is signed. */
export const signInvestigationPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/skriv-under",
  title: "Skriv under utredningen",
  async load({ ask, params: { caseId, investigationId } }) {
    const [parts, body] = await Promise.all([
      partsOf(ask, caseId, "investigations", "requests"),
      ask(getBody, { caseId, investigationId }),
    ]);
    return { parts, body, investigation: investigationIn(parts, investigationId) };
  },
  action: signInvestigation,
  done: (_out, { params }) => investigationLinks.body(params.caseId, params.investigationId),
  notice: "Utredningen är underskriven.",
  view: ({ data: { parts, body, investigation }, form, params, today }) => {
    const back = { href: investigationLinks.body(params.caseId, params.investigationId), text: "Till utredningen" };
    const lacking = lackingHeadings(body);
    const waiting = openRequests(parts, params.investigationId);
    return (
      <CaseFormPage
        parts={parts}
        heading="Skriv under utredningen"
        lead={nameOf(parts)}
        back={back}
        over={closedBecause(investigation, body)}
      >
        {lacking.length > 0 ? (
          <>
            <Alert
              tone="warning"
              heading="Utredningen kan inte skrivas under än"
            >{`Det saknas: ${lacking.join(", ").toLowerCase()}.`}</Alert>
            <ButtonRow>
              <LinkButton href={back.href}>Skriv det som saknas</LinkButton>
            </ButtonRow>
          </>
        ) : waiting.length > 0 ? (
          <>
            <Alert tone="warning" heading="Utredningen väntar på uppgifter från andra">
              Skriv vad som har kommit in, eller varför ni inte väntar på svaret. Sedan kan utredningen skrivas under.
            </Alert>
            <TaskList label="Frågor som väntar på svar" tasks={requestTasks(params.caseId, waiting, today)} />
          </>
        ) : (
          <>
            <Paragraph>
              När du har skrivit under ändras inget mer. Rättelser blir daterade tillägg. Bedömningen av barnets bästa, och hur åsikten vägs
              in, förs till beslutet härifrån och skrivs inte en gång till.
            </Paragraph>
            <div class="f-parts">
              {placesOf(body).map((place) => {
                const is = passageAt(body, place);
                return is ? (
                  <Details summary={place.label} oneOf="las">
                    <PassageText of={is} caseId={params.caseId} />
                  </Details>
                ) : null;
              })}
            </div>
            <Form form={form} submit="Skriv under" cancel={back.href} draft={false}>
              <FieldsOf form={form} of={signInvestigation.input.shape} />
            </Form>
          </>
        )}
      </CaseFormPage>
    );
  },
});
