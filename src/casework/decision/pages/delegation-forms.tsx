import { citationOn } from "../../../platform/law/provision.ts";
import type { FC } from "hono/jsx";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { FileField, Hidden } from "../../../ui/components/fields.tsx";
import { Form, PostButton } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Details, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePost, notFound } from "../../../ui/page.tsx";
import { longestUpload, uploadedRows } from "../../../ui/uploaded-rows.ts";
import { adoptDelegation } from "../actions/adopt-delegation.ts";
import { changePoint, removePoint } from "../actions/change-delegation.ts";
import { longestOrder, proposeDelegation } from "../actions/propose-delegation.ts";
import { pointFields } from "../delegation/fields.ts";
import { withdrawDelegation } from "../actions/withdraw-delegation.ts";
import { delegationLinks, delegationPath } from "../links.ts";
import { getDelegation } from "../queries/get-delegation.ts";

const back = { href: delegationPath, text: "Till delegationsordningen" };
/** What is asked of a point; the grounds and interventions that it is only for are folded where it is for all. */
const PointFields: FC<{ form: FormState }> = ({ form }) => {
  const open = (name: string) => form.field(name).values.length > 0 || form.field(name).error !== undefined;
  return (
    <>
      <FieldsOf form={form} of={pointFields} names={["point", "decisionType", "level", "qualified"]} />
      <Details summary="Bara på vissa lagrum" open={open("grounds")}>
        <FieldsOf form={form} of={pointFields} names={["grounds"]} />
      </Details>
      <Details summary="Bara vissa insatser" open={open("interventions")}>
        <FieldsOf form={form} of={pointFields} names={["interventions"]} />
      </Details>
      <FieldsOf form={form} of={pointFields} names={["mostMonths", "mostKronor", "restriction"]} />
    </>
  );
};

const toVersion = ({ version }: { readonly version: number }) => delegationLinks.version(version);

/** A new version: of the example or a file. */
export const proposeDelegationPage = defineForm({
  path: delegationLinks.propose,
  title: "Nytt förslag till delegationsordning",
  asks: proposeDelegation,
  load: ({ ask }) => ask(getDelegation, {}),
  maxBodyBytes: longestUpload,
  fields: proposeDelegation.input.shape,
  values: ({ data: { versions } }) => ({ follows: versions[0]?.number ?? 0, from: versions.length === 0 ? "exempel" : "fil" }),
  async submit({ body, perform, runCommand }) {
    const file = await uploadedRows(body, "orderFile", longestOrder, runCommand);
    if (!file.ok) return file;
    return perform(proposeDelegation, {
      ...Object.fromEntries(["follows", "orderName", "from"].map((name) => [name, body.values[name]?.[0]])),
      orderFile: file.value,
    });
  },
  done: toVersion,
  notice: "Förslaget är sparat. Det gäller först när nämnden har beslutat det.",
  view: ({ form }) => (
    <>
      <PageHead heading="Nytt förslag till delegationsordning" back={back} />
      <Form form={form} submit="Spara förslaget" cancel={delegationPath} files draft={false}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={proposeDelegation.input.shape} names={["orderName", "from"]} />
        <FileField {...form.field("orderFile")} label="Fil (.xlsx eller .csv), om du läser in en" accept=".xlsx,.csv,text/csv" />
        <Paragraph subtle>
          Kolumnerna är punkt, beslut, lagrum, insats, månader, kronor, lägst, behörighet och villkor.{" "}
          <Link href="/delegation/exempel.xlsx">Hämta exemplet som Excel</Link> eller <Link href="/delegation/exempel">som CSV</Link>.
        </Paragraph>
      </Form>
    </>
  ),
});

