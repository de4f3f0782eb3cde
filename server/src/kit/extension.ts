declare const added: unique symbol

/** Where a feature lets features above it add something of their own, which they name in their manifests. */
export interface ExtensionPoint<Value> {
  readonly name: string
  readonly [added]?: Value
}

export interface Extension {
  readonly to: string
  readonly value: unknown
}

export type Extensions = <Value>(point: ExtensionPoint<Value>) => readonly Value[]

export const extensionPoint = <Value>(name: string): ExtensionPoint<Value> => ({ name })

export const extend = <Value>({ name }: ExtensionPoint<Value>, value: Value): Extension => ({ to: name, value })

export function extensionsOf(all: readonly Extension[]): Extensions {
  const byPoint = Map.groupBy(all, ({ to }) => to)
  // only `extend` makes an extension, and it takes what the point takes
  return <Value>({ name }: ExtensionPoint<Value>) => (byPoint.get(name) ?? []).map(({ value }) => value as Value)
}
