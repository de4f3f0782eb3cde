import { useRef, useState } from 'react'
import { problemText } from '../../../kit/api/problem.ts'

export interface Upload {
  /** The same when it is tried again. */
  id: string
  name: string
  content: File
  /** From 0 to 1; absent while the server looks at it, or while it waits for its turn. */
  share?: number
  /** Why it did not arrive. */
  problem?: string
  stop: AbortController
}

export type Deliver = (upload: Upload, onProgress: (share: number) => void) => Promise<void>

/** Files on their way, two at once, each with its own bar; what arrived goes from the list. */
export function useUploads(deliver: Deliver) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const change = (id: string, more: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...more } : one)))
  const forget = (id: string) => setUploads((all) => all.filter((one) => one.id !== id))
  const line = useLine(async (one) => {
    try {
      await deliver(one, (share) => change(one.id, { share: share < 1 ? share : undefined }))
      forget(one.id)
    } catch (error) {
      if (one.stop.signal.aborted) forget(one.id)
      else change(one.id, { problem: problemText(error), share: undefined })
    }
  })
  return {
    uploads,
    add(files: readonly File[]) {
      const added = files.map((content) => ({
        id: crypto.randomUUID(),
        name: content.name,
        content,
        stop: new AbortController(),
      }))
      setUploads((all) => [...all, ...added])
      line.join(added)
    },
    stop(one: Upload) {
      line.leave(one)
      one.stop.abort()
      forget(one.id)
    },
    again(one: Upload) {
      change(one.id, { problem: undefined })
      line.join([one])
    },
  }
}

/** Whoever waits is sent in turn, two at once. */
function useLine(send: (one: Upload) => Promise<void>) {
  const waiting = useRef<Upload[]>([])
  const running = useRef(0)
  async function work(): Promise<void> {
    const next = running.current < 2 ? waiting.current.shift() : undefined
    if (!next) return
    running.current += 1
    await send(next)
    running.current -= 1
    await work()
  }
  return {
    join(all: readonly Upload[]) {
      waiting.current.push(...all)
      void work()
      void work()
    },
    leave(gone: Upload) {
      waiting.current = waiting.current.filter(({ id }) => id !== gone.id)
    },
  }
}
