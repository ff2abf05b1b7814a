import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

type Node = { readonly role?: string; readonly children?: readonly Node[]; readonly alt?: string };

/** A PDF as a reader, or a screen reader, meets it. */
export type ReadPdf = {
  readonly title: unknown;
  readonly language: unknown;
  /** The document is tagged. */
  readonly isMarked: boolean;
  readonly pages: number;
  /** All text, each page with its running head and number, blanks as one. */
  readonly text: string;
  readonly pageTexts: readonly string[];
  /** The roles of the structure tree, in order: "H1", "P", "TH" … */
  readonly roles: readonly string[];
  /** The bookmarks, with those below indented. */
  readonly bookmarks: readonly string[];
};

/** Reads a PDF back. What was put into long words so that they can be broken is taken out again. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const { info } = (await document.getMetadata()) as { info: Readonly<Record<string, unknown>> };
  const pageTexts: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
    pageTexts.push(text.replaceAll("\u200B", "").replaceAll(/\s+/gu, " ").trim());
    roles.push(...rolesIn((await page.getStructTree()) as Node | null));
  }
  const marks = (await document.getMarkInfo()) as Map<string, boolean> | null;
  const outline = await document.getOutline();
  await task.destroy();
  return {
    title: info["Title"],
    language: info["Language"],
    isMarked: marks?.get("Marked") === true,
    pages: pageTexts.length,
    text: pageTexts.join(" "),
    pageTexts,
    roles,
    bookmarks: bookmarksIn(outline as readonly Bookmark[] | null, ""),
  };
}

type Bookmark = { readonly title: string; readonly items: readonly Bookmark[] };

function bookmarksIn(marks: readonly Bookmark[] | null, indent: string): string[] {
  return (marks ?? []).flatMap((one) => [indent + one.title, ...bookmarksIn(one.items, `${indent}  `)]);
}

function rolesIn(node: Node | null): string[] {
  if (node === null) return [];
  return [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesIn)];
}
