/** Everything on the page beside this element: its siblings and those of its ancestors, but not toasts. */
function besides(element: HTMLElement) {
  const found: HTMLElement[] = []
  for (let node = element; node.parentElement && node !== document.body; node = node.parentElement) {
    for (const sibling of node.parentElement.children) {
      if (!(sibling instanceof HTMLElement) || sibling === node || sibling.inert) continue
      if (!sibling.matches('[data-react-aria-top-layer], script, style')) found.push(sibling)
    }
  }
  return found
}

/** Makes the page behind an element unreachable and unread. Returns the way back. */
export function silencePageBehind(element: HTMLElement) {
  const silenced = besides(element)
  for (const one of silenced) one.inert = true
  return () => {
    for (const one of silenced) one.inert = false
  }
}

/** Keeps react-aria from hiding the page around this element, with its own mark for toasts. Returns the way back. */
export function keepPageReadable(element: HTMLElement) {
  let top = element
  while (top.parentElement && top.parentElement !== document.body) top = top.parentElement
  if (top.dataset.reactAriaTopLayer !== undefined) return undefined
  top.dataset.reactAriaTopLayer = 'true'
  return () => {
    delete top.dataset.reactAriaTopLayer
  }
}
