/** In a complete export something is erased only where the log says so, or took over what was. */
import { describe, expect, it } from 'vitest'
import { createErasures, isEverErased } from '../../../src/log/export/erasures-entered.ts'
import { PART, type PartName } from '../../../src/log/parts.ts'

const gone = { caller: 'erased', decision: 'erased' }
const taken = (erased: number) => ({ import: { origin: 'other.example/log', size: 1, checkpoint: 'c', erased } })

describe('what is erased', () => {
  it('is nothing to speak of where there is none', () => {
    const erasures = createErasures()
    erasures.entry('decision', { caller: {}, decision: {} })
    expect(erasures.entered()).toBeNull()
  })

  it('wants an entry of an erasure', () => {
    const erasures = createErasures()
    erasures.entry('decision', gone)
    expect(erasures.entered()).toBe(false)
    erasures.entry('erasure', { erasure: {} })
    expect(erasures.entered()).toBe(true)
  })

  it('may have come with a log that was taken over: so much, and no more', () => {
    const found = [2, 1].map((count) => {
      const erasures = createErasures()
      erasures.entry('decision', gone)
      erasures.entry('import', taken(count))
      return erasures.entered()
    })
    expect(found).toEqual([true, false])
    const twice = createErasures()
    twice.entry('decision', gone)
    twice.entry('import', taken(1))
    twice.entry('import', taken(1))
    expect(twice.entered()).toBe(false)
  })
})

it('what the log says of itself is never erased', () => {
  const never = (Object.keys(PART) as PartName[]).filter((name) => !isEverErased(name))
  expect(never).toEqual(['activation', 'import', 'succession', 'erasure', 'tally'])
  expect(isEverErased('none of ours')).toBe(true)
})
