/** Addresses of what an agency publishes. */
export const resultsPath = "/resultat";
const publicationsPath = "/publiceringar";
export const resultsLinks = {
  round: (roundId: string): string => `${resultsPath}/${roundId}`,
  publish: (roundId: string): string => `${resultsPath}/${roundId}/ny`,
  publication: (publicationId: string): string => `${publicationsPath}/${publicationId}`,
  table: (publicationId: string, place: number): string => `${publicationsPath}/${publicationId}/tabell/${place + 1}`,
  quality: (publicationId: string): string => `${publicationsPath}/${publicationId}/kvalitet`,
  deliveries: (publicationId: string): string => `${publicationsPath}/${publicationId}/leveranser`,
  progress: (publicationId: string): string => `${publicationsPath}/${publicationId}/lage`,
  file: (publicationId: string, name: string): string => `${publicationsPath}/${publicationId}/${name}`,
} as const;
