import { definePost } from "../../../ui/page.tsx";
import { beginVersion } from "../actions/begin-version.ts";
import { movePart } from "../actions/move-part.ts";
import { withdrawForm } from "../actions/withdraw-form.ts";
import { editorLinks, ownForms } from "../links.ts";

/** Moves a question or a page a step. */
export const movePost = definePost({
  path: `${ownForms}/:form/flytta`,
  title: "Flytta en fråga eller en sida",
  action: movePart,
  done: (_out, { params: { form } }) => editorLinks.form(form),
});

/** Begins the next version of what is published. */
export const versionPost = definePost({
  path: `${ownForms}/:form/ny-version`,
  title: "Gör en ny version av ett formulär",
  action: beginVersion,
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Den nya versionen är ett utkast, som den förra var.",
});

/** Withdraws a version. */
export const withdrawPost = definePost({
  path: `${ownForms}/:form/dra-tillbaka`,
  title: "Dra tillbaka en version av ett formulär",
  action: withdrawForm,
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Versionen är tillbakadragen.",
});
