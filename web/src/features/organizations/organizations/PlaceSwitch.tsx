import { OnDemand } from '../../../kit/screen/OnDemand.tsx'
import { PlaceButton } from './PlaceButton.tsx'

const load = () => import('./PlaceMenu.tsx').then(({ PlaceMenu }) => ({ default: PlaceMenu }))

export const PlaceSwitch = () => <OnDemand load={load} face={(open) => <PlaceButton onPress={open} />} />
