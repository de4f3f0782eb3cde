/** What holds on to the keyboard: while one of these stays on the page, losing a part of it does not lose the focus. */
const holders = 'aside, form, fieldset, table, ul, [role="dialog"], [role="alertdialog"], [role="grid"], [role="group"]'

/** Layers that give the focus back by themselves when they close. */
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

export const focusable =
  ':is(a[href], button, input:not([type="hidden"]), select, textarea, [tabindex]):not(:disabled, [tabindex="-1"], [inert] *)'

type Step = { parent: Element; child: Element; index: number }

/** Told without asking for the layout: this is looked at after every change of the page. */
const isLost = (element: Element) =>
  !element.isConnected || element.matches(':disabled, :is([inert], [hidden]), :is([inert], [hidden]) *')

const isUsable = (element: Element) => !isLost(element) && element.checkVisibility()

function wayTo(element: Element): Step[] {
  const way: Step[] = []
  for (let child = element; child.parentElement && child !== document.body; child = child.parentElement)
    way.push({ parent: child.parentElement, child, index: [...child.parentElement.children].indexOf(child) })
  return way
}

/** What can take the focus in an element, itself first. */
const stopsIn = (element: Element | undefined) =>
  element
    ? [element, ...element.querySelectorAll(focusable)].filter((one) => one.matches(focusable) && isUsable(one))
    : []

/** The element that stands in another one where the lost one stood in its own: the same button of the next row. */
function counterpart(place: Element | undefined, below: readonly Step[]): Element | undefined {
  return below.reduceRight<Element | undefined>((element, { index }) => element?.children[index], place)
}

/** Where the keyboard goes on: in the place of what was lost, else after it, else before it, else around it. */
function nearest(way: readonly Step[]): HTMLElement | undefined {
  const outermost = way.findLastIndex(({ parent }) => parent.matches(holders))
  for (const [at, { parent, index }] of way.slice(0, outermost + 1).entries()) {
    if (!parent.isConnected) continue
    const around = [...parent.children]
    const below = way.slice(0, at)
    const twins = [around[index], around[index - 1]].map((place) => counterpart(place, below))
    const after = around.slice(index).flatMap(stopsIn)
    const before = around.slice(0, index).flatMap(stopsIn)
    const found = [...twins.filter((one) => one?.matches(focusable) && isUsable(one)), ...after, before.at(-1)][0]
    if (found instanceof HTMLElement) return found
  }
  const last = way[outermost]?.parent
  return last instanceof HTMLElement && last.tabIndex >= -1 && isUsable(last) ? last : undefined
}

/**
 * Watches over the whole page: when what has the focus is taken away, hidden or switched off, its neighbour takes over
 * instead of the body, where the next key would mean something else (WCAG 2.4.3). Returns the end of it.
 */
export function keepFocus(): () => void {
  let way: Step[] = []
  const hasFocus = () => document.activeElement !== null && document.activeElement !== document.body
  const remember = () => {
    const now = document.activeElement
    if (now && hasFocus() && !isLost(now)) way = wayTo(now)
  }
  const mend = () => {
    const removed = way[0]?.child
    if (!removed || !isLost(removed) || (hasFocus() && document.activeElement !== removed)) return
    nearest(way)?.focus({ preventScroll: true })
  }
  const look = () => {
    const now = document.activeElement
    if (now && hasFocus() && !isLost(now)) return remember()
    const isLayerGone = way.some(({ child }) => !child.isConnected && child.matches(layers))
    if (isLayerGone) requestAnimationFrame(() => requestAnimationFrame(mend))
    else mend()
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'hidden', 'inert'],
  })
  document.addEventListener('focusin', remember)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', remember)
  }
}

/** What one fills in; of radios the one that Tab leads to. */
const fields =
  ':is(input, textarea, [role="spinbutton"], button[aria-haspopup="listbox"]):not(:disabled, [type="hidden"], [hidden] *, [inert] *)'

export function firstFieldOf(form: Element): HTMLElement | undefined {
  const found = [...form.querySelectorAll<HTMLElement>(fields)].filter((one) => one.checkVisibility())
  const [first] = found
  if (!(first instanceof HTMLInputElement) || first.type !== 'radio') return first
  const group = found.filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.name === first.name,
  )
  return group.find(({ checked }) => checked) ?? first
}
