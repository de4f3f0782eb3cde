import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilePurpose } from '@polyclinic/contract/files/files.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { upload } from '../files/upload.ts'

export interface Sending {
  /** From 0 to 1; undefined once all was sent and the server looks at it. */
  share: number | undefined
  stop: AbortController
}

interface Options {
  organization: string
  purpose: FilePurpose
  /** What becomes of the file that is there now; what it refuses is shown like a refusal of the file. */
  onSent: (fileId: string) => Promise<void>
}

export function useSending({ organization, purpose, onSent }: Options) {
  const { t } = useTranslation('files')
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<string>()
  const sendOne = async (content: File) => {
    const stop = new AbortController()
    setProblem(undefined)
    setSending({ share: 0, stop })
    const onProgress = (share: number) => setSending({ share: share < 1 ? share : undefined, stop })
    try {
      const file = await upload({ organization, purpose, content, onProgress, signal: stop.signal })
      await onSent(file.id)
      if (file.state === 'held') toast.good(t('picture.held'))
    } catch (error) {
      setProblem(stop.signal.aborted ? t('picture.stopped') : problemText(error))
    } finally {
      setSending(undefined)
    }
  }
  return { sending, problem, send: (content: File) => void sendOne(content) }
}
