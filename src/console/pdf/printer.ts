/** Documents on paper, one at a time for each person: who asks again meanwhile is told to wait. */
import { type PdfFonts, type Printed, pdfOf } from './document.ts'

/** null: one is being made for them already. */
export type Printer = (who: string, printed: Printed) => Promise<Uint8Array<ArrayBuffer> | null>

export function createPrinter(fonts: () => Promise<PdfFonts>): Printer {
  const busy = new Set<string>()
  return async (who, printed) => {
    if (busy.has(who)) return null
    busy.add(who)
    try {
      return await pdfOf(printed, await fonts())
    } finally {
      busy.delete(who)
    }
  }
}
