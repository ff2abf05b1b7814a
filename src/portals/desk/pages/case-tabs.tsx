import type { Child, FC } from "hono/jsx";
import { links } from "../../../casework/case/links.ts";
import { CaseTop } from "../../../casework/case/pages/case-top.tsx";
import { ownEmergency } from "../../../casework/case/own-emergency.ts";
import { getCaseParts } from "../../../casework/case/queries/get-case.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import type { StaffActor } from "../../../platform/core/actor.ts";
import type { Tokens } from "../../../ui/components/form.tsx";
import { Heading, Link } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { askForTab } from "../tab-parts.ts";
import type { DeskTab } from "../tab-parts.ts";
import { CaseContents } from "./case/contents.tsx";
import { CaseTimeline } from "./case/events.tsx";
import { hasWithheld } from "./case/facts.tsx";
import { StepsOnTab } from "./case/next.tsx";

type TabProps = { parts: CaseParts; tab: DeskTab; today: string; actor: StaffActor; tokens: Tokens; children?: Child };

/** A tab: the top of the case, what can be done there for whoever works in the case, and what stands there. */
const Tab: FC<TabProps> = ({ parts, tab, today, actor, tokens, children }) => (
  <>
    <CaseTop parts={parts} tab={tab} today={today} actor={actor} tokens={tokens} />
    {ownEmergency(parts, actor) ? null : <StepsOnTab parts={parts} tab={tab} today={today} />}
    {children}
  </>
);

/** Everything that has happened, a page at a time, and meetings that are over. */
export const caseJournalPage = definePage({
  path: "/arenden/:caseId/journal",
  title: "Ärendets journal",
  asks: getCaseParts,
  load: ({ ask, params }) => askForTab(ask, params.caseId, "journal"),
  view: ({ data, actor, today, tokens, search }) => (
    <Tab parts={data} tab="journal" today={today} actor={actor} tokens={tokens}>
      <section>
        <Heading level={2} size="xs">
          Allt som har hänt
        </Heading>
        <CaseTimeline parts={data} shown={search.get("visa")} page={search.get("sida")} mayCorrect={!ownEmergency(data, actor)} />
      </section>
      <CaseContents parts={data} tab="journal" today={today} />
      <ul class="f-more f-not-printed">
        <li>
          <Link href={links.print(data.file.id)}>Skriv ut ärendet</Link>
        </li>
        {hasWithheld(data) ? (
          <li>
            <Link href={links.withheldInCase(data.file.id)}>Visa det som inte får visas för vårdnadshavare</Link>
          </li>
        ) : null}
      </ul>
    </Tab>
  ),
});

/** What came in, and the investigations with their decisions. */
export const caseInvestigationPage = definePage({
  path: "/arenden/:caseId/utredning",
  title: "Ärendets utredning",
  asks: getCaseParts,
  load: ({ ask, params }) => askForTab(ask, params.caseId, "utredning"),
  view: ({ data, actor, today, tokens }) => (
    <Tab parts={data} tab="utredning" today={today} actor={actor} tokens={tokens}>
      <CaseContents parts={data} tab="utredning" today={today} none="Inget har kommit in i ärendet, och ingen utredning har inletts." />
    </Tab>
  ),
});

/** The interventions, with their plans and what has been followed up. */
export const caseInterventionsPage = definePage({
  path: "/arenden/:caseId/insatser",
  title: "Ärendets insatser",
  asks: getCaseParts,
  load: ({ ask, params }) => askForTab(ask, params.caseId, "insatser"),
  view: ({ data, actor, today, tokens }) => (
    <Tab parts={data} tab="insatser" today={today} actor={actor} tokens={tokens}>
      <CaseContents parts={data} tab="insatser" today={today} none="Ingen insats är beviljad i ärendet." />
    </Tab>
  ),
});
