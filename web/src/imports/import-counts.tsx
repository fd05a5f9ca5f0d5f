import type { ImportCounts } from '../../../src/imports/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Figure } from '../ui/figure.tsx';
import { Panel } from '../ui/panel.tsx';
import { importTexts } from './texts.ts';

/** New, updated, skipped and wrong rows. Together they are all rows of the file. */
export function ImportCountsRow({ counts }: { counts: ImportCounts }) {
  const t = useText(importTexts);
  const format = useFormat();
  return (
    <Panel>
      <div className="figures">
        {(['new', 'updated', 'skipped', 'wrong'] as const).map((key) => (
          <Figure key={key} label={t(key)} value={format.number(counts[key])} promise={t(`${key}Hint`)} />
        ))}
      </div>
    </Panel>
  );
}
