/** The anchor folder: apart from what gets restored, and there before anything relies on it. */
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openAnchorFolder } from '../../src/storage/node/anchor.ts'

let folder: string
let apart: { dataDir: string; keysDir: string }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-anchor-'))
  apart = { dataDir: join(folder, 'data'), keysDir: join(folder, 'keys') }
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is made for development, and must be there in production', () => {
  const dir = join(folder, 'anchor')
  expect(() => openAnchorFolder(dir, apart, false)).toThrow(/SLUIS_ANCHOR_DIR/)
  openAnchorFolder(dir, apart, true)
  expect(existsSync(dir)).toBe(true)
  openAnchorFolder(dir, apart, false)
})

it.each(['data', 'keys'])('does not lie in the folder of the %s, nor by a link', (other) => {
  expect(() => openAnchorFolder(join(folder, other, 'anchor'), apart, true)).toThrow(/lies inside/)
  symlinkSync(join(folder), join(folder, 'link'))
  expect(() => openAnchorFolder(join(folder, 'link', other, 'anchor'), apart, true)).toThrow(/lies inside/)
})

it('is a folder', () => {
  writeFileSync(join(folder, 'anchor'), '')
  expect(() => openAnchorFolder(join(folder, 'anchor'), apart, true)).toThrow(/not a folder/)
})
