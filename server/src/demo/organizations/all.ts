import { meadow } from './meadow.ts'
import { northgate } from './northgate.ts'
import type { DemoOrganization } from './organization.ts'
import { riverside } from './riverside.ts'

export const organizations: DemoOrganization[] = [riverside, northgate, meadow]
