import { crc32, deflateSync } from 'node:zlib'
import { tinyPng } from './files.ts'

/** How a browser can be made to take a file for more than bytes. */
export type Danger = 'document' | 'script' | 'style'

export interface HostileFile {
  /** What it pretends to be. */
  name: string
  content: Buffer
  /** As this type, in this place, its script runs or its address is fetched: so a test can show that it is armed. */
  armed?: { type: string; as: Danger }
  /** A picture in truth: of it only the picture is kept. */
  isPicture?: true
}

/** Each asks for `beacon`, with its name behind it, and says so in `self.ranFrom`, as soon as anything of it runs or is fetched. */
export function hostileFiles(beacon: string): HostileFile[] {
  const call = (name: string) => `self.ranFrom='${name}';fetch('${beacon}?${name}')`
  const html = (name: string) => `<script>${call(name)}</script>`
  const file = (name: string, content: string | Buffer, type: string, as: Danger = 'document'): HostileFile => ({
    name,
    content: Buffer.from(content as string),
    armed: { type, as },
  })
  return [
    file('page.png', `<!doctype html>${html('page.png')}`, 'text/html'),
    file('spaces.txt', `${'\n \t'.repeat(200)}<html>${html('spaces.txt')}`, 'text/html'),
    file('utf16.txt', Buffer.from(`\ufeff<html>${html('utf16.txt')}`, 'utf16le'), 'text/html'),
    file('scripted.svg', svg(`<script>${call('scripted.svg')}</script>`), 'image/svg+xml'),
    file('loading.svg', svg('', `onload="${call('loading.svg')}"`), 'image/svg+xml'),
    file('foreign.svg', svg(foreign(`<img src="x" onerror="${call('foreign.svg')}"/>`)), 'image/svg+xml'),
    file('page.xhtml', `<html xmlns="${xhtml}">${html('page.xhtml')}</html>`, 'application/xhtml+xml'),
    file('named.xml', `<root><script xmlns="${xhtml}">${call('named.xml')}</script></root>`, 'text/xml'),
    file('transformed.xml', transformedXml(call('transformed.xml')), 'text/xml'),
    file('comment.gif', `GIF89a=1/*${'\0'.repeat(40)}*/;${call('comment.gif')}`, 'text/javascript', 'script'),
    file('bitmap.bmp', `BM=1;${call('bitmap.bmp')}`, 'text/javascript', 'script'),
    file('code.pdf', `//%PDF-1.4\n${call('code.pdf')}`, 'text/javascript', 'script'),
    file('answer.json', call('answer.json'), 'text/javascript', 'script'),
    file('style.txt', `@import url('${beacon}?style.txt');`, 'text/css', 'style'),
    file('archive.gif', gifWithArchive(html('archive.gif')), 'text/html'),
    { name: 'letter.pdf', content: Buffer.from(scriptedPdf(beacon)) },
    { name: 'words.png', content: pngWith(html('words.png')), isPicture: true },
    { name: 'behind.png', content: Buffer.concat([tinyPng, Buffer.from(html('behind.png'))]), isPicture: true },
  ]
}

const xhtml = 'http://www.w3.org/1999/xhtml'

const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" ${more}>${inside}</svg>`

const foreign = (inside: string) =>
  `<foreignObject width="9" height="9"><body xmlns="${xhtml}">${inside}</body></foreignObject>`

/** A document that carries the stylesheet by which it becomes a page with a script. */
const transformedXml = (code: string) => `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#sheet"?>
<!DOCTYPE root [<!ATTLIST xsl:stylesheet id ID #REQUIRED>]>
<root><xsl:stylesheet id="sheet" version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">
<html><script>${code}</script></html></xsl:template></xsl:stylesheet></root>`

const scriptedPdf = (beacon: string) => `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL('${beacon}?letter.pdf'))>>
/AA<</O<</S/URI/URI(${beacon}?letter.pdf)>>>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF`

/** A picture for whoever reads from the front, an archive of code for whoever reads from the back, and a page in between. */
const gifWithArchive = (inside: string) =>
  Buffer.concat([
    Buffer.from('47494638396101000100800000000000ffffff21fe', 'hex'),
    Buffer.from([inside.length]),
    Buffer.from(`${inside}\0`),
    Buffer.from('2c000000000100010000020144003b', 'hex'),
    Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
  ])

/** A whole picture with words of its own in it, plain and packed. */
function pngWith(words: string): Buffer {
  const end = tinyPng.length - 12
  const chunks = [
    chunk('tEXt', Buffer.from(`Comment\0${words}`)),
    chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(words)])),
  ]
  return Buffer.concat([tinyPng.subarray(0, end), ...chunks, tinyPng.subarray(end)])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
