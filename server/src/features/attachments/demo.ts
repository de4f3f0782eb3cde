import sharp from 'sharp'
import type { FillDemo, Filling } from '../../demo/filling.ts'
import { files } from '../files/public.ts'
import { addAnnotation } from './annotations/actions.ts'
import { letterSvg, paperOf, woundSvg, xrayOf } from './demo-pictures/drawn-pictures.ts'
import { fileDocument } from './documents/actions.ts'

interface Kept {
  /** Absent: it waits in the inbox. */
  patientId?: string
  /** Names it, and nothing else of this organization. */
  key: string
  name: string
  title: string
  type: string
  content: Buffer
  small?: Buffer
  tags?: string[]
  daysAgo?: number
}

const day = 86_400_000

/** Of one patient of each practice a wound that heals, a paper and an X-ray; and two scans that nobody has filed yet. */
export const fillDemo: FillDemo = async (filling) => {
  const [patientId] = filling.patientIds
  if (!patientId) return
  const isGerman = filling.organization.country === 'DE'
  const wound = isGerman ? 'Wunde' : 'Wound'
  const first = await keepPicture(filling, woundSvg(1), { patientId, key: 'before', title: wound, daysAgo: 12 })
  await keepPicture(filling, woundSvg(0.35), { patientId, key: 'after', title: `${wound} 2`, daysAgo: 2 })
  const marks = [
    {
      kind: 'arrow' as const,
      ink: 'blue' as const,
      from: [0.2, 0.2] as [number, number],
      to: [0.4, 0.42] as [number, number],
    },
    {
      kind: 'text' as const,
      ink: 'white' as const,
      at: [0.08, 0.16] as [number, number],
      text: isGerman ? 'Rand' : 'Edge',
    },
  ]
  await addAnnotation(filling.tx, first, marks, { scope: undefined, mayFile: true }, filling.id('annotation', 'before'))
  const letter = isGerman ? 'Arztbrief' : 'Referral letter'
  await keep(filling, {
    patientId,
    key: 'paper',
    name: 'letter.pdf',
    title: letter,
    type: 'application/pdf',
    content: paperOf(letter),
    daysAgo: 30,
  })
  const xray = isGerman ? 'Röntgen Knie' : 'X-ray of the knee'
  await keep(filling, {
    patientId,
    key: 'xray',
    name: 'knee.dcm',
    title: xray,
    type: 'application/dicom',
    content: xrayOf('Somebody^Else'),
    daysAgo: 8,
  })
  for (const nth of [1, 2])
    await keepPicture(filling, letterSvg(`${letter} ${nth}`), { key: `scan-${nth}`, title: `Scan ${nth}` })
}

type Drawn = Omit<Kept, 'name' | 'type' | 'content' | 'small'>

async function keepPicture(filling: Filling, svg: string, drawn: Drawn): Promise<string> {
  const picture = sharp(Buffer.from(svg))
  const content = await picture.clone().jpeg({ quality: 80 }).toBuffer()
  const small = await picture.resize(320, 320, { fit: 'inside' }).webp({ quality: 70 }).toBuffer()
  const tags = drawn.patientId ? [filling.organization.country === 'DE' ? 'Wunde' : 'wound'] : []
  return keep(filling, { ...drawn, name: `${drawn.key}.jpg`, type: 'image/jpeg', content, small, tags })
}

async function keep(
  { tx, blobs, now, id }: Filling,
  { patientId, key, name, title, type, content, small, tags, daysAgo = 0 }: Kept,
) {
  const fileId = id('document-file', key)
  await files.putFile(tx, blobs, { id: fileId, name, purpose: 'attachment', type, content, ...(small && { small }) })
  const takenOn = new Date(now - daysAgo * day).toISOString().slice(0, 10)
  const filed = { ...(patientId && { patientId }), fileId, type, name, id: id('document', key) }
  return (await fileDocument(tx, filed, { title, takenOn, ...(tags && { tags }) })).id
}
