/** The faults of a draft for whoever writes it: where each stands, and where it is mended. */
import type { FileFault } from "../questionnaires/faults.ts";
import type { FormFile } from "./form-file.ts";
import { editorLinks } from "./links.ts";

export type ShownFault = { readonly where: string; readonly href: ((form: string) => string) | null; readonly message: string };

/** Each fault by its question or page where it stands in one, else by its line. */
export function fileFaults(faults: readonly FileFault[], file: FormFile | null): readonly ShownFault[] {
  const pages = file?.pages() ?? [];
  return faults.map(({ path = [], line, message }) => {
    const [top, place, questions, nth] = path;
    const page = top === "pages" && typeof place === "number" ? pages[place] : undefined;
    const question = questions === "questions" && typeof nth === "number" ? page?.questions[nth] : undefined;
    if (question && /^(?:\d{1,3}[a-z]?|[a-z]{2,30})$/.test(question.number))
      return { where: `Fråga ${question.number}`, href: (form) => editorLinks.question(form, question.number), message };
    if (page && question === undefined && questions !== "questions" && /^[a-z0-9-]+$/.test(page.page))
      return { where: `Sidan ${page.title}`, href: (form) => editorLinks.page(form, page.page), message };
    return { where: `Rad ${line}`, href: (form) => editorLinks.text(form), message };
  });
}
