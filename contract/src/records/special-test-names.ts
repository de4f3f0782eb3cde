/** Tests by the name that examiners know them under; any other one is written in words. */
const table = {
  lachman: ['human'],
  'anterior-drawer': ['human', 'animal'],
  'posterior-drawer': ['human'],
  mcmurray: ['human'],
  thessaly: ['human'],
  'valgus-stress': ['human', 'animal'],
  'varus-stress': ['human', 'animal'],
  neer: ['human'],
  hawkins: ['human'],
  'empty-can': ['human'],
  'drop-arm': ['human'],
  apprehension: ['human'],
  speed: ['human'],
  cozen: ['human'],
  phalen: ['human'],
  tinel: ['human'],
  finkelstein: ['human'],
  spurling: ['human'],
  'straight-leg-raise': ['human'],
  slump: ['human'],
  faber: ['human'],
  fadir: ['human'],
  thomas: ['human'],
  ober: ['human'],
  trendelenburg: ['human'],
  thompson: ['human'],
  romberg: ['human'],
  'tibial-compression': ['animal'],
  ortolani: ['animal'],
  'patellar-luxation': ['animal'],
  'flexion-test': ['animal'],
  proprioception: ['animal'],
} as const satisfies Record<string, readonly ('human' | 'animal')[]>

export type SpecialTestName = keyof typeof table

export const specialTestNames = Object.keys(table) as SpecialTestName[]

export const specialTestsFor = (kind: 'human' | 'animal'): SpecialTestName[] =>
  specialTestNames.filter((name) => table[name].some((one) => one === kind))

export const specialTestResults = ['positive', 'negative', 'unclear'] as const

export type SpecialTestResult = (typeof specialTestResults)[number]
