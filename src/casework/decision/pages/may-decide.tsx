import { capital } from "../../../platform/basics/text.ts";
import { codes } from "../../../platform/database/generated.ts";
import { DateField, Select, TextField } from "../../../ui/components/fields.tsx";
import { FilterForm } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { delegationLinks, delegationPath } from "../links.ts";
import { askMayDecide } from "../queries/may-decide.ts";
import { DECISION_TYPES, LEGAL_GROUNDS } from "../rules-grounds.ts";

/** What stands after `?`, and what the query calls it. */
const asked = {
  ...{ vem: "staffId", beslut: "type", lagrum: "ground", insats: "intervention" },
  ...{ manader: "months", kronor: "kronor", dag: "day" },
} as const;
const given = (search: URLSearchParams) =>
  Object.fromEntries(Object.entries(asked).map(([name, field]) => [field, search.get(name) ?? ""]));

/** "Får Karin besluta detta i dag?" */
export const mayDecidePage = definePage({
  path: delegationLinks.ask,
  title: "Får hon eller han besluta?",
  asks: askMayDecide,
  load: ({ ask, search }) => ask(askMayDecide, given(search)),
  view: ({ data: { staff, found }, search, actor, today }) => {
    const field = (name: keyof typeof asked, start = "") => ({ id: name, name, value: search.get(name) ?? start, values: [] });
    const lacks = (name: "vem" | "beslut", error: string) => (search.get(name) === "" ? { error } : {});
    return (
      <>
        <PageHead
          heading="Får hon eller han besluta detta?"
          lead="Svaret kommer ur lagen, delegationsordningen som gäller den dagen och den nivå som är skriven om medarbetaren."
          back={{ href: delegationPath, text: "Till delegationsordningen" }}
        />
        {found === null ? null : (
          <Alert tone={found.permitted ? "success" : "warning"} heading={found.permitted ? "Ja" : "Nej"} status>
            <Paragraph>{found.words.replace(/^(Ja|Nej)\. /u, "")}</Paragraph>
          </Alert>
        )}
        <FilterForm action={delegationLinks.ask} submit="Fråga">
          <Select
            {...field("vem", actor.staffId)}
            {...lacks("vem", "Välj vem.")}
            label="Vem?"
            empty="Välj"
            options={staff.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
          />
          <Select
            {...field("beslut")}
            {...lacks("beslut", "Välj vilket beslut.")}
            label="Vilket beslut?"
            empty="Välj"
            options={DECISION_TYPES.map((value) => ({ value, label: capital(value) }))}
          />
          <Select
            {...field("lagrum")}
            label="Lagrum"
            empty="Inget särskilt"
            options={LEGAL_GROUNDS.map(({ id, label }) => ({ value: id, label }))}
          />
          <Select
            {...field("insats")}
            label="Insats"
            empty="Ingen särskild"
            options={codes["intervention.intervention.type"].map((value) => ({ value, label: capital(value) }))}
          />
          <TextField {...field("manader")} label="Månader" width={6} inputMode="numeric" />
          <TextField {...field("kronor")} label="Kronor i månaden" width={10} inputMode="numeric" />
          <DateField {...field("dag", today)} label="Dag" />
        </FilterForm>
      </>
    );
  },
});
