import { capital } from "../../../platform/basics/text.ts";
import { termsOf } from "../../../platform/core/about.ts";
import { formatDateTime, formatLong } from "../../../platform/basics/dates.ts";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Heading, LinkButton, OwnWords, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { WithheldLink } from "../../case/pages/withheld.tsx";
import { getCaseParts, partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "./case-words.tsx";
import { phaseWords } from "../phase-steps.ts";
import { conversationFields } from "../conversation-fields.ts";
import { STATUS_WORDS, wordsFor } from "../conversation-words.ts";

export const conversationPage = definePage({
  path: "/arenden/:caseId/samtal/:conversationId",
  title: "Samtal",
  asks: getCaseParts,
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "phases", "conversations");
    const talk = parts.conversations.find((each) => each.id === params.conversationId);
    if (!talk) notFound();
    return { parts, talk, phase: parts.phases.find((phase) => phase.id === talk.phase_id) };
  },
  view: ({ data: { parts, talk, phase }, params }) => {
    const back = `/arenden/${params.caseId}`;
    const time = talk.held_at ? ` kl. ${talk.held_at.slice(0, 5)}` : "";
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading={`${talk.form === "observation" ? "Observation" : "Samtal"} den ${formatLong(talk.held_on)}`}
          lead={phase ? capital(phaseWords(phase)) : undefined}
          actions={
            parts.file.closed_on === null ? (
              <LinkButton variant="secondary" href={`${back}/samtal/ny?rattar=${talk.id}`}>
                Rätta samtalet
              </LinkButton>
            ) : undefined
          }
        />
        <Heading level={2}>{talk.form === "observation" ? "Det här sågs" : `Det här sa ${nameOf(parts)}`}</Heading>
        {talk.child_words ? <OwnWords>{talk.child_words}</OwnWords> : <Paragraph subtle>Inget är antecknat.</Paragraph>}
        {talk.withheld ? <WithheldLink caseId={params.caseId} conversationId={talk.id} /> : null}
        <Heading level={2}>Om samtalet</Heading>
        <SummaryList
          rows={[
            { term: "Hur det gick", value: wordsFor(talk.status, STATUS_WORDS) },
            { term: "Dag", value: formatLong(talk.held_on) + time },
            ...termsOf(conversationFields, talk),
            { term: "Nästa steg", value: [talk.next_step, talk.next_on && `(${talk.next_on})`].filter(Boolean).join(" ") },
            { term: "Dokumenterat av", value: `${talk.by}, ${formatDateTime(new Date(talk.recorded_at))}` },
          ].filter((row) => row.value)}
        />
      </>
    );
  },
});
