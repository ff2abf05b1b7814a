/** What the address says of the language to read in: no personal data, so that a page in a language can be linked. */
const inLanguage = (language: string | null = null): string => (language === null ? "" : `?sprak=${encodeURIComponent(language)}`);

/** Addresses of the room's pages. */
export const formLinks = {
  forms: "/formular",
  /** Where one's own are written. */
  own: "/formular/egna",
  form: (id: string, language?: string | null): string => `/formular/${id}${inLanguage(language)}`,
  page: (id: string, place: number, language?: string | null): string => `/formular/${id}/sida/${place + 1}${inLanguage(language)}`,
  pdf: (id: string, language?: string | null): string => `/formular/${id}/lasversion.pdf${inLanguage(language)}`,
  codebook: (id: string, format: "csv" | "xlsx" | "xml"): string => `/formular/${id}/kodbok.${format}`,
};
