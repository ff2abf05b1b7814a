import type { FC } from "hono/jsx";
import { Card, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { citationsOn } from "../../../platform/law/provision.ts";
import { definePage } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { getCaseParts, partsOf } from "../../case/queries/get-case.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import { investigationLinks } from "../../investigation/links.ts";
import { missingStepLink, standingStep, stepLink } from "../../participation/phase-steps.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { partyLinks } from "../links.ts";
import type { PartyPart } from "../party-parts.ts";
import { accountOf, hearingOf, partiesOn } from "../party-table.ts";
import { Appealed, Notified } from "./after-decision.tsx";
import { Insights } from "./insights.tsx";
import { isNotSent, sentWords } from "../sent-state.ts";
import { State, Who, partyPageParts } from "./party-state.tsx";
import type { Of, Parts } from "./party-state.tsx";

/** Who the parties of each investigation are, and what each was told and has said: a table with what is missing. */
export const partiesPage = definePage({
  path: "/arenden/:caseId/parter",
  title: "Parter",
  asks: getCaseParts,
  load: ({ ask, params }) => partsOf(ask, params.caseId, ...partyPageParts),
  view: ({ data: parts, today }) => (
    <>
      <CaseFormHead parts={parts} heading="Parter" lead={nameOf(parts)} />
      <LawNote>
        {`Vårdnadshavarna är parter var för sig, och barnet från 15 år (${citationsOn(["child-own-party"], today)}). Vad en av dem säger eller får veta visas inte för en annan.`}
      </LawNote>
      {parts.investigations.length === 0 ? (
        <Paragraph subtle>Ingen utredning är inledd. Parterna visas när en utredning finns.</Paragraph>
      ) : null}
      {parts.investigations.toReversed().map((one) => (
        <OfInvestigation parts={parts} investigation={one} today={today} />
      ))}
      <Insights parts={parts} today={today} />
    </>
  ),
});

const OfInvestigation: FC<{ parts: Parts; investigation: InvestigationPart; today: string }> = ({ parts, investigation, today }) => {
  const { conclusion } = investigation;
  const day = conclusion?.concluded_on ?? today;
  const those = partiesOn(parts.parties, day);
  const at = { parts, investigation, day };
  const nobody = parts.communications.find((one) => one.investigation_id === investigation.id && one.person_id === null);
  return (
    <Card heading={`Utredning ${investigation.started_on}${conclusion ? `–${conclusion.concluded_on}` : ", pågår"}`}>
      <Table
        caption="Vad var och en har fått veta och sagt"
        hideCaption
        rows={those}
        empty="Ingen är bekräftad som vårdnadshavare, och barnet har inte fyllt 15 år. Bekräfta vårdnaden först."
        columns={[
          { heading: "Part", cell: (one) => <Who party={one} /> },
          { heading: "Informerad om utredningen", cell: (one) => <Informed {...at} party={one} /> },
          ...(conclusion ? [] : [{ heading: "Egen redogörelse", cell: (one: PartyPart) => <Heard {...at} party={one} /> }]),
          { heading: "Kommunicerad", cell: (one) => <Communicated {...at} party={one} /> },
          ...(conclusion
            ? [
                { heading: "Underrättad om beslutet", cell: (one: PartyPart) => <Notified {...at} party={one} /> },
                { heading: "Överklagande", cell: (one: PartyPart) => <Appealed {...at} party={one} /> },
              ]
            : []),
        ]}
      />
      {those.length === 0 && !conclusion ? (
        <p>
          {nobody ? (
            `Varför ingen part är känd: ${nobody.reason ?? ""}`
          ) : (
            <Link href={partyLinks.nobody(parts.file.id, investigation.id)}>Skriv varför ingen part är känd</Link>
          )}
        </p>
      ) : null}
    </Card>
  );
};

const Informed: FC<Of> = (of) => {
  const { parts, investigation, party } = of;
  if (party.capacity === "barnet") {
    const step = standingStep(parts, investigation.phase_id, "informerad");
    const href = stepLink(parts.file.id, investigation.phase_id, "informerad");
    if (!step) return <State of={of} tone="danger" words="Saknas" href={href} action="Informera" />;
    return step.outcome === "gjort" ? (
      <State of={of} tone="success" words="Informerad" on={step.happened_on} />
    ) : (
      <State of={of} tone="warning" words="Skäl angivet" href={href} action="Pröva igen" />
    );
  }
  const told = investigation.informed.findLast((one) => one.person_id === party.person_id);
  const href = investigationLinks.openedInformation(parts.file.id, investigation.id);
  if (!told) return <State of={of} tone="danger" words="Saknas" href={href} action="Informera" />;
  if (told.outcome === "informerad") {
    return (
      <>
        <State of={of} tone="success" words="Informerad" on={told.happened_on} />
        <p class="f-small f-subtle">{[told.content, told.by].filter(Boolean).join(" · ")}</p>
      </>
    );
  }
  return <State of={of} tone="warning" words="Särskilda skäl" on={`Prövas igen ${told.review_on ?? ""}`} href={href} action="Pröva igen" />;
};

const Heard: FC<Of> = (of) => {
  const { parts, investigation, party } = of;
  if (party.capacity === "barnet") {
    const step = standingStep(parts, investigation.phase_id, "hörd");
    const href = missingStepLink(parts.file.id, investigation.phase_id, "hörd");
    if (!step) return <State of={of} tone="danger" words="Saknas" href={href} action="Skriv samtal" />;
    return (
      <State
        of={of}
        tone={step.outcome === "gjort" ? "success" : "warning"}
        words={step.outcome === "gjort" ? "Hörd" : "Skäl angivet"}
        on={step.happened_on}
      />
    );
  }
  const account = accountOf(parts.party_accounts, investigation.id, party.person_id);
  const href = partyLinks.account(parts.file.id, investigation.id, party.person_id);
  return account ? (
    <State of={of} tone="success" words="Finns" on={`${account.happened_on}, ${account.way}`} href={href} action="Skriv mer" />
  ) : (
    <State of={of} tone="warning" words="Saknas" href={href} action="Skriv redogörelse" />
  );
};

const Communicated: FC<Of> = (of) => {
  const { parts, investigation, party, day } = of;
  const own = parts.communications.filter((one) => one.investigation_id === investigation.id && one.person_id === party.person_id);
  const last = own.at(-1);
  const { why } = hearingOf(parts.communications, investigation.id, party.person_id, day);
  const again = partyLinks.communicate(parts.file.id, investigation.id, party.person_id);
  if (!last) return <State of={of} tone="warning" words="Saknas" href={again} action="Kommunicera" />;
  if (isNotSent(last.sent_state))
    return <State of={of} tone="danger" words={sentWords(last.way, last.sent_state)} href={again} action="Kommunicera på ett annat sätt" />;
  if (last.kind === "undantag")
    return <State of={of} tone="info" words="Undantag" on={last.happened_on} href={again} action="Kommunicera ändå" />;
  if (why === "väntar på svar") {
    // Each thing that was sent is answered by itself.
    return own
      .filter((one) => one.reply === null && one.reply_by !== null && one.reply_by >= day)
      .map((one) => (
        <>
          <State
            of={of}
            tone="info"
            words="Väntar på svar"
            on={`Till ${one.reply_by ?? ""}`}
            href={partyLinks.reply(parts.file.id, one.id)}
            action="Skriv svar"
          />
          <p class="f-small">
            <Link href={partyLinks.communicationLetter(parts.file.id, one.id)}>
              Granska brevet
              <span class="ds-sr-only">{`: ${party.name}`}</span>
            </Link>
          </p>
        </>
      ));
  }
  if (last.reply) {
    const words = last.reply.kind === "yttrande" ? "Yttrade sig" : "Inga synpunkter";
    return <State of={of} tone="success" words={words} on={last.reply.replied_on} href={again} action="Kommunicera mer" />;
  }
  const reply = partyLinks.reply(parts.file.id, last.id);
  return (
    <State of={of} tone="success" words="Inget svar" on={`Kunde svara till ${last.reply_by ?? ""}`} href={reply} action="Skriv svar" />
  );
};
