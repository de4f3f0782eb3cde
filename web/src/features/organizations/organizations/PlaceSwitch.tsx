import { OnDemand } from '../../../kit/screen/OnDemand.tsx'
import { PlaceButton } from './PlaceButton.tsx'

const load = () => import('./PlaceMenu.tsx').then(({ PlaceMenu }) => ({ default: PlaceMenu }))

/** Which organization and clinic one works in, and the way to another. */
export const PlaceSwitch = () => <OnDemand load={load} face={(open) => <PlaceButton onPress={open} />} />
