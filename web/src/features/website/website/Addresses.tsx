import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Website } from '@polyclinic/contract/website/website.ts'
import { api } from '../../../kit/api/api.ts'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Link } from '../../../ui/buttons/Link.tsx'
import { CopyLine } from './CopyLine.tsx'

/** Where the page is, and a look at it before anybody else has one. */
export function PageAddress({ website }: { website: Website }) {
  const { t } = useTranslation('website')
  return (
    <div className="mt-4 flex flex-col gap-3">
      <CopyLine label={t('address')} value={website.url} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {website.isPublic && (
          <Link href={website.url} target="_blank" rel="noopener">
            {t('open')}
          </Link>
        )}
        <Preview />
      </div>
    </div>
  )
}

/** A window that opens by itself would be stopped: the address is made first, then followed. */
function Preview() {
  const { t } = useTranslation('website')
  const { slug: organization } = useOrganization()
  const [url, setUrl] = useState<string>()
  const make = async () => {
    try {
      setUrl((await api.website.previews.create({ params: { organization } })).url)
    } catch (error) {
      toast.problem(error)
    }
  }
  if (url === undefined) return <Button onPress={() => void make()}>{t('preview')}</Button>
  return (
    <>
      <Link href={url} target="_blank" rel="noopener">
        {t('previewReady')}
      </Link>
      <CopyButton text={url} label={t('kit:copy.of', { what: t('previewReady') })} />
      <span className="text-13 text-muted">{t('previewText')}</span>
    </>
  )
}

export function CardCode({ website, organization }: { website: Website; organization: string }) {
  const { t } = useTranslation('website')
  const { origin } = new URL(website.url)
  return (
    <CopyLine
      label={t('code')}
      value={`<script src="${origin}/embed.js" data-clinic="${organization}" data-show="hours" async></script>`}
    />
  )
}
