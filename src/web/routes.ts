import { answersPage } from "../followup/pages/answers.tsx";
import { answersSectionPage } from "../followup/pages/answers-section.tsx";
import { answersTrendPage } from "../followup/pages/answers-trend.tsx";
import { answersByUnitPage } from "../followup/pages/answers-units.tsx";
import { answersCsv, answersCsvForPeople, answersJson, answersXlsx } from "../followup/pages/downloads.tsx";
import { errorsCsv, extractOds, extractXlsx, extractZip, warningsCsv } from "../exchange/pages/downloads.ts";
import { extractPage } from "../exchange/pages/extract.tsx";
import { formatPage } from "../exchange/pages/format.tsx";
import { runPage, runProgress, stopImportPost } from "../exchange/pages/run.tsx";
import { accountPage, closeAccountPost, endAccountSessionsPost, openAccountPost } from "../access/pages/account.tsx";
import { accountsPage } from "../access/pages/accounts.tsx";
import { endOwnSessionsPost, ownSessionsPage } from "../access/pages/own-sessions.tsx";
import { decideNoInterventionPage } from "../decision/pages/decide-no-intervention.tsx";
import { prepareDecisionPage } from "../decision/pages/prepare-decision.tsx";
import { reportToBoardPage, unreportedPage } from "../decision/pages/report-to-board.tsx";
import { assessProtectionPage } from "../intake/pages/assess-protection.tsx";
import { assignCasePage, takeCasePost } from "../intake/pages/assign-case.tsx";
import { closeCasePage } from "../intake/pages/close-case.tsx";
import { endAssignmentPage } from "../intake/pages/end-assignment.tsx";
import { extendPreliminaryPage } from "../intake/pages/extend-preliminary.tsx";
import { giveFeedbackPage } from "../intake/pages/give-feedback.tsx";
import { notInvestigatedPage } from "../intake/pages/not-investigated.tsx";
import { moveIntakePage } from "../intake/pages/move-intake.tsx";
import { openInvestigationPage } from "../intake/pages/open-investigation.tsx";
import { preliminaryAssessmentPage } from "../intake/pages/preliminary-assessment.tsx";
import { requestFeedbackPage } from "../intake/pages/request-feedback.tsx";
import { receivedPage, registerIntakePage } from "../intake/pages/register-intake.tsx";
import { changeGuardianPage, confirmGuardianPage, dismissClaimPage } from "../people/pages/guardian-forms.tsx";
import { guardiansPage } from "../people/pages/guardians.tsx";
import { writeNotePage } from "../intake/pages/write-note.tsx";
import { beginInterventionPage } from "../intervention/pages/begin-intervention.tsx";
import { interruptInterventionPage } from "../intervention/pages/interrupt-intervention.tsx";
import { reportExecutionPage } from "../intervention/pages/report-execution.tsx";
import { endInterventionPage } from "../intervention/pages/end-intervention.tsx";
import { notBegunPage } from "../intervention/pages/not-begun.tsx";
import { followUpPage } from "../intervention/pages/follow-up.tsx";
import { grantInterventionPage } from "../intervention/pages/grant-intervention.tsx";
import { makePlanPage } from "../intervention/pages/make-plan.tsx";
import { assessBestInterestsPage } from "../investigation/pages/assess-best-interests.tsx";
import { extendInvestigationPage } from "../investigation/pages/extend-investigation.tsx";
import { informConcernedPage } from "../investigation/pages/inform-concerned.tsx";
import { conversationPage } from "../participation/pages/conversation.tsx";
import { recordConversationPage } from "../participation/pages/record-conversation.tsx";
import { recordStepPage } from "../participation/pages/record-step.tsx";
import { accessLogPage } from "../workplace/pages/access-log.tsx";
import { casePage } from "../workplace/pages/case.tsx";
import { endEmergencyPost, openInEmergencyPage } from "../workplace/pages/emergency.tsx";
import { reviewFamilyPage, reviewItemPage } from "../workplace/pages/review-forms.tsx";
import { reviewsPage } from "../workplace/pages/reviews.tsx";
import { fullPrintPage, printPage } from "../workplace/pages/print.tsx";
import { searchPage } from "../workplace/pages/search.tsx";
import { withheldInCasePage, withheldPage } from "../workplace/pages/withheld.tsx";
import { workListPage } from "../workplace/pages/work-list.tsx";
import type { Route } from "./page.tsx";

/**
 * Every page of Förtrogen: one line for each. Pages live in their rooms' `pages/`; the address, the title, who may and
 * the place in the menu are said by the page itself. The order here does not matter: exact addresses win over `:names`.
 */
export const routes: readonly Route[] = [
  workListPage,
  casePage,
  printPage,
  fullPrintPage,
  withheldInCasePage,
  withheldPage,
  unreportedPage,
  reportToBoardPage,
  searchPage,
  openInEmergencyPage,
  endEmergencyPost,
  reviewsPage,
  reviewItemPage,
  reviewFamilyPage,
  accessLogPage,
  registerIntakePage,
  receivedPage,
  assessProtectionPage,
  preliminaryAssessmentPage,
  extendPreliminaryPage,
  openInvestigationPage,
  notInvestigatedPage,
  moveIntakePage,
  giveFeedbackPage,
  requestFeedbackPage,
  assignCasePage,
  endAssignmentPage,
  takeCasePost,
  guardiansPage,
  confirmGuardianPage,
  dismissClaimPage,
  changeGuardianPage,
  writeNotePage,
  closeCasePage,
  answersPage,
  answersTrendPage,
  answersByUnitPage,
  answersSectionPage,
  answersJson,
  answersCsv,
  answersCsvForPeople,
  answersXlsx,
  extractPage,
  formatPage,
  extractZip,
  extractXlsx,
  extractOds,
  runPage,
  runProgress,
  stopImportPost,
  errorsCsv,
  warningsCsv,
  recordConversationPage,
  conversationPage,
  recordStepPage,
  extendInvestigationPage,
  informConcernedPage,
  assessBestInterestsPage,
  prepareDecisionPage,
  grantInterventionPage,
  decideNoInterventionPage,
  makePlanPage,
  beginInterventionPage,
  interruptInterventionPage,
  reportExecutionPage,
  followUpPage,
  endInterventionPage,
  notBegunPage,
  ownSessionsPage,
  endOwnSessionsPost,
  accountsPage,
  accountPage,
  closeAccountPost,
  openAccountPost,
  endAccountSessionsPost,
];
