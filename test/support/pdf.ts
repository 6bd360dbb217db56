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
  /** Who read it. */
  readonly by: 'poppler' | 'this test'
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1')
  const language = /\/Lang \(([^)]*)\)/.exec(raw)?.[1] ?? ''
  return { ...(byPoppler(bytes) ?? byHand(raw)), language }
}

function byPoppler(bytes: Uint8Array): Omit<ReadPdf, 'language'> | undefined {
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

/** Streams of ours are deflated, strings in them are hexadecimal with kerning between. */
function byHand(raw: string): Omit<ReadPdf, 'language'> {
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, data = '']) => {
    try {
      return [inflateSync(Buffer.from(data, 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
  const shown = streams.flatMap((one) => [...one.matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts = '']) => parts))
  const letters = (parts: string) =>
    [...parts.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join('')
  return {
    text: shown.map(letters).join('\n'),
    tags: new Set([...raw.matchAll(/\/S \/([A-Z][A-Za-z0-9]*)/g)].map(([, tag = '']) => tag)),
    title: /\/Title \(([^)]*)\)/.exec(raw)?.[1] ?? '',
    tagged: /\/Marked true/.test(raw),
    pages: [...raw.matchAll(/\/Type \/Page\b/g)].length,
    by: 'this test',
  }
}
