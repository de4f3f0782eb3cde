/** The rest of the hashes that begin with five digits, as often as they were seen; told without ever naming one whole. */
export type HashRange = (prefix: string) => Promise<Map<string, number>>

/**
 * A service of k-anonymity: `GET <url>/<first five hexadecimal digits of the SHA-1>` answers `<rest>:<count>` in lines,
 * as api.pwnedpasswords.com/range does. Padded answers (`Add-Padding`) hide from a network's observer which range it was.
 */
export function hashRanges(url: string): HashRange {
  const base = url.replace(/\/+$/, '')
  return async (prefix) => {
    const answer = await fetch(`${base}/${prefix}`, {
      headers: { 'add-padding': 'true', 'user-agent': 'Polyclinic' },
      redirect: 'error',
      signal: AbortSignal.timeout(2_000),
    })
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
    const lines = (await answer.text()).matchAll(/^([0-9A-F]{35}):(\d+)\s*$/gim)
    return new Map([...lines].map(([, rest = '', count]) => [rest.toUpperCase(), Number(count)]))
  }
}
