import type { Child, FC } from "hono/jsx";
import { formatDateTime, formatLong } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { Columns } from "../../../ui/components/layout.tsx";
import { SummaryList, TaskList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, Details, LawNote, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { hasRole } from "../../../platform/core/actor.ts";
import type { StaffActor } from "../../../platform/core/actor.ts";
import type { CaseWith } from "../../case/case-parts.ts";
import { ownEmergency } from "../../case/own-emergency.ts";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { links } from "../../case/links.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import type { BodyPart } from "../body.ts";
import { investigationLinks } from "../links.ts";
import { openRequests } from "../request-part.ts";
import { getBody } from "../queries/get-body.ts";
import { Accounts, Findings, PassageText } from "./body-parts.tsx";
import { Others, othersSummary } from "./body-others.tsx";
import { bodyTasks, lackingHeadings, passageAt, placesOf } from "./body-words.ts";
import { counted, Instruments, Visits, visitsOf } from "./body-visits.tsx";
import { EarlierInvestigations } from "./earlier.tsx";
import { investigationIn } from "./investigation-in.ts";

type Parts = CaseWith<
  "conversations" | "investigations" | "staff" | "emergencies" | "party_accounts" | "requests" | "visits" | "instruments"
>;
type Shown = { readonly parts: Parts; readonly body: BodyPart; readonly investigation: InvestigationPart };

/** The investigation as it stands: what is missing, what everybody says side by side, each area and heading folded with one open at a time. */
export const bodyPage = definePage({
  path: "/arenden/:caseId/utredning/:investigationId",
  title: "Utredning",
  asks: getBody,
  async load({ ask, params: { caseId, investigationId } }): Promise<Shown> {
    const [parts, body] = await Promise.all([
      partsOf(
        ask,
        caseId,
        "conversations",
        "investigations",
        "staff",
        "emergencies",
        "party_accounts",
        "requests",
        "visits",
        "instruments",
      ),
      ask(getBody, { caseId, investigationId }),
    ]);
    return { parts, body, investigation: investigationIn(parts, investigationId) };
  },
  view: ({ data, actor, today, search }) => (
    <>
      <CaseFormHead
        parts={data.parts}
        heading="Utredning"
        lead={`Inledd ${formatLong(data.investigation.started_on)}, ska vara klar ${formatLong(data.investigation.extended_to ?? data.investigation.due_on)}`}
      />
      <Columns contextFirst aside={<State {...data} actor={actor} today={today} />}>
        <div class="f-parts f-body">
          <Sections {...data} today={today} isHere={ownEmergency(data.parts, actor) !== undefined} opened={search.get("oppna") ?? ""} />
        </div>
      </Columns>
      {ownEmergency(data.parts, actor) ? null : (
        <p class="f-not-printed">
          <Link href={investigationLinks.earlier(data.parts.file.id, data.investigation.id)}>
            Tidigare utredningar av barnet, bredvid den här
          </Link>
        </p>
      )}
      {mayMakeDocument(data.parts, actor) ? (
        <p class="f-not-printed">
          <Link href={links.extract(data.parts.file.id)}>Ta fram utredningen som PDF, också för en vårdnadshavare</Link>
        </p>
      ) : null}
      <Paragraph subtle>{`Områden enligt ${data.body.structure.name}. Källa: ${data.body.structure.source}.`}</Paragraph>
    </>
  ),
});

const isResponsible = (parts: Parts, actor: StaffActor): boolean =>
  parts.staff.some((one) => one.role === "ansvarig" && one.staff_id === actor.staffId);

/** The door decides; whoever is here by an emergency is offered none. */
const mayMakeDocument = (parts: Parts, actor: StaffActor): boolean =>
  !ownEmergency(parts, actor) && (hasRole(actor, "team_leader") || isResponsible(parts, actor));

const State: FC<Shown & { actor: StaffActor; today: string }> = ({ parts, body, investigation, actor, today }) => {
  const caseId = parts.file.id;
  const { signature } = body;
  if (ownEmergency(parts, actor)) {
    return (
      <Alert tone="info">
        {signature ? `Underskriven ${formatLong(signature.signed_on)} av ${signature.by}.` : "Utredningen är inte underskriven än."}
      </Alert>
    );
  }
  if (signature) {
    return (
      <Alert tone="success" heading={`Underskriven ${formatLong(signature.signed_on)} av ${signature.by}`}>
        <Paragraph>Det som är underskrivet ändras inte. Det som ska rättas eller läggas till skrivs som ett daterat tillägg.</Paragraph>
        <ButtonRow>
          {investigation.conclusion === null ? (
            <LinkButton href={investigationLinks.decide(caseId, investigation.id)}>Till beslut</LinkButton>
          ) : null}
          <LinkButton variant="secondary" href={investigationLinks.supplement(caseId, investigation.id)}>
            Skriv ett tillägg
          </LinkButton>
        </ButtonRow>
      </Alert>
    );
  }
  if (investigation.conclusion)
    return (
      <Alert tone="warning" heading={`Avslutad ${formatLong(investigation.conclusion.concluded_on)}`}>
        Beslutet fattades innan utredningen var underskriven, och den kan inte skrivas under i efterhand.
      </Alert>
    );
  const isMine = isResponsible(parts, actor);
  const lacking = lackingHeadings(body);
  const waiting = openRequests(parts, investigation.id);
  const isReady = lacking.length === 0 && waiting.length === 0 && isMine;
  return (
    <Card heading="Kvar att skriva" tinted>
      <TaskList label="Utredningens delar" tasks={bodyTasks(caseId, investigation.id, body)} />
      <ButtonRow>
        {isReady ? <LinkButton href={investigationLinks.sign(caseId, investigation.id)}>Läs igenom och skriv under</LinkButton> : null}
        <LinkButton variant={isReady ? "secondary" : "primary"} href={investigationLinks.finding(caseId, investigation.id)}>
          Skriv vad någon säger, en risk eller ett skydd
        </LinkButton>
      </ButtonRow>
      <ul class="f-more">
        <li>
          <Link href={investigationLinks.ask(caseId, investigation.id)}>Be skolan, vården eller någon annan om uppgifter</Link>
        </li>
        <li>
          <Link href={investigationLinks.visit(caseId, investigation.id)}>Dokumentera ett hembesök</Link>
        </li>
        <li>
          <Link href={investigationLinks.instrument(caseId, investigation.id)}>Skriv att ett bedömningsinstrument användes</Link>
        </li>
      </ul>
      {waiting.length > 0 ? (
        <Paragraph subtle>
          {`Väntar på svar från andra: ${waiting.map((one) => one.asked_name).join(", ")}. Utredningen skrivs under när svaren har kommit, eller när det står varför ni inte väntar.`}
        </Paragraph>
      ) : null}
      {lacking.length === 0 && !isMine ? <Paragraph subtle>Den som är ansvarig för ärendet skriver under.</Paragraph> : null}
      <LawNote>{citationsOn(["best-interests", "child-opinion", "documentation"], today)}</LawNote>
    </Card>
  );
};

const group = "utredning";

/** `isHere`: whoever reads is here by an emergency, and writes nothing in it. */
const Sections: FC<Shown & { opened: string; isHere: boolean; today: string }> = ({
  parts,
  body,
  investigation,
  opened,
  isHere,
  today,
}) => {
  const where = {
    caseId: parts.file.id,
    investigationId: investigation.id,
    isOpen: body.signature === null && investigation.conclusion === null && !isHere,
  };
  const section = (slug: string, summary: string, children: Child) => (
    <Details summary={summary} oneOf={group} id={slug} open={slug === opened}>
      {children}
    </Details>
  );
  const { plan } = body;
  return (
    <>
      {section(
        "plan",
        "Plan",
        <>
          {plan ? (
            <SummaryList
              rows={[
                { term: "Vad utredningen ska svara på", value: plan.questions },
                { term: "Från vilka uppgifterna hämtas", value: plan.sources },
                { term: "Tidsplan", value: plan.timetable },
                { term: "Så är barnet med", value: plan.child_takes_part },
                { term: "Skriven av", value: `${plan.by}, ${formatDateTime(new Date(plan.recorded_at))}` },
              ]}
            />
          ) : (
            <SummaryList
              rows={[
                { term: "Vad som utreds", value: investigation.purpose },
                { term: "Plan när utredningen inleddes", value: investigation.plan },
              ]}
            />
          )}
          {where.isOpen ? (
            <Link href={investigationLinks.plan(where.caseId, where.investigationId)}>{plan ? "Ändra planen" : "Planera utredningen"}</Link>
          ) : null}
        </>,
      )}
      {section("roster", "Vad barnet och de vuxna säger", <Accounts parts={parts} body={body} {...where} />)}
      {section("andra", othersSummary(parts, investigation), <Others parts={parts} body={body} today={today} {...where} />)}
      {section(
        "hembesok",
        counted("Hembesök", visitsOf(parts, investigation.id).length),
        <Visits parts={parts} body={body} phaseId={investigation.phase_id} {...where} />,
      )}
      {section(
        "instrument",
        counted("Bedömningsinstrument", parts.instruments.filter((one) => one.investigation_id === investigation.id).length),
        <Instruments parts={parts} {...where} />,
      )}
      {placesOf(body).map((place) => section(place.slug, summaryOf(body, place), <Place place={place} body={body} {...where} />))}
      {body.supplements.length > 0
        ? section(
            "tillagg",
            `Tillägg (${body.supplements.length})`,
            <SummaryList
              rows={body.supplements.map((one) => ({ term: `${one.added_on}, ${one.concerns}`, value: `${one.text}\n${one.by}` }))}
            />,
          )
        : null}
      <EarlierInvestigations parts={parts} body={body} investigation={investigation} oneOf={group} />
    </>
  );
};

type PlaceIn = ReturnType<typeof placesOf>[number];

/** "Skola: skriven, 2 uppgifter". */
function summaryOf(body: BodyPart, place: PlaceIn): string {
  const found = place.areaCode === null ? 0 : body.findings.filter((one) => one.area_code === place.areaCode).length;
  const facts = [passageAt(body, place) ? "skriven" : "", found === 0 ? "" : found === 1 ? "1 uppgift" : `${found} uppgifter`].filter(
    Boolean,
  );
  return facts.length === 0 ? place.label : `${place.label}: ${facts.join(", ")}`;
}

const Place: FC<{ place: PlaceIn; body: BodyPart; caseId: string; investigationId: string; isOpen: boolean }> = ({
  place,
  body,
  ...where
}) => {
  const is = passageAt(body, place);
  const { caseId, investigationId, isOpen } = where;
  return (
    <>
      {is ? <PassageText of={is} caseId={caseId} /> : <Paragraph subtle>{`Inget är skrivet än. ${place.help}`}</Paragraph>}
      {place.areaCode === null ? null : (
        <Findings of={body.findings.filter((one) => one.area_code === place.areaCode)} label={`Uppgifter om ${place.label}`} {...where} />
      )}
      <ul class="f-more f-not-printed">
        {isOpen ? (
          <li>
            <Link
              href={investigationLinks.passage(caseId, investigationId, place.slug)}
            >{`${is ? "Ändra" : "Skriv"}: ${place.label}`}</Link>
          </li>
        ) : null}
        {isOpen && place.areaCode !== null ? (
          <li>
            <Link href={`${investigationLinks.finding(caseId, investigationId)}?omrade=${place.areaCode}`}>
              {`Lägg till risk, skydd eller åsikt: ${place.label}`}
            </Link>
          </li>
        ) : null}
        {is && is.versions > 1 ? (
          <li>
            <Link href={investigationLinks.passageHistory(caseId, investigationId, place.slug)}>
              {`Tidigare versioner (${is.versions - 1}): ${place.label}`}
            </Link>
          </li>
        ) : null}
      </ul>
    </>
  );
};
