/** What comes out of a PDF: with poppler where it is installed (a real reader), else with the little that can be read without. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

export type ReadPdf = {
  readonly text: string
  /** Types of structure elements in the file. */
  readonly tags: ReadonlySet<string>
  readonly title: string
  readonly language: string
  readonly tagged: boolean
  readonly pages: number
  /** Names of its fonts, each with its letters in the file and only those that it uses; others stand in `bare`. */
  readonly fonts: readonly string[]
  readonly bare: readonly string[]
  /** It says that it follows ISO 14289-1. */
  readonly universal: boolean
  /** Who read it. */
  readonly by: 'poppler' | 'this test'
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1')
  const language = /\/Lang \(([^)]*)\)/.exec(raw)?.[1] ?? ''
  const universal = /<pdfuaid:part>1<\/pdfuaid:part>/.test(raw)
  return { ...(byPoppler(bytes) ?? byHand(raw)), ...fontsIn(raw), language, universal }
}

type Content = Omit<ReadPdf, 'language' | 'fonts' | 'bare' | 'universal'>

/** Dictionaries of ours stand as they are: a font of which the file has the letters has a descriptor with a program. */
function fontsIn(raw: string): Pick<ReadPdf, 'fonts' | 'bare'> {
  const descriptors = [...raw.matchAll(/\/Type \/FontDescriptor[\s\S]*?endobj/g)].map(([one]) => one)
  const embedded = descriptors.flatMap((one) => {
    const [, name] = /\/FontName \/([A-Z]{6}\+\S+)/.exec(one) ?? []
    return name && /\/FontFile[23]? \d+ 0 R/.test(one) ? [name] : []
  })
  const named = [...raw.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name = '']) => name)
  const bare = named.filter((name) => !embedded.includes(name))
  return { fonts: [...new Set(embedded)], bare: [...new Set(bare)] }
}

function byPoppler(bytes: Uint8Array): Content | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-pdf-'))
  const file = join(folder, 'it.pdf')
  try {
    writeFileSync(file, bytes)
    const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' })
    const info = run('pdfinfo', file)
    if (info.error) return undefined
    const text = run('pdftotext', '-layout', file, '-').stdout
    const said = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(info.stdout)?.[1] ?? ''
    const structure = run('pdfinfo', '-struct', file).stdout
    return {
      text,
      tags: new Set([...structure.matchAll(/^\s*([A-Z][A-Za-z0-9]*)/gm)].map(([, tag = '']) => tag)),
      title: said('Title'),
      tagged: said('Tagged') === 'yes',
      pages: Number(said('Pages')),
      by: 'poppler',
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export type Opened = {
  /** Bodies by number. */
  readonly objects: ReadonlyMap<string, string>
  /** The stream of one; nothing where it has none. */
  inflated(id: string): string
  /** Letters of the glyphs of each font, by its name in the pages. */
  readonly fonts: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/** Objects of ours stand as they are, streams of ours are deflated. */
export function opened(raw: string): Opened {
  const objects = new Map(
    [...raw.matchAll(/\n(\d+) 0 obj\r?\n([\s\S]*?)\r?\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  )
  const inflated = (id: string): string => {
    const [, data] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(objects.get(id) ?? '') ?? []
    try {
      return data === undefined ? '' : inflateSync(Buffer.from(data, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  }
  const fonts = new Map(
    [...raw.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const [, map = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '') ?? []
      return [name, lettersOf(inflated(map))]
    }),
  )
  return { objects, inflated, fonts }
}

/** Strings are hexadecimal with kerning between, in glyphs of the font that was set. */
export function byHand(raw: string): Content {
  const { objects, inflated, fonts } = opened(raw)
  const shown = [...objects.keys()].flatMap((id) => textIn(inflated(id), fonts))
  return {
    text: shown.join('\n'),
    tags: new Set([...raw.matchAll(/\/S \/([A-Z][A-Za-z0-9]*)/g)].map(([, tag = '']) => tag)),
    title: /\/Title \(([^)]*)\)/.exec(raw)?.[1] ?? '',
    tagged: /\/Marked true/.test(raw),
    pages: [...raw.matchAll(/\/Type \/Page\b/g)].length,
    by: 'this test',
  }
}

/** A map of glyphs to letters (ToUnicode), as pdfkit writes it: ranges from a first glyph, each with its letters in UTF-16. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [, first = '', letters = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [i, [, hex = '']] of [...letters.matchAll(/<([^>]*)>/g)].entries()) {
      found.set(
        Number.parseInt(first, 16) + i,
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      )
    }
  }
  return found
}

export function textIn(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string[] {
  let letters: ReadonlyMap<number, string> = new Map()
  return [...stream.matchAll(/\/(F\d+) \S+ Tf|\[([^\]]*)\] TJ/g)].flatMap(([, font, parts]) => {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    if (parts === undefined) return []
    const glyphs = [...parts.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    return [glyphs.map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? '').join('')]
  })
}
