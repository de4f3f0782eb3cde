import type { Feature } from '../../kit/screen/feature.ts'

export const platform: Feature = { name: 'platform' }
