import { OnDemand } from '../../../kit/screen/OnDemand.tsx'
import { LanguageButton } from './LanguageButton.tsx'

const load = () => import('./LanguageMenu.tsx').then(({ LanguageMenu }) => ({ default: LanguageMenu }))

export const LanguageSwitch = () => <OnDemand load={load} face={(open) => <LanguageButton onPress={open} />} />
