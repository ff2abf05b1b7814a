import type { FC } from "hono/jsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { age, ownParty } from "../../../casework/people/rules.ts";
import { Radios, TextArea } from "../../../ui/components/fields.tsx";
import { Form, PostButton } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, Details, LawNote, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { Refusal, defineDownload, defineForm, definePage, definePost } from "../../../ui/page.tsx";
import { pdfFile } from "../../../ui/pdf-file.ts";
import type { PageContext } from "../../../ui/page.tsx";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { answerPassages, passageFields } from "../../../casework/intake/actions/answer-passages.ts";
import { makeFullExtract, makeGuardianExtract } from "../actions/make-journal-extract.ts";
import { FETCHED_WITHIN_MINUTES } from "../journal/codes.ts";
import { journalTemplate } from "../journal/extract.ts";
import { investigationTemplate, mayBeGivenOut } from "../journal/investigation.ts";
import type { BodyRow } from "../../../casework/investigation/body-part.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import type { CaseWith } from "../../../casework/case/case-parts.ts";
import { links } from "../../../casework/case/links.ts";
import { findJournalExtracts } from "../queries/find-journal-extracts.ts";
import type { ExtractRow } from "../queries/find-journal-extracts.ts";
import { getCase } from "../../../casework/case/queries/get-case.ts";
import { getInvestigationExtract } from "../queries/get-investigation-extract.ts";
import { getJournalExtract } from "../queries/get-journal-extract.ts";
import { CaseFormHead } from "../../../casework/case/pages/case-form.tsx";

/** An extract of the journal as PDF: in full, or for a guardian whom the caseworker chooses. */
export const journalExtractPage = defineForm({
  path: "/arenden/:caseId/utdrag",
  title: "Journalutdrag",
  load: async ({ ask, params: { caseId } }) => ({
    ...(await ask(findJournalExtracts, { caseId })),
    parts: await ask(getCase, { caseId }),
  }),
  action: makeGuardianExtract,
  done: ({ extractId }, { params }) => links.madeExtract(params.caseId, extractId),
  view: ({ data: { parts, extracts }, form, tokens, today }) => {
    const { guardians, child, file } = parts;
    const isAdult = child.birth_date !== null && !age.apply({ birthDate: child.birth_date, day: today }).isChild;
    const { isOwnParty } = ownParty.apply({ birthDate: child.birth_date, day: today });
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading="Journalutdrag"
          lead="Journalen som PDF, och utredningen för sig. Att de tas fram, för vem och varför antecknas."
        />
        <Card heading="För en vårdnadshavare">
          {isAdult ? (
            <Paragraph>
              Barnet har fyllt 18 år och har inte längre någon vårdnadshavare. Lämna ut journalen till den som den handlar om.
            </Paragraph>
          ) : guardians.length === 0 ? (
            <Paragraph>Ingen vårdnadshavare är bekräftad. Den som bara nämns i en anmälan kan inte få ett utdrag.</Paragraph>
          ) : (
            <Form form={form} submit="Ta fram utdraget" cancel={caseLink(file.id)}>
              <LawNote>
                Det som inte får visas för vårdnadshavare, och det som gäller någon annan, utelämnas. Är någons identitet skyddad utelämnas
                också det som är skrivet fritt. Läs igenom utdraget innan du lämnar det.
              </LawNote>
              <Radios
                {...form.field("guardianshipId")}
                label="Vem är utdraget till?"
                options={guardians.map((one) => ({
                  value: one.guardianship_id,
                  label: `${one.given_name} ${one.family_name}`,
                  ...(one.kind === "vårdnadshavare" ? {} : { hint: capital(one.kind) }),
                }))}
              />
              <TextArea
                {...form.field("harmReasoning")}
                label="Varför kan det inte antas att barnet lider betydande men?"
                hint="Kan det antas får uppgiften inte lämnas till vårdnadshavaren (12 kap. 3 § OSL)."
                rows={3}
              />
              {isOwnParty ? (
                <Radios
                  {...form.field("childView")}
                  label="Vad säger barnet?"
                  hint="Beroende på ålder och mognad bestämmer barnet tillsammans med vårdnadshavaren (12 kap. 3 § OSL). Barnet har fyllt 15 år."
                  options={[
                    { value: "samtycker", label: "Barnet samtycker" },
                    { value: "vill inte", label: "Barnet vill inte" },
                    { value: "har inte tillfrågats", label: "Barnet har inte tillfrågats" },
                  ]}
                />
              ) : null}
              {isOwnParty ? (
                <TextArea
                  {...form.field("childViewReason")}
                  label="Varför kan utdraget ändå lämnas?"
                  hint="Skriv om barnet inte samtycker."
                  rows={3}
                  optional
                />
              ) : null}
              <Radios
                {...form.field("reporter")}
                label="Får vårdnadshavaren se vem som anmälde och vad som sades?"
                options={[
                  { value: "visas", label: "Ja", hint: "Namn och telefonnummer visas aldrig" },
                  {
                    value: "utelämnas",
                    label: "Nej",
                    reveal: (
                      <TextArea
                        {...form.field("reporterReason")}
                        label="Varför kan den som anmälde utsättas för våld eller lida annat allvarligt men?"
                        hint="Bara då får uppgifterna utelämnas (26 kap. 5 § OSL)."
                        rows={3}
                      />
                    ),
                  },
                ]}
              />
            </Form>
          )}
        </Card>
        <Card heading="Fullständigt utdrag">
          <Paragraph>Med det som inte får visas för vårdnadshavare. Får inte lämnas till en vårdnadshavare.</Paragraph>
          <PostButton tokens={tokens} to={links.fullExtract(file.id)}>
            Ta fram det fullständiga utdraget
          </PostButton>
        </Card>
        <EarlierExtracts extracts={extracts} />
      </>
    );
  },
});

