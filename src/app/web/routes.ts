import { answersPage } from "../../followup/questionnaire/pages/answers.tsx";
import { answersSectionPage } from "../../followup/questionnaire/pages/answers-section.tsx";
import { answersTrendPage } from "../../followup/questionnaire/pages/answers-trend.tsx";
import { answersByUnitPage } from "../../followup/questionnaire/pages/answers-units.tsx";
import { answersCsv, answersCsvForPeople, answersJson, answersXlsx } from "../../followup/questionnaire/pages/downloads.tsx";
import { errorsCsv, extractOds, extractXlsx, extractZip, warningsCsv } from "../../followup/exchange/pages/downloads.ts";
import { extractPage } from "../../followup/exchange/pages/extract.tsx";
import { formatPage } from "../../followup/exchange/pages/format.tsx";
import { runPage, runProgress, stopImportPost } from "../../followup/exchange/pages/run.tsx";
import { accountPage, closeAccountPost, endAccountSessionsPost, openAccountPost } from "../../portals/accounts/pages/account.tsx";
import { accountsPage } from "../../portals/accounts/pages/accounts.tsx";
import { endOwnSessionsPost, ownSessionsPage } from "../../portals/accounts/pages/own-sessions.tsx";
import { decideNoInterventionPage } from "../../casework/decision/pages/decide-no-intervention.tsx";
import { prepareDecisionPage } from "../../casework/decision/pages/prepare-decision.tsx";
import { reportToBoardPage, unreportedPage } from "../../casework/decision/pages/report-to-board.tsx";
import { assessProtectionPage } from "../../casework/intake/pages/assess-protection.tsx";
import { assignCasePage, takeCasePost } from "../../casework/intake/pages/assign-case.tsx";
import { closeCasePage } from "../../casework/intake/pages/close-case.tsx";
import { endAssignmentPage } from "../../casework/intake/pages/end-assignment.tsx";
import { extendPreliminaryPage } from "../../casework/intake/pages/extend-preliminary.tsx";
import { giveFeedbackPage } from "../../casework/intake/pages/give-feedback.tsx";
import { notInvestigatedPage } from "../../casework/intake/pages/not-investigated.tsx";
import { moveIntakePage } from "../../casework/intake/pages/move-intake.tsx";
import { openInvestigationPage } from "../../casework/intake/pages/open-investigation.tsx";
import { preliminaryAssessmentPage } from "../../casework/intake/pages/preliminary-assessment.tsx";
import { requestFeedbackPage } from "../../casework/intake/pages/request-feedback.tsx";
import { receivedPage, registerIntakePage } from "../../casework/intake/pages/register-intake.tsx";
import { changeGuardianPage, confirmGuardianPage, dismissClaimPage } from "../../casework/people/pages/guardian-forms.tsx";
import { guardiansPage } from "../../casework/people/pages/guardians.tsx";
import { writeNotePage } from "../../casework/intake/pages/write-note.tsx";
import { beginInterventionPage } from "../../casework/intervention/pages/begin-intervention.tsx";
import { interruptInterventionPage } from "../../casework/intervention/pages/interrupt-intervention.tsx";
import { reportExecutionPage } from "../../casework/intervention/pages/report-execution.tsx";
import { endInterventionPage } from "../../casework/intervention/pages/end-intervention.tsx";
import { notBegunPage } from "../../casework/intervention/pages/not-begun.tsx";
import { followUpPage } from "../../casework/intervention/pages/follow-up.tsx";
import { grantInterventionPage } from "../../casework/intervention/pages/grant-intervention.tsx";
import { makePlanPage } from "../../casework/intervention/pages/make-plan.tsx";
import { assessBestInterestsPage } from "../../casework/investigation/pages/assess-best-interests.tsx";
import { extendInvestigationPage } from "../../casework/investigation/pages/extend-investigation.tsx";
import { informConcernedPage } from "../../casework/investigation/pages/inform-concerned.tsx";
import { conversationPage } from "../../casework/participation/pages/conversation.tsx";
import { recordConversationPage } from "../../casework/participation/pages/record-conversation.tsx";
import { recordStepPage } from "../../casework/participation/pages/record-step.tsx";
import { accessLogPage } from "../../portals/desk/pages/access-log.tsx";
import { casePage } from "../../portals/desk/pages/case.tsx";
import { endEmergencyPost, openInEmergencyPage } from "../../portals/desk/pages/emergency.tsx";
import { reviewFamilyPage, reviewItemPage } from "../../portals/desk/pages/review-forms.tsx";
import { reviewsPage } from "../../portals/desk/pages/reviews.tsx";
import { fullPrintPage, printPage } from "../../portals/desk/pages/print.tsx";
import { extractFile, fullExtractPost, journalExtractPage, madeExtractPage } from "../../portals/desk/pages/journal-extract.tsx";
import { searchPage } from "../../portals/desk/pages/search.tsx";
import { withheldInCasePage, withheldPage } from "../../casework/case/pages/withheld.tsx";
import { workListPage } from "../../portals/desk/pages/work-list.tsx";
import type { Route } from "../../ui/page.tsx";

/**
 * Every page of Förtrogen: one line for each. Pages live in their rooms' `pages/`; the address, the title, who may and
 * the place in the menu are said by the page itself. The order here does not matter: exact addresses win over `:names`.
 */
export const routes: readonly Route[] = [
  workListPage,
  casePage,
  printPage,
  fullPrintPage,
  journalExtractPage,
  fullExtractPost,
  madeExtractPage,
  extractFile,
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
