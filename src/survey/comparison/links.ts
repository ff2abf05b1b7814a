/** Addresses of the pages of published results. */
export const publicationsPath = "/enkater/publicerat";
export const addPublicationPath = "/enkater/publicerat/ny";
