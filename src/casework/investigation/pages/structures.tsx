import type { FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { FileField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { uploadedBase64, uploadedText } from "../../../ui/uploaded-text.ts";
import { loadStructure, longestStructure } from "../actions/load-structure.ts";
import { mostLogoBytes } from "../../letters/logo.ts";
import { findStructures } from "../queries/find-structures.ts";
import type { StructureChoice } from "../queries/find-structures.ts";
import { neutralStructure, structureFormat } from "../structure-file.ts";

const path = "/utredningsmall";

type Area = { readonly heading: string; readonly variable: string | null };

const Areas: FC<{ of: readonly Area[]; caption: string }> = ({ of, caption }) => (
  <Table
    caption={caption}
    hideCaption
    rows={of}
    columns={[
      { heading: "Rubrik", cell: (one) => one.heading },
      { heading: "Följs upp som", cell: (one) => one.variable ?? "Följs inte upp" },
    ]}
  />
);

/** Which areas investigations are written in, now and before. */
export const structuresPage = definePage({
  path,
  title: "Utredningsmall",
  navigation: { text: "Utredningsmall", order: 29, roles: ["team_leader", "director", "operator"] },
  asks: findStructures,
  load: ({ ask }) => ask(findStructures, {}),
  view: ({ data: { choices }, today }) => {
    const now = choices.find(({ valid_from }) => valid_from <= today);
    return (
      <>
        <PageHead
          heading="Utredningsmall"
          lead="De områden som utredningar skrivs i. En utredning behåller den mall som den inleddes i."
          actions={<LinkButton href={`${path}/ny`}>Läs in en egen mall</LinkButton>}
        />
        <p>
          <Link href={`${path}/instrument`}>Bedömningsinstrument som kommunen använder</Link>
        </p>
        <Paragraph>
          {now ? `Nu gäller ${now.name}, från ${formatLong(now.valid_from)}.` : `Nu gäller den som följer med: ${neutralStructure.name}.`}
        </Paragraph>
        {choices.map((one) => (
          <Details summary={`${one.name}, från ${one.valid_from}`} open={one === now}>
            <Paragraph subtle>
              {`Källa: ${one.source}. ${one.has_logo ? "Med logotyp. " : ""}Inläst av ${one.by ?? "programmet, från kommandoraden"}.`}
            </Paragraph>
            <Areas of={one.areas} caption={one.name} />
            <Link href={`${path}/${one.structure_id}/fil`} download>{`Hämta ${one.name} som fil`}</Link>
          </Details>
        ))}
        <Details summary={`${neutralStructure.name} (följer med)`} open={now === undefined}>
          <Areas
            of={neutralStructure.areas.map(({ heading, variable }) => ({ heading, variable: variable ?? null }))}
            caption={neutralStructure.name}
          />
          <Link href={`${path}/neutral/fil`} download>
            Hämta den neutrala mallen som fil
          </Link>
        </Details>
      </>
    );
  },
});

/** A file of areas, with a logo, from a day on. */
export const loadStructurePage = defineForm({
  path: `${path}/ny`,
  title: "Läs in en utredningsmall",
  asks: loadStructure,
  load: () => Promise.resolve({}),
  fields: loadStructure.input.shape,
  submit: async ({ body, perform }) =>
    perform(loadStructure, {
      validFrom: body.values["validFrom"]?.[0],
      structureFile: await uploadedText(body, "structureFile", longestStructure),
      logo: await uploadedBase64(body, "logo", mostLogoBytes),
    }),
  done: () => path,
  notice: "Mallen är inläst. Utredningar som inleds från dagen skrivs i den.",
  view: ({ form }) => (
    <>
      <PageHead heading="Läs in en egen utredningsmall" back={{ href: path, text: "Utredningsmall" }} />
      <Paragraph>
        Rubrikerna läses in i filens ordning och ord, utan ändring. Har ni en licens på ett utredningsstöd är det ni som svarar för att den
        får användas. Varje rubrik kan knytas till det namn som den följs upp under.
      </Paragraph>
      <Form form={form} submit="Läs in mallen" cancel={path} files draft={false}>
        <FileField {...form.field("structureFile")} label="Fil med mallen (JSON)" accept=".json,application/json" />
        <FileField
          {...form.field("logo")}
          label="Logotyp (PNG, valfritt)"
          hint="Högst 100 kB. Står överst i utredningen som PDF."
          accept=".png,image/png"
        />
        <FieldsOf form={form} of={loadStructure.input.shape} names={["validFrom"]} />
        <Paragraph subtle>
          Börja från den neutrala mallen.{" "}
          <Link href={`${path}/neutral/fil`} download>
            Hämta den som fil
          </Link>
        </Paragraph>
      </Form>
    </>
  ),
});

/** A structure as the file that it can be loaded from again. */
export const structureDownload = defineDownload({
  path: `${path}/:mall/fil`,
  title: "En utredningsmall som fil",
  asks: findStructures,
  type: "application/json",
  async file({ ask, params: { mall } }) {
    const { choices } = await ask(findStructures, {});
    const found = choices.find(({ structure_id }) => structure_id === mall);
    if (!found && mall !== "neutral") notFound();
    const file = found ? fileOf(found) : neutralStructure;
    return { name: "utredningsmall.json", body: `${JSON.stringify(file, null, 2)}\n` };
  },
});

const fileOf = ({ name, source, analysis_cites: analysisCites, areas }: StructureChoice) => ({
  ...{ format: structureFormat, name, source, analysisCites },
  areas: areas.map(({ code, heading, help, variable }) => ({
    code,
    heading,
    ...(help ? { help } : {}),
    ...(variable ? { variable } : {}),
  })),
});
