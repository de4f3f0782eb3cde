import { execFileSync } from 'node:child_process'

/** What a reader finds in a PDF (Debian's poppler-utils), line by line as it stands on paper. */
export const textIn = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, stdio: ['pipe', 'pipe', 'ignore'] })
    .toString()
    // direction marks that pdftotext adds
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
