import { FileText, Film, Image, Paperclip, ScanLine, type LucideIcon } from 'lucide-react'
import type { DocumentKind } from '@polyclinic/contract/attachments/document-words.ts'

export const kindIcons: Readonly<Record<DocumentKind, LucideIcon>> = {
  picture: Image,
  pdf: FileText,
  video: Film,
  dicom: ScanLine,
  other: Paperclip,
}

/** "wound, left foot": the tags of a line that somebody typed, each once. */
export const tagsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,،;]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]
