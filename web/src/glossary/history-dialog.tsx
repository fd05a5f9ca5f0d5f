import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OwnTerm, TermVersion } from '../../../src/terms/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { uiTexts } from '../ui/texts.ts';
import { inReading } from './own-words.ts';
import { glossaryTexts } from './texts.ts';

/** What a word has meant before, and whose doing that was. */
export default function HistoryDialog({ term, onClose }: { term: OwnTerm; onClose: () => void }) {
  const t = useText(glossaryTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery(resource<Page<TermVersion>>(`/terms/${term.id}/versions`));
  const title = t('historyOf', { word: inReading(term, language).word });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading lines={3} />}
      <ol className="term-history" reversed>
        {data?.items.map((version) => {
          const { word, meaning } = inReading(version, language);
          return (
            <li key={version.version}>
              <strong>{word}</strong> <span>{version.removed ? t('wasRemoved') : meaning}</span>
              <br />
              <span className="second small">
                {t('savedBy', { name: version.member?.name ?? t('program'), day: format.date(version.savedAt) })}
              </span>
            </li>
          );
        })}
      </ol>
    </Modal>
  );
}
