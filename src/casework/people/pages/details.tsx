import type { FC } from "hono/jsx";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { Form } from "../../../ui/components/form.tsx";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Card, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { CaseFormPage, PrintMark } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { latestOf } from "../../part/corrections.ts";
import { addDetail } from "../actions/add-detail.ts";
import { changeDetail } from "../actions/change-detail.ts";
import { detailChangeFields, detailFields } from "../detail-fields.ts";
import type { DetailRow } from "../details-sql.ts";
import { getPerson } from "../queries/get-person.ts";
import { getShielded } from "../queries/get-shielded.ts";
import { numberWords, peopleLinks, sourceWords } from "./parts.tsx";

/** "Från 2024-01-01", "Från 2024-01-01 till 2025-06-30". */
export const periodWords = ({ validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null }): string =>
  `Från ${validFrom}${validTo === null ? "" : ` till ${validTo}`}`;

const wordsOf = ({ kind, detail }: DetailRow): string => (kind === "samordningsnummer" ? numberWords(detail) : detail);

type DetailsProps = {
  of: readonly DetailRow[];
  caseId: string;
  personId: string;
  /** The viewer is the one who changes what this case has written. */ mayChange: boolean;
  today: string;
};

/** What holds of somebody today, and what has held, each with from, to and source, and the way to change it. */
export const Details: FC<DetailsProps> = ({ of, caseId, personId, mayChange, today }) => {
  const standing = of.filter((one) => one.stands);
  const isPast = (one: DetailRow) => one.validTo !== null && one.validTo < today;
  if (standing.length === 0) return null;
  return (
    <Card heading="Adresser, telefon och annat">
      <SummaryList
        rows={[...standing.filter((one) => !isPast(one)), ...standing.filter(isPast)].map((one) => ({
          term: capital(one.kind),
          value: (
            <span>
              {wordsOf(one)}
              <span class="f-subtle f-small">{` · ${periodWords(one)} · källa: ${sourceWords(one)}`}</span>
            </span>
          ),
          ...(mayChange && one.isOwn ? { change: peopleLinks.changeDetail(caseId, personId, one.id) } : {}),
        }))}
      />
    </Card>
  );
};

const became: Readonly<Record<DetailRow["change"], string>> = {
  bekräftad: "skrevs in",
  rättad: "rättades",
  upphörd: "gäller inte längre",
  återtagen: "var fel och räknas inte",
};

/** What was written of a detail and stands no longer, for the list of what was known before. */
export const pastDetail = (one: DetailRow) => ({
  on: stockholmDate(new Date(one.recordedAt)),
  by: one.by,
  heading: `${capital(one.kind)} ${became[one.change]}`,
  text: <p>{[wordsOf(one), periodWords(one), one.reason, `källa: ${sourceWords(one)}`].filter(Boolean).join(" · ")}</p>,
});

/** How a protected person is reached: a page of its own, asked for and logged. */
export const shieldedPage = definePage({
  path: "/arenden/:caseId/personer/:personId/skyddat",
  title: "Hur personen nås",
  asks: getShielded,
  load: async ({ ask, params: { caseId, personId } }) => {
    const [parts, found] = await Promise.all([partsOf(ask, caseId, "staff"), ask(getShielded, { caseId, personId })]);
    return { parts, ...found };
  },
  view: ({ data: { parts, phones, details }, params: { caseId, personId }, actor, today }) => (
    <>
      <PrintMark />
      <PageHead
        heading="Hur personen nås"
        lead="Se till att ingen annan ser skärmen. Att du har öppnat sidan står i loggen."
        back={{ href: peopleLinks.person(caseId, personId), text: "Till personen" }}
      />
      <section class="f-not-printed">
        {phones.length === 0 && !details.some((one) => one.stands) ? <Paragraph>Inget är inskrivet.</Paragraph> : null}
        {phones.length > 0 ? (
          <Card heading="Vid bekräftad vårdnad">
            <SummaryList rows={phones.map((one) => ({ term: "Telefon", value: one }))} />
          </Card>
        ) : null}
        <Details
          of={details}
          caseId={caseId}
          personId={personId}
          mayChange={parts.staff.some((one) => one.role === "ansvarig" && one.staff_id === actor.staffId)}
          today={today}
        />
      </section>
      <p class="f-print-only">Det skyddade skrivs inte ut.</p>
    </>
  ),
});

