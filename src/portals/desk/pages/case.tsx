import type { FC } from "hono/jsx";
import { CaseTop } from "../../../casework/case/pages/case-top.tsx";
import { getCaseParts } from "../../../casework/case/queries/get-case.ts";
import { ownEmergency } from "../../../casework/case/own-emergency.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import { ParticipationLadder } from "../../../ui/components/participation.tsx";
import type { LadderPhase } from "../../../ui/components/participation.tsx";
import { Details, Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { onwardStep } from "../next-steps.ts";
import { askForTab } from "../tab-parts.ts";
import { CaseContents } from "./case/contents.tsx";
import { EmergencySteps } from "./case/emergencies.tsx";
import { CaseFacts } from "./case/facts.tsx";
import { laddersOf } from "./case/ladder.ts";
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

/** The case at a glance: what lies next, by when, the child's participation, and the facts. The rest stands on the other tabs. */
export const casePage = definePage({
  path: "/arenden/:caseId",
  title: "Ärende",
  asks: getCaseParts,
  load: ({ ask, params }) => askForTab(ask, params.caseId, "översikt"),
  // "Spara och gå vidare" in a form of the case: the next form opens at once, where there is one to fill in now.
  passesTo: ({ data, search, actor, today }) =>
    search.get("vidare") === null || ownEmergency(data, actor) ? undefined : onwardStep(data, today)?.href,
  view: ({ data, actor, today, tokens }) => {
    const isHere = ownEmergency(data, actor) !== undefined;
    return (
      <>
        <CaseTop parts={data} tab="översikt" today={today} actor={actor} tokens={tokens} />
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
              <Ladders ladders={laddersOf(data, isHere)} />
            </section>
            <CaseContents parts={data} tab="översikt" today={today} />
            <p id="handelser">
              <Link href={caseLink(data.file.id, "journal")}>Allt som har hänt står i journalen</Link>
            </p>
          </div>
        </div>
      </>
    );
  },
});
