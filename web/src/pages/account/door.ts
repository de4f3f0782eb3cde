/**
 * Runs in the document of the way in, whose form is drawn already: the app behind it is started by the first sign that somebody
 * is there, and until then asks nothing of their machine. What was typed and pressed meanwhile goes over to the app's own form,
 * which looks the same.
 */
const shell = document.getElementById('shell')
const root = document.getElementById('root')
if (shell && root) openByHand(shell, root)

function openByHand(shown: HTMLElement, app: HTMLElement) {
  let pressed: HTMLElement | undefined
  const signs = ['pointermove', 'pointerdown', 'keydown', 'input'] as const
  const files = shown.dataset.files?.split(' ') ?? []
  const open = () => {
    for (const sign of signs) removeEventListener(sign, notice)
    for (const file of files.splice(0)) link(file, { rel: 'modulepreload' })
    void import(/* @vite-ignore */ shown.dataset.app ?? '')
  }
  // A page that comes in under a pointer at rest is told of a movement by nothing.
  const notice = (sign: Event) => {
    if (sign.type !== 'pointermove' || (sign as PointerEvent).movementX || (sign as PointerEvent).movementY) open()
  }
  if (matchMedia('(hover: hover)').matches) shown.querySelector('input')?.focus()
  for (const sign of signs) addEventListener(sign, notice)
  // Other ways in, a chosen language, or an address that asks for more than the plain form, need the app at once.
  const asksForMore = [...new URLSearchParams(location.search).keys()].some((key) => key !== 'next')
  if ('now' in shown.dataset || document.documentElement.dataset.shell === 'off' || asksForMore) open()

  // On a slow line the app's files would hold up the page's own letters: they come when nothing else does.
  const fetchAhead = () => {
    const [file] = files.splice(0, 1)
    if (!file) return
    link(file, { rel: 'prefetch', as: 'script' })
    whenIdle(fetchAhead)
  }
  addEventListener('load', () => whenIdle(fetchAhead), { once: true })

  shown.addEventListener('click', ({ target }) => {
    pressed = (target as Element).closest('button') ?? undefined
  })
  shown.addEventListener('submit', (event) => {
    event.preventDefault()
    pressed = event.target as HTMLElement
  })

  const hand = () => {
    const held = document.activeElement
    for (const field of shown.querySelectorAll('input')) {
      const twin = twinOf(field, app)
      if (field.value && twin instanceof HTMLInputElement) write(twin, field.value)
    }
    const [heir, press] = [held && twinOf(held, app), pressed && twinOf(pressed, app)]
    shown.remove()
    heir?.focus()
    // The form has to know what was written before it is pressed.
    setTimeout(() => (press instanceof HTMLFormElement ? press.requestSubmit() : press?.click()))
  }
  document.addEventListener('drawn', hand, { once: true })
}

const whenIdle = (work: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work) : setTimeout(work)

function link(href: string, kind: { rel: string; as?: string }) {
  document.head.append(Object.assign(document.createElement('link'), kind, { href, crossOrigin: '' }))
}

/** What does the same in the app: by its name, or by what it says. */
function twinOf(element: Element, app: HTMLElement): HTMLElement | undefined {
  const known = (one: Element) =>
    one.getAttribute('name') ?? one.getAttribute('aria-label') ?? one.getAttribute('type') + one.textContent
  if (element === document.body) return undefined
  return [...app.querySelectorAll<HTMLElement>(element.localName)].find((one) => known(one) === known(element))
}

/** As if it had been typed: React hears of a value by its event alone, and only past its own setter. */
function write(field: HTMLInputElement, value: string) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
