import { caseLink } from "../../part/case-link.ts";
import { letterPages } from "../../letters/pages/letter-pages.tsx";
import { getAssignmentLetter } from "../queries/get-assignment-letter.ts";

/** The assignment of a provider: read before it is handed over, and as a file. */
export const { preview: assignmentLetterPage, file: assignmentLetterFile } = letterPages({
  path: "/arenden/:caseId/insats/:interventionId/uppdrag",
  title: "Uppdrag till utföraren",
  letter: getAssignmentLetter,
  name: "uppdrag.pdf",
  back: ({ caseId = "" }) => ({ href: caseLink(caseId), text: "Till ärendet" }),
});
