import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import { findRooms } from "../../../platform/core/find-rooms.ts";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import type { PageContext } from "../../../ui/page.tsx";
import { definePage } from "../../../ui/page.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { formLinks } from "../../questionnaires/links.ts";
import { fileFaults } from "../faults-shown.ts";
import type { ListedPage, ListedQuestion } from "../form-file.ts";
import { editorLinks, ownForms } from "../links.ts";
import { getOwnForm } from "../queries/get-own-form.ts";
import { typeWords } from "../question-fields.ts";
import type { QuestionType } from "../question-fields.ts";
import type { LoadedForm } from "./load-own.ts";
import { loadOwn } from "./load-own.ts";

const path = `${ownForms}/:form` as const;

/** A questionnaire of one's own: what is wrong with it, its pages and questions, its versions. */
export const ownFormPage = definePage({
  path,
  title: "Ett eget formulär",
  asks: getOwnForm,
  load: async (context: PageContext<typeof path>) => ({
    ...(await loadOwn(context, context.params.form)),
    uses: (await findRooms())
      .flatMap(({ formPages = [] }) => formPages)
      .filter(({ roles }) => hasRole(context.actor, ...roles))
      .map(({ text, href }) => ({ text, href: href(context.params.form) })),
  }),
  view: ({ data, tokens, params: { form } }) => {
    const { own, file, checked } = data;
    const title = String(file?.top("title") ?? form);
    return (
      <>
        <PageHead
          heading={title}
          lead={`${form}, version ${own.version}. ${own.published ? "Publicerad" : "Utkast, senast sparat"} ${stockholmDate(new Date(own.at))} av ${own.by}.`}
          back={{ href: ownForms, text: "Till egna formulär" }}
        />
        {own.published ? <Published form={form} uses={data.uses} tokens={tokens} /> : <Drafted data={data} />}
        {own.published || checked.faults.length === 0 ? null : (
          <Alert tone="warning" heading={checked.faults.length === 1 ? "Ett fel att rätta" : `${checked.faults.length} fel att rätta`}>
            <ul class="ds-list">
              {fileFaults(checked.faults, file).map(({ where, href, message }) => (
                <li>
                  {href === null ? where : <Link href={href(form)}>{where}</Link>}: {message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {file === null ? (
          <Paragraph>Filen går inte att visa fråga för fråga förrän felen är rättade.</Paragraph>
        ) : (
          file
            .pages()
            .map((page, place, all) => (
              <PageOfForm
                page={page}
                form={form}
                number={own.number}
                isDraft={!own.published}
                isFirst={place === 0}
                isLast={place === all.length - 1}
                tokens={tokens}
              />
            ))
        )}
        {own.published || file === null ? null : (
          <ButtonRow>
            <LinkButton href={editorLinks.newPage(form)} variant="secondary">
              Lägg till en sida
            </LinkButton>
          </ButtonRow>
        )}
        <Versions data={data} tokens={tokens} />
      </>
    );
  },
});

const Drafted: FC<{ data: LoadedForm }> = ({ data: { own, checked } }) => (
  <ButtonRow>
    {checked.value === null ? null : <LinkButton href={editorLinks.publish(own.form)}>Publicera</LinkButton>}
    {checked.value === null ? null : (
      <LinkButton href={editorLinks.try(own.form)} variant="secondary">
        Pröva att svara
      </LinkButton>
    )}
    <LinkButton href={editorLinks.about(own.form)} variant="tertiary">
      Titel och avslutning
    </LinkButton>
    <LinkButton href={editorLinks.text(own.form)} variant="tertiary">
      Hela filen
    </LinkButton>
    <LinkButton href={editorLinks.texts(own.form)} variant="tertiary">
      Språk
    </LinkButton>
  </ButtonRow>
);

type PublishedProps = { form: string; uses: readonly { readonly text: string; readonly href: string }[]; tokens: Tokens };

const Published: FC<PublishedProps> = ({ form, uses, tokens }) => (
  <div class="f-buttons">
    {uses.map(({ text, href }) => (
      <LinkButton href={href}>{text}</LinkButton>
    ))}
    <LinkButton href={formLinks.form(form)} variant="secondary">
      Läsversion och kodbok
    </LinkButton>
    <LinkButton href={editorLinks.try(form)} variant="secondary">
      Pröva att svara
    </LinkButton>
    <LinkButton href={editorLinks.texts(form)} variant="tertiary">
      Språk
    </LinkButton>
    <PostButton tokens={tokens} to={editorLinks.version(form)} variant="secondary">
      Gör en ny version
    </PostButton>
  </div>
);

type Shown = { form: string; number: number; isDraft: boolean; tokens: Tokens };

const PageOfForm: FC<Shown & { page: ListedPage; isFirst: boolean; isLast: boolean }> = ({ page, isFirst, isLast, ...shown }) => {
  const { form, isDraft } = shown;
  return (
    <section>
      <Heading level={2}>{page.title}</Heading>
      <Table
        caption={`Frågor på sidan ${page.title}`}
        hideCaption
        empty=""
        rows={page.questions}
        columns={[
          { heading: "Nr", cell: ({ number }) => number },
          {
            heading: "Fråga",
            cell: ({ number, text }) =>
              isDraft ? <Link href={editorLinks.question(form, number)}>{text || number}</Link> : text || number,
          },
          { heading: "Besvaras med", cell: ({ type }) => typeWords[type as QuestionType] ?? type },
          ...(isDraft
            ? [
                {
                  heading: "Flytta",
                  cell: (question: ListedQuestion) => (
                    <Moves {...shown} values={{ question: question.number }} what={`fråga ${question.number}`} />
                  ),
                },
              ]
            : []),
        ]}
      />
      {isDraft ? (
        <div class="f-buttons">
          <LinkButton href={editorLinks.newQuestion(form, page.page)} variant="secondary">
            Lägg till en fråga
          </LinkButton>
          <LinkButton href={editorLinks.page(form, page.page)} variant="tertiary">
            Ändra sidan
          </LinkButton>
          <Moves {...shown} values={{ formPage: page.page }} what={`sidan ${page.title}`} up={!isFirst} down={!isLast} />
        </div>
      ) : null}
    </section>
  );
};

type MovesProps = Shown & { values: Readonly<Record<string, string>>; what: string; up?: boolean; down?: boolean };

const Moves: FC<MovesProps> = ({ form, number, tokens, values, what, up = true, down = true }) => {
  const button = (towards: "upp" | "ned") => (
    <PostButton tokens={tokens} to={editorLinks.move(form)} values={{ ...values, follows: String(number), towards }} variant="tertiary">
      {"formPage" in values ? `Flytta sidan ${towards}` : towards === "upp" ? "Upp" : "Ned"}
      <span class="ds-sr-only">{`: ${what}`}</span>
    </PostButton>
  );
  return (
    <>
      {up ? button("upp") : null}
      {down ? button("ned") : null}
    </>
  );
};

const Versions: FC<{ data: LoadedForm; tokens: Tokens }> = ({ data: { own }, tokens }) => {
  if (own.versions.length === 0) return null;
  return (
    <section>
      <Heading level={2}>Publicerade versioner</Heading>
      <Table
        caption="Publicerade versioner"
        hideCaption
        empty=""
        rows={own.versions}
        columns={[
          { heading: "Version", cell: ({ version }) => version, numeric: true },
          { heading: "Publicerad", cell: ({ at, by }) => `${stockholmDate(new Date(at))}, ${by}` },
          {
            heading: "Läge",
            cell: ({ withdrawn, answered }) => (
              <Tag tone={withdrawn ? "neutral" : "success"}>{withdrawn ? "Tillbakadragen" : answered ? "Besvaras" : "Kan besvaras"}</Tag>
            ),
          },
          { heading: "Fingeravtryck", cell: ({ fingerprint }) => <code>{fingerprint.slice(0, 16)}</code> },
          {
            heading: "Dra tillbaka",
            cell: ({ version, withdrawn, answered }) =>
              withdrawn || answered ? (
                ""
              ) : (
                <PostButton tokens={tokens} to={editorLinks.withdraw(own.form)} values={{ version: String(version) }} variant="tertiary">
                  Dra tillbaka<span class="ds-sr-only">{` version ${version}`}</span>
                </PostButton>
              ),
          },
        ]}
      />
    </section>
  );
};
