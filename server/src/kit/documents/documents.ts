import { Worker } from 'node:worker_threads'
import type { AnyTemplate, Letter } from './template.ts'
import type { Job, Outcome } from './typesetter.ts'
import { asError } from '../thrown.ts'

export interface Documents {
  /** @throws where no template has that name, or one cannot be set. */
  render(name: string, data: Letter): Promise<Buffer>
  close(): Promise<void>
}

/** Milliseconds without work after which the thread, with its fonts, is given back. */
const idleFor = 30_000
/** Milliseconds after which a document is taken for endless. */
const patience = 20_000

export function openDocuments(templates: readonly AnyTemplate[]): Documents {
  const byName = new Map(templates.map((one) => [one.name, one]))
  let typesetter: Typesetter | undefined
  let isIdle: NodeJS.Timeout | undefined
  return {
    async render(name, data) {
      const template = byName.get(name)
      if (!template) throw new Error(`there is no document ${name}`)
      clearTimeout(isIdle)
      if (!typesetter || typesetter.hasEnded) typesetter = new Typesetter()
      const { markup, valuesOf } = template
      return typesetter.set({ markup, values: JSON.stringify(valuesOf(data as never)) }).finally(() => {
        clearTimeout(isIdle)
        isIdle = setTimeout(() => void typesetter?.end(), idleFor).unref()
      })
    },
    async close() {
      clearTimeout(isIdle)
      await typesetter?.end()
    },
  }
}

interface Waiting {
  resolve(pdf: Buffer): void
  reject(error: Error): void
  isLate: NodeJS.Timeout
}

class Typesetter {
  hasEnded = false
  private readonly thread = new Worker(new URL('./typesetter.ts', import.meta.url))
  private readonly waiting = new Map<number, Waiting>()
  private last = 0

  constructor() {
    this.thread.unref()
    this.thread.on('message', (outcome: Outcome) => this.settle(outcome))
    this.thread.on('error', (error) => this.giveUp(asError(error)))
    this.thread.on('exit', () => this.giveUp(new Error('the typesetter ended')))
  }

  set(document: Omit<Job, 'id'>): Promise<Buffer> {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      const isLate = setTimeout(() => void this.end(), patience)
      this.waiting.set(id, { resolve, reject, isLate })
      this.thread.postMessage({ id, ...document } satisfies Job)
    })
  }

  async end(): Promise<void> {
    this.hasEnded = true
    await this.thread.terminate()
  }

  private settle(outcome: Outcome): void {
    const one = this.waiting.get(outcome.id)
    if (!one) return
    this.waiting.delete(outcome.id)
    clearTimeout(one.isLate)
    if ('error' in outcome) one.reject(new Error(`the document could not be set: ${outcome.error}`))
    else one.resolve(Buffer.from(outcome.pdf.buffer))
  }

  private giveUp(error: Error): void {
    this.hasEnded = true
    for (const { reject, isLate } of this.waiting.values()) {
      clearTimeout(isLate)
      reject(error)
    }
    this.waiting.clear()
  }
}
