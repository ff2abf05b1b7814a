import { defineDownload } from "../../../ui/page.tsx";
import { pdfFile } from "../../../ui/pdf-file.ts";
import { letterTemplate } from "../letters.ts";
import { getCommunicationLetter } from "../queries/get-communication-letter.ts";
import { getDismissalLetter } from "../queries/get-dismissal-letter.ts";
import { getReceiptLetter } from "../queries/get-receipt-letter.ts";
import { getInsightLetter } from "../queries/get-insight-letter.ts";
import { getDecisionLetter } from "../queries/get-decision-letter.ts";

/** The letter of what a party may answer to, as a file: its name tells nothing of anybody. */
export const communicationLetterFile = defineDownload({
  path: "/arenden/:caseId/kommunicering/:communicationId/brev",
  title: "Brev om kommunicering som PDF",
  asks: getCommunicationLetter,
  type: "application/pdf",
  async file({ ask, params: { caseId, communicationId } }) {
    const { madeAt, letter } = await ask(getCommunicationLetter, { caseId, communicationId });
    return pdfFile("brev.pdf", letterTemplate, letter, { at: madeAt });
  },
});

/** The letter of what a party may see of the material, as a file. */
export const insightLetterFile = defineDownload({
  path: "/arenden/:caseId/insyn/:insightId/brev",
  title: "Brev om partsinsyn som PDF",
  asks: getInsightLetter,
  type: "application/pdf",
  async file({ ask, params: { caseId, insightId } }) {
    const { madeAt, letter } = await ask(getInsightLetter, { caseId, insightId });
    return pdfFile("beslut.pdf", letterTemplate, letter, { at: madeAt });
  },
});

/** The letter of an appeal that is dismissed, as a file. */
export const dismissalLetterFile = defineDownload({
  path: "/arenden/:caseId/overklagande/:appealId/brev",
  title: "Brev om att ett överklagande avvisas som PDF",
  asks: getDismissalLetter,
  type: "application/pdf",
  async file({ ask, params: { caseId, appealId } }) {
    const { madeAt, letter } = await ask(getDismissalLetter, { caseId, appealId });
    return pdfFile("beslut.pdf", letterTemplate, letter, { at: madeAt });
  },
});

/** The receipt of what has come in, as a file. */
export const receiptLetterFile = defineDownload({
  path: "/arenden/:caseId/inkommet/:intakeId/bekraftelse",
  title: "Bekräftelse på att något har kommit in som PDF",
  asks: getReceiptLetter,
  type: "application/pdf",
  async file({ ask, params: { caseId, intakeId } }) {
    const { madeAt, letter } = await ask(getReceiptLetter, { caseId, intakeId });
    return pdfFile("bekraftelse.pdf", letterTemplate, letter, { at: madeAt });
  },
});

/** The letter of a decision with how it is appealed, as a file. */
export const decisionLetterFile = defineDownload({
  path: "/arenden/:caseId/utredning/:investigationId/part/:personId/beslutsbrev",
  title: "Brev om beslutet som PDF",
  asks: getDecisionLetter,
  type: "application/pdf",
  async file({ ask, params: { caseId, investigationId, personId } }) {
    const { madeAt, letter } = await ask(getDecisionLetter, { caseId, investigationId, personId });
    return pdfFile("beslut.pdf", letterTemplate, letter, { at: madeAt });
  },
});
