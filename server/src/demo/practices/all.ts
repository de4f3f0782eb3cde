import { meadow } from './meadow.ts'
import { northgate } from './northgate.ts'
import type { DemoPractice } from './practice.ts'
import { riverside } from './riverside.ts'

export const practices: DemoPractice[] = [riverside, northgate, meadow]