const EarlierExtracts: FC<{ extracts: readonly ExtractRow[] }> = ({ extracts }) =>
  extracts.length === 0 ? null : (
    <Card heading="Utdrag som har tagits fram">
      {extracts.map((one) => (
        <Details summary={`${formatDateTime(one.at)}: ${one.guardian === null ? "fullständigt" : `för ${one.guardian}`}`}>
          <SummaryList
            rows={[
              { term: "Framtaget av", value: one.by },
              ...(one.guardian === null
                ? []
                : [
                    { term: "Varför betydande men inte kan antas", value: one.harmReasoning },
                    {
                      term: "Barnet",
                      value: [capital(one.childView ?? "har inte fyllt 15 år"), one.childViewReason].filter(Boolean).join("\n"),
                    },
                    { term: "Den som anmälde", value: [capital(one.reporter ?? ""), one.reporterReason].filter(Boolean).join("\n") },
                  ]),
            ]}
          />
        </Details>
      ))}
    </Card>
  );

/** Makes the full version. */
export const fullExtractPost = definePost({
  path: "/arenden/:caseId/utdrag/fullstandigt",
  title: "Fullständigt journalutdrag",
  action: makeFullExtract,
  done: ({ extractId }, { params }) => links.madeExtract(params.caseId, extractId),
});

/** What was made, and the passages of all its documents that may tell who reported and that nobody has answered about. */
async function loadMade(ask: PageContext<"/arenden/:caseId/utdrag/:extractId">["ask"], caseId: string, extractId: string) {
  const [parts, extract] = [await ask(getCase, { caseId }), await ask(getJournalExtract, { caseId, extractId })];
  const found = [...extract.passages];
  // The full version is for nobody from whom it is secret, and a draft is given to nobody.
  const given = extract.forGuardian === null ? [] : parts.bodies.filter((one) => !isDraft(parts, one));
  for (const { investigation_id: investigationId } of given)
    found.push(...(await ask(getInvestigationExtract, { caseId, extractId, investigationId })).passages);
  const open = found.filter((one) => !one.answered);
  return { parts, extract, passages: open.filter((one, place) => open.findIndex((other) => other.id === one.id) === place) };
}

const unanswered = {
  code: "reporter-may-be-told",
  message: "Utdraget kan visa vem som har anmält, och det ska hållas hemligt.",
  hint: "Läs styckena och svara om vart och ett innan utdraget lämnas.",
} as const;

/** Passages that name somebody who is to be secret: read one by one before anything leaves. */
export const extractPassagesPage = defineForm({
  path: "/arenden/:caseId/utdrag/:extractId/anmalare",
  title: "Visar utdraget vem som har anmält?",
  load: ({ ask, params: { caseId, extractId } }) => loadMade(ask, caseId, extractId),
  action: answerPassages,
  done: (_out, { params }) => links.madeExtract(params.caseId, params.extractId),
  notice: "Svaret är sparat.",
  view: ({ data: { parts, passages }, form, params }) => (
    <>
      <CaseFormHead
        parts={parts}
        heading="Visar utdraget vem som har anmält?"
        lead="Namn på den som ska vara hemlig, eller hur den nås, står i det här. Inget är ändrat."
        back={{ href: links.madeExtract(params.caseId, params.extractId), text: "Utdraget" }}
      />
      {passages.length === 0 ? (
        <Alert tone="success">Inget stycke väntar på svar. Utdraget kan hämtas.</Alert>
      ) : (
        <Form form={form} submit="Spara svaret" cancel={links.madeExtract(params.caseId, params.extractId)}>
          <FieldsOf
            form={form}
            of={passageFields}
            names={namesIn(passageFields)}
            options={{ passages: passages.map((one) => ({ value: one.id, label: one.passage })) }}
          />
          <LawNote>
            Röjer ett stycke vem som har anmält lämnas utdraget inte. Rätta texten i journalen, eller håll inne det och ta fram ett nytt
            utdrag (26 kap. 5 § OSL).
          </LawNote>
        </Form>
      )}
    </>
  ),
});

