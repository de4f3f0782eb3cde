/** When somebody last touched pointer or keys; the tabs of a browser tell each other through its storage. */
const storageKey = 'last-input'
const tellEvery = 5_000
let last = Date.now()
let lastTold = 0

function note() {
  last = Date.now()
  if (last - lastTold < tellEvery) return
  lastTold = last
  localStorage.setItem(storageKey, String(last))
}

export function watchPresence() {
  note()
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
    addEventListener(kind, note, { capture: true, passive: true })
}

/** Milliseconds without a touch, in any tab. */
export const untouchedFor = (): number => Date.now() - Math.max(last, Number(localStorage.getItem(storageKey)))

/** Nobody is there: what is still fetched, the screen fetches by itself, and it must not keep a session alive. */
export const isUnattended = (): boolean => untouchedFor() > 60_000
