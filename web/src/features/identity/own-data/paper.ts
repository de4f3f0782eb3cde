export function download(name: string, text: string, type = 'text/plain') {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

export function print(title: string, lines: readonly string[]) {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.hidden = true
  document.body.append(frame)
  const page = frame.contentDocument
  if (!page) return
  page.title = title
  page.documentElement.dir = document.documentElement.dir
  const heading = Object.assign(page.createElement('h1'), { textContent: title })
  const list = Object.assign(page.createElement('pre'), { textContent: lines.join('\n\n') })
  page.body.append(heading, list)
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove())
  frame.contentWindow?.print()
}
