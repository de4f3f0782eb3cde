import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { messageOf } from '../thrown.ts'

// Setting a page keeps a processor for tens of milliseconds: this is a thread of its own (documents.ts).

export interface Job {
  id: number
  markup: string
  /** JSON. */
  values: string
}

export type Outcome = { id: number; pdf: Uint8Array<ArrayBuffer> } | { id: number; error: string }

const families = [
  { at: import.meta.resolve('@expo-google-fonts/noto-sans/package.json'), weights: ['400Regular', '700Bold'] },
  {
    at: import.meta.resolve('@expo-google-fonts/ibm-plex-sans-arabic/package.json'),
    weights: ['400Regular', '700Bold'],
  },
  // ten megabytes a weight: names in Chinese are never bold
  { at: import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json'), weights: ['400Regular'] },
]

const foldersOf = ({ at, weights }: { at: string; weights: string[] }) =>
  weights.map((weight) => path.join(path.dirname(fileURLToPath(at)), weight))

const compiler = NodeCompiler.create({
  // templates may read what lies here, and nothing else
  workspace: path.join(import.meta.dirname, 'letter'),
  fontArgs: [{ fontPaths: families.flatMap(foldersOf) }],
})

function set({ id, markup, values }: Job): Outcome {
  const made = compiler.compile({ mainFileContent: markup, inputs: { data: values } })
  const failed = made.takeError()
  const sheet = made.result
  if (failed || !sheet) return { id, error: failed ? saidBy(failed) : 'nothing was set' }
  const pdf = compiler.pdf(sheet, {
    pdfStandard: PdfStandard.A_2b,
    creationTimestamp: Math.floor(Date.now() / 1000),
  })
  // what was not needed for ten documents is let go of
  compiler.evictCache(10)
  return { id, pdf: Uint8Array.from(pdf) }
}

const saidBy = (failed: Parameters<typeof compiler.fetchDiagnostics>[0]) =>
  (compiler.fetchDiagnostics(failed) as { message?: string }[]).map(({ message }) => message).join('; ')

parentPort?.on('message', (job: Job) => {
  try {
    parentPort?.postMessage(set(job))
  } catch (error) {
    parentPort?.postMessage({ id: job.id, error: messageOf(error) } satisfies Outcome)
  }
})
