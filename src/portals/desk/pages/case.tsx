import type { FC } from "hono/jsx";
import { ParticipationLadder } from "../../../ui/components/participation.tsx";
import type { LadderPhase } from "../../../ui/components/participation.tsx";
import { Card, Details, Heading, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { laddersOf } from "./case/ladder.ts";
import { PrintMark } from "../../../casework/case/pages/case-form.tsx";
import { getCase } from "../../../casework/case/queries/get-case.ts";
import { CaseFacts, CaseHead } from "./case/head.tsx";
import { CaseTimeline } from "./case/events.tsx";
import { CaseContents } from "./case/contents.tsx";
import { EmergencySteps, OpenEmergencies } from "./case/emergencies.tsx";
import { ownEmergency } from "../../../casework/case/own-emergency.ts";
import { Deadlines, NextSteps } from "./case/next.tsx";

/** More phases than this, and those that are over are folded together. */
const mostOpen = 1;

const Ladders: FC<{ ladders: readonly LadderPhase[] }> = ({ ladders }) => {
  if (ladders.length === 0) return <Paragraph subtle>Delaktigheten börjar när en förhandsbedömning eller utredning har öppnats.</Paragraph>;
  const going = ladders.filter((one) => one.current);
  const shown = ladders.length <= mostOpen ? ladders : going.length > 0 ? going : ladders.slice(0, 1);
  const folded = ladders.filter((one) => !shown.includes(one));
  return (
    <>
      <ParticipationLadder phases={shown} />
      {folded.length > 0 ? (
        <Details summary={`Tidigare faser (${folded.length})`}>
          <ParticipationLadder phases={folded} />
        </Details>
      ) : null}
    </>
  );
};

/** The case: what lies next, by when, the child's participation, what the case holds and everything that has happened. */
export const casePage = definePage({
  path: "/arenden/:caseId",
  title: "Ärende",
  asks: getCase,
  load: ({ ask, params }) => ask(getCase, { caseId: params.caseId }),
  view: ({ data, actor, today, tokens, search }) => {
    const isHere = ownEmergency(data, actor) !== undefined;
    const ladders = laddersOf(data, isHere);
    return (
      <>
        <PrintMark />
        <CaseHead parts={data} today={today} />
        <OpenEmergencies parts={data} actor={actor} tokens={tokens} />
        <div class="f-case">
          <div class="f-case-next">
            {isHere ? <EmergencySteps parts={data} /> : <NextSteps parts={data} today={today} actor={actor} tokens={tokens} />}
          </div>
          <aside>
            <Deadlines parts={data} today={today} linked={!isHere} />
            <div class="f-case-facts">
              <CaseFacts parts={data} today={today} actor={actor} />
            </div>
          </aside>
          <div class="f-case-rest">
            <section>
              <Heading level={2} size="xs">
                Barnets delaktighet
              </Heading>
              <Ladders ladders={ladders} />
            </section>
            <CaseContents parts={data} today={today} />
            <Card heading="Allt som har hänt">
              <CaseTimeline parts={data} shown={search.get("visa")} />
            </Card>
          </div>
        </div>
      </>
    );
  },
});
