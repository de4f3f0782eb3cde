/** Degrees that a movement usually reaches, or the angle of the joint at its end where an animal is measured. */
type Usual = Readonly<Record<string, number>>

interface JointFacts {
  /** Middle of the body: it has no left and right, but for movements that say so. */
  isMiddle?: true
  movements: Usual
}

type Joints = Readonly<Record<string, JointFacts>>

interface JointTable {
  joints: Joints
  source: string
  /** It was read in its source; else a clinician must confirm it first. */
  isChecked: boolean
}

const human = {
  shoulder: {
    movements: {
      flexion: 180,
      extension: 60,
      abduction: 180,
      'internal-rotation': 70,
      'external-rotation': 90,
    },
  },
  elbow: { movements: { flexion: 150, extension: 0 } },
  forearm: { movements: { pronation: 80, supination: 80 } },
  wrist: { movements: { flexion: 80, extension: 70, 'radial-deviation': 20, 'ulnar-deviation': 30 } },
  hip: {
    movements: {
      flexion: 120,
      extension: 30,
      abduction: 45,
      adduction: 30,
      'internal-rotation': 45,
      'external-rotation': 45,
    },
  },
  knee: { movements: { flexion: 135, extension: 0 } },
  ankle: { movements: { dorsiflexion: 20, plantarflexion: 50, inversion: 35, eversion: 15 } },
  neck: { isMiddle: true, movements: { flexion: 45, extension: 45, 'side-bending': 45, rotation: 60 } },
  back: { isMiddle: true, movements: { flexion: 80, extension: 25, 'side-bending': 35, rotation: 45 } },
} as const satisfies Joints

const dog = {
  shoulder: { movements: { flexion: 57, extension: 165 } },
  elbow: { movements: { flexion: 36, extension: 166 } },
  carpus: { movements: { flexion: 32, extension: 196 } },
  hip: { movements: { flexion: 50, extension: 162 } },
  stifle: { movements: { flexion: 42, extension: 162 } },
  tarsus: { movements: { flexion: 39, extension: 164 } },
} as const satisfies Joints

/** What the joints of a horse or a cat usually reach is not published as one table: they are measured without. */
const jointTables = {
  human: {
    joints: human,
    source: 'American Academy of Orthopaedic Surgeons. Joint Motion, 1965',
    isChecked: false,
  },
  animal: {
    joints: dog,
    source: 'Jaegger, Marcellin-Little, Levine. Am J Vet Res 2002;63:979-86 (Labrador retrievers)',
    isChecked: false,
  },
} as const satisfies Record<string, JointTable>

export type Joint = keyof typeof human | keyof typeof dog

type MovementsOf<Of extends Joints> = { [Key in keyof Of]: keyof Of[Key]['movements'] }[keyof Of]
export type Movement = MovementsOf<typeof human> | MovementsOf<typeof dog>

export const jointKeys = [...new Set([...Object.keys(human), ...Object.keys(dog)])] as Joint[]

const movementsOf = (joints: Joints) => Object.values(joints).flatMap(({ movements }) => Object.keys(movements))

export const movementKeys = [...new Set([human, dog].flatMap(movementsOf))] as Movement[]

/** How it was moved: by the patient, or by the examiner. */
export const motionModes = ['active', 'passive'] as const

export type MotionMode = (typeof motionModes)[number]

export interface JointMovement {
  joint: Joint
  movement: Movement
  /** It is measured at each side; else once. */
  hasSides: boolean
  /** Degrees; absent where nothing is published of such a patient. */
  usual?: number
}

/** Of the middle of the body these go to a side. */
const sideways: ReadonlySet<string> = new Set(['side-bending', 'rotation'])

/** What can be measured of such a patient, joint by joint. */
export function movementsFor(kind: 'human' | 'animal', species?: string): JointMovement[] {
  const joints: Joints = jointTables[kind].joints
  const isKnown = kind === 'human' || species === 'dog'
  return Object.entries(joints).flatMap(([joint, { isMiddle, movements }]) =>
    Object.entries(movements).map(([movement, usual]) => ({
      joint: joint as Joint,
      movement: movement as Movement,
      hasSides: !isMiddle || sideways.has(movement),
      ...(isKnown && { usual }),
    })),
  )
}

export const sourceOfUsual = (kind: 'human' | 'animal'): Omit<JointTable, 'joints'> => jointTables[kind]

/** More than any joint moves, and as far beyond straight as one bends back. */
export const degreesWithin = { low: -45, high: 220 }
