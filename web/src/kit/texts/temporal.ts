/** Browsers without Temporal get a polyfill before the app starts; the others load nothing. */
export async function ensureTemporal() {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
}
