import { useTranslation } from 'react-i18next'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { api } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { PortraitField, pictureChanges } from '../../files/public.ts'
import { hueOf } from '../calendar/board-model.ts'
import { useScheduleRefresh } from '../settings/use-save.ts'

/** Where a practitioner's picture is read; another address for each, so that no browser shows the one before. */
const pictureUrl = (organization: string, { id, pictureId }: Pick<Practitioner, 'id' | 'pictureId'>) =>
  pictureId && `/api/v1/organizations/${organization}/practitioners/${id}/picture?of=${pictureId}`

/** What colleagues see beside the name of somebody who treats. */
export function PractitionerPicture({ practitioner }: { practitioner: Practitioner }) {
  const { t } = useTranslation('scheduling')
  const { slug } = useOrganization()
  const refresh = useScheduleRefresh()
  const { id, displayName, hue, abilities } = practitioner
  const params = { organization: slug, id }
  if (!abilities.update.allowed) return <Banner tone="info">{t('kit:problem.shared-by-clinics')}</Banner>
  const changes = pictureChanges({
    set: (fileId) => api.scheduling.practitionerPictures.set({ params, body: { fileId } }),
    remove: () => api.scheduling.practitionerPictures.remove({ params }),
    changed: refresh,
    savedText: t('picture.saved'),
    removedText: t('picture.removed'),
  })
  return (
    <PortraitField
      organization={slug}
      url={pictureUrl(slug, practitioner)}
      alt={t('picture.of', { name: displayName })}
      empty={<Avatar name={displayName} hue={hueOf(hue)} size="large" />}
      {...changes}
    />
  )
}
