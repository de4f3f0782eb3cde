import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { textIn } from '../../testing/pdf.ts'
import { openDocuments } from './documents.ts'
import { template, type Letter } from './template.ts'

interface Note extends Letter {
  said: string
}

const folder = mkdtempSync(path.join(tmpdir(), 'polyclinic-documents-'))
function templateOf(name: string, body: string) {
  const file = path.join(folder, `${name}.typ`)
  writeFileSync(file, `#import "/letter.typ": data, letter\n#show: letter\n${body}`)
  return template<Note>(`test.${name}`, pathToFileURL(file))
}

const documents = openDocuments([
  templateOf('note', '= #data.title\n\n#data.said'),
  templateOf('broken', '#data.nothing'),
  templateOf('curious', '#read("/../documents.ts")'),
  templateOf('packaged', '#import "@preview/example:0.1.0": add'),
  templateOf('endless', '#let again(n) = again(n)\n#again(1)'),
])
afterAll(async () => {
  await documents.close()
  rmSync(folder, { recursive: true })
})

const note = (change: Partial<Note> = {}): Note => ({
  language: 'en',
  title: 'A note',
  country: 'GB',
  sender: { name: 'Riverside', lines: [{ text: '12 Harbour Street', isNumber: false }] },
  said: 'See you soon.',
  ...change,
})

test('a letter says who writes and what, in Latin, Arabic and Chinese', async () => {
  const pdf = await documents.render('test.note', note({ said: 'Grüße, 王小明, مرحبا' }))
  const text = textIn(pdf)
  for (const said of ['Riverside', '12 Harbour Street', 'A note', 'Grüße', '王小明', 'مرحبا'])
    expect(text).toContain(said)
})

test('what it says is never read as markup', async () => {
  const said = '#read("letter.typ") $x$ *bold* [[ \\ "quoted" <here> @there'
  expect(textIn(await documents.render('test.note', note({ said, title: '= #panic()' })))).toContain(said)
})

test('it is a PDF/A-2b with tags for screen readers, in its language, on the paper of its country', async () => {
  const pdf = await documents.render('test.note', note({ language: 'de', country: 'DE' }))
  expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7')
  const raw = pdf.toString('latin1')
  expect(raw).toContain('<pdfaid:part>2</pdfaid:part>')
  expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
  expect(raw).toContain('/StructTreeRoot')
  expect(raw).toMatch(/\/Lang ?\(de\)/)
  const american = await documents.render('test.note', note({ country: 'US' }))
  expect([pageOf(pdf), pageOf(american)]).toEqual(['A4', 'letter'])
})

const pageOf = (pdf: Buffer) =>
  /Page size:.*\((\w+)\)/.exec(
    execFileSync('pdfinfo', ['-'], { input: pdf, stdio: ['pipe', 'pipe', 'ignore'] }).toString(),
  )?.[1]

test.each(['broken', 'curious', 'packaged', 'endless'])('a template that is %s fails alone', async (name) => {
  const [bad, good] = await Promise.allSettled([
    documents.render(`test.${name}`, note()),
    documents.render('test.note', note()),
  ])
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('could not be set') } })
  expect(good.status).toBe('fulfilled')
})

test('a document that nobody declared is a fault of ours', async () => {
  await expect(documents.render('test.unknown', note())).rejects.toThrow('there is no document test.unknown')
})

test('whoever waits while the thread ends is told, and the next document is made by another thread', async () => {
  const waiting = documents.render('test.note', note())
  await Promise.all([expect(waiting).rejects.toThrow('ended'), documents.close()])
  expect(textIn(await documents.render('test.note', note()))).toContain('See you soon.')
})