/** The responsible caseworker writes an address, a telephone, a language of somebody in the case. */
export const addDetailPage = defineForm({
  path: "/arenden/:caseId/personer/:personId/uppgift",
  title: "Lägg till en uppgift",
  load: async ({ ask, params: { caseId, personId } }) => {
    const [parts, person] = await Promise.all([partsOf(ask, caseId), ask(getPerson, { caseId, personId })]);
    return { parts, person };
  },
  action: addDetail,
  done: (_out, { params }) => peopleLinks.person(params.caseId, params.personId),
  notice: "Uppgiften är sparad.",
  view: ({ data: { parts, person }, form }) => (
    <CaseFormPage
      parts={parts}
      heading="Lägg till en uppgift"
      lead={`${person.givenName} ${person.familyName}`}
      back={{ href: peopleLinks.person(parts.file.id, person.id), text: "Till personen" }}
    >
      <Form form={form} submit="Spara uppgiften" cancel={peopleLinks.person(parts.file.id, person.id)}>
        <FieldsOf form={form} of={detailFields} names={["kind", "detail", "validFrom"]} />
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={detailFields} names={["source", "sourceDetail", "sourceOn"]} />
        </Fieldset>
        {person.protectedIdentity === "ingen" ? null : (
          <LawNote>Adress, telefon och e-post visas bara på en egen sida, och var gång står i loggen.</LawNote>
        )}
      </Form>
    </CaseFormPage>
  ),
});

/** The responsible caseworker corrects, ends or takes back what this case has written. */
export const changeDetailPage = defineForm({
  path: "/arenden/:caseId/personer/:personId/uppgift/:detailId",
  title: "Ändra en uppgift",
  load: async ({ ask, params: { caseId, personId, detailId } }) => {
    const [parts, person] = await Promise.all([partsOf(ask, caseId), ask(getPerson, { caseId, personId })]);
    const open = person.details.filter((one) => one.isOwn);
    // How a protected person is reached is asked for by itself, and logged.
    const rows =
      open.some((one) => one.id === detailId) || person.protectedIdentity === "ingen"
        ? open
        : (await ask(getShielded, { caseId, personId })).details;
    return { parts, person, rows, row: rows.find((one) => one.id === detailId && one.isOwn) ?? notFound() };
  },
  action: changeDetail,
  standing: ({ data: { parts, person, rows, row } }) => {
    const latest = latestOf(
      rows.map((one) => ({ ...one, corrects_id: one.correctsId })),
      { ...row, corrects_id: row.correctsId },
    );
    const words = { detail: wordsOf(latest), validFrom: latest.validFrom, validTo: latest.validTo };
    return { words, goOn: latest.stands ? peopleLinks.changeDetail(parts.file.id, person.id, latest.id) : undefined };
  },
  done: (_out, { params }) => peopleLinks.person(params.caseId, params.personId),
  notice: "Ändringen är sparad.",
  view: ({ data: { parts, person, row }, form }) => (
    <CaseFormPage
      parts={parts}
      heading="Ändra en uppgift"
      lead={`${capital(row.kind)} för ${person.givenName} ${person.familyName}`}
      back={{ href: peopleLinks.person(parts.file.id, person.id), text: "Till personen" }}
      over={row.stands ? null : "Uppgiften är redan ändrad"}
    >
      <Card heading="Så står det nu">
        <SummaryList rows={[{ term: capital(row.kind), value: `${wordsOf(row)} · ${periodWords(row)} · källa: ${sourceWords(row)}` }]} />
      </Card>
      <Form form={form} submit="Spara ändringen" cancel={peopleLinks.person(parts.file.id, person.id)}>
        <FieldsOf form={form} of={detailChangeFields} names={["change", "detail", "validFrom", "validTo", "reason"]} />
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={detailChangeFields} names={["source", "sourceDetail", "sourceOn"]} />
        </Fieldset>
      </Form>
    </CaseFormPage>
  ),
});
