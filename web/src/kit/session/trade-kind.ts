let organizationKind: string | undefined

/** Says whose trade it is where no component speaks: toasts and refusals. */
export function speakFor(kind: string): void {
  organizationKind = kind
}

export const tradeContext = () => (organizationKind === 'veterinary' ? { context: 'animal' } : {})
