import { capital } from "../../../platform/basics/text.ts";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, LawNote, Link, LinkButton } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { CaseTop } from "../../case/pages/case-top.tsx";
import { ProtectedMark } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { topParts } from "../../case/top-parts.ts";
import { findDoubles } from "../queries/find-doubles.ts";
import { findPeople } from "../queries/find-people.ts";
import type { PersonRow } from "../queries/find-people.ts";
import { doubleLinks, genogramLinks, guardianLinks, numberWords, peopleLinks } from "./parts.tsx";

/** Everybody in the case, each with the way to a page of its own. */
export const peoplePage = definePage({
  path: "/arenden/:caseId/personer",
  title: "Personer i ärendet",
  asks: findPeople,
  load: async ({ ask, params: { caseId } }) => {
    const [parts, found] = await Promise.all([partsOf(ask, caseId, ...topParts), ask(findPeople, { caseId })]);
    const { doubles } = await ask(findDoubles, { childId: parts.child.id });
    return { parts, ...found, doubles };
  },
  view: ({ data: { parts, people, claims, doubles }, params: { caseId }, today, actor, tokens }) => (
    <>
      <CaseTop parts={parts} tab="personer" today={today} actor={actor} tokens={tokens} />
      <Heading level={2} size="xs">
        Barnet, och de som är eller har varit bekräftade vårdnadshavare
      </Heading>
      {claims > 0 && parts.child.birth_date_known !== "väntat" ? (
        <Alert tone="warning">
          <Link href={guardianLinks.all(caseId)}>
            {claims === 1
              ? "En person nämns som vårdnadshavare och är inte kontrollerad"
              : `${claims} personer nämns som vårdnadshavare och är inte kontrollerade`}
          </Link>
        </Alert>
      ) : null}
      {doubles.map((one) => (
        <Alert tone={one.outcome === null ? "warning" : "info"}>
          <Link href={doubleLinks.pair(one.one.id, one.other.id)}>{doubleWords[one.outcome?.outcome ?? "väntar"]}</Link>
        </Alert>
      ))}
      <Table
        caption="Personer i ärendet"
        hideCaption
        rows={people}
        columns={[
          { heading: "Namn", cell: (one) => <Link href={peopleLinks.person(caseId, one.id)}>{`${one.givenName} ${one.familyName}`}</Link> },
          { heading: "I ärendet", cell: (one) => roleWords(one, today) },
          { heading: "Personnummer", cell: (one) => numberWords(one.identityNumber) || "Inte angivet" },
          ...(people.some((one) => one.protectedIdentity !== "ingen")
            ? [{ heading: "Skydd", cell: (one: PersonRow) => <ProtectedMark kind={one.protectedIdentity} /> }]
            : []),
        ]}
      />
      <ButtonRow>
        <LinkButton href={genogramLinks.all(caseId)} variant="secondary">
          Relationer och genogram
        </LinkButton>
      </ButtonRow>
      <LawNote>En person visas så som det här ärendet känner den. Vad som står någon annanstans visas inte här.</LawNote>
    </>
  ),
});

const doubleWords = {
  väntar: "Barnet kan vara registrerat två gånger: jämför",
  samma: "Barnet är registrerat två gånger: se det andra ärendet",
  "inte samma": "Barnet är jämfört med ett annat: det är två olika barn",
} as const;

/** "Barnet", "God man", "Vårdnadshavare till 2026-01-31". */
function roleWords({ isChild, kind, validTo }: PersonRow, today: string): string {
  if (isChild) return "Barnet";
  const words = capital(kind ?? "");
  return validTo !== null && validTo < today ? `${words} till ${validTo}` : words;
}
