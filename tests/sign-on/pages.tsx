import { z } from "zod";
import { defineAction, defineQuery } from "../../src/platform/core/door.ts";
import { withRole } from "../../src/platform/core/permit.ts";
import { ok } from "../../src/platform/basics/result.ts";
import { TextArea, TextField } from "../../src/ui/components/fields.tsx";
import { Form, PostButton } from "../../src/ui/components/form.tsx";
import { PageHead } from "../../src/ui/components/layout.tsx";
import { defineForm, definePage, definePost, notFound } from "../../src/ui/page.tsx";
import type { Route } from "../../src/ui/page.tsx";

/** What the action below has done, oldest first. */
export const done: unknown[] = [];

const whoAmI = defineQuery({
  name: "test.who",
  title: "Vem är jag?",
  input: z.object({ caseId: z.string() }),
  output: z.object({ name: z.string(), caseId: z.string() }),
  permit: [withRole("alla", "caseworker", "team_leader", "analyst")],
  run: async (_tx, input, { actor }) => ok({ name: actor.name, caseId: input.caseId }),
});

const write = defineAction({
  name: "test.write",
  title: "Skriv",
  permit: [withRole("handläggare", "caseworker")],
  input: z.object({
    caseId: z.string(),
    words: z.string("Skriv något."),
    count: z.int("Skriv ett helt tal.").optional(),
    agreed: z.boolean().optional(),
  }),
  output: z.object({ n: z.int() }),
  run: async (_tx, input) => {
    done.push(input);
    return ok({ n: done.length });
  },
});

/** Pages for the tests of the frame. */
export const pages: readonly Route[] = [
  definePage({
    path: "/prov/sida",
    title: "Prov",
    navigation: { text: "Prov", order: 1 },
    asks: whoAmI,
    view: ({ actor, tokens }) => (
      <>
        <PageHead heading="Prov" />
        {actor.name}
        <PostButton tokens={tokens} to="/prov/knapp">
          Tryck
        </PostButton>
      </>
    ),
  }),
  definePage({
    path: "/prov/chef",
    title: "Chef",
    asks: { permit: [withRole("gruppledare", "team_leader")] },
    view: () => <PageHead heading="Chef" />,
  }),
  definePage({ path: "/prov/saknas", title: "Saknas", asks: whoAmI, load: async () => notFound(), view: () => <p /> }),
  definePage({
    path: "/prov/fel",
    title: "Fel",
    asks: whoAmI,
    load: async () => {
      throw new Error("hemlig text 20100101-1234");
    },
    view: () => <p />,
  }),
  definePage({
    path: "/prov/:caseId/vem",
    title: "Vem",
    asks: whoAmI,
    load: ({ ask, params }) => ask(whoAmI, { caseId: params.caseId }),
    view: ({ data }) => (
      <>
        <PageHead heading="Vem" />
        {data.name}
      </>
    ),
  }),
  definePost({
    path: "/prov/knapp",
    title: "Knapp",
    action: write,
    input: () => ({ caseId: "knapp", words: "tryckt" }),
    done: () => "/prov/sida",
    notice: "Knappen är tryckt.",
  }),
  defineForm({
    path: "/prov/:caseId/skriv",
    title: "Skriv",
    action: write,
    notice: "Det är sparat.",
    load: ({ ask, params }) => ask(whoAmI, { caseId: params.caseId }),
    done: () => "/prov/sida",
    view: ({ form }) => (
      <>
        <PageHead heading="Skriv" />
        <Form form={form} submit="Spara">
          <TextArea {...form.field("words")} label="Ord" />
          <TextField {...form.field("count")} label="Antal" optional />
        </Form>
      </>
    ),
  }),
];
