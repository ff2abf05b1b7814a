import { letterPages } from "../../letters/pages/letter-pages.tsx";
import { caseLink } from "../../part/case-link.ts";
import { partyLinks } from "../links.ts";
import { getCommunicationLetter } from "../queries/get-communication-letter.ts";
import { getDecisionLetter } from "../queries/get-decision-letter.ts";
import { getDelayLetter } from "../queries/get-delay-letter.ts";
import { getDismissalLetter } from "../queries/get-dismissal-letter.ts";
import { getInsightLetter } from "../queries/get-insight-letter.ts";
import { getReceiptLetter } from "../queries/get-receipt-letter.ts";
import { getRequestRefusalLetter } from "../queries/get-request-refusal-letter.ts";

type Params = Readonly<Record<string, string>>;
const parties = ({ caseId = "" }: Params) => ({ href: partyLinks.parties(caseId), text: "Parter" });
const theCase = ({ caseId = "" }: Params) => ({ href: caseLink(caseId), text: "Till ärendet" });

/** The letter of what a party may answer to. */
export const { preview: communicationLetterPage, file: communicationLetterFile } = letterPages({
  path: "/arenden/:caseId/kommunicering/:communicationId/brev",
  title: "Brev om kommunicering",
  letter: getCommunicationLetter,
  name: "brev.pdf",
  back: parties,
});

/** The letter of what a party may see of the material. */
export const { preview: insightLetterPage, file: insightLetterFile } = letterPages({
  path: "/arenden/:caseId/insyn/:insightId/brev",
  title: "Brev om partsinsyn",
  letter: getInsightLetter,
  name: "beslut.pdf",
  back: ({ caseId = "", insightId = "" }) => ({ href: partyLinks.insight(caseId, insightId), text: "Partsinsyn" }),
});

/** The letter of an appeal that is dismissed. */
export const { preview: dismissalLetterPage, file: dismissalLetterFile } = letterPages({
  path: "/arenden/:caseId/overklagande/:appealId/brev",
  title: "Brev om att ett överklagande avvisas",
  letter: getDismissalLetter,
  name: "beslut.pdf",
  back: ({ caseId = "", appealId = "" }) => ({ href: partyLinks.appeal(caseId, appealId), text: "Överklagandet" }),
});

/** The receipt of what has come in. */
export const { preview: receiptLetterPage, file: receiptLetterFile } = letterPages({
  path: "/arenden/:caseId/inkommet/:intakeId/bekraftelse",
  title: "Bekräftelse på att något har kommit in",
  letter: getReceiptLetter,
  name: "bekraftelse.pdf",
  back: theCase,
});

/** The letter of a decision with how it is appealed. */
export const { preview: decisionLetterPage, file: decisionLetterFile } = letterPages({
  path: "/arenden/:caseId/utredning/:investigationId/part/:personId/beslutsbrev",
  title: "Brev om beslutet",
  letter: getDecisionLetter,
  name: "beslut.pdf",
  back: parties,
});

/** The letter that a decision is much delayed. */
export const { preview: delayLetterPage, file: delayLetterFile } = letterPages({
  path: "/arenden/:caseId/drojsmal/:noticeId/brev",
  title: "Brev om att avgörandet dröjer",
  letter: getDelayLetter,
  name: "brev.pdf",
  back: theCase,
});

/** The letter that a request for a decision is refused. */
export const { preview: requestRefusalLetterPage, file: requestRefusalLetterFile } = letterPages({
  path: "/arenden/:caseId/begaran-om-avgorande/:decisionRequestId/brev",
  title: "Brev om att en begäran om avgörande avslås",
  letter: getRequestRefusalLetter,
  name: "beslut.pdf",
  back: ({ caseId = "", decisionRequestId = "" }) => ({
    href: partyLinks.decisionRequestAnswer(caseId, decisionRequestId),
    text: "Begäran",
  }),
});
