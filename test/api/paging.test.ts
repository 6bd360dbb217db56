/** Lists in pages: what is looked for, and rows that are judged one by one, however many are not one's own. */
import { describe, expect, it } from 'vitest'
import { ID, INDEX, readable, wantedBy } from '../../src/api/paging.ts'
import { LIMITS } from '../../src/limits.ts'

const FAR = 3 * LIMITS.pageItems
const ROWS = Array.from({ length: FAR + 1 }, (_, i) => ({
  id: String(i).padStart(6, '0'),
  kind: i % 20,
  far: i === FAR,
}))
type Row = (typeof ROWS)[number]

/** The rows that may be seen by these words, and how often the store and the policy were asked. */
async function seen(count: number, may: (row: Row) => boolean, after: string | null = null) {
  const asked = { stored: 0, judged: 0 }
  const rows = await readable(
    { after, count },
    {
      list: async (behind, most) => {
        asked.stored += 1
        return ROWS.filter(({ id }) => behind === null || id > behind).slice(0, most)
      },
      alike: ({ kind, far }) => `${kind} ${far}`,
      may: (row) => {
        asked.judged += 1
        return may(row)
      },
    },
  )
  return { ids: rows.map(({ id }) => Number(id)), ...asked }
}

describe('rows that are judged one by one', () => {
  it('are looked for beyond every stored page that holds none of them', async () => {
    expect((await seen(2, ({ far }) => far)).ids).toEqual([FAR])
  })
  it('begin behind the sort key', async () => {
    expect((await seen(2, ({ far }) => far, String(FAR).padStart(6, '0'))).ids).toEqual([])
    expect((await seen(3, () => true, '000041')).ids.slice(0, 2)).toEqual([42, 43])
  })
  it('are no longer looked for once there are enough', async () => {
    expect((await seen(2, () => true)).stored).toBe(1)
  })
  it('are judged once for all that are alike', async () => {
    expect((await seen(2, ({ far }) => far)).judged).toBe(21)
  })
  it('leave the thread to whoever waits, after every few judgements', async () => {
    let judgedBefore = 0
    let judged = 0
    setImmediate(() => {
      judgedBefore = judged
    })
    await seen(2, () => {
      judged += 1
      return false
    })
    expect(judgedBefore).toBeGreaterThan(0)
    expect(judgedBefore).toBeLessThan(10)
  })
})

describe('what is looked for', () => {
  const id = '01a21ad1-68e5-7108-b6f0-4a7619517bae'
  it('is one more than a page holds, and never more than the bound', () => {
    const counts = [undefined, 1, LIMITS.pageItems, LIMITS.pageItems + 1].map((limit) => wantedBy({ limit }, ID))
    const most = LIMITS.pageItems + 1
    expect(counts).toMatchObject(
      [LIMITS.pageItemsDefault + 1, 2, most, most].map((count) => ({ ok: true, value: { after: null, count } })),
    )
  })
  it('stands behind a sort key of this list, and of no other', () => {
    expect(wantedBy({ cursor: btoa(id) }, ID)).toMatchObject({ ok: true, value: { after: id } })
    for (const cursor of [btoa('12'), btoa(`${id}'`), '%', '']) {
      expect(wantedBy({ cursor }, ID)).toMatchObject({ ok: false, problem: { problems: [{ pointer: '/cursor' }] } })
    }
    expect(wantedBy({ cursor: btoa('12') }, INDEX)).toMatchObject({ ok: true, value: { after: '12' } })
  })
})
