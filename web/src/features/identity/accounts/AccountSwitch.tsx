import { OnDemand } from '../../../kit/screen/OnDemand.tsx'
import { AccountButton } from './AccountButton.tsx'

const load = () => import('./AccountMenu.tsx').then(({ AccountMenu }) => ({ default: AccountMenu }))

export const AccountSwitch = () => <OnDemand load={load} face={(open) => <AccountButton onPress={open} />} />
