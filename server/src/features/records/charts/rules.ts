/** As many as each section shows, and one more: it says whether a page follows. Of the others all are shown. */
export const shown = { outcome: 200, motion: 200, 'special-test': 200, measurement: 1, timeline: 100 } as const
