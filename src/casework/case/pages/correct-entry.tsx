import type { FC } from "hono/jsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { FieldOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Card, Details, LawNote, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import type { CaseEvent } from "../../part/case-event.ts";
import { correctEntry, nothingYet } from "../actions/correct-entry.ts";
import type { CaseParts } from "../case-parts.ts";
import { entriesOf, lastCorrection } from "../corrected.ts";
import { correctionLink } from "../correction-link.ts";
import type { CorrectionPart } from "../../intake/correction-part.ts";
import { getCase } from "../queries/get-case.ts";
import { correctableIn, maybeStruck, ownWayOf, recordsOf, textIn } from "../records.ts";
import type { CaseRecord, TextColumn } from "../records.ts";
import { CaseFormPage } from "./case-form.tsx";

const fields = correctEntry.input.shape;

/** What is said of each that can be wrong, beside the entry's own texts. */
const others = { annat: "Något annat är fel", felskriven: "Stryk som felskriven" } as const;

/** Any entry of the journal is corrected here: which of its texts is chosen first, where there are several. */
export const correctEntryPage = defineForm({
  path: "/arenden/:caseId/rattelse",
  title: "Rätta en uppgift",
  asks: getCase,
  async load({ ask, params, search }) {
    const parts = await ask(getCase, { caseId: params.caseId });
    const key = search.get("av");
    const record = recordsOf(parts).find((one) => one.key === key) ?? notFound();
    const events = entriesOf(parts).filter((one) => one.record === key);
    const texts = correctableIn(record);
    const asked = search.get("del");
    const last = lastCorrection(parts, record.key);
    const what = asked !== null && isPart(record, asked) ? asked : texts.length === 0 && !maybeStruck(record) ? "annat" : null;
    return { parts, record, events, texts, last, what: last?.kind === "felskriven" ? null : what };
  },
  values: ({ data: { record, what, last } }) => ({
    instead: what === null ? undefined : textIn(record, what),
    followsId: last?.id ?? nothingYet,
  }),
  action: correctEntry,
  input: (given, { data: { record, what } }) => ({ ...given, entry: record.key, field: what ?? "annat" }),
  done: (_out, { params }) => caseLink(params.caseId, "journal"),
  notice: "Rättelsen är sparad. Det som stod förut finns kvar att läsa.",
  view: ({ data: { parts, record, events, texts, last, what }, form }) => {
    const own = ownWayOf(record);
    const here = correctionLink(parts.file.id, record.key);
    return (
      <CaseFormPage
        parts={parts}
        heading={what === null ? "Rätta en uppgift" : headingOf(texts, what)}
        closedToo
        {...(what !== null && texts.length > 0 ? { back: { href: here, text: "Uppgiften" } } : {})}
      >
        <Entry events={events} />
        {own ? <OwnWay parts={parts} record={record} /> : null}
        {own || what !== null || last?.kind === "felskriven" ? null : <Choices parts={parts} record={record} texts={texts} />}
        {own || what === null ? null : (
          <Form form={form} submit={what === "felskriven" ? "Stryk uppgiften" : "Spara rättelsen"} cancel={caseLink(parts.file.id)}>
            <input type="hidden" name="followsId" value={form.field("followsId").value} />
            {what === "felskriven" ? null : (
              <FieldOf form={form} of={fields} name="instead" label={what === "annat" ? "Vad gäller i stället?" : undefined} />
            )}
            <FieldOf form={form} of={fields} name="why" />
          </Form>
        )}
        <History parts={parts} record={record} />
      </CaseFormPage>
    );
  },
});

const isPart = (record: CaseRecord, asked: string): boolean =>
  asked === "annat" || (asked === "felskriven" && maybeStruck(record)) || correctableIn(record).some(({ name }) => name === asked);

const termOf = ({ said }: TextColumn): string => (said.term ?? said.label).replaceAll("{barnet}", "barnet");

const headingOf = (texts: readonly TextColumn[], what: string): string => {
  const column = texts.find(({ name }) => name === what);
  return column ? `Rätta: ${termOf(column)}` : what === "felskriven" ? "Stryk en felskriven uppgift" : "Rätta en uppgift";
};

const Entry: FC<{ events: readonly CaseEvent[] }> = ({ events }) => (
  <>
    {events.map((event) => (
      <Card heading={`${event.on}: ${event.heading}`}>
        <p class="ds-paragraph f-case-text">{[event.childWords, event.text].filter(Boolean).join("\n")}</p>
        <Paragraph subtle>{[event.by, `skrivet ${formatDateTime(new Date(event.recordedAt))}`].filter(Boolean).join(", ")}</Paragraph>
      </Card>
    ))}
    <LawNote>Det som är skrivet tas inte bort. Det rätta visas i ärendet, och det som stod förut går att läsa här.</LawNote>
  </>
);

const OwnWay: FC<{ parts: CaseParts; record: CaseRecord }> = ({ parts, record }) => {
  const own = ownWayOf(record);
  return (
    <>
      <Paragraph>{own?.why}</Paragraph>
      {own?.href && parts.file.closed_on === null ? (
        <div class="f-buttons">
          <LinkButton href={own.href(parts.file.id, record.row)}>Dit</LinkButton>
        </div>
      ) : null}
    </>
  );
};

const Choices: FC<{ parts: CaseParts; record: CaseRecord; texts: readonly TextColumn[] }> = ({ parts, record, texts }) => (
  <Card heading="Vad är fel?">
    <ul>
      {texts.map((column) => (
        <li>
          <Link href={correctionLink(parts.file.id, record.key, column.name)}>{termOf(column)}</Link>
        </li>
      ))}
      <li>
        <Link href={correctionLink(parts.file.id, record.key, "annat")}>{others.annat}</Link>
        {": en dag, ett namn eller ett val"}
      </li>
      {maybeStruck(record) ? (
        <li>
          <Link href={correctionLink(parts.file.id, record.key, "felskriven")}>{others.felskriven}</Link>
          {": den hör inte hit"}
        </li>
      ) : (
        <li>Uppgiften kan inte strykas: annat i ärendet bygger på den.</li>
      )}
    </ul>
  </Card>
);

/** What was corrected before, the latest first: what stood there and why it is another. */
const History: FC<{ parts: CaseParts; record: CaseRecord }> = ({ parts, record }) => (
  <>
    {parts.entry_corrections
      .filter((one) => one.entry === record.key)
      .toReversed()
      .map((one) => (
        <Details summary={`${becameOf(record, one)} ${formatDateTime(new Date(one.recorded_at))} av ${one.by}`}>
          {one.stood_before === null ? null : <p class="ds-paragraph f-case-text">{`Förut stod det: ${one.stood_before}`}</p>}
          {one.instead === null ? null : <p class="ds-paragraph f-case-text">{`Rättat till: ${one.instead}`}</p>}
          <p class="ds-paragraph f-case-text">{`Varför: ${one.why}`}</p>
        </Details>
      ))}
  </>
);

function becameOf({ columns }: CaseRecord, { kind, field }: CorrectionPart): string {
  const column = columns.find(({ name }) => name === field);
  return kind === "felskriven" ? "Struken" : column ? `${termOf(column)}, rättad` : "Rättad";
}
