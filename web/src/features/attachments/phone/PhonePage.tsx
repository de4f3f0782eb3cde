import { useState } from 'react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Camera, Images } from 'lucide-react'
import type { PhoneSession } from '@polyclinic/contract/attachments/phone-links.ts'
import { api } from '../../../kit/api/api.ts'
import { problemOf, useProblemText } from '../../../kit/api/problem.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FilesButton } from '../../../ui/buttons/FileButton.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { UploadList } from '../uploads/UploadList.tsx'
import { useUploads } from '../uploads/use-uploads.ts'
import { leanPicture, sendPicture } from './sending.ts'

const remembered = 'phone-session'

/** What this tab was given, so that a page that is loaded anew goes on. */
function known(): PhoneSession | undefined {
  try {
    const session = JSON.parse(sessionStorage.getItem(remembered) ?? 'null') as PhoneSession | null
    return session && Date.parse(session.expiresAt) > Date.now() ? session : undefined
  } catch {
    return undefined
  }
}

/** A phone that was shown a code: it adds pictures to one chart for a quarter of an hour, and sees nothing of it. */
export function PhonePage() {
  const { organization } = useParams({ strict: false }) as { organization: string }
  const [session, setSession] = useState(known)
  const opened = (given: PhoneSession) => {
    sessionStorage.setItem(remembered, JSON.stringify(given))
    setSession(given)
  }
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col gap-6 p-6 text-16">
      {session ? <Sending slug={organization} session={session} /> : <Opening slug={organization} onOpen={opened} />}
    </main>
  )
}

/** Opening an address changes nothing: the code is taken by a press. */
function Opening({ slug, onOpen }: { slug: string; onOpen: (session: PhoneSession) => void }) {
  const { t } = useTranslation('attachments')
  const text = useProblemText()
  const [problem, setProblem] = useState<string>()
  const [isOpening, setOpening] = useState(false)
  const open = async () => {
    setOpening(true)
    try {
      const token = location.hash.slice(1)
      onOpen(await api.attachments.phones.open({ params: { organization: slug, token } }))
    } catch (error) {
      setProblem(['not-found', 'invalid-input'].includes(problemOf(error).code) ? t('phone.over') : text(error))
    } finally {
      setOpening(false)
    }
  }
  return (
    <>
      <h1 className="text-28 font-semibold">{t('phone.title')}</h1>
      <p className="text-muted">{t('phone.text')}</p>
      {problem && (
        <Banner tone="bad" isAnnounced>
          {problem}
        </Banner>
      )}
      <Button variant="primary" isPending={isOpening} onPress={() => void open()}>
        {t('phone.begin')}
      </Button>
    </>
  )
}

function Sending({ slug, session }: { slug: string; session: PhoneSession }) {
  const { t } = useTranslation('attachments')
  const [sent, setSent] = useState(0)
  const [left, setLeft] = useState(session.left)
  const base = `/api/v1/organizations/${encodeURIComponent(slug)}/phone-sessions/${session.session}/pictures`
  const { uploads, add, stop, again } = useUploads(async ({ id, content, stop: { signal } }, onProgress) => {
    const picture = await leanPicture(content)
    setLeft(await sendPicture({ url: `${base}/${id}`, content: picture, onProgress, signal }))
    setSent((before) => before + 1)
  })
  const isFull = left === 0
  return (
    <>
      <h1 className="text-28 font-semibold">{t('phone.for', { initials: session.initials })}</h1>
      <p className="text-muted">{t('phone.where', { organization: session.organization })}</p>
      <output className="font-semibold">{t('phone.sent', { sent, left })}</output>
      {isFull && <Banner tone="info">{t('phone.full')}</Banner>}
      <div className="flex flex-col gap-3">
        <FilesButton
          variant="primary"
          accepts={['image/*']}
          camera="environment"
          disabledReason={isFull ? t('phone.full') : undefined}
          icon={<Camera aria-hidden="true" className="size-5" />}
          onChoose={add}
        >
          {t('phone.take')}
        </FilesButton>
        <FilesButton
          accepts={['image/*']}
          disabledReason={isFull ? t('phone.full') : undefined}
          icon={<Images aria-hidden="true" className="size-5" />}
          onChoose={add}
        >
          {t('phone.choose')}
        </FilesButton>
      </div>
      <UploadList uploads={uploads} onStop={stop} onAgain={again} />
    </>
  )
}
