export const importStates = ['draft', 'checking', 'checked', 'running', 'done', 'undoing', 'undone'] as const

export type ImportState = (typeof importStates)[number]

const from = (...states: ImportState[]): readonly ImportState[] => states

/**
 * What can be done to an import, and in which states. What somebody stopped, or what failed, is asked for once more: it goes on
 * where it was.
 */
export const importCan = {
  update: from('draft', 'checking', 'checked'),
  check: from('draft', 'checking', 'checked'),
  run: from('checked', 'running'),
  undo: from('running', 'done', 'undoing'),
} as const

export type ImportVerb = keyof typeof importCan
