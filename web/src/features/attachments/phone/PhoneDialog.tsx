import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Smartphone } from 'lucide-react'
import { phoneMinutes, phonePictures } from '@polyclinic/contract/attachments/document-words.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { QrCode } from '../../factors/public.ts'

type Link = { id: string; token: string; expiresAt: string }

/** Shows a code to a phone; what the phone sends appears in the gallery behind it. Closing ends the link. */
export function PhoneButton({ patientId }: { patientId: string }) {
  const { t } = useTranslation('attachments')
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const [link, setLink] = useState<Link>()
  const [isAsking, setAsking] = useState(false)
  const ask = async () => {
    setAsking(true)
    try {
      setLink(await once(api.attachments.phoneLinks.create, { params: { organization, id: patientId } }))
    } catch (error) {
      toast.problem(error)
    } finally {
      setAsking(false)
    }
  }
  const end = (ended: Link) => {
    setLink(undefined)
    api.attachments.phoneLinks.end({ params: { organization, id: ended.id } }).catch(toast.problem)
  }
  return (
    <>
      <Button
        size="small"
        writes
        icon={<Smartphone aria-hidden="true" className="size-4" />}
        isPending={isAsking}
        onPress={() => void ask()}
      >
        {t('fromPhone')}
      </Button>
      {link && <Shown link={link} organization={organization} onClose={() => end(link)} />}
    </>
  )
}

function Shown({ link, organization, onClose }: { link: Link; organization: string; onClose: () => void }) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const { clinic } = useClinic()
  const url = `${location.origin}${paths.phone(organization)}#${link.token}`
  return (
    <Dialog
      isOpen
      size="small"
      isPersistent
      title={t('fromPhone')}
      description={t('phone.show', { minutes: phoneMinutes, pictures: phonePictures })}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('phone.end')}</Button>}
    >
      <div className="flex flex-col items-center gap-4">
        <QrCode text={url} label={t('phone.code')} />
        <p className="text-13 text-muted">
          {t('phone.until', { time: format.time(link.expiresAt, clinic?.timeZone ?? 'UTC') })}
        </p>
      </div>
    </Dialog>
  )
}
