import { useTranslation } from 'react-i18next'
import { Printer, Tag } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { MenuItem } from '../../../ui/overlays/Menu.tsx'
import { printAddress } from './print-addresses.ts'

/** What can be put on paper of a patient: it opens beside the app, where a browser prints it. */
export function PrintItems({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const { language } = useLanguage()
  const print = (form: 'front-page' | 'label') => () =>
    window.open(printAddress(slug, patient.id, form, language), '_blank', 'noopener')
  return (
    <>
      <MenuItem label={t('print.front-page')} icon={<Printer aria-hidden="true" />} onAction={print('front-page')} />
      <MenuItem label={t('print.label')} icon={<Tag aria-hidden="true" />} onAction={print('label')} />
    </>
  )
}
