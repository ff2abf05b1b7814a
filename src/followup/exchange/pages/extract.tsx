import { formatDateTime } from "../../../platform/basics/dates.ts";
import { FileField, Radios } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import type { FormBody } from "../../../ui/form-body.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { startImport } from "../actions/start-import.ts";
import { findImports } from "../queries/find-imports.ts";
import { tidyImports } from "../tidy-imports.ts";
import { MOST_MEGABYTES, keepUpload, nameUpload, removeUpload } from "../upload.ts";
import { count, importLink, stateTones } from "./run-words.ts";

const path = "/uppfoljning/uttag";

/** The open extract: in with a delivery, the earlier ones, and out with everything. */
export const extractPage = defineForm({
  path,
  title: "Uttag",
  navigation: { text: "Uttag", order: 70 },
  asks: startImport,
  maxBodyBytes: MOST_MEGABYTES * 1024 * 1024,
  load: ({ ask }) => ask(findImports, {}),
  values: () => ({ mode: "allt" }),
  submit: (context) => receive(context),
  done: ({ runId }) => importLink(runId),
  view: ({ data: { imports }, form }) => (
    <>
      <PageHead
        heading="Uttag"
        lead="Det öppna uttaget är sex tabeller om barn, utredningar, insatser och samtal, i ett format som alla verksamhetssystem kan skriva. Med det besvarar kommunen den nationella enkäten utan att byta system."
      />
      <Paragraph>
        <Link href={`${path}/format`}>Se vilka filer och kolumner uttaget har</Link>
      </Paragraph>
      <section>
        <Heading level={2}>Läs in ett uttag</Heading>
        <Form form={form} submit="Läs in" files draft={false}>
          <FileField
            {...form.field("files")}
            label="Filer"
            hint={`En zip, en arbetsbok (.xlsx, .ods) eller alla csv-filerna på en gång. Högst ${MOST_MEGABYTES} MB; större uttag läses in på servern med kommandot fortrogen import.`}
            accept=".zip,.xlsx,.ods,.csv"
            multiple
          />
          <Radios
            {...form.field("mode")}
            label="Hur ska det läsas in?"
            options={[
              { value: "allt", label: "Allt eller inget", hint: "Finns det ett enda fel läses ingenting in, och du får se alla fel." },
              {
                value: "det som är rätt",
                label: "Importera det som är rätt",
                hint: "Rader med fel, och det som hör till dem, lämnas utanför.",
              },
              {
                value: "ersätt",
                label: "Ersätt tidigare leveranser",
                hint: "Det som fanns i tidigare leveranser men saknas i den här tas bort, i de filer som du läser in. Uttaget måste vara felfritt.",
              },
            ]}
          />
        </Form>
      </section>
      <section>
        <Heading level={2}>Tidigare importer</Heading>
        <Table
          caption="Tidigare importer"
          hideCaption
          empty="Inget uttag har lästs in än."
          rows={imports}
          columns={[
            { heading: "Startad", cell: (one) => <Link href={importLink(one.id)}>{formatDateTime(one.startedAt)}</Link> },
            { heading: "Uttag", cell: (one) => one.source },
            { heading: "Av", cell: (one) => one.startedBy ?? "Kommandoraden" },
            { heading: "Läge", cell: (one) => <Tag tone={stateTones[one.state]}>{one.state}</Tag> },
            { heading: "Lästa rader", cell: (one) => count(one.rowsRead), numeric: true },
            { heading: "Fel", cell: (one) => (one.errors === null ? "–" : count(one.errors)), numeric: true },
          ]}
        />
      </section>
      <section>
        <Heading level={2}>Hämta kommunens uttag</Heading>
        <Paragraph>
          Allt som kommunen har läst in och arbetat med, i samma format. Filen innehåller personuppgifter, och hämtningen syns i loggen.
        </Paragraph>
        <ButtonRow>
          <LinkButton href={`${path}/uttag.zip`} variant="secondary">
            Hämta som zip
          </LinkButton>
          <LinkButton href={`${path}/uttag.xlsx`} variant="secondary">
            Hämta som Excel
          </LinkButton>
          <LinkButton href={`${path}/uttag.ods`} variant="secondary">
            Hämta som ODS
          </LinkButton>
        </ButtonRow>
      </section>
    </>
  ),
});

/** Makes the run, whose job waits for the files, and puts them where it finds them. */
async function receive({ body, perform, door, actor }: PageContext<typeof path> & { body: FormBody }): Promise<Result<{ runId: string }>> {
  const files = body.files["files"] ?? [];
  const named = nameUpload(files);
  if (!named.ok) return named;
  const started = await perform(startImport, { sourceName: named.value, mode: body.values["mode"]?.[0] });
  if (!started.ok) return started;
  const { runId } = started.value;
  try {
    // Nothing happens where the same form is sent twice.
    await keepUpload(runId, files);
  } catch (cause) {
    await removeUpload(runId).catch(() => undefined);
    await tidyImports(door.db, actor.municipalityId, door.clock(), runId).catch(() => undefined);
    throw cause;
  }
  return started;
}
