/** A sign for each: waves for riverside, a peak for northgate, a leaf for meadow. */
const signs: Record<string, { colour: string; path: string }> = {
  riverside: {
    colour: '#0f6e84',
    path: 'M10 38q15-18 30 0t30 0 30 0v14q-15 18-30 0t-30 0-30 0zM10 66q15-18 30 0t30 0 30 0v14q-15 18-30 0t-30 0-30 0z',
  },
  northgate: { colour: '#7a3e1d', path: 'M8 88 42 22l16 30 12-20 32 56z' },
  meadow: { colour: '#3c6e2f', path: 'M20 92C16 44 44 18 92 18c2 46-22 72-58 66 8-18 20-32 36-42C50 50 34 68 28 92z' },
}

/** The logo of an organization of the demo world, drawn here: a PNG. */
export async function drawLogo(slug: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const { colour, path } = signs[slug] ?? { colour: '#444', path: 'M20 20h70v70h-70z' }
  const sign = `<path fill="${colour}" d="${path}"/>`
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 110 110" width="220" height="220">${sign}</svg>`
  return sharp(Buffer.from(drawing)).png().toBuffer()
}
