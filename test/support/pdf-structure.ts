/** What a PDF of ours says to who listens to it, and what on its pages is for the eye alone. Read by hand: no reader tells that. */
import { type Opened, opened, textIn } from './pdf.ts'

export type Part = {
  readonly tag: string
  /** As they stand in the file. */
  readonly attributes: string
  /** Of itself, then of what is below it. */
  readonly text: string
  /** Where that is, from 1. */
  readonly pages: readonly number[]
  /** How many lines of its own it has on each page. */
  readonly lines: readonly number[]
  readonly parts: readonly Part[]
}
export type Mark = { readonly title: string; readonly marks: readonly Mark[] }
export type Structure = {
  readonly whole: Part
  /** Texts that are read to nobody, by page. */
  readonly artifacts: readonly string[]
  /** What is drawn and belongs neither to the structure nor to the artifacts. */
  readonly loose: readonly string[]
  /** Content that says that it is in the structure, and that is not in it exactly once. */
  readonly lost: readonly string[]
  /** The list of contents beside the pages. */
  readonly marks: readonly Mark[]
  /** How far above the lower edge the lowest line of structure stands, by page. */
  readonly lowest: readonly number[]
}

type Page = {
  readonly texts: ReadonlyMap<number, { readonly text: string; readonly lines: number }>
  readonly artifact: string
  readonly loose: readonly string[]
  readonly lowest: number
}

export function structureOf(bytes: Uint8Array): Structure {
  const raw = Buffer.from(bytes).toString('latin1')
  const file = opened(raw)
  const body = (id: string) => file.objects.get(id) ?? ''
  const [, kids = ''] = /\/Type \/Pages\s[\s\S]*?\/Kids \[([^\]]*)\]/.exec(raw) ?? []
  const ids = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => id)
  const pages = ids.map((id) => pageOf(file, /\/Contents (\d+) 0 R/.exec(body(id))?.[1] ?? ''))
  const seen = new Map<string, number>()

  function partOf(id: string): Part {
    const own = body(id)
    const [, tag = ''] = /\/S \/(\w+)/.exec(own) ?? []
    const [, first = ''] = /\/Pg (\d+) 0 R\s*>>\s*$/.exec(own) ?? []
    const [, children = ''] = /\/K \[([\s\S]*)\]/.exec(own) ?? []
    const parts: Part[] = []
    const texts: string[] = []
    const lines: number[] = []
    const where = new Set<number>()
    const CHILD = /<<[^>]*?\/Pg (\d+) 0 R[^>]*?\/MCID (\d+)\s*>>|(\d+) 0 R|(\d+)/g
    for (const [, page = first, further, element, here] of children.matchAll(CHILD)) {
      if (element !== undefined) {
        const part = partOf(element)
        parts.push(part)
        texts.push(part.text)
        for (const one of part.pages) where.add(one)
        continue
      }
      const number = Number(further ?? here)
      const index = ids.indexOf(page)
      seen.set(`${index + 1}/${number}`, (seen.get(`${index + 1}/${number}`) ?? 0) + 1)
      const found = pages[index]?.texts.get(number)
      texts.push(found?.text ?? '')
      lines.push(found?.lines ?? 0)
      where.add(index + 1)
    }
    const [, attributes = ''] = /\/A <<([^>]*)>>/.exec(own) ?? []
    return { tag, attributes, text: texts.join(''), pages: [...where], lines, parts }
  }

  const [, root = ''] = /\/Type \/StructTreeRoot[\s\S]*?\/K \[(\d+) 0 R\]/.exec(raw) ?? []
  const whole = partOf(root)
  const there = pages.flatMap(({ texts }, i) => [...texts.keys()].map((number) => `${i + 1}/${number}`))
  const [, outlines = ''] = /\/Outlines (\d+) 0 R/.exec(raw) ?? []
  return {
    whole,
    artifacts: pages.map(({ artifact }) => artifact),
    loose: pages.flatMap(({ loose }) => loose),
    lost: [...there, ...seen.keys()].filter((one) => seen.get(one) !== 1 || !there.includes(one)),
    marks: outlines === '' ? [] : marksOf(file, outlines),
    lowest: pages.map(({ lowest }) => lowest),
  }
}

/** It and all below it, in the order in which they are read. */
export function flat(part: Part): readonly Part[] {
  return [part, ...part.parts.flatMap(flat)]
}

const STEP =
  /\/(\w+)(?:\s*<<([^>]*)>>)? (?:BDC|BMC)|\b(EMC)\b|\/F\d+ \S+ Tf|1 0 0 1 \S+ (\S+) Tm|\[[^\]]*\] TJ|(?<=\s)(Tj|S|s|f|F|f\*|B|B\*|b|b\*|Do|sh)(?=\s)/g

/** What is drawn, by where it says that it belongs: our pages are marked one level deep. */
function pageOf({ inflated, fonts }: Opened, id: string): Page {
  const texts = new Map<number, { text: string; lines: number }>()
  const loose: string[] = []
  let [artifact, font, at, lowest] = ['', '', 0, Number.POSITIVE_INFINITY]
  let now: { readonly mcid: number | null } | null = null
  for (const [step, tag, properties, ends, y] of inflated(id).matchAll(STEP)) {
    if (tag !== undefined && step.endsWith('C')) {
      if (now) loose.push(`${tag} within another`)
      const [, mcid] = /\/MCID (\d+)/.exec(properties ?? '') ?? []
      now = { mcid: mcid === undefined ? null : Number(mcid) }
      if (now.mcid === null && tag !== 'Artifact') loose.push(`${tag} in no structure`)
      if (now.mcid !== null) texts.set(now.mcid, { text: '', lines: 0 })
    } else if (ends) now = null
    else if (step.endsWith('Tf')) font = step
    else if (y !== undefined) at = Number(y)
    else if (!now) loose.push(step)
    else if (step.endsWith('TJ')) {
      const text = textIn(`${font}\n${step}`, fonts).join('')
      if (now.mcid === null) artifact += `${text}\n`
      else {
        const before = texts.get(now.mcid)
        texts.set(now.mcid, { text: `${before?.text ?? ''}${text}`, lines: (before?.lines ?? 0) + 1 })
        lowest = Math.min(lowest, at)
      }
    }
  }
  return { texts, artifact, loose, lowest }
}

function marksOf(file: Opened, parent: string): readonly Mark[] {
  const body = (id: string) => file.objects.get(id) ?? ''
  const marks: Mark[] = []
  for (let id = /\/First (\d+) 0 R/.exec(body(parent))?.[1]; id; id = /\/Next (\d+) 0 R/.exec(body(id))?.[1]) {
    const [, title = ''] = /\/Title \(((?:\\.|[^\\)])*)\)/.exec(body(id)) ?? []
    marks.push({ title: title.replace(/\\(.)/g, '$1'), marks: marksOf(file, id) })
  }
  return marks
}
