import { capital } from "../../../platform/basics/text.ts";
import { familySources, reviewOutcomes } from "../../../platform/access/codes.ts";
import { reviewAccess } from "../../../platform/access/actions/review-access.ts";
import { reviewOwnFamily } from "../../../platform/access/actions/review-own-family.ts";
import { DateField, Fieldset, Radios, TextArea, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Card, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { formatDateTime, formatLong } from "../../../platform/basics/dates.ts";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { caseLink } from "../../../casework/part/case-link.ts";
import { links, reviewLinks } from "../../../casework/case/links.ts";
import { findReviews } from "../queries/find-reviews.ts";
import type { ReviewItem } from "../queries/find-reviews.ts";
import { emergencyWords, howMatched, moveWords, searchWords, toldBy } from "./review-words.ts";

const back = { href: reviewLinks.all, text: "Att granska" };
const notice = "Granskningen är sparad.";

/** A second person finds whether a case is somebody's own family's. */
export const reviewFamilyPage = defineForm({
  path: "/att-granska/egen-familj/:caseId/:staffId",
  title: "Granska egen familj",
  load: async ({ ask, params }) => {
    const { matches, blocks } = await ask(findReviews, {});
    const isIt = (one: { caseId: string; staffId: string }) => one.caseId === params.caseId && one.staffId === params.staffId;
    const match = matches.find(isIt);
    const block = blocks.find(isIt);
    return { match, block, about: match ?? block ?? notFound() };
  },
  values: ({ today }) => ({ sourceOn: today }),
  action: reviewOwnFamily,
  done: () => reviewLinks.all,
  notice,
  view: ({ data: { match, block, about }, form }) => (
    <>
      <PageHead
        heading="Rör ärendet medarbetarens egen familj?"
        back={back}
        lead={`${about.staffName} · ärende ${about.caseNumber}, ${about.childName}`}
      />
      <Card heading="Det som har sagts">
        {match ? (
          <SummaryList
            rows={[
              { term: "Träff", value: howMatched(match) },
              { term: "Sagt av", value: toldBy(match) },
              { term: "Har läst ärendet sedan dess", value: match.openedTimes === 1 ? "1 gång" : `${match.openedTimes} gånger` },
              { term: "Ärendets enhet", value: match.unit },
            ]}
          />
        ) : null}
        {block ? <Paragraph>{`Stängd ute sedan ${formatLong(block.on)} av ${block.by}. Kontrollerat: ${block.source}.`}</Paragraph> : null}
        <LawNote>16–18 §§ förvaltningslagen (jäv) och 26 kap. 1 § OSL</LawNote>
      </Card>
      <Form form={form} submit="Spara granskningen" cancel={reviewLinks.all}>
        <Radios
          {...form.field("outcome")}
          label="Vad har du kommit fram till?"
          options={[
            {
              value: "egen familj",
              label: "Ja, medarbetaren är barnet eller är eller har varit vårdnadshavare",
              hint: "Medarbetaren stängs ute från barnets alla ärenden, nu och framöver.",
            },
            { value: "inte egen familj", label: "Nej, det är inte samma person, eller uppgiften stämmer inte" },
          ]}
        />
        <Fieldset legend="Källa">
          <Radios
            {...form.field("source")}
            label="Var har du kontrollerat det?"
            options={familySources.map((value) => ({ value, label: capital(value) }))}
          />
          <TextField {...form.field("sourceDetail")} label="Mer om källan" hint="Behövs när källan är en annan." optional />
          <DateField {...form.field("sourceOn")} label="Dag för kontrollen" hint="I dag är ifyllt." />
        </Fieldset>
        <TextArea {...form.field("note")} label="Kommentar" rows={2} optional />
      </Form>
    </>
  ),
});

/** The team leader says what was found of an access, an emergency or unusual searching. */
export const reviewItemPage = defineForm({
  path: "/att-granska/:itemId",
  title: "Granska åtkomst",
  load: async ({ ask, params }) => {
    const { items } = await ask(findReviews, {});
    return items.find((one) => one.id === params.itemId) ?? notFound();
  },
  action: reviewAccess,
  done: () => reviewLinks.all,
  notice,
  view: ({ data: item, form }) => (
    <>
      <PageHead heading={capital(item.kind)} back={back} lead={`${item.staffName}, ${item.staffUnit ?? "ingen enhet"}`} />
      <Facts of={item} />
      <Form form={form} submit="Spara granskningen" cancel={reviewLinks.all}>
        <Radios
          {...form.field("outcome")}
          label="Vad har du kommit fram till?"
          options={reviewOutcomes.map((value) => ({
            value,
            label: capital(value),
            ...(value === "utreds vidare" ? { hint: "Står kvar på listan." } : {}),
            ...(value === "obehörig åtkomst" ? { hint: "Skriv vad som görs: anmälan, samtal, avstängning." } : {}),
          }))}
        />
        <TextArea
          {...form.field("note")}
          label="Vad har du sett, och vad händer nu?"
          hint="Behövs när det finns en anmärkning."
          rows={3}
          optional
        />
      </Form>
    </>
  ),
});

const Facts = ({ of }: { of: ReviewItem }) => (
  <Card heading="Det som har hänt">
    <SummaryList
      rows={[
        { term: "När", value: of.caseNumber ? formatDateTime(of.at) : formatLong(of.day) },
        ...(of.caseId ? [{ term: "Ärende", value: `${of.caseNumber ?? ""}, ${of.childName ?? ""}` }] : []),
        ...(of.emergency ? [{ term: "Nödöppning", value: emergencyWords(of) }] : []),
        ...(of.move ? [{ term: "Flytt", value: moveWords(of) }] : []),
        ...(of.searches ? [{ term: "Sökningar", value: searchWords(of) }] : []),
        ...(of.note ? [{ term: "Tidigare kommentar", value: of.note }] : []),
      ]}
    />
    {of.caseId && of.maySee ? (
      <ul class="f-more">
        <li>
          <Link href={caseLink(of.caseId)}>Öppna ärendet</Link>
        </li>
        <li>
          <Link href={links.log(of.caseId)}>Se vem som har tagit del av ärendet</Link>
        </li>
      </ul>
    ) : null}
  </Card>
);
