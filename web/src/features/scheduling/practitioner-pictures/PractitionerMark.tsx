import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { api } from '../../../kit/api/api.ts'
import { smallPictures } from '../../../kit/api/small-pictures.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { hueOf } from '../calendar/board-model.ts'

const useSmallPicture = smallPictures('practitioner', (organization, ids) =>
  api.scheduling.practitionerPictures.listSmall({ params: { organization }, query: { ids } }),
)

type Props = { practitioner: Pick<Practitioner, 'id' | 'displayName' | 'hue' | 'pictureId'> }

/** The picture; else initials in the practitioner's own hue. */
export function PractitionerMark({ practitioner }: Props) {
  const { displayName, hue } = practitioner
  return <Avatar name={displayName} hue={hueOf(hue)} imageUrl={useSmallPicture(practitioner)} />
}
