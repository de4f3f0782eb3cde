import { useState } from 'react'

/** Pixels per hour; the middle one lets half an hour hold two lines. */
const levels = [56, 72, 92, 120, 160, 220]
const key = 'calendar-zoom'

const stored = () => {
  const level = Number(localStorage.getItem(key) ?? 2)
  return levels[level] ? level : 2
}

/** How tall a minute is drawn; this browser keeps it. */
export function useZoom() {
  const [level, setLevel] = useState(stored)
  const zoom = (step: 1 | -1) => {
    const next = Math.min(Math.max(level + step, 0), levels.length - 1)
    localStorage.setItem(key, String(next))
    setLevel(next)
  }
  return { pxPerMinute: levels[level]! / 60, zoom, canZoomIn: level < levels.length - 1, canZoomOut: level > 0 }
}
