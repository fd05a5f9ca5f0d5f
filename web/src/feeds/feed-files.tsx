import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Feed, FeedFile } from '../../../src/feeds/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { importTexts } from '../imports/texts.ts';
import { CopyLine } from '../ui/copy-line.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { fileProblemWords } from './feed-words.ts';
import { feedTexts } from './texts.ts';

/** Every file of a feed, the last first, and what became of it; for one that files are sent to, where to. */
export default function FeedFiles({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const t = useText(feedTexts);
  const imports = useText(importTexts);
  const format = useFormat();
  const files = useCollection<FeedFile>(`/feeds/${feed.id}/files`);
  const columns: Column<FeedFile>[] = [
    { key: 'fileName', header: t('file'), value: ({ fileName }) => fileName, width: 'minmax(0, 1.2fr)' },
    {
      key: 'receivedAt',
      header: t('came'),
      value: ({ receivedAt }) => receivedAt,
      render: ({ receivedAt }) => `${format.date(receivedAt)} ${format.time(receivedAt)}`,
      width: '10rem',
    },
    {
      key: 'import',
      header: t('became'),
      value: ({ import: made }) => made?.state ?? null,
      render: ({ problem, import: made }) => {
        const words = problem
          ? fileProblemWords(t, problem)
          : made?.state === 'done'
            ? t('becameRows', { made: made.counts.new, updated: made.counts.updated, wrong: made.counts.wrong })
            : made && imports(`state_${made.state}`);
        return made ? (
          <Link to="/import/$importId" params={{ importId: made.id }}>
            {words}
          </Link>
        ) : (
          (words ?? '–')
        );
      },
      width: 'minmax(0, 1.6fr)',
    },
  ];
  return (
    <Drawer
      opened
      onClose={onClose}
      title={feed.name}
      position="right"
      size="min(46rem, 100%)"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        {feed.source === 'push' && (
          <div className="stack">
            <p>{t('sendTo')}</p>
            <CopyLine label={t('sendTo')} text={sendLine(feed.id)} />
          </div>
        )}
        <DataTable
          label={t('files')}
          columns={columns}
          rowKey={({ hash }) => hash}
          {...files}
          empty={<p className="second">{t('noFiles')}</p>}
        />
      </div>
    </Drawer>
  );
}

/** The line that sends a file, as a shell takes it. */
function sendLine(id: string): string {
  return `curl -H "Authorization: Bearer $API_KEY" -F file=@leads.csv ${window.location.origin}/api/v1/feeds/${id}/files`;
}
