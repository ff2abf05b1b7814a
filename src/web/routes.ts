import { answersPage } from "../followup/pages/answers.tsx";
import { answersCsv, answersJson, answersXlsx } from "../followup/pages/downloads.tsx";
import { decideNoInterventionPage } from "../decision/pages/decide-no-intervention.tsx";
import { prepareDecisionPage } from "../decision/pages/prepare-decision.tsx";
import { endInterventionPage } from "../intervention/pages/end-intervention.tsx";
import { followUpPage } from "../intervention/pages/follow-up.tsx";
import { grantInterventionPage } from "../intervention/pages/grant-intervention.tsx";
import { makePlanPage } from "../intervention/pages/make-plan.tsx";
import { assessBestInterestsPage } from "../investigation/pages/assess-best-interests.tsx";
import { extendInvestigationPage } from "../investigation/pages/extend-investigation.tsx";
import { conversationPage } from "../participation/pages/conversation.tsx";
import { recordConversationPage } from "../participation/pages/record-conversation.tsx";
import { recordStepPage } from "../participation/pages/record-step.tsx";
import type { Route } from "./page.tsx";

/**
 * Every page of Förtrogen: one line for each. Pages live in their rooms' `pages/`; the address, the title, who may and
 * the place in the menu are said by the page itself. The order here does not matter: exact addresses win over `:names`.
 */
export const routes: readonly Route[] = [
  answersPage,
  answersJson,
  answersCsv,
  answersXlsx,
  recordConversationPage,
  conversationPage,
  recordStepPage,
  extendInvestigationPage,
  assessBestInterestsPage,
  prepareDecisionPage,
  grantInterventionPage,
  decideNoInterventionPage,
  makePlanPage,
  followUpPage,
  endInterventionPage,
];
