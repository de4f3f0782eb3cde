// Runs before the first paint so that a chosen theme never flashes; without a choice the system's preference holds.
;(() => {
  try {
    const theme = localStorage.getItem('theme')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  } catch {
    // Storage can be forbidden; the system's preference is then right.
  }
})()
