import { useState } from 'react'
import { useLocation, useParams } from '@tanstack/react-router'
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
import { forgetSession, knownSession, rememberSession } from './known-session.ts'
import { leanPicture, sendPicture } from './sending.ts'

/** A phone that was shown a code: it adds pictures to one chart for a quarter of an hour, and sees nothing of it. */
export function PhonePage() {
  const { organization } = useParams({ strict: false }) as { organization: string }
  const code = useLocation({ select: ({ hash }) => hash })
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col gap-6 p-6 text-16">
      <Phone key={code} slug={organization} code={code} />
    </main>
  )
}

type Shown = { slug: string; code: string }

function Phone({ slug, code }: Shown) {
  const [session, setSession] = useState(() => knownSession(code))
  const [isOver, setOver] = useState(false)
  const open = (given: PhoneSession) => {
    rememberSession(code, given)
    setSession(given)
  }
  const end = () => {
    forgetSession(code)
    setSession(undefined)
    setOver(true)
  }
  return session ? (
    <Sending slug={slug} session={session} onEnd={end} />
  ) : (
    <Opening slug={slug} code={code} isOver={isOver} onOpen={open} />
  )
}

/** Opening an address changes nothing: the code is taken by a press. */
function Opening({ slug, code, isOver, onOpen }: Shown & { isOver: boolean; onOpen: (session: PhoneSession) => void }) {
  const { t } = useTranslation('attachments')
  const text = useProblemText()
  const [problem, setProblem] = useState(isOver ? t('phone.over') : undefined)
  const [isOpening, setOpening] = useState(false)
  const open = async () => {
    setOpening(true)
    try {
      onOpen(await api.attachments.phones.open({ params: { organization: slug, token: code } }))
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

function Sending({ slug, session, onEnd }: { slug: string; session: PhoneSession; onEnd: () => void }) {
  const { t } = useTranslation('attachments')
  const [sent, setSent] = useState(0)
  const [left, setLeft] = useState(session.left)
  const base = `/api/v1/organizations/${encodeURIComponent(slug)}/phone-sessions/${session.session}/pictures`
  const { uploads, add, stop, again } = useUploads(async ({ id, content, stop: { signal } }, onProgress) => {
    const picture = await leanPicture(content)
    try {
      setLeft(await sendPicture({ url: `${base}/${id}`, content: picture, onProgress, signal }))
      setSent((before) => before + 1)
    } catch (error) {
      if (problemOf(error).code === 'not-found') onEnd()
      throw error
    }
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
