import type { Joint, Movement } from '@polyclinic/contract/records/motion-joints.ts'
import type { SpecialTestName } from '@polyclinic/contract/records/special-test-names.ts'
import type { z } from 'zod'
import type { newGoal } from '@polyclinic/contract/records/goals.ts'
import type { newOutcome } from '@polyclinic/contract/records/outcomes.ts'

type Scored = Omit<z.infer<typeof newOutcome>, 'score' | 'activities'>

/** A treatment as it went: scores from the oldest on, every three weeks; degrees at its begin and its end. */
export interface Course {
  scores: readonly (Scored & { each: readonly number[] })[]
  /** What the patient finds hard, in English and German, each with its scores. */
  activities?: readonly { en: string; de: string; each: readonly number[] }[]
  motions: readonly {
    joint: Joint
    movement: Movement
    left: readonly [number, number]
    right: readonly [number, number]
  }[]
  tests: readonly { test: SpecialTestName; bodySide: 'left' | 'right' | 'both'; result: 'positive' | 'negative' }[]
  goals: readonly (Omit<z.infer<typeof newGoal>, 'text'> & { en: string; de: string; inDays: number })[]
}

const back: Course = {
  scores: [
    { measure: 'nprs', each: [7, 6, 4, 3] },
    { measure: 'rmdq', each: [14, 12, 9, 6] },
  ],
  activities: [
    { en: 'Lifting the crate', de: 'Die Kiste heben', each: [2, 3, 5, 7] },
    { en: 'Sitting for an hour', de: 'Eine Stunde sitzen', each: [3, 4, 6, 7] },
  ],
  motions: [],
  tests: [
    { test: 'straight-leg-raise', bodySide: 'left', result: 'negative' },
    { test: 'slump', bodySide: 'left', result: 'positive' },
  ],
  goals: [{ en: 'Work a whole day without pain', de: 'Einen ganzen Tag ohne Schmerzen arbeiten', inDays: 60 }],
}

const shoulder: Course = {
  scores: [
    { measure: 'nprs', each: [6, 6, 5, 3] },
    { measure: 'quickdash', each: [52.3, 47.7, 40.9, 31.8] },
    { measure: 'grip', side: 'right', each: [24.5, 26, 29.5, 32] },
  ],
  motions: [
    { joint: 'shoulder', movement: 'flexion', left: [175, 175], right: [110, 150] },
    { joint: 'shoulder', movement: 'abduction', left: [170, 170], right: [80, 135] },
    { joint: 'shoulder', movement: 'external-rotation', left: [85, 85], right: [40, 65] },
  ],
  tests: [
    { test: 'hawkins', bodySide: 'right', result: 'positive' },
    { test: 'empty-can', bodySide: 'right', result: 'negative' },
  ],
  goals: [
    { en: 'Reach the top shelf', de: 'Das oberste Regal erreichen', inDays: 45, achievement: 'improving' },
    { en: 'Swim again', de: 'Wieder schwimmen', inDays: 120, measure: 'quickdash', threshold: 15 },
  ],
}

const knee: Course = {
  scores: [
    { measure: 'nprs', each: [6, 5, 4, 4] },
    { measure: 'lefs', each: [38, 44, 47, 52] },
    { measure: 'chair-stand', each: [8, 9, 11, 12] },
    { measure: 'thigh-girth', side: 'left', each: [44.5, 44.8, 45.6, 46.2] },
  ],
  motions: [
    { joint: 'knee', movement: 'flexion', left: [95, 118], right: [135, 135] },
    { joint: 'knee', movement: 'extension', left: [-10, -3], right: [0, 0] },
  ],
  tests: [
    { test: 'lachman', bodySide: 'left', result: 'negative' },
    { test: 'thessaly', bodySide: 'left', result: 'positive' },
  ],
  goals: [
    {
      en: 'Climb the stairs without a rail',
      de: 'Treppen ohne Geländer steigen',
      inDays: 30,
      measure: 'lefs',
      threshold: 60,
    },
    { en: 'Walk to the market', de: 'Zum Markt gehen', inDays: -20, achievement: 'achieved', status: 'completed' },
  ],
}

const hip: Course = {
  scores: [
    { measure: 'load', each: [27, 24, 21, 18] },
    { measure: 'thigh-girth', side: 'left', each: [31, 31.4, 32.2, 33] },
    { measure: 'cbpi-severity', each: [5.25, 4.5, 4, 3.25] },
  ],
  motions: [
    { joint: 'hip', movement: 'flexion', left: [58, 54], right: [52, 51] },
    { joint: 'hip', movement: 'extension', left: [128, 142], right: [150, 152] },
  ],
  tests: [{ test: 'ortolani', bodySide: 'left', result: 'positive' }],
  goals: [{ en: 'Jump into the car', de: 'Ins Auto springen', inDays: 60, measure: 'load', threshold: 12 }],
}

/** In the order in which problems are given to patients (demo.ts): who has which of them is treated for it. */
const ofPeople: readonly (Course | undefined)[] = [undefined, back, undefined, shoulder, undefined, knee]

/** What the n-th patient of a practice is treated for, if anything. */
export const courseOf = (species: string | null, nth: number): Course | undefined =>
  species === null ? ofPeople[nth % ofPeople.length] : species === 'dog' && nth % 3 === 0 ? hip : undefined
