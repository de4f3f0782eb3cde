import { crc32, inflateRawSync } from 'node:zlib'

/** As text; for what is none there are the bytes. */
export const unzip = (archive: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipped(archive)).map(([name, content]) => [name, content.toString()]))

/** The files of an archive by name, as its directory says where they are; an error where a hash is another. */
export function unzipped(archive: Buffer): Record<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files: Record<string, Buffer> = {}
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== 0x02_01_4b_50) throw new Error('the directory is broken')
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const nameLength = archive.readUInt16LE(at + 28)
    const header = archive.readUInt32LE(at + 42)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    if (archive.readUInt32LE(header) !== 0x04_03_4b_50) throw new Error(`${name} is not where the directory says`)
    const begin = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
    const bytes = archive.subarray(begin, begin + packed)
    const content = archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)
    if (crc32(content) !== crc || content.length !== size) throw new Error(`${name} is not whole`)
    files[name] = content
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}
