/**
 * policies/acts.json: the acts and agreements that norms rest on, with where their text can be read. It decides nothing, so it
 * is in no bundle. An article is found in the words of a norm (`WGS 1.8 lid 6 en 1.10; BGS 1.13`), and its address is made
 * from that of the act; where no address is sure, there is none. Pure.
 */
import { z } from 'zod'
import { tableIn } from './problems.ts'

export const ACTS_FILE = 'acts.json'

const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })

const addressSchema = z.union([
  /** Identification of the act in the national database; its articles have addresses by the Juriconnect standard 1.3. */
  z.strictObject({ bwb: z.string().regex(/^BWBR\d{7}$/) }),
  /** European Legislation Identifier, without its domain. */
  z.strictObject({ eli: z.string().regex(/^reg\/\d{4}\/\d+$/) }),
  /** A page of its own, of an act whose articles have no addresses. */
  z.strictObject({ page: z.url({ protocol: /^https$/ }) }),
  /** Why there is none. */
  z.strictObject({ none: text }),
])

const actSchema = z.strictObject({
  /** As it was promulgated, in Dutch. */
  name: z.string().min(1),
  published: z.string().min(1).nullable(),
  address: addressSchema,
  /** Other names that articles use for it. */
  also: z.array(z.string().min(1)).optional(),
})
type Act = z.infer<typeof actSchema>

const tableSchema = z.strictObject({ about: text, acts: z.record(z.string().min(1), actSchema) })

export const articleLinkSchema = z.object({
  text: z
    .string()
    .describe('Deel van `article`, in de volgorde waarin het daar staat / part of `article`, in its order'),
  title: z.string().describe('Volledige naam / full name'),
  url: z.url(),
})
export type ArticleLink = z.infer<typeof articleLinkSchema>

export type Acts = {
  /** Of what an article says, in its order; empty where nothing in it has a sure address. */
  linksOf(article: string): readonly ArticleLink[]
  /** Why what a norm says it rests on cannot be told from the table; empty: it can. */
  holesIn(norm: { readonly act: string; readonly article: string }): readonly string[]
}

export type ActsCheck =
  | { readonly ok: true; readonly acts: Acts }
  | { readonly ok: false; readonly problems: readonly string[] }

/** No table, or one that is wrong, is none: an article is then told without its address. */
export function actsOr(text: string): Acts {
  const read = parseActs(text)
  return read.ok ? read.acts : actsIn({})
}

export function parseActs(text: string): ActsCheck {
  const read = tableIn(text, tableSchema)
  return read.ok ? { ok: true, acts: actsIn(read.table.acts) } : read
}

function actsIn(table: Readonly<Record<string, Act>>): Acts {
  const byName = new Map(
    Object.entries(table).flatMap(([short, act]) => [short, ...(act.also ?? [])].map((name) => [name, act] as const)),
  )
  const spans = spansBy(byName)
  return {
    linksOf: (article) =>
      spans(article).flatMap(({ act, number, from, until }) => {
        const url = act && urlOf(act, number)
        return url ? [{ text: article.slice(from, until), title: titleOf(act, number), url }] : []
      }),
    holesIn: ({ act, article }) => {
      const found = spans(article)
      const strange = found.filter((one) => one.act === null)
      return [
        ...(Object.hasOwn(table, act) ? [] : [`${act} is not in ${ACTS_FILE}`]),
        ...(found.some((one) => one.act) ? [] : [`no act of ${ACTS_FILE} is named in: ${article}`]),
        ...strange.map(({ from, until }) => `not in ${ACTS_FILE}: ${article.slice(from, until)}`),
      ]
    },
  }
}

/** `number` null: the act itself is named. `act` null: something like an act is named that is not in the table. */
type Span = { readonly act: Act | null; readonly number: string | null; readonly from: number; readonly until: number }

/**
 * The longest name first. After `lid` a plain number is that of a lid, until an article of more parts or an act comes by; after
 * a semicolon an act is named again.
 */
function spansBy(byName: ReadonlyMap<string, Act>): (article: string) => readonly Span[] {
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const words = new RegExp(
    `(?<![\\p{L}\\d])(?<name>${names.join('|') || '(?!)'})(?![\\p{L}\\d])|\\b(?<lid>lid)\\b|(?<number>\\d+[a-z]*(?:[.:]\\d+[a-z]*)*)|(?<end>;)`,
    'gu',
  )
  return (article) => {
    const spans: Span[] = []
    let act: Act | null = null
    let lid = false
    let named: { readonly from: number; readonly until: number } | null = null
    for (const { index: from, 0: word, groups = {} } of article.matchAll(words)) {
      const until = from + word.length
      if (groups.end) [act, lid] = [null, false]
      else if (groups.lid) lid = true
      else if (groups.name) {
        act = byName.get(word) ?? null
        lid = false
        named = { from, until }
        spans.push({ act, number: null, from, until })
      } else if (act === null) {
        // A capital before a number is an act that nobody put in the table; any other number is none of ours.
        const strange = /\p{Lu}\S* $/u.exec(article.slice(0, from))
        if (strange) spans.push({ act, number: word, from: strange.index, until })
      } else if (!lid || /[.:]/.test(word)) {
        lid = false
        const beside = named?.until === from - 1
        if (beside) spans.pop()
        spans.push({ act, number: word, from: beside ? (named?.from ?? from) : from, until })
      }
    }
    return spans
  }
}

function urlOf({ address }: Act, number: string | null): string | null {
  if ('none' in address) return null
  if ('page' in address) return number === null ? address.page : null
  if ('eli' in address) {
    const act = `https://eur-lex.europa.eu/eli/${address.eli}/oj/nld`
    return number === null ? act : `${act}#art_${number}`
  }
  return number === null
    ? `https://wetten.overheid.nl/${address.bwb}`
    : `https://wetten.overheid.nl/jci1.3:c:${address.bwb}&artikel=${number}`
}

function titleOf({ name, published }: Act, number: string | null): string {
  const act = published === null ? name : `${name} (${published})`
  return number === null ? act : `${act}, artikel ${number}`
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
