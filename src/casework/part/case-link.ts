/** The pages of a case, in the order that they stand in its head. A room says on which its pieces stand (`tab` in `case-part.ts`). */
export const caseTabs = ["översikt", "journal", "utredning", "insatser", "personer"] as const;
export type CaseTab = (typeof caseTabs)[number];

/** The address of a case, or of one of its pages. Only its identifier stands in it. */
export const caseLink = (caseId: string, tab: CaseTab = "översikt"): string => `/arenden/${caseId}${tab === "översikt" ? "" : `/${tab}`}`;
