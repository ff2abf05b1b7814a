import { decisionLinks } from "../decision/links.ts";
import { intakeLinks } from "../intake/links.ts";
import { interventionLinks } from "../intervention/links.ts";
import { investigationLinks } from "../investigation/links.ts";
import { recordedConversationLink } from "../participation/phase-steps.ts";

/** What is to be reviewed: all of it, one item, one match with somebody's own family. */
export const reviewLinks = {
  all: "/att-granska",
  item: (itemId: string) => `/att-granska/${itemId}`,
  family: (caseId: string, staffId: string) => `/att-granska/egen-familj/${caseId}/${staffId}`,
} as const;

/** The form of something in a case: a protection assessment, a decision, a plan … as the rooms name them, and those of the whole case. */
export const links = {
  ...intakeLinks,
  ...investigationLinks,
  ...decisionLinks,
  ...interventionLinks,
  print: (caseId: string) => `/arenden/${caseId}/utskrift`,
  fullPrint: (caseId: string) => `/arenden/${caseId}/utskrift/fullstandig`,
  extract: (caseId: string) => `/arenden/${caseId}/utdrag`,
  fullExtract: (caseId: string) => `/arenden/${caseId}/utdrag/fullstandigt`,
  madeExtract: (caseId: string, extractId: string) => `/arenden/${caseId}/utdrag/${extractId}`,
  extractPassages: (caseId: string, extractId: string) => `/arenden/${caseId}/utdrag/${extractId}/anmalare`,
  extractFile: (caseId: string, extractId: string) => `/arenden/${caseId}/utdrag/${extractId}/fil`,
  investigationFile: (caseId: string, extractId: string, investigationId: string) =>
    `/arenden/${caseId}/utdrag/${extractId}/utredning/${investigationId}`,
  withheldInCase: (caseId: string) => `/arenden/${caseId}/skyddat`,
  withheld: (caseId: string, conversationId: string) => `${recordedConversationLink(caseId, conversationId)}/skyddat`,
  endEmergency: (caseId: string, openingId: string) => `/arenden/${caseId}/nodoppning/${openingId}/avsluta`,
  guardians: (caseId: string) => `/arenden/${caseId}/vardnadshavare`,
  log: (caseId: string) => `/arenden/${caseId}/logg`,
} as const;
