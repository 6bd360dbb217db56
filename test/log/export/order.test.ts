/** The order of entries: rising, with settlements ahead of their turn; of everything, each index once. */
import { describe, expect, it } from 'vitest'
import { createOrder } from '../../../src/log/export/order.ts'

describe('a complete export', () => {
  it('has each index once, also where settlements of several decisions cross', () => {
    const order = createOrder()
    const seen = [order.entry(0, true), order.beside(3), order.entry(1, true), order.beside(2), order.entry(4, true)]
    expect([seen, order.missing(5)]).toEqual([[true, true, true, true, true], null])
  })
  it('misses what did not come, at the end as well', () => {
    const order = createOrder()
    expect([order.entry(0, true), order.entry(2, true)]).toEqual([true, false])
    expect(order.missing(5)).toBe(3)
    expect(createOrder().missing(1)).toBe(0)
  })
  it('has a settlement that is ahead for ever as one that is missing', () => {
    const order = createOrder()
    order.entry(0, true)
    expect([order.beside(9), order.missing(1)]).toEqual([true, 1])
  })
})

describe('any export', () => {
  it('rises, and shows no entry twice', () => {
    const order = createOrder()
    expect([order.entry(4, false), order.beside(7), order.beside(7), order.beside(4)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([order.entry(7, false), order.entry(6, false), order.entry(9, false)]).toEqual([false, false, true])
  })
})
