import { hasRole } from "../../core/actor.ts";
import { ParticipationLadder } from "../../web/components/participation.tsx";
import { Columns } from "../../web/components/layout.tsx";
import { Card, Heading, Paragraph } from "../../web/components/text.tsx";
import { definePage } from "../../web/page.tsx";
import { laddersOf } from "../ladder.ts";
import { getCase } from "../queries/get-case.ts";
import { CaseFacts, CaseHead } from "./case/head.tsx";
import { CaseTimeline } from "./case/events.tsx";
import { CaseContents } from "./case/contents.tsx";
import { Deadlines, NextSteps } from "./case/next.tsx";

/** The case: what lies next, by when, the child's participation, what the case holds and everything that has happened. */
export const casePage = definePage({
  path: "/arenden/:caseId",
  title: "Ärende",
  roles: ["caseworker", "team_leader"],
  load: ({ ask, params }) => ask(getCase, { caseId: params.caseId }),
  view: ({ data, actor, today, tokens, search }) => {
    const ladders = laddersOf(data);
    return (
      <>
        <CaseHead parts={data} today={today} />
        <Columns
          aside={
            <>
              <Deadlines parts={data} today={today} />
              <CaseFacts parts={data} today={today} leads={hasRole(actor, "team_leader")} />
            </>
          }
        >
          <NextSteps parts={data} today={today} actor={actor} tokens={tokens} />
          <section>
            <Heading level={2} size="xs">
              Barnets delaktighet
            </Heading>
            {ladders.length === 0 ? (
              <Paragraph subtle>Delaktigheten börjar när en förhandsbedömning eller utredning har öppnats.</Paragraph>
            ) : (
              <ParticipationLadder phases={ladders} />
            )}
          </section>
          <CaseContents parts={data} />
          <Card heading="Allt som har hänt">
            <CaseTimeline parts={data} shown={search.get("visa")} />
          </Card>
        </Columns>
      </>
    );
  },
});
