import type { FC } from "hono/jsx";
import { BarChart, ProgressBar } from "../../../ui/components/charts.tsx";
import { Checkboxes, DateField, Fieldset, Radios, Select, TextArea, TextField, TimeField, YesNo } from "../../../ui/components/fields.tsx";
import { ErrorSummary, Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { DeadlineTag, SummaryList, TaskList, Timeline } from "../../../ui/components/lists.tsx";
import { ParticipationLadder } from "../../../ui/components/participation.tsx";
import { Pagination, Table } from "../../../ui/components/table.tsx";
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  Details,
  Heading,
  LawNote,
  LinkButton,
  OwnWords,
  Paragraph,
  Tag,
} from "../../../ui/components/text.tsx";
import { makeForm } from "../../../ui/form-state.ts";

const problem = {
  code: "invalid-input",
  message: "Något behöver rättas.",
  fields: [
    { field: "place", message: "Skriv var samtalet hölls." },
    { field: "phase", message: "Välj fas." },
  ],
};
const form = makeForm({
  to: "/stil",
  csrf: "",
  idempotencyKey: "",
  values: { form: ["enskilt"], when: ["2026-03-14"] },
  problem,
  restored: false,
});

/** All components on one page; shown only where there is a demo municipality. */
export const StylePage: FC<{ address: URL }> = ({ address }) => (
  <>
    <PageHead
      heading="Stil"
      lead="Alla delar som sidorna byggs av."
      back={{ href: "/", text: "Startsidan" }}
      actions={
        <>
          <LinkButton href="#formular">Registrera samtal</LinkButton>
          <LinkButton href="#listor" variant="secondary">
            Visa ärendet
          </LinkButton>
          <Button variant="tertiary">Skriv ut</Button>
          <Button danger>Avsluta</Button>
        </>
      }
    />
    <Heading level={2}>Meddelanden</Heading>
    <Alert>Förhandsbedömningen ska vara klar inom 14 dagar.</Alert>
    <Alert tone="success" status>
      Samtalet är sparat.
    </Alert>
    <Alert tone="warning" heading="Snart för sent">
      Två dagar återstår.
    </Alert>
    <Alert tone="danger" heading="Försenad">
      Tiden gick ut i går.
    </Alert>
    <ButtonRow>
      <Tag>vilande</Tag>
      <Tag tone="info">utredning</Tag>
      <Tag tone="success">klar</Tag>
      <Tag tone="warning">snart</Tag>
      <Tag tone="danger">försenad</Tag>
    </ButtonRow>
    <ButtonRow>
      <DeadlineTag deadline={{ due: "2026-03-10", state: "overdue", days: -4 }} what="Förhandsbedömning" rule="14 dagar" />
      <DeadlineTag deadline={{ due: "2026-03-15", state: "soon", days: 1 }} what="Uppföljning" />
      <DeadlineTag deadline={{ due: "2026-06-15", target: "2026-06-14", state: "ok", days: 93 }} what="Utredning" rule="fyra månader" />
      <DeadlineTag deadline={{ due: null, state: "undated", days: null }} what="Återkoppling" />
    </ButtonRow>
    <LawNote>Barnet ska få relevant information och möjlighet att framföra sina åsikter (11 kap. SoL).</LawNote>
    <Details summary="Varför frågar vi om det här?">
      <Paragraph>Barnet har rätt att få veta vad som händer.</Paragraph>
    </Details>
    <OwnWords>Jag vill att någon hämtar mig när det är bråk.</OwnWords>

    <Heading level={2} id="listor">
      Listor
    </Heading>
    <ParticipationLadder
      phases={[
        {
          phase: "Utredning",
          steps: [
            { step: "informed", state: "done", on: "2026-02-02" },
            { step: "heard", state: "done", on: "2026-02-09", href: "#a" },
            { step: "weighed", state: "reason", text: "Barnet ville inte uttrycka någon åsikt" },
            { step: "told", state: "missing", href: "#b" },
          ],
          current: true,
        },
        {
          phase: "Uppföljning",
          steps: [
            { step: "informed", state: "later" },
            { step: "heard", state: "later" },
            { step: "weighed", state: "later" },
            { step: "told", state: "later" },
          ],
        },
      ]}
    />
    <Card heading="Ärendet">
      <SummaryList
        rows={[
          { term: "Öppnat", value: "2026-02-01" },
          { term: "Ansvarig", value: "Amina Lindqvist", change: "#c" },
          { term: "Tolk", value: "" },
        ]}
      />
    </Card>
    <Timeline
      label="Händelser"
      items={[
        { on: "2026-02-09", heading: "Samtal med barnet", text: "Enskilt, på skolan.", icon: "done", by: "Amina Lindqvist" },
        { on: "2026-02-01", heading: "Anmälan kom in", icon: "reason" },
      ]}
    />
    <TaskList
      label="Att göra"
      tasks={[
        { text: "Omedelbar skyddsbedömning", status: "Klar", tone: "success", href: "#d" },
        { text: "Förhandsbedömning", status: "Försenad", tone: "danger", href: "#e", hint: "Skulle ha varit klar 2026-03-10" },
      ]}
    />
    <Table
      caption="Mina ärenden"
      address={address}
      rows={[
        { id: "A-17", step: "Utredning", days: 12 },
        { id: "A-21", step: "Förhandsbedömning", days: 3 },
      ]}
      columns={[
        {
          heading: "Ärende",
          cell: (r) => (
            <a class="ds-link" href="#f">
              {r.id}
            </a>
          ),
          sort: "arende",
        },
        { heading: "Steg", cell: (r) => r.step, sort: "steg" },
        { heading: "Dagar kvar", cell: (r) => r.days, numeric: true },
      ]}
    />
    <Pagination page={3} pages={9} address={address} />
    <BarChart
      caption="Barn som haft enskilt samtal"
      unit="%"
      max={100}
      head={["Ålder", "Andel"]}
      bars={[
        { label: "0–6 år", value: null, note: "Färre än 7 barn" },
        { label: "7–12 år", value: 64 },
        { label: "13–17 år", value: 81.5 },
      ]}
    />
    <ProgressBar label="Inläsning" value={40_000} max={100_000} text="40 000 av 100 000 rader" />

    <Heading level={2} id="formular">
      Formulär
    </Heading>
    <ErrorSummary problem={problem} shown={["place", "phase"]} />
    <Form form={form} submit="Spara" cancel="/" draft={false}>
      <Radios
        {...form.field("phase")}
        label="I vilken fas?"
        hint="Den fas som pågår är vald."
        options={[
          { value: "a", label: "Utredning" },
          { value: "b", label: "Uppföljning", hint: "När insatsen har börjat" },
        ]}
      />
      <Radios
        {...form.field("form")}
        label="Hur?"
        options={[
          { value: "enskilt", label: "Enskilt", reveal: <TextField {...form.field("who")} label="Vem mer var med?" optional /> },
          { value: "vh", label: "Med vårdnadshavare" },
        ]}
      />
      <TextField {...form.field("place")} label="Plats" hint="Till exempel skolan eller hemma." />
      <DateField {...form.field("when")} label="Dag" />
      <TimeField {...form.field("time")} label="Tid" optional />
      <Select
        {...form.field("channel")}
        label="Kanal"
        options={[
          { value: "1", label: "Möte" },
          { value: "2", label: "Telefon" },
        ]}
      />
      <TextArea {...form.field("said")} label="Vad barnet sa" hint="Med barnets egna ord." />
      <Checkboxes
        {...form.field("aids")}
        label="Hjälpmedel"
        options={[
          { value: "1", label: "Bilder" },
          { value: "2", label: "Tolk" },
        ]}
        optional
      />
      <Fieldset legend="Insyn">
        <YesNo
          {...form.field("secret")}
          label="Finns något som inte får visas för vårdnadshavare?"
          revealYes={<TextArea {...form.field("why")} label="Vad, och varför?" />}
        />
      </Fieldset>
    </Form>
  </>
);
