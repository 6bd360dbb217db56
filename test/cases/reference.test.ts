/** What people call a case by: made of its id alone, so it says the same everywhere and holds nothing that was typed. */
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { caseReference, caseReferenceIn, endOfItsDay, referenceOf } from '../../src/cases/reference.ts'

/** Almost midnight in London, and the day after in Amsterdam. */
const LATE = '2026-11-27T23:30:00.000Z'
const idAt = (at: string) => v7({ msecs: Date.parse(at) })

it('says the Dutch day of opening and the end of the id', () => {
  expect(caseReference('019ac5f0-1d40-7abc-8def-0123454f3a9c')).toBe('Z-20251127-4F3A9C')
  expect(caseReference(idAt(LATE))).toMatch(/^Z-20261128-[0-9A-F]{6}$/)
  expect(referenceOf('V', idAt('2026-07-01T12:00:00.000Z'))).toMatch(/^V-20260701-[0-9A-F]{6}$/)
})

it('tells apart what was opened in one moment', () => {
  const ids = Array.from({ length: 50 }, () => idAt(LATE))
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(1)
  expect(new Set(ids.map(caseReference)).size).toBe(50)
})

it('calls an id of another making by itself', () => {
  for (const id of ['c1', '', '019ac5f0-1d40-4abc-8def-0123454f3a9c', '<b>']) expect(caseReference(id)).toBe(id)
})

it('is no citizen service number, whatever the id: a BSN has nine digits on end', () => {
  for (let i = 0; i < 200; i += 1) expect(caseReference(idAt(LATE))).not.toMatch(/\d{9}/)
})

it('is read as people type it, and an id of its day stands before the end of that', () => {
  expect(caseReferenceIn(' z-20261128-4f3a9c ')).toBe('Z-20261128-4F3A9C')
  for (const typed of ['', 'Z-20261128', 'V-20261128-4F3A9C', 'Z-20261399-4F3A9C', 'Z-20261128-4F3A9CX']) {
    expect(caseReferenceIn(typed)).toBeNull()
  }
  const end = String(endOfItsDay('Z-20261128-4F3A9C'))
  expect([idAt(LATE) < end, idAt('2026-11-28T22:59:59.999Z') < end, idAt('2026-11-28T23:00:00.000Z') < end]).toEqual([
    true,
    true,
    false,
  ])
})
