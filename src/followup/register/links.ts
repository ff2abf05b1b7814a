/** Addresses of the register's pages. */
export const registerPath = "/rutiner";
export const registerLinks = {
  document: (documentId: string): string => `${registerPath}/${documentId}`,
  change: (documentId: string): string => `${registerPath}/${documentId}/andra`,
  review: (documentId: string): string => `${registerPath}/${documentId}/granska`,
  end: (documentId: string): string => `${registerPath}/${documentId}/upphor`,
  add: `${registerPath}/ny`,
  organisation: `${registerPath}/organisation`,
  inventory: `${registerPath}/genomgang`,
} as const;
