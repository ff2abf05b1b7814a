/** Addresses of the room's pages. */
export const formLinks = {
  forms: "/formular",
  /** Where one's own are written. */
  own: "/formular/egna",
  form: (id: string): string => `/formular/${id}`,
  page: (id: string, place: number): string => `/formular/${id}/sida/${place + 1}`,
  pdf: (id: string): string => `/formular/${id}/lasversion.pdf`,
  codebook: (id: string, format: "csv" | "xlsx" | "xml"): string => `/formular/${id}/kodbok.${format}`,
};
