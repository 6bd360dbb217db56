/** Documents on paper, one at a time for each person: who asks again meanwhile waits in line. */
import { createLine } from '../../api/line.ts'
import { LIMITS } from '../../limits.ts'
import { type PdfFonts, type Printed, pdfOf } from './document.ts'

/** null: so many are being made for them already that this one had to wait for too long. */
export type Printer = (who: string, printed: Printed) => Promise<Uint8Array<ArrayBuffer> | null>

export function createPrinter(fonts: () => Promise<PdfFonts>): Printer {
  const line = createLine()
  return async (who, printed) =>
    (await line(who, LIMITS.lineWaitMs, async () => pdfOf(printed, await fonts())))?.value ?? null
}
