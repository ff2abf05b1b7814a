import type { FC } from "hono/jsx";
import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, Card, Details, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import { ChildSaid, nameOf } from "../../participation/pages/case-words.tsx";
import { standingStep } from "../../participation/phase-steps.ts";
import { writePassage } from "../actions/write-passage.ts";
import { passageFields } from "../body-fields.ts";
import type { BodyPart } from "../body.ts";
import { placeOfSlug } from "../headings.ts";
import type { TextPlace } from "../headings.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { Findings } from "./body-parts.tsx";
import { labelOf, passageAt, quotesOf, restOptions } from "./body-words.ts";
import { EarlierInvestigations } from "./earlier.tsx";
import { closedBecause, investigationIn } from "./investigation-in.ts";

type Parts = CaseWith<"conversations" | "investigations" | "steps" | "party_accounts" | "visits" | "instruments" | "entry_corrections">;
type Data = {
  readonly parts: Parts;
  readonly body: BodyPart;
  readonly investigation: InvestigationPart;
  readonly place: TextPlace;
  readonly said: { readonly label: string; readonly help: string };
};

/** One text of the investigation: it saves itself as a draft while it is written, and each time it is saved it is a version. */
export const writePassagePage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/text/:place",
  title: "Skriv i utredningen",
  async load({ ask, params: { caseId, investigationId, place: slug } }): Promise<Data> {
    const [parts, body] = await Promise.all([
      partsOf(ask, caseId, "conversations", "investigations", "steps", "party_accounts", "visits", "instruments", "entry_corrections"),
      ask(getBody, { caseId, investigationId }),
    ]);
    const place = placeOfSlug(slug);
    const said = place && labelOf(body, place);
    if (!place || !said) notFound();
    return { parts, body, investigation: investigationIn(parts, investigationId), place, said };
  },
  values: ({ data }) => {
    const is = passageAt(data.body, data.place);
    return {
      text: is?.text ?? recordedElsewhere(data),
      restsUpon:
        is?.cites.flatMap(
          (one) => one.finding_id ?? one.conversation_id ?? one.account_id ?? one.visit_id ?? one.instrument_use_id ?? [],
        ) ?? [],
      followsId: is?.id,
    };
  },
  action: writePassage,
  input: (fields, { data: { place } }) => ({
    ...fields,
    section: place.section,
    ...(place.areaCode === null ? {} : { areaCode: place.areaCode }),
  }),
  standing: ({ data: { body, place }, url }) => {
    const is = passageAt(body, place);
    return is ? { words: { text: is.text }, goOn: url.pathname, follows: ["followsId", is.id] } : null;
  },
  done: (_out, { params }) => `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=${params.place}#${params.place}`,
  notice: "Texten är sparad.",
  view: ({ data, form, today, params: { caseId, investigationId, place: slug } }) => {
    const { parts, body, investigation, place, said } = data;
    const is = passageAt(body, place);
    const back = { href: investigationLinks.body(caseId, investigationId), text: "Till utredningen" };
    const rests = place.section === "analys" ? ["restsUpon"] : [];
    return (
      <CaseFormPage parts={parts} heading={said.label} lead={nameOf(parts)} back={back} over={closedBecause(investigation, body)}>
        <Columns aside={<Beside {...data} />}>
          {place.section === "område" ? null : <LawNote>{citationsOn(["best-interests", "child-opinion"], today)}</LawNote>}
          {is ? null : <Taken data={data} />}
          <div class="f-long">
            <Form form={form} submit="Spara" cancel={back.href}>
              <Hidden {...form.field("followsId")} />
              <FieldOf form={form} of={passageFields} name="text" label={said.label} hint={said.help} />
              <FieldsOf form={form} of={passageFields} names={rests} options={{ restsUpon: restOptions(parts, body, investigationId) }} />
              <Details summary="Något får inte visas för vårdnadshavare" open={form.value("withheldFromGuardians") !== ""}>
                {is?.withheld ? <Paragraph>Det som redan är skyddat står kvar om du lämnar rutan tom.</Paragraph> : null}
                <FieldsOf form={form} of={passageFields} names={["withheldFromGuardians", "withheldReason"]} />
              </Details>
            </Form>
          </div>
          {is && is.versions > 1 ? (
            <p class="f-small">
              <Link
                href={investigationLinks.passageHistory(caseId, investigationId, slug)}
              >{`Tidigare versioner (${is.versions - 1})`}</Link>
            </p>
          ) : null}
        </Columns>
      </CaseFormPage>
    );
  },
});

/** What is recorded already and belongs here: it is not written a second time. */
function recordedElsewhere({ parts, investigation, place }: Data): string | undefined {
  const found = {
    "barnets åsikt": () => quotesOf(parts, investigation.phase_id),
    "hur åsikten vägs": () => standingStep(parts, investigation.phase_id, "vägd")?.content,
    "barnets bästa": () => investigation.best_interests?.assessment,
    konsekvenser: () => undefined,
    analys: () => undefined,
    förslag: () => undefined,
    område: () => undefined,
  }[place.section]();
  return found || undefined;
}

const Taken: FC<{ data: Data }> = ({ data }) =>
  recordedElsewhere(data) === undefined ? null : (
    <Alert tone="info">Det som redan är dokumenterat är ifyllt. Läs det, ändra det som behövs och spara.</Alert>
  );

/** What the text should stand on: the child's words, what is found, the earlier investigation. */
const Beside: FC<Data> = ({ parts, body, investigation, place }) => {
  const found = place.areaCode === null ? [] : body.findings.filter((one) => one.area_code === place.areaCode);
  const where = { caseId: parts.file.id, investigationId: investigation.id, isOpen: false };
  return (
    <>
      {place.areaCode === null ? (
        <ChildSaid parts={parts} />
      ) : (
        <Card heading="Uppgifter i området" tinted>
          {found.length === 0 ? <Paragraph subtle>Inga än.</Paragraph> : <Findings of={found} label="Uppgifter i området" {...where} />}
          <Link href={`${investigationLinks.finding(where.caseId, where.investigationId)}?omrade=${place.areaCode}`}>
            Lägg till risk, skydd eller åsikt
          </Link>
        </Card>
      )}
      <EarlierInvestigations
        parts={parts}
        body={body}
        investigation={investigation}
        place={place.areaCode === null ? place.section : `område ${place.areaCode}`}
      />
    </>
  );
};
