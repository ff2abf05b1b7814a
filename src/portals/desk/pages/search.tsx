import type { FC } from "hono/jsx";
import { ask } from "../../../platform/core/door.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { TextField } from "../../../ui/components/fields.tsx";
import { ErrorSummary, Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Details, Heading, LawNote, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { makeForm } from "../../../ui/form-state.ts";
import { rolesOf } from "../../../ui/page.tsx";
import type { Answer, Route } from "../../../ui/page.tsx";
import type { PageRequest } from "../../../ui/request.ts";
import { EmergencyFields, EmergencyWords, emergencyPath } from "./emergency.tsx";
import { caseLink } from "../../../casework/part/case-link.ts";
import { searchPerson } from "../queries/search-person.ts";
import type { FoundCase } from "../queries/search-person.ts";
import { searchName } from "../queries/search-name.ts";
import type { FoundByName } from "../queries/search-name.ts";

const title = "Sök";

/**
 * Search by identity number or case number, or by name among the cases that one may see. What is searched for is sent in the body, never in the address, and the
 * answer is shown at once without a new address: a number must not lie in histories and logs.
 */
export const searchPage: Route = {
  method: "GET+POST",
  kind: "staff",
  also: [],
  path: "/sok",
  title,
  navigation: { text: "Sök", order: 30 },
  roles: rolesOf([searchPerson, searchName]),
  async respond(request): Promise<Answer> {
    const { body, door, actor, requestId, sourceAddress } = request;
    if (!body) return { kind: "page", status: 200, title, body: <SearchView form={formOf(request, null)} found={null} /> };
    const mark = { requestId, sourceAddress };
    const name = body.values["name"]?.[0];
    if (name !== undefined) {
      const named = await ask(door, searchName, actor, { name }, mark);
      const form = formOf(request, named.ok ? null : named.error);
      return {
        kind: "page",
        status: named.ok ? 200 : 422,
        title,
        body: (
          <>
            {named.ok ? null : <ErrorSummary problem={named.error} shown={["name"]} />}
            <SearchView form={form} found={null} named={named.ok ? named.value : undefined} />
          </>
        ),
      };
    }
    const result = await ask(door, searchPerson, actor, { number: body.values["number"]?.[0] ?? "" }, mark);
    if (result.ok)
      return { kind: "page", status: 200, title, body: <SearchView form={formOf(request, null)} found={result.value.found} /> };
    const form = formOf(request, result.error);
    return {
      kind: "page",
      status: 422,
      title,
      body: (
        <>
          <ErrorSummary problem={result.error} shown={["number"]} />
          <SearchView form={form} found={null} />
        </>
      ),
    };
  },
};

function formOf(request: PageRequest, problem: Problem | null): FormState {
  const { csrf, newKey } = request.tokens;
  return makeForm({ to: "/sok", csrf, idempotencyKey: newKey(), values: request.body?.values ?? {}, problem, restored: false });
}

type Named = { readonly found: readonly FoundByName[]; readonly more: boolean };

const SearchView: FC<{ form: FormState; found: readonly FoundCase[] | null; named?: Named | undefined }> = ({ form, found, named }) => (
  <>
    <PageHead heading="Sök" lead="På personnummer, ärendenummer eller namn." />
    <Form form={form} submit="Sök" draft={false}>
      <TextField
        {...form.field("number")}
        label="Personnummer eller ärendenummer"
        hint="ÅÅÅÅMMDD-NNNN eller till exempel 2026-00042."
        width={18}
        maxLength={20}
      />
    </Form>
    <Form form={form} submit="Sök på namn" draft={false}>
      <TextField
        {...form.field("name")}
        label="Barnets eller vårdnadshavarens namn"
        hint="Hela namnet eller ett av namnen. Söker bland ärenden som du får öppna, också avslutade."
        width={30}
        maxLength={200}
      />
    </Form>
    {found === null && named === undefined ? (
      <LawNote>
        Varje sökning loggas. I socialtjänstens register får du bara söka på namn, personnummer och ärendenummer (15 § förordning 2001:637).
      </LawNote>
    ) : null}
    {found === null ? null : <Found found={found} form={form} />}
    {named === undefined ? null : <FoundNames {...named} />}
  </>
);

const FoundNames: FC<Named> = ({ found, more }) => (
  <section aria-label="Träffar">
    <Heading level={2} size="xs">
      {found.length === 1 ? "1 ärende" : `${found.length} ärenden`} som du kan öppna
    </Heading>
    {found.length === 0 ? (
      <Paragraph>Ingen träff bland ärenden som du får öppna. Har du ett personnummer eller ärendenummer, sök på det.</Paragraph>
    ) : null}
    {more ? <Paragraph>Fler har det namnet. Skriv mer av det.</Paragraph> : null}
    <ul class="f-todo f-found">
      {found.map((one) => (
        <FoundLine one={one} more={one.whose === "barnet" ? "" : ", vårdnadshavaren har det namnet"} />
      ))}
    </ul>
  </section>
);

const FoundLine: FC<{ one: Pick<FoundByName, "caseId" | "childName" | "caseNumber" | "openedOn" | "closedOn">; more?: string }> = (p) => (
  <li>
    <div class="f-todo-who">
      <a class="ds-link f-todo-what" href={caseLink(p.one.caseId)}>
        {p.one.childName}
      </a>
      <span class="f-subtle">{p.one.caseNumber}</span>
    </div>
    <p class="f-subtle">{`Öppnat ${p.one.openedOn}${p.more ?? ""}`}</p>
    <Tag tone={p.one.closedOn === null ? "info" : "neutral"}>{p.one.closedOn === null ? "Pågår" : `Avslutat ${p.one.closedOn}`}</Tag>
  </li>
);

const Found: FC<{ found: readonly FoundCase[]; form: FormState }> = ({ found, form }) => {
  const mine = found.filter((one) => one.mayOpen);
  const units = [...new Set(found.flatMap((one) => (one.mayOpen ? [] : [one.unit])))];
  return (
    <section aria-label="Träffar">
      <Heading level={2} size="xs">
        {mine.length === 1 ? "1 ärende" : `${mine.length} ärenden`} som du kan öppna
      </Heading>
      {found.length === 0 ? <Paragraph>Ingen träff. Kontrollera numret, eller registrera en ny anmälan.</Paragraph> : null}
      <ul class="f-todo f-found">
        {mine.map((one) => (
          <FoundLine one={one} />
        ))}
      </ul>
      {units.map((unit) => (
        <Alert tone="warning" heading="Du har inte behörighet">{`Det finns ett ärende som du inte kan öppna. Kontakta ${unit}.`}</Alert>
      ))}
      {units.length > 0 ? (
        <Details summary="Nödöppna ärendet">
          <div class="f-fields">
            <EmergencyWords />
            <Form form={{ ...form, to: emergencyPath }} submit="Nödöppna ärendet" draft={false}>
              <input type="hidden" name="number" value={form.value("number")} />
              <EmergencyFields form={form} />
            </Form>
          </div>
        </Details>
      ) : null}
    </section>
  );
};
