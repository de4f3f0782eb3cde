import { filePurposes, type FilePurpose } from '@polyclinic/contract/files/files.ts'
import { fileTypeFromBuffer } from 'file-type'
import { isPictureType } from '../../../kit/storage/pictures.ts'

/** Bytes from the beginning of a file that say what it is. */
export const headBytes = 8_192

/** What was written anew by us and holds a picture alone; everything else is handed over to be kept. */
export const isShown = isPictureType

/** By its content, whatever it is called; bytes of no known kind are only bytes. */
export async function typeOf(head: Uint8Array): Promise<string> {
  return (await fileTypeFromBuffer(head))?.mime ?? 'application/octet-stream'
}

/** A name without folders, controls, marks that turn the reading direction, and characters that a system keeps for itself. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .replace(/^[.\s]+/, '')
    .trimEnd()
  return plain === '' ? 'file' : plain
}

export const isTooLarge = (purpose: FilePurpose, size: number) => size > filePurposes[purpose].limit
