/**
 * Many disclosures of one person in an order that can be read: by who received them for what, then by month, the newest first.
 * Nothing is left out. Pure.
 */
import type { StatedDisclosure } from '../../../api/documents-statement.ts'
import type { Visit } from '../../page.ts'
import type { Chapter } from '../../told.ts'
import { counted, dayOf } from '../../words.ts'

export type Numbered = { readonly number: number; readonly one: StatedDisclosure }

/** Number 1 is the newest. */
export function numbered(disclosures: readonly StatedDisclosure[]): readonly Numbered[] {
  const newest = disclosures.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return newest.map((one, i) => ({ number: i + 1, one }))
}

type Ways = {
  /** Who received it, and for what. */
  readonly titleOf: (one: StatedDisclosure) => string
  readonly chapterOf: (numbered: Numbered) => Chapter
}

export function groupsOf(v: Visit, all: readonly Numbered[], { titleOf, chapterOf }: Ways): readonly Chapter[] {
  return parted(all, ({ one }) => titleOf(one)).map(([title, those]) => {
    const months = parted(those, ({ one }) => monthOf(v, one.at))
    const parts =
      months.length < 2
        ? those.map(chapterOf)
        : months.map(([month, some]) => ({
            title: month,
            blocks: [],
            folded: countOf(v, some.length),
            parts: some.map(chapterOf),
          }))
    return { title, blocks: [], folded: `${countOf(v, those.length)}, ${spanOf(v, those)}`, parts }
  })
}

export function countOf(v: Visit, count: number): string {
  return counted(v, count, ['verstrekking', 'verstrekkingen'], ['disclosure', 'disclosures'])
}

/** From the oldest day to the newest; one where they are the same. */
function spanOf(v: Visit, those: readonly Numbered[]): string {
  const [newest, oldest] = [those[0], those.at(-1)].map((found) => (found ? dayOf(v, found.one.at) : ''))
  return newest === oldest ? `${newest}` : `${oldest} ${v.t('tot en met', 'up to and including')} ${newest}`
}

function monthOf({ language }: Visit, at: string): string {
  const style = { month: 'long', year: 'numeric', timeZone: 'Europe/Amsterdam' } as const
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', style).format(new Date(at))
}

/** In the order in which each key comes first. */
function parted<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly [string, readonly T[]])[] {
  const parts = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const part = parts.get(key)
    if (part) part.push(one)
    else parts.set(key, [one])
  }
  return [...parts]
}
