export const workStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export type WorkState = (typeof workStates)[number]

const from = (...states: WorkState[]): readonly WorkState[] => states

/** What can be done to a work, and in which states. */
export const workCan = {
  cancel: from('queued', 'running'),
  download: from('done'),
} as const

/** It goes on by itself: whoever waits looks again. */
export const isUnderWay = (state: WorkState) => workCan.cancel.includes(state)
