import type { Child } from "hono/jsx";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Card, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, defineForm } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { settleDouble } from "../actions/settle-double.ts";
import { bornWords } from "../born-words.ts";
import { sexWords } from "../codes.ts";
import { doubleFields } from "../double-fields.ts";
import type { Double, DoubleChild } from "../doubles.ts";
import { findDoubles } from "../queries/find-doubles.ts";
import { getDouble } from "../queries/get-double.ts";
import { doubleLinks, numberWords, sourceWords } from "./parts.tsx";

const nameOf = ({ givenName, familyName }: DoubleChild): string => `${givenName} ${familyName}`;
const bornOf = ({ birthDate, birthDateKnown }: DoubleChild): string => (birthDate === null ? "" : bornWords(birthDate, birthDateKnown));
const numberOf = ({ identityNumber }: DoubleChild): string => numberWords(identityNumber) || "Inget nummer";
const outcomeWords = { samma: "Samma barn", "inte samma": "Två olika barn" } as const;

/** Children who may stand here twice and whom the reader may know of: what waits, then what is settled. */
export const doublesPage = definePage({
  path: "/dubbletter",
  title: "Möjliga dubbletter",
  asks: findDoubles,
  load: ({ ask }) => ask(findDoubles, {}),
  view: ({ data: { doubles } }) => {
    const waiting = doubles.filter((one) => one.outcome === null);
    return (
      <>
        <PageHead heading="Möjliga dubbletter" lead="Barn som kan vara registrerade två gånger. Jämför, och skriv vad du kom fram till." />
        <Pairs caption="Att avgöra" rows={waiting} empty="Inga barn väntar på att jämföras." />
        {waiting.length < doubles.length ? (
          <Pairs caption="Avgjorda" rows={doubles.filter((one) => one.outcome !== null)} empty="" />
        ) : null}
        <LawNote>
          Den som ser båda barnens ärenden avgör. Hör barnen till två enheter avgör enheternas gruppledare (lokal regel). Ingen annan ser
          dem här.
        </LawNote>
      </>
    );
  },
});

const Pairs = ({ caption, rows, empty }: { caption: string; rows: readonly Double[]; empty: string }) => (
  <Table
    caption={caption}
    rows={rows}
    empty={empty}
    columns={[
      {
        heading: "Barn",
        cell: (row) => <Link href={doubleLinks.pair(row.one.id, row.other.id)}>{`${nameOf(row.one)} och ${nameOf(row.other)}`}</Link>,
      },
      { heading: "Född", cell: ({ one, other }) => [...new Set([bornOf(one), bornOf(other)])].join(" / ") },
      { heading: "Varför", cell: ({ why }) => why },
      { heading: "Avgjort", cell: ({ outcome }) => (outcome === null ? "Nej" : `${outcomeWords[outcome.outcome]}, ${outcome.decidedOn}`) },
    ]}
  />
);