/** The extract is made: where it is fetched. */
export const madeExtractPage = definePage({
  path: "/arenden/:caseId/utdrag/:extractId",
  title: "Journalutdraget är framtaget",
  asks: getJournalExtract,
  load: ({ ask, params: { caseId, extractId } }) => loadMade(ask, caseId, extractId),
  view: ({ data: { parts, extract, passages }, params }) => (
    <>
      <CaseFormHead
        parts={parts}
        heading="Journalutdraget är framtaget"
        lead={extract.forGuardian === null ? "Fullständig version" : `Version för vårdnadshavaren ${extract.forGuardian}`}
        back={{ href: links.extract(params.caseId), text: "Journalutdrag" }}
      />
      <Alert tone={extract.forGuardian === null ? "warning" : "info"} heading={extract.journal.mark.heading}>
        {extract.forGuardian === null
          ? "Se till att ingen annan ser skärmen eller pappret."
          : "Läs igenom utdraget innan du lämnar det: i det som är skrivet fritt kan det stå något om någon annan."}
      </Alert>
      {passages.length > 0 ? (
        <Alert tone="danger" heading="Utdraget kan inte hämtas än">
          {`Det ska hållas hemligt vem som har anmält (26 kap. 5 § OSL), och ${passages.length === 1 ? "ett stycke kan visa det" : `${passages.length} stycken kan visa det`}. `}
          <Link href={links.extractPassages(params.caseId, params.extractId)}>Läs och svara</Link>
        </Alert>
      ) : null}
      <Paragraph>{`Filen kan hämtas i ${FETCHED_WITHIN_MINUTES} minuter, bara av dig. Sedan tar du fram ett nytt utdrag.`}</Paragraph>
      {extract.forGuardian !== null && parts.bodies.some((one) => isDraft(parts, one)) ? (
        <Paragraph>En utredning som inte är underskriven är ett utkast och lämnas inte till en vårdnadshavare.</Paragraph>
      ) : null}
      <ButtonRow>
        {passages.length > 0 ? null : (
          <LinkButton href={links.extractFile(params.caseId, params.extractId)}>Hämta utdraget (PDF)</LinkButton>
        )}
        {(passages.length > 0 ? [] : parts.bodies)
          .filter((one) => extract.forGuardian === null || !isDraft(parts, one))
          .map((one) => (
            <LinkButton href={links.investigationFile(params.caseId, params.extractId, one.investigation_id)} variant="secondary">
              {`Hämta ${isDraft(parts, one) ? "utkastet till utredningen" : "utredningen"} från ${startOf(parts, one.investigation_id)} (PDF)`}
            </LinkButton>
          ))}
        <LinkButton href={caseLink(params.caseId)} variant="secondary">
          Till ärendet
        </LinkButton>
      </ButtonRow>
    </>
  ),
});

const isDraft = (parts: CaseWith<"investigations">, { investigation_id: id, signed_on: signedOn }: BodyRow): boolean =>
  !mayBeGivenOut(parts, id, signedOn !== null);
const startOf = ({ investigations }: CaseWith<"investigations">, id: string): string =>
  investigations.find((one) => one.id === id)?.started_on ?? "";

/** An investigation as a file, for the same reader and on the same reasons as the extract. */
export const investigationFile = defineDownload({
  path: "/arenden/:caseId/utdrag/:extractId/utredning/:investigationId",
  title: "Utredning som PDF",
  asks: getInvestigationExtract,
  type: "application/pdf",
  async file({ ask, params: { caseId, extractId, investigationId } }) {
    const { madeAt, investigation, passages } = await ask(getInvestigationExtract, { caseId, extractId, investigationId });
    if (passages.some((one) => !one.answered)) throw new Refusal(unanswered);
    return pdfFile("utredning.pdf", investigationTemplate, investigation, { at: madeAt });
  },
});

/** The extract as a file: its name tells nothing of anybody. */
export const extractFile = defineDownload({
  path: "/arenden/:caseId/utdrag/:extractId/fil",
  title: "Journalutdrag som PDF",
  asks: getJournalExtract,
  type: "application/pdf",
  async file({ ask, params: { caseId, extractId } }) {
    const { madeAt, journal, passages } = await ask(getJournalExtract, { caseId, extractId });
    if (passages.some((one) => !one.answered)) throw new Refusal(unanswered);
    return pdfFile("journalutdrag.pdf", journalTemplate, journal, { at: madeAt });
  },
});
