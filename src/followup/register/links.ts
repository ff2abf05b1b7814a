/** Addresses of the register's pages. */
export const registerPath = "/rutiner";
export const registerLinks = {
  document: (documentId: string): string => `${registerPath}/${documentId}`,
  change: (documentId: string): string => `${registerPath}/${documentId}/andra`,
  review: (documentId: string): string => `${registerPath}/${documentId}/granska`,
  end: (documentId: string): string => `${registerPath}/${documentId}/upphor`,
  attach: (documentId: string): string => `${registerPath}/${documentId}/fil`,
  file: (documentId: string, number: number): string => `${registerPath}/${documentId}/fil/${number}`,
  removeFile: (documentId: string, number: number): string => `${registerPath}/${documentId}/fil/${number}/ta-bort`,
  add: `${registerPath}/ny`,
  organisation: `${registerPath}/organisation`,
  inventory: `${registerPath}/genomgang`,
} as const;