/** The two side by side, and what is found of them. */
export const doublePage = defineForm({
  path: "/dubbletter/:oneId/:otherId",
  title: "Är det samma barn?",
  load: ({ ask, params }) => ask(getDouble, params),
  values: ({ data: { outcome, one, other } }) => ({
    followsId: outcome?.id,
    ...(one.identityNumber === null && other.identityNumber !== null ? { leads: "andra" } : {}),
    ...(one.identityNumber !== null && other.identityNumber === null ? { leads: "första" } : {}),
  }),
  action: settleDouble,
  // The address may name them in either order; the page shows them as they are kept.
  input: (fields, { data }) => ({ ...fields, oneId: data.one.id, otherId: data.other.id }),
  done: () => doubleLinks.all,
  notice: "Det är sparat.",
  view: ({ data: { one, other, why, outcome }, form }) => (
    <>
      <PageHead
        heading="Är det samma barn?"
        lead={`Föreslås därför: ${why}.`}
        back={{ href: doubleLinks.all, text: "Möjliga dubbletter" }}
      />
      <Table
        caption="Barnen bredvid varandra"
        hideCaption
        rows={rowsOf(one, other)}
        columns={[
          { heading: "Uppgift", cell: (row) => row.term },
          { heading: "Första", cell: (row) => row.cells[0] },
          { heading: "Andra", cell: (row) => row.cells[1] },
          { heading: "Jämfört", cell: (row) => row.same },
        ]}
      />
      {one.cases.length === 0 || other.cases.length === 0 ? (
        <Paragraph subtle>
          Ett av barnen hör till en enhet vars ärenden du inte ser. Tala med enhetens gruppledare innan du avgör.
        </Paragraph>
      ) : null}
      {outcome === null ? null : <Settled of={outcome} />}
      <Form form={form} submit="Spara" cancel={doubleLinks.all}>
        <input type="hidden" name="followsId" value={form.field("followsId").value} />
        <FieldsOf
          form={form}
          of={doubleFields}
          names={namesIn(doubleFields).filter((name) => !sources.includes(name))}
          options={{
            leads: [
              { value: "första", label: `Första: ${nameOf(one)}, ${bornOf(one)}, ${numberOf(one)}` },
              { value: "andra", label: `Andra: ${nameOf(other)}, ${bornOf(other)}, ${numberOf(other)}` },
            ],
          }}
        />
        <Fieldset legend="Källa">
          <FieldsOf form={form} of={doubleFields} names={sources} />
        </Fieldset>
      </Form>
    </>
  ),
});

const sources: readonly string[] = ["source", "sourceDetail", "sourceOn"];

const Settled = ({ of }: { of: NonNullable<Double["outcome"]> }) => (
  <Card heading={`Avgjort: ${outcomeWords[of.outcome].toLowerCase()}`}>
    <SummaryList
      rows={[
        { term: "Dag", value: of.decidedOn },
        { term: "Avgjort av", value: of.by },
        { term: "Skäl", value: of.reason },
        { term: "Källa", value: sourceWords(of) },
      ]}
    />
    {of.outcome === "samma" ? (
      <Alert tone="info">Är det fel, svara nedan. Uppgifter som har följts åt rättas sedan i vart och ett av ärendena.</Alert>
    ) : null}
  </Card>
);

type Row = { readonly term: string; readonly cells: readonly [Child, Child]; readonly same: string };

function rowsOf(one: DoubleChild, other: DoubleChild): readonly Row[] {
  const row = (term: string, of: (child: DoubleChild) => string): Row => ({
    term,
    cells: [of(one), of(other)],
    same: of(one) === of(other) ? "Lika" : "Skiljer sig",
  });
  const rows = [
    row("Namn", nameOf),
    row("Född", bornOf),
    row("Nummer", numberOf),
    row("Kön", (child) => sexWords[child.sex]),
    row("Skyddade personuppgifter", (child) => (child.protectedIdentity === "ingen" ? "Nej" : child.protectedIdentity)),
  ];
  const seesBoth = one.cases.length > 0 && other.cases.length > 0;
  if (!seesBoth) return [...rows, { term: "Ärende", cells: [<Cases of={one} />, <Cases of={other} />], same: "" }];
  return [
    ...rows,
    row("Språk", (child) => child.language ?? "Inte angivet"),
    row("Vårdnadshavare", (child) => child.guardians.join(", ") || "Ingen bekräftad"),
    { term: "Ärende", cells: [<Cases of={one} />, <Cases of={other} />], same: "" },
  ];
}

const Cases = ({ of }: { of: DoubleChild }) =>
  of.cases.length === 0 ? (
    <>Hör till en annan enhet</>
  ) : (
    <>
      {of.cases.map((file) => (
        <p>
          <Link href={caseLink(file.id)}>{`${file.caseNumber}${file.isOpen ? "" : ", avslutat"}`}</Link>
        </p>
      ))}
    </>
  );