/** A point that stands, changed in a new version. */
export const changePointPage = defineForm({
  path: "/delegation/punkt/:was",
  title: "Ändra en punkt i delegationsordningen",
  async load({ ask, params }) {
    const { versions, standing } = await ask(getDelegation, {});
    const number = versions[0]?.number ?? 0;
    const { shown } = await ask(getDelegation, standing === null ? {} : { version: standing });
    const point = shown?.points.find((one) => one.point === params.was);
    if (!point) return notFound();
    return { number, point };
  },
  values: ({ data: { number, point } }) => ({
    ...{ follows: number, point: point.point, decisionType: point.decisionType, level: point.level },
    ...{ qualified: point.qualified ? "ja" : "nej", grounds: point.grounds, interventions: point.interventions },
    ...{ mostMonths: point.mostMonths ?? "", mostKronor: point.mostKronor ?? "", restriction: point.restriction ?? "" },
  }),
  action: changePoint,
  done: toVersion,
  notice: "Punkten är ändrad i en ny version, som gäller när nämnden har beslutat den.",
  view: ({ data: { number, point }, form, today, tokens }) => (
    <>
      <PageHead
        heading={`Ändra punkt ${point.point}`}
        back={back}
        lead="Ändringen blir en ny version. Det som redan är beslutat står på sin."
      />
      <Form form={form} submit="Spara i en ny version" cancel={delegationPath} draft={false}>
        <Hidden {...form.field("follows")} />
        <PointFields form={form} />
        <LawNote>{citationOn("delegation-only-committee", today)}</LawNote>
      </Form>
      <PostButton tokens={tokens} to={delegationLinks.remove(point.point)} values={{ follows: String(number) }} danger variant="tertiary">
        {`Ta bort punkt ${point.point}`}
      </PostButton>
    </>
  ),
});

/** A point that was not there. */
export const addPointPage = defineForm({
  path: delegationLinks.add,
  title: "Ny punkt i delegationsordningen",
  load: ({ ask }) => ask(getDelegation, {}),
  values: ({ data: { versions } }) => ({ follows: versions[0]?.number ?? 0 }),
  action: changePoint,
  done: toVersion,
  notice: "Punkten är tillagd i en ny version, som gäller när nämnden har beslutat den.",
  view: ({ form, today }) => (
    <>
      <PageHead heading="Ny punkt" back={back} />
      <Form form={form} submit="Spara i en ny version" cancel={delegationPath} draft={false}>
        <Hidden {...form.field("follows")} />
        <PointFields form={form} />
        <LawNote>{citationOn("delegation-only-committee", today)}</LawNote>
      </Form>
    </>
  ),
});

/** Takes a point away. */
export const removePointPost = definePost({
  path: "/delegation/punkt/:point/ta-bort",
  title: "Ta bort en punkt ur delegationsordningen",
  action: removePoint,
  done: toVersion,
  notice: "Punkten är borttagen i en ny version.",
});

/** That the board has adopted it. */
export const adoptDelegationPage = defineForm({
  path: "/delegation/version/:version/beslutad",
  title: "Nämnden har beslutat delegationsordningen",
  load: ({ ask, params }) => ask(getDelegation, { version: params.version }),
  values: () => ({ body: "Socialnämnden" }),
  action: adoptDelegation,
  done: () => delegationPath,
  notice: "Delegationsordningen är införd som beslutad.",
  view: ({ data: { shown }, form, params }) => (
    <>
      <PageHead
        heading="Nämnden har beslutat delegationsordningen"
        lead={shown ? `Version ${shown.version.number}, ${shown.version.name}, ${shown.points.length} punkter` : ""}
        back={{ href: `/delegation/version/${params.version}`, text: "Till versionen" }}
      />
      {shown?.version.isExample === true ? (
        <Alert tone="warning">Punkterna är exemplets. Skriv bara att de är beslutade om er nämnd har beslutat just dem.</Alert>
      ) : null}
      <Form form={form} submit="Spara" cancel={delegationPath} draft={false}>
        <FieldsOf form={form} of={adoptDelegation.input.shape} names={["decidedOn", "body", "minutesNumber", "validFrom"]} />
      </Form>
    </>
  ),
});

/** That nobody will adopt it. */
export const withdrawDelegationPage = defineForm({
  path: "/delegation/version/:version/ta-tillbaka",
  title: "Ta tillbaka ett förslag till delegationsordning",
  load: ({ ask, params }) => ask(getDelegation, { version: params.version }),
  action: withdrawDelegation,
  done: () => delegationPath,
  notice: "Förslaget är taget tillbaka. Det går att läsa bland alla versioner.",
  view: ({ data: { shown }, form, params }) => (
    <>
      <PageHead
        heading="Ta tillbaka förslaget"
        lead={shown ? `Version ${shown.version.number}, ${shown.version.name}. Nästa version görs av den som var före.` : ""}
        back={{ href: `/delegation/version/${params.version}`, text: "Till versionen" }}
      />
      <Form form={form} submit="Ta tillbaka förslaget" cancel={`/delegation/version/${params.version}`} draft={false}>
        <FieldsOf form={form} of={withdrawDelegation.input.shape} names={["withdrawnBecause"]} />
      </Form>
    </>
  ),
});
