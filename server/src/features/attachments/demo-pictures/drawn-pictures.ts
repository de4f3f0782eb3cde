/** Pictures of the demo world, drawn by code: they show nobody. */

const skin = '#d9a78c'

const ruler = Array.from({ length: 11 }, (_, at) => `<path d="M${60 + at * 52} 450v${at % 5 === 0 ? 22 : 12}"/>`).join(
  '',
)

/** A wound on a heel that closes: `share` of what it was. */
export const woundSvg = (share: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <radialGradient id="s"><stop offset="0" stop-color="#e8bda5"/><stop offset="1" stop-color="${skin}"/></radialGradient>
    <rect width="640" height="480" fill="url(#s)"/>
    <ellipse cx="330" cy="240" rx="${170 * share + 20}" ry="${110 * share + 14}" fill="#b5645a"/>
    <ellipse cx="330" cy="240" rx="${120 * share}" ry="${76 * share}" fill="#7d2b2b"/>
    <ellipse cx="300" cy="224" rx="${44 * share}" ry="${22 * share}" fill="#d8c46a" opacity="0.8"/>
    <g stroke="#333" stroke-width="2">${ruler}</g>
  </svg>`

const line = (at: number) =>
  `<rect x="48" y="${130 + at * 28}" width="${300 + ((at * 53) % 84)}" height="9" fill="#9a9a96"/>`

/** A letter as a scanner sees one. */
export const letterSvg = (heading: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="640">
    <rect width="480" height="640" fill="#fdfcf8"/>
    <text x="48" y="84" font-family="sans-serif" font-size="24" fill="#222">${heading}</text>
    ${Array.from({ length: 16 }, (_, at) => line(at)).join('')}
  </svg>`

/** A paper of one page with one line, as PDF 1.4 (ISO 32000). */
export function paperOf(title: string): Buffer {
  const plain = title.replaceAll(/[^ -~]/g, '').replaceAll(/[()\\]/g, '')
  const content = `BT /F1 18 Tf 72 760 Td (${plain}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj${object}endobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  return Buffer.from(`${text}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`)
}

const side = 256

/** How dense a bone is at a place of the picture: two shafts and the gap of a joint. */
function densityAt(x: number, y: number): number {
  const fromAxis = Math.abs(x - side / 2 + Math.sin(y / 40) * 6)
  const isJoint = Math.abs(y - side / 2) < 6
  const width = 34 + 26 * Math.exp(-(((y - side / 2) / 34) ** 2))
  const tissue = fromAxis < width + 50 ? 300 : 0
  if (isJoint || fromAxis > width) return tissue
  return tissue + 900 + 700 * (fromAxis / width) ** 4
}

/** An X-ray of a knee that nobody has: DICOM (PS3.10), explicit little endian, 16 bits, 0.8 mm a pixel. */
export function xrayOf(patientName: string): Buffer {
  const pixels = Buffer.alloc(side * side * 2)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) pixels.writeUInt16LE(Math.round(densityAt(x, y)), (y * side + x) * 2)
  const meta = [element(2, 0x10, 'UI', text('1.2.840.10008.1.2.1', '\0'))]
  const metaLength = element(2, 0, 'UL', long(Buffer.concat(meta).length))
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    metaLength,
    ...meta,
    element(8, 5, 'CS', text('ISO_IR 192')),
    element(8, 0x60, 'CS', text('DX')),
    element(0x10, 0x10, 'PN', text(patientName)),
    element(0x28, 2, 'US', short(1)),
    element(0x28, 4, 'CS', text('MONOCHROME2')),
    element(0x28, 0x10, 'US', short(side)),
    element(0x28, 0x11, 'US', short(side)),
    element(0x28, 0x30, 'DS', text('0.8\\0.8')),
    element(0x28, 0x100, 'US', short(16)),
    element(0x28, 0x101, 'US', short(16)),
    element(0x28, 0x102, 'US', short(15)),
    element(0x28, 0x103, 'US', short(0)),
    element(0x28, 0x1050, 'DS', text('900')),
    element(0x28, 0x1051, 'DS', text('1800')),
    element(0x7fe0, 0x10, 'OW', pixels),
  ])
}

function element(group: number, number: number, kind: string, value: Buffer): Buffer {
  const isLong = kind === 'OW'
  const head = Buffer.alloc(isLong ? 12 : 8)
  head.writeUInt16LE(group, 0)
  head.writeUInt16LE(number, 2)
  head.write(kind, 4, 'latin1')
  if (isLong) head.writeUInt32LE(value.length, 8)
  else head.writeUInt16LE(value.length, 6)
  return Buffer.concat([head, value])
}

/** Values have an even length. */
function text(value: string, filler = ' '): Buffer {
  const bytes = Buffer.from(value)
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(filler)])
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
