/** Letters of documents: read once, but what could not be read at one moment is read again at the next. */
import { readFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { fonts } from '../../src/cli/console/fonts.ts'

vi.mock('node:fs/promises', { spy: true })

it('are asked again after a fault, and then kept', async () => {
  vi.mocked(readFile).mockRejectedValueOnce(new Error('EMFILE'))
  const letters = fonts()
  await expect(letters()).rejects.toThrow('EMFILE')
  const { plain, bold } = await letters()
  expect([plain.length > 0, bold.length > 0]).toEqual([true, true])
  vi.mocked(readFile).mockClear()
  expect(await letters()).toBe(await letters())
  expect(readFile).not.toHaveBeenCalled()
})
