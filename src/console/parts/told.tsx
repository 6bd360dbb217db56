/** Chapters of what is told, on the screen. */
import type { Block, Chapter } from '../told.ts'
import { Pairs, Section, Table } from './show.tsx'

export function Chapters({ chapters }: { readonly chapters: readonly Chapter[] }) {
  return (
    <>
      {chapters.map(({ title, blocks }) => (
        <Section title={title}>
          {blocks.map((block) => (
            <Shown block={block} />
          ))}
        </Section>
      ))}
    </>
  )
}

function Shown({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'text':
      return <p class="nl-paragraph">{block.text}</p>
    case 'list':
      return (
        <ul class="utrecht-unordered-list">
          {block.items.map((item) => (
            <li class="utrecht-unordered-list__item">{item}</li>
          ))}
        </ul>
      )
    case 'pairs':
      return <Pairs pairs={block.pairs} />
    case 'table':
      return <Table {...block} />
  }
}
