import type { FC } from "hono/jsx";
import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Select } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, Details, LawNote, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../../casework/case/pages/case-form.tsx";
import { DecidedByFolded } from "../../../casework/case/pages/decided-by-fields.tsx";
import { links } from "../../../casework/case/links.ts";
import { partsOf } from "../../../casework/case/queries/get-case.ts";
import { findDeciders } from "../../../casework/decision/queries/find-deciders.ts";
import { makerWords } from "../../../casework/part/made-words.ts";
import { groundWords, withholdingGrounds } from "../../../casework/party/codes.ts";
import { insightDecisionFields } from "../../../casework/party/insight-fields.ts";
import type { InsightPart } from "../../../casework/party/insight-part.ts";
import { partyLinks } from "../../../casework/party/links.ts";
import { decideInsight } from "../actions/decide-insight.ts";
import { getInsight } from "../queries/get-insight.ts";
import type { InsightPassage } from "../queries/get-insight.ts";

/** What a party has asked to see: gone through piece by piece, decided, and given. */
export const insightPage = defineForm({
  path: "/arenden/:caseId/insyn/:insightId",
  title: "Partsinsyn",
  async load({ ask, params: { caseId, insightId } }) {
    const parts = await partsOf(ask, caseId, "insights");
    const insight = parts.insights.find((one) => one.id === insightId) ?? notFound();
    if (insight.decision !== null) return { parts, insight, material: null, deciding: null };
    const [material, deciding] = [await ask(getInsight, { caseId, insightId }), await ask(findDeciders, { caseId })];
    return { parts, insight, material, deciding };
  },
  action: decideInsight,
  done: (_out, { params }) => partyLinks.insight(params.caseId, params.insightId),
  notice: "Beslutet är sparat. Läs igenom handlingen och lämna den sedan till parten.",
  view: ({ data: { parts, insight, material, deciding }, form, actor, today, params: { caseId } }) => (
    <>
      <CaseFormHead
        parts={parts}
        heading="Partsinsyn"
        lead={`${insight.name} begärde det ${insight.requested_on}: ${insight.wants}`}
        back={{ href: partyLinks.parties(caseId), text: "Parter" }}
      />
      {material === null || deciding === null ? (
        <Decided caseId={caseId} of={insight} />
      ) : (
        <>
          <LawNote>
            {`Parten har rätt att ta del av allt material som har tillförts ärendet. Något får hållas kvar bara när det är av synnerlig vikt att det inte röjs, och då ska parten på annat sätt få veta vad det innebär (${citationsOn(["party-insight", "party-insight-limits"], today)}).`}
          </LawNote>
          {material.isChild ? (
            <Paragraph>
              Det som barnet har sagt och som inte får visas för vårdnadshavare står inte i handlingen, eftersom andra kan komma att läsa
              den. Berätta det för barnet.
            </Paragraph>
          ) : null}
          <Form form={form} submit="Spara beslutet" cancel={partyLinks.parties(caseId)} draft={false}>
            <Given form={form} passages={material.passages.filter(({ mayBeGiven }) => mayBeGiven)} />
            <Withheld caseId={caseId} passages={material.passages.filter(({ mayBeGiven }) => !mayBeGiven)} />
            <FieldsOf form={form} of={insightDecisionFields} names={namesIn(insightDecisionFields)} />
            <DecidedByFolded form={form} deciding={deciding} kinds={["neka insyn"]} me={actor.staffId} today={today} />
          </Form>
        </>
      )}
    </>
  ),
});

const options = withholdingGrounds.map((value) => ({ value, label: groundWords[value] }));

/** What may be given: each piece is given, unless a ground is chosen. */
const Given: FC<{ form: FormState; passages: readonly InsightPassage[] }> = ({ form, passages }) => (
  <Details summary={`Kan lämnas ut: ${passages.length}. Gå igenom och välj det som inte lämnas ut`} open={passages.length <= 2}>
    <div class="f-fields">
      {passages.map((one, place) => (
        <div>
          <input type="hidden" name={`passages.${place}.passage`} value={one.key} />
          <Select {...form.field(`passages.${place}.ground`)} label={`${one.on} ${one.heading}`} options={options} empty="Lämnas ut" />
          {one.isPartly ? <p class="f-small f-subtle">Lämnas ut utan det som är skyddat:</p> : null}
          <p class="f-small f-case-text">{one.account}</p>
        </div>
      ))}
    </div>
  </Details>
);

/** What is masked whatever is said: a guardian's extract shows none of it. */
const Withheld: FC<{ caseId: string; passages: readonly InsightPassage[] }> = ({ caseId, passages }) =>
  passages.length === 0 ? null : (
    <Details summary={`Lämnas inte ut: ${passages.length}`} open={passages.length <= 2}>
      <ul class="f-more">
        {passages.map((one) => (
          <li>
            {`${one.on} ${one.heading} `}
            {one.ground === null ? null : <Tag tone="warning">{groundWords[one.ground]}</Tag>}
            {one.account === "" ? null : <p class="f-small f-case-text">{one.account}</p>}
          </li>
        ))}
      </ul>
      <ButtonRow>
        <LinkButton href={links.withheldInCase(caseId)} variant="secondary">
          Visa det som inte får visas för vårdnadshavare
        </LinkButton>
      </ButtonRow>
    </Details>
  );

const Decided: FC<{ caseId: string; of: InsightPart }> = ({ caseId, of: { id, decision, answered } }) => {
  if (decision === null) return null;
  const isGiven = decision.outcome !== "lämnas inte ut";
  return (
    <Card heading="Beslutet">
      <SummaryList
        rows={[
          {
            term: "Beslut",
            value: `Materialet ${decision.outcome}. ${decision.given} stycken lämnas ut, ${decision.withheld} hålls kvar.`,
          },
          { term: "Beslutat", value: `${decision.decided_on}, ${makerWords(decision.made)}` },
          ...(decision.reasons === null ? [] : [{ term: "Skälen", value: decision.reasons }]),
          ...(decision.told_otherwise === null ? [] : [{ term: "Parten får veta", value: decision.told_otherwise }]),
          ...(decision.reservation === null ? [] : [{ term: "Förbehåll", value: decision.reservation }]),
          ...(answered === null ? [] : [{ term: "Parten fick det", value: `${answered.answered_on}, ${answered.way}` }]),
        ]}
      />
      {answered === null ? (
        <>
          <Alert tone="info">Läs igenom det som lämnas ut: i det som är skrivet fritt kan det stå något om någon annan.</Alert>
          <ButtonRow>
            <LinkButton href={partyLinks.answerInsight(caseId, id)}>Lämna svaret till parten</LinkButton>
            {isGiven ? (
              <LinkButton href={partyLinks.insightFile(caseId, id)} variant="secondary">
                Läs materialet (PDF)
              </LinkButton>
            ) : null}
            <LinkButton href={partyLinks.insightLetter(caseId, id)} variant="secondary">
              Granska beslutet
            </LinkButton>
          </ButtonRow>
        </>
      ) : (
        <ButtonRow>
          {answered.is_kept ? (
            <LinkButton href={partyLinks.givenInsight(caseId, id)} variant="secondary">
              Hämta det som lämnades ut (PDF)
            </LinkButton>
          ) : null}
          <LinkButton href={partyLinks.insightLetter(caseId, id)} variant="secondary">
            Granska beslutet
          </LinkButton>
        </ButtonRow>
      )}
    </Card>
  );
};
