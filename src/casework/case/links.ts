import type { Step } from "../participation/rules.ts";

/** The addresses of the forms, in one place. Only identifiers stand in them. */
export const caseLink = (caseId: string): string => `/arenden/${caseId}`;

const stepPaths: Readonly<Record<Step, string>> = { informerad: "informerad", hörd: "hord", vägd: "vagd", berättad: "berattad" };

/** Where one of the four steps of a phase is recorded. */
export function stepLink(caseId: string, phaseId: string, step: Step): string {
  return `/arenden/${caseId}/delaktighet/${phaseId}/${stepPaths[step]}`;
}

/** Where a conversation with the child is recorded. */
export function conversationLink(caseId: string, phaseId: string): string {
  return `/arenden/${caseId}/samtal/ny?fas=${phaseId}`;
}

/** What is to be reviewed: all of it, one item, one match with somebody's own family. */
export const reviewLinks = {
  all: "/att-granska",
  item: (itemId: string) => `/att-granska/${itemId}`,
  family: (caseId: string, staffId: string) => `/att-granska/egen-familj/${caseId}/${staffId}`,
} as const;

/** What the chair has decided and the board is to be told of: all of it. */
export const boardReportsLink = "/anmals-till-namnden";

/** The form of something in a case: a protection assessment, a decision, a plan … */
export const links = {
  protection: (caseId: string, intakeId: string) => `/arenden/${caseId}/skyddsbedomning/${intakeId}`,
  preliminary: (caseId: string, preliminaryId: string) => `/arenden/${caseId}/forhandsbedomning/${preliminaryId}`,
  openInvestigation: (caseId: string, intakeId: string) => `/arenden/${caseId}/inled-utredning/${intakeId}`,
  notInvestigated: (caseId: string, intakeId: string) => `/arenden/${caseId}/utreds-inte/${intakeId}`,
  moveIntake: (caseId: string, intakeId: string) => `/arenden/${caseId}/flytta/${intakeId}`,
  feedback: (caseId: string, intakeId: string) => `/arenden/${caseId}/aterkoppling/${intakeId}`,
  bestInterests: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/barnets-basta`,
  decide: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/beslut`,
  boardReport: (caseId: string) => `/arenden/${caseId}/anmal-till-namnden`,
  extend: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/forlang`,
  plan: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/plan`,
  followUp: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/uppfoljning`,
  ending: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/avslut`,
  notBegun: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/blir-inte-av`,
  beginning: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/borjan`,
  interruption: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/avbrott`,
  executionReport: (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/rapport`,
  openedInformation: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/information`,
  extendPreliminary: (caseId: string, preliminaryId: string) => `/arenden/${caseId}/forhandsbedomning/${preliminaryId}/forlang`,
  requestFeedback: (caseId: string, intakeId: string) => `/arenden/${caseId}/aterkoppling/${intakeId}/begard`,
  print: (caseId: string) => `/arenden/${caseId}/utskrift`,
  fullPrint: (caseId: string) => `/arenden/${caseId}/utskrift/fullstandig`,
  extract: (caseId: string) => `/arenden/${caseId}/utdrag`,
  fullExtract: (caseId: string) => `/arenden/${caseId}/utdrag/fullstandigt`,
  madeExtract: (caseId: string, extractId: string) => `/arenden/${caseId}/utdrag/${extractId}`,
  extractFile: (caseId: string, extractId: string) => `/arenden/${caseId}/utdrag/${extractId}/fil`,
  withheldInCase: (caseId: string) => `/arenden/${caseId}/skyddat`,
  withheld: (caseId: string, conversationId: string) => `/arenden/${caseId}/samtal/${conversationId}/skyddat`,
  assign: (caseId: string) => `/arenden/${caseId}/fordela`,
  endAssignment: (caseId: string) => `/arenden/${caseId}/medhandlaggare`,
  take: (caseId: string) => `/arenden/${caseId}/ta-ansvar`,
  endEmergency: (caseId: string, openingId: string) => `/arenden/${caseId}/nodoppning/${openingId}/avsluta`,
  guardians: (caseId: string) => `/arenden/${caseId}/vardnadshavare`,
  note: (caseId: string) => `/arenden/${caseId}/anteckning/ny`,
  close: (caseId: string) => `/arenden/${caseId}/avsluta`,
  log: (caseId: string) => `/arenden/${caseId}/logg`,
} as const;
