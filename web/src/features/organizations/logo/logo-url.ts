/** Where a logo is read; another address for each, so that no browser shows the one before. */
export const logoUrl = ({ slug, logoFileId }: { slug: string; logoFileId: string | null }): string | undefined =>
  logoFileId === null ? undefined : `/api/v1/organizations/${slug}/logo?of=${logoFileId}`
