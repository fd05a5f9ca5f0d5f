import type { ImportInFull } from '../../../src/imports/schema.ts';
import { useText } from '../app/language.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ImportLink } from './import-link.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importTexts } from './texts.ts';

/** A file that turned out to be no table, and what would be right. Nothing came of it. */
export function UnreadableStep({ file: { fileName, kind, problem } }: { file: ImportInFull }) {
  const t = useText(importTexts);
  return (
    <>
      <PageHeading over={fileName} answer={t('unreadableAnswer')} sub={t('nothingWritten')} />
      <ImportSteps current={0} />
      <Panel>
        <p>{problem}</p>
      </Panel>
      <div className="row">
        <ImportLink kind={kind}>{t('otherFile')}</ImportLink>
      </div>
    </>
  );
}
