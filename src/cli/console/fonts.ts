/** The letters of documents on paper: Source Sans 3 (SIL Open Font License 1.1), read once, when a document is first asked for. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PdfFonts } from '../../console/pdf/document.ts'

const PACKAGE = '@expo-google-fonts/source-sans-3'

export function fonts(): () => Promise<PdfFonts> {
  let read: Promise<PdfFonts> | undefined
  return () => {
    read ??= readFonts().catch((error: unknown) => {
      // What could not be read at this moment is read again.
      read = undefined
      throw error
    })
    return read
  }
}

async function readFonts(): Promise<PdfFonts> {
  const { resolve } = createRequire(import.meta.url)
  const [plain, bold] = await Promise.all([
    readFile(resolve(`${PACKAGE}/400Regular/SourceSans3_400Regular.ttf`)),
    readFile(resolve(`${PACKAGE}/700Bold/SourceSans3_700Bold.ttf`)),
  ])
  return { plain, bold }
}
