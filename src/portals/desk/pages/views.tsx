import { FieldOf } from "../../../ui/components/about-fields.tsx";
import { Form, PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { defineForm, definePage, definePost } from "../../../ui/page.tsx";
import { removeView } from "../actions/remove-view.ts";
import { saveView } from "../actions/save-view.ts";
import { caseTablePath, filterValues, filtersOf, tableLink } from "../case-table.ts";
import type { TableFilters } from "../case-table.ts";
import { findViews } from "../queries/find-views.ts";

export const viewsPath = "/arenden/vyer";
/** The address where a view is kept under a name; it says the view as the table's address does. */
export const newViewLink = (filters: TableFilters): string => tableLink(filters).replace(caseTablePath, `${viewsPath}/ny`);

/** One's own views: go to one, or take it away. */
export const viewsPage = definePage({
  path: viewsPath,
  title: "Dina vyer",
  asks: findViews,
  load: ({ ask }) => ask(findViews, {}),
  view: ({ data, tokens }) => (
    <>
      <PageHead heading="Dina vyer" lead="Sparade sätt att visa ärendetabellen. Bara du ser dem." />
      <Table
        caption="Sparade vyer"
        hideCaption
        rows={data.views}
        empty="Du har inga sparade vyer. Välj i ärendetabellen och tryck på Spara den här vyn."
        columns={[
          {
            heading: "Vy",
            cell: (one) => (
              <a class="ds-link" href={one.href}>
                {one.name}
              </a>
            ),
          },
          {
            heading: "Ta bort",
            cell: (one) => (
              <PostButton tokens={tokens} to={`${viewsPath}/${one.viewId}/ta-bort`} variant="tertiary">
                Ta bort<span class="ds-sr-only"> {one.name}</span>
              </PostButton>
            ),
          },
        ]}
      />
      <p>
        <a class="ds-link" href={caseTablePath}>
          Till ärendetabellen
        </a>
      </p>
    </>
  ),
});

/** Keeps what the table shows under a name of one's own. */
export const newViewPage = defineForm({
  path: "/arenden/vyer/ny",
  title: "Spara vyn",
  action: saveView,
  done: (_out, { search }) => tableLink(filtersOf(search)),
  notice: "Vyn är sparad.",
  view: ({ form, search }) => {
    const filters = filtersOf(search);
    return (
      <>
        <PageHead
          heading="Spara vyn"
          lead="Det du har valt i tabellen och hur den är sorterad. Samma namn igen ersätter den tidigare vyn."
        />
        <Form form={form} submit="Spara vyn" cancel={tableLink(filters)} draft={false}>
          {Object.entries(filterValues(filters)).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <FieldOf form={form} of={saveView.input.shape} name="viewName" />
        </Form>
      </>
    );
  },
});

export const removeViewPost = definePost({
  path: "/arenden/vyer/:viewId/ta-bort",
  title: "Ta bort vyn",
  action: removeView,
  done: () => viewsPath,
  notice: "Vyn är borttagen.",
});
