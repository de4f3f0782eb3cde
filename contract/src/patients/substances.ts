/** FHIR AllergyIntolerance.category */
export const substanceCategories = ['medication', 'food', 'environment', 'biologic'] as const

export type SubstanceCategory = (typeof substanceCategories)[number]

/** What people and animals are often allergic to; their names are texts. Anything else is told in words. */
export const substances = {
  medication: [
    'penicillin',
    'amoxicillin',
    'cephalosporins',
    'sulfonamides',
    'macrolides',
    'fluoroquinolones',
    'tetracyclines',
    'metronidazole',
    'nsaids',
    'aspirin',
    'ibuprofen',
    'diclofenac',
    'meloxicam',
    'carprofen',
    'paracetamol',
    'metamizole',
    'codeine',
    'morphine',
    'local-anaesthetics',
    'lidocaine',
    'contrast-media',
    'ace-inhibitors',
    'statins',
    'carbamazepine',
    'heparin',
    'chlorhexidine',
    'povidone-iodine',
    'ivermectin',
  ],
  food: [
    'peanut',
    'tree-nuts',
    'milk',
    'egg',
    'wheat',
    'soy',
    'fish',
    'shellfish',
    'sesame',
    'celery',
    'mustard',
    'lupin',
    'beef',
    'chicken',
    'lamb',
  ],
  environment: [
    'latex',
    'nickel',
    'adhesive-tape',
    'birch-pollen',
    'grass-pollen',
    'house-dust-mites',
    'moulds',
    'cat-hair',
    'dog-hair',
    'bee-venom',
    'wasp-venom',
    'flea-saliva',
  ],
  biologic: [
    'vaccines',
    'rabies-vaccine',
    'leptospirosis-vaccine',
    'tetanus-vaccine',
    'immunoglobulins',
    'blood-products',
    'horse-serum',
    'monoclonal-antibodies',
  ],
} as const satisfies Record<SubstanceCategory, readonly string[]>

export type SubstanceCode = (typeof substances)[SubstanceCategory][number]

export const substanceCodes: readonly SubstanceCode[] = substanceCategories.flatMap((category) => substances[category])

/** Of a substance on the list. */
export const categoryOf = (code: SubstanceCode): SubstanceCategory =>
  substanceCategories.find((category) => (substances[category] as readonly string[]).includes(code)) ?? 'medication'
